"""A team's own forms of the reports, from the outside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from incidentctl.words import LANGS

if TYPE_CHECKING:
    from pathlib import Path

    from incidentctl.words import Lang
    from tests.cli.conftest import Desk

OURS = """\
incidentctl: 1
title: "To our partners: {title}"
audience: customer
ja: {title: "お取引先へ: {title}"}
head: [reported]
sections:
  - {id: when, part: times_so_far, heading: "When", ja: {heading: "いつ"}}
  - id: tenant
    heading: "Your data"
    for: [customer]
    required: true
    text: "We checked your data."
    fields:
      - {field: custom.tenant, label: "Tenant", ja: {label: "対象テナント"}}
    ja: {heading: "お預かりのデータ", text: "確認しました。"}
"""


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500")
    desk("set", "custom.tenant", "the shop of A")
    return desk


def team(desk: Desk, text: str, name: str = "partner") -> Path:
    file = desk.home / ".incidentctl" / "runbooks" / "policy" / "forms" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("lang", LANGS)
def test_a_team_adds_a_form(open_desk: Desk, lang: Lang) -> None:
    team(open_desk, OURS)
    ran = open_desk("report", "--form", "Partner", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    title, *lines = {
        "en": "To our partners: |## When|## Your data|We checked your data.|- Tenant: the shop of A",
        "ja": "お取引先へ: |## いつ|## お預かりのデータ|確認しました。|- 対象テナント: the shop of A",
    }[lang].split("|")
    assert title in ran.out.splitlines()[0]
    places = [ran.out.index(line) for line in lines]
    assert places == sorted(places)
    assert "Tenant" not in open_desk("report", "--form", "partner", "--audience", "manager").out


@pytest.mark.parametrize("form", ["html", "json"])
def test_a_form_of_a_team_comes_in_every_format(open_desk: Desk, form: str) -> None:
    team(open_desk, OURS)
    ran = open_desk("report", "--form", "partner", "--format", form)
    assert ran.code == 0
    assert "Your data" in ran.out
    if form == "json":
        report = json.loads(ran.out)["report"]
        assert (report["form"], [row["key"] for row in report["sections"]]) == (
            "partner", ["report.partner.when", "report.partner.tenant"]
        )  # fmt: skip


def test_what_is_no_form_names_those_of_the_team_too(open_desk: Desk) -> None:
    team(open_desk, OURS)
    ran = open_desk("report", "--form", "partners")
    assert (ran.code, "postmortem, first, progress, final, partner, privacy" in ran.err) == (2, True)
    ran = open_desk("lint", "--form", "privacy")
    assert (ran.code, "progress, final, partner\n" in ran.err) == (2, True)


def test_lint_looks_at_the_form_of_a_team(open_desk: Desk) -> None:
    team(open_desk, OURS.replace("We checked your data.", "The operator forgot to check."))
    ran = open_desk("lint", "--form", "partner", "--strict")
    assert (ran.code, ran.out.startswith("partner.md:")) == (8, True)


@pytest.mark.parametrize("lang", LANGS)
def test_a_broken_form_keeps_nobody_from_the_built_in_one(open_desk: Desk, lang: Lang) -> None:
    whole = open_desk("report", "--form", "final", "--lang", lang).out
    team(open_desk, OURS.replace("part: times_so_far", "part: time"), "final")
    open_desk.wait(seconds=-1)
    ran = open_desk("report", "--form", "final", "--lang", lang)
    assert (ran.code, ran.out) == (0, whole)
    assert "final.yaml:7:22: " in ran.err
    assert {"en": "did you mean times?", "ja": "もしかして: times"}[lang] in ran.err


@pytest.mark.parametrize("lang", LANGS)
def test_a_broken_form_that_only_a_team_has_is_refused_with_its_place(open_desk: Desk, lang: Lang) -> None:
    team(open_desk, OURS.replace("title: ", "titel: ", 1))
    ran = open_desk("report", "--form", "partner", "--lang", lang)
    assert (ran.code, ran.out) == (5, "")
    assert "partner.yaml:2:1: " in ran.err
    assert open_desk("report", "--lang", lang).code == 0
    assert open_desk("report", "--lang", lang).err == "", "nobody who asks for another form hears of it"


def test_the_check_and_the_doctor_tell_of_it(open_desk: Desk) -> None:
    file = team(open_desk, OURS)
    assert open_desk("runbook", "check", str(file)).code == 0
    assert "first, progress, final, partner" in open_desk("doctor").out
    team(open_desk, OURS.replace("custom.tenant", "tenant"))
    ran = open_desk("runbook", "check", str(file.parent.parent))
    assert (ran.code, "partner.yaml:14:17: error: no such field: tenant" in ran.out) == (5, True)
    ran = open_desk("doctor")
    assert (ran.code, "FAIL A form of the reports has mistakes" in ran.out) == (8, True)
    ran = open_desk("doctor", "--lang", "ja")
    assert "報告書の様式に誤りがある" in ran.out


def test_a_file_named_privacy_changes_nothing_s4_5(open_desk: Desk) -> None:
    whole = open_desk("report", "--form", "privacy").out
    file = team(open_desk, OURS, "privacy")
    open_desk.wait(seconds=-1)
    ran = open_desk("report", "--form", "privacy")
    assert (ran.code, ran.out, ran.err) == (0, whole, "")
    assert open_desk("runbook", "check", str(file)).code == 5
    assert "privacy stays as it is" in open_desk("doctor").out


def test_the_apology_is_a_setting_p13(open_desk: Desk) -> None:
    def told(lang: str, **config: str) -> str:
        open_desk.config = config
        ran = open_desk("report", "--form", "final", "--audience", "customer", "--lang", lang)
        assert ran.code == 0
        return ran.out + ran.err

    apology = {"en": "We apologize for the inconvenience.", "ja": "ご不便をおかけし、申し訳ございません。"}
    assert apology["ja"] in told("ja")
    assert apology["en"] not in told("en")
    assert apology["en"] in told("en", apology="en ja")
    assert apology["ja"] not in told("ja", apology="en")
    assert apology["ja"] not in told("ja", apology="off")
    wrong = told("ja", apology="yes")
    assert apology["ja"] in wrong
    assert "設定 apology に書けるのは" in wrong
    assert "apology takes languages" in told("en", apology="yes")
    ran = open_desk("doctor")
    assert (ran.code, "apology takes languages" in ran.out) == (8, True)


def test_a_team_words_the_apology_and_puts_it_where_it_wants(open_desk: Desk) -> None:
    text = 'incidentctl: 1\nphrases: [{id: P13, text: "Sorry.", ja: {text: "深くお詫びします。"}}]\n'
    policy = team(open_desk, OURS.replace("sections:", "sections:\n  - {id: a, part: apology, heading: A}"))
    (policy.parent.parent / "phrases.yaml").write_text(text, encoding="utf-8")
    ran = open_desk("report", "--form", "partner", "--lang", "ja")
    assert ran.out.index("深くお詫びします。") < ran.out.index("## いつ")
