"""Names stand in no view that goes wide (K9), and nothing of the privacy track does (S4-5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.fields import FIELDS
from incidentctl.words import LANGS
from tests.variants import first

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

REPORTS = [
    ("report", "--form", form, "--format", kind)
    for form in ("postmortem", "progress", "final")
    for kind in ("md", "json", "html")
]
UPDATES = [
    ("update", "--audience", audience, "--override", "x") for audience in ("engineer", "manager", "customer")
]
WIDE = [(), ("--json",), ("brief",), ("brief", "--json"), *REPORTS, *UPDATES, (*UPDATES[0], "--json")]

SMITH, BRIEN, SATO, HARA = "Will Smith", "o'brien", "佐藤太郎", "原"
NAMED = [
    ("tanaka", "declare", "the checkout of tanaka", "--no-walk", "--severity", "SEV2"),
    *((who, "note", "x") for who in (SMITH, BRIEN, HARA)),
    (SATO, "join", "--watch"),
    ("tanaka", "role", "take", "commander", "--why", "佐藤太郎さんは不在"),
    ("tanaka", "role", "give", "operator", SMITH),
    ("tanaka", "role", "give", "observer", BRIEN),
    ("tanaka", "set", "decider", SATO),
    ("tanaka", "set", "happening", "the server of o'brien; @tanaka knows, 佐藤太郎さんも"),
    ("tanaka", "set", "outlook", "Will Smith expects 15:00"),
    ("tanaka", "assign", HARA, "look at the db of o'brien", "--why", "for 佐藤太郎", "--within", "10m"),
    (HARA, "task", "report", "Will Smith saw it"),
    (HARA, "task", "done", "@tanaka と確認"),
    ("tanaka", "decide", "Will Smithが戻す", "--risk", "佐藤太郎は不在", "--level", "owner"),
    ("tanaka", "decide", "原さん restarts", "--risk", "o'brien is away"),
    (SMITH, "act", "--begin", "restart by Will Smith", "--before", "tanaka: 1"),
    (BRIEN, "concern", "tanaka is tired"),
    (BRIEN, "hypothesis", "add", "the patch of tanaka"),
    ("tanaka", "criteria", "add", "o'brien is content"),
    ("tanaka", "update", "@tanaka and o'brien look at it", "--draft"),
    (SMITH, "act", "--end", "with o'brien", "--after", "佐藤太郎: 2"),
    ("tanaka", "severity", "SEV1", "--why", "Will Smith asked"),
    (HARA, "role", "take", "commander", "--why", "tanaka sleeps"),
    (HARA, "release", BRIEN, "--override", "Will Smith agrees"),
    (HARA, "resolve", "佐藤太郎が購入できることを確認しました", "--override", "tanaka agrees"),
    (HARA, "stand-down", "--override", "Will Smith agrees"),
    (HARA, "reopen", "--why", "o'brien sees it again"),
]  # fmt: skip
TURNS = {"act", "resolve", "stand-down", "reopen"}
PEOPLE = re.compile("tanaka|Tanaka|Smith|佐藤|太郎|brien|原(?!因)")


def shown(text: str) -> str:
    """Give the output as it is read: the signs of JSON undone."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda hit: chr(int(hit[1], 16)), text)


@pytest.mark.parametrize("lang", first(LANGS))
def test_no_view_that_goes_wide_names_anybody_k9(desk: Desk, lang: str) -> None:
    for who, *argv in NAMED:
        ran = desk(*argv, "--as", who)
        assert ran.code == 0, (argv, ran)
        if argv[0] in {"note", "join"}:
            continue  # until they did something, the log knows nobody
        views = (*WIDE, ("report", "--form", "privacy")) if argv[0] in TURNS else ((), ("brief",))
        for view in views:
            text = shown("".join(desk(*view, "--lang", lang)[1:]))
            found = PEOPLE.search(text)
            assert found is None, (argv, view, text[max(0, found.start() - 60) : found.end() + 9])


TEXTS = {"text": "{}", "list": "{}, {}", "person": "x", "time": "14:00", "count": "12", "date": "2026-12-01"}


def secrets() -> list[tuple[str, ...]]:
    """Give every way to write into the privacy track; each text begins with "hush"."""
    fields = [field for field in FIELDS.values() if field.section == "privacy"]
    return [
        ("note", "--private", "hush note", "--source", "hush source"),
        ("note", "--private", "--guess", "hush guess"),
        ("step", "skip", "R7", "--why", "hush skip"), ("step", "done", "R7", "yes"),
        *(
            ("set", field.name, (field.choices or (TEXTS.get(field.type, "yes"),))[0].format("hush", "hush"))
            for field in fields
        ),
        ("step", "done", "personal-data/P3", "privacy.containment=hush done"),
        ("step", "fail", "personal-data/P3", "--why", "hush fail"),
        ("assign", "x", "hush task", "--why", "hush why", "--private", "--stream", "hush stream"),
        ("task", "report", "K", "hush report"), ("task", "give", "K", "@team", "--override", "hush override"),
        ("task", "done", "K", "hush done"), ("concern", "--private", "hush concern"),
        ("concern", "answer", "E", "accepted", "--why", "hush answer"), ("amend", "E", "hush amended"),
        ("undo", "E"), ("amend", "N", "hush amended"), ("undo", "N"),
        ("clock", "start", "gdpr-33", "--anchor", "14:00"),
        ("clock", "stop", "gdpr-33", "--why", "hush stop"),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", first(LANGS))
def test_what_is_written_for_the_privacy_track_stays_there_s4_5(desk: Desk, lang: str) -> None:
    desk("declare", "T", "--no-walk", "--severity", "SEV2")
    handles: dict[str, str] = {}
    for argv in secrets():
        ran = desk(*(handles.get(word, word) for word in argv))
        assert ran.code == 0, (argv, ran)
        for handle in re.findall(r"\b[ken]-\w+", ran.out):
            handles.setdefault(handle[0].upper(), handle)
        for view in WIDE if argv[0] in {"undo", "clock"} else ((), ("brief",)):
            text = shown("".join(desk(*view, "--lang", lang)[1:]))
            assert "hush" not in text, (argv, view, text)
    entries = desk("timeline", "--all", "--json").json["entries"]
    assert [entry for entry in entries if "hush" in str(entry["data"]) and not entry["private"]] == []
    assert "hush" in desk("report", "--form", "privacy").out


def test_what_a_decision_of_the_track_says_is_in_no_brief_s4_5(desk: Desk) -> None:
    desk("declare", "T", "--no-walk")
    runbook = desk.home / ".incidentctl" / "runbooks" / "personal-data.yaml"
    runbook.parent.mkdir(parents=True)
    runbook.write_text(
        "incidentctl: 1\nid: personal-data\ntitle: T\nsteps:\n"
        "  - {id: P1, title: Decide, fields: [{save: decision, title: What}]}\n",
        encoding="utf-8",
    )
    assert desk("step", "done", "personal-data/P1", "hush decision").code == 0
    for view in ((), ("--json",), ("brief",), ("brief", "--json")):
        assert "hush" not in desk(*view).out
