"""Fields in the texts of a runbook: filled in where they are shown, named where they have no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

RUNBOOK = """\
incidentctl: 1
id: mine
title: Mine
ja: {title: 自分の}
steps:
  - id: look
    title: Look at $service for $$5
    detail: "Since $started_at, $change.recent; ask the ${commander}."
    ja: {title: "$service を見る", detail: "$started_at から。${commander}に聞く。"}
  - id: restart
    kind: run
    title: "Restart $service with ${roles.operator}, ${privacy.items}, ${change.by}"
    run: [restart, $service]
    writes: false
    undo: Start $service again.
    ja: {title: "$service を再起動する", undo: "$service をもう一度起動する。"}
"""


@pytest.fixture
def walked(desk: Desk) -> Desk:
    """Give a desk at which the runbook above can be walked."""
    directory = desk.home / ".incidentctl" / "runbooks"
    directory.mkdir(parents=True)
    text = RUNBOOK.replace("$change.recent", "${change.recent}")
    (directory / "mine.yaml").write_text(text, encoding="utf-8")
    desk("declare", "x")
    desk("runbook", "trust", "mine", "--yes")
    return desk


def titles(desk: Desk) -> list[str]:
    (listed,) = desk("step", "list", "mine", "--json").json["runbooks"]
    return [step["title"] for step in listed["steps"]]


def asked(desk: Desk, *answers: str) -> str:
    """Give what is on the screen of the first step that has no answer here."""
    (desk.home / "answers").write_text("".join(f"{each}\n" for each in answers), encoding="utf-8")
    return desk("walk", "mine", "--answers", str(desk.home / "answers")).err


@pytest.mark.parametrize(
    ("lang", "unset", "known"),
    [
        ("en", "Look at (Service: not filled in) for $5", "Look at checkout for $5"),
        ("ja", "(対象サービス: 未記入) を見る", "checkout を見る"),
    ],
)
def test_a_field_is_filled_in_and_one_without_a_value_is_named(
    walked: Desk, lang: str, unset: str, known: str
) -> None:
    walked.lang = "ja" if lang == "ja" else "en"
    assert titles(walked)[0] == unset
    assert unset in asked(walked)
    walked("set", "service", "checkout")
    assert titles(walked)[0] == known
    assert known in walked("step", "list", "mine").out
    assert known in walked("walk", "mine", "--dry-run").out
    assert known in asked(walked)


def test_what_nobody_knows_is_said_to_be_unknown(walked: Desk) -> None:
    walked("set", "service", "unknown")
    assert titles(walked)[0] == "Look at (Service: unknown) for $5"


def test_a_value_is_never_looked_at_again(walked: Desk) -> None:
    walked("set", "service", "$started_at ${commander} $$")
    assert titles(walked)[0] == "Look at $started_at ${commander} $$ for $5"


def test_people_and_private_fields_stay_out_of_what_is_kept(walked: Desk) -> None:
    walked("set", "service", "checkout")
    walked("role", "give", "tanaka", "operator")
    walked("set", "privacy.items", "card numbers")
    walked("set", "change.by", "suzuki")
    assert "suzuki" not in titles(walked)[1]  # S1-1: shown nowhere
    asked(walked, "look: done", "restart: run")
    (begun,) = [
        each for each in walked("timeline", "--json").json["entries"] if each["kind"] == "command_begun"
    ]
    said = str(begun)
    assert "Restart checkout with" in said
    pages = [walked("report", "--form", form).out for form in ("postmortem", "final", "progress")]
    for text in (said, *pages):
        assert not any(secret in text for secret in ("tanaka", "card numbers", "suzuki"))
    assert "Restart checkout" in pages[0]


def test_a_runbook_by_itself_shows_the_names(walked: Desk) -> None:
    page = walked("runbook", "show", "mine").out
    assert r"Look at \$service for \$5" in page
    assert "ask the commander" in page
    assert "restart $service" in page


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("$impact.users", "${impact.users}"),
        ("$custom.volume now", "${custom.volume}"),
        ("$servise", "service"),
    ],
)
def test_a_name_with_a_dot_wants_braces(desk: Desk, text: str, meant: str) -> None:
    file = desk.home / "f.yaml"
    desk.home.mkdir()
    file.write_text(f"incidentctl: 1\nid: f\ntitle: F\nsteps:\n  - {{id: A, title: 'See {text}'}}\n")
    ran = desk("runbook", "check", str(file))
    assert (ran.code, f"did you mean {meant}?" in ran.out) == (5, True)
