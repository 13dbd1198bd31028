"""Forms of reports as files: the built-in ones, a team's, and every mistake at its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.forms import AUDIENCES, FORMS, INSIDE
from incidentctl.domain.report_head import LINES
from incidentctl.domain.report_parts import PARTS
from incidentctl.errors import Invalid
from incidentctl.library.find import YamlRunbooks
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.forms import Form
    from incidentctl.domain.runbook import Text
    from incidentctl.words import Lang

BUILT_IN = Path(__file__).parents[2] / "runbooks" / "policy" / "forms"
each_form = pytest.mark.parametrize("name", FORMS)

OURS = """\
incidentctl: 1
lang: ja
title: "社内速報: {title}"
title_again: "社内速報 第{n}報: {title}"
head: [reported, custom.shop]
sections:
  - {id: impact, part: impact, heading: "影響", required: true, fields: [{field: custom.shop, label: "店舗"}]}
  - {id: done, part: mitigation, heading: "対応", in_detail: [engineer]}
  - {id: rule, heading: "取り扱い", text: "社外秘", for: [engineer], false_alarm: false}
"""


def built_in(name: str) -> Form:
    return YamlRunbooks(lang="en", cwd=Path("/")).forms().get(name)


def shelf(tmp_path: Path, lang: Lang = "en", **texts: str) -> YamlRunbooks:
    """Give runbooks with a team's forms."""
    folder = tmp_path / ".incidentctl" / "runbooks" / "policy" / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return YamlRunbooks(lang=lang, cwd=tmp_path)


def texts_of(form: Form) -> Iterator[Text]:
    yield from (text for text in (form.title, form.title_draft, form.title_again) if text)
    for row in form.sections:
        yield row.heading
        yield from (text for text in (row.text, *(field.label for field in row.fields)) if text)


def test_the_built_in_forms_are_the_files_that_are_there() -> None:
    assert {file.stem for file in BUILT_IN.iterdir()} == set(FORMS)
    assert YamlRunbooks(lang="en", cwd=Path("/")).forms().names() == FORMS


@each_form
def test_a_built_in_form_is_sound_and_whole_in_both_languages(name: str) -> None:
    [checked] = YamlRunbooks(lang="en", cwd=Path("/")).check([BUILT_IN / f"{name}.yaml"])
    assert (checked.id, checked.problems) == (f"policy/forms/{name}", ())
    form = built_in(name)
    assert form.id == name
    assert len(form.sections) >= 8
    assert [text for text in texts_of(form) if set(text) != set(LANGS)] == []
    assert all(row.part for row in form.sections)


def test_the_fields_of_the_reports_stand_in_their_order_and_what_must_be_there_is_required() -> None:
    """The table of section 3: ● is always there, ○ if it is known, and what is not listed never."""
    told = {name: [(row.part, row.required) for row in built_in(name).sections] for name in FORMS}
    assert told["first"] == [
        ("summary", False), ("event", True), ("impact", True), ("times_so_far", False), ("mitigation", False),
        ("cause", True), ("outlook", False), ("contact", False), ("apology", False),
    ]  # fmt: skip
    assert told["progress"] == [
        ("changes", False), ("summary", False), ("event", True), ("impact", True), ("times_so_far", False),
        ("mitigation", True), ("cause", True), ("actions", False), ("timeline", False), ("outlook", False),
        ("contact", False), ("apology", False),
    ]  # fmt: skip
    assert told["final"] == [
        ("summary", False), ("event", True), ("impact", True), ("times", False), ("mitigation", True),
        ("cause", True), ("actions", True), ("timeline", False), ("contact_field", False), ("apology", False),
        ("lessons_list", False),
    ]  # fmt: skip
    assert [part for part, is_required in told["postmortem"] if is_required] == [
        "measured_impact", "factors", "mitigation", "actions", "lessons"
    ]  # fmt: skip


def test_the_comment_at_the_head_names_all_that_a_form_may_list() -> None:
    comment = "".join(re.findall(r"^#.*$", (BUILT_IN / "final.yaml").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"[a-z_]+", comment))
    assert named >= {*PARTS, *LINES, *AUDIENCES}
    inside = comment.partition("never for customers:")[2].partition("required")[0]
    assert set(re.findall(r"[a-z_]+", inside)) == {name for name, part in PARTS.items() if part.is_inside}


def test_a_team_has_a_form_of_its_own(tmp_path: Path) -> None:
    forms = shelf(tmp_path, Kunde=OURS).forms()
    assert forms.names() == (*FORMS, "kunde")
    form = forms.get("kunde")
    assert (form.id, form.audience, form.numbered, form.chart) == ("kunde", "manager", False, False)
    assert form.title_again == {"ja": "社内速報 第{n}報: {title}"}
    impact, done, rule = form.sections
    assert (impact.part, impact.required, impact.audiences) == ("impact", True, AUDIENCES)
    assert [(row.name, row.label, row.audiences) for row in impact.fields] == [
        ("custom.shop", {"ja": "店舗"}, INSIDE)
    ]
    assert done.in_detail == ("engineer",)
    assert (rule.text, rule.audiences, rule.false_alarm) == ({"ja": "社外秘"}, ("engineer",), False)
    assert form.placed == {"reported", "custom.shop"}


def test_a_section_that_a_team_adds_is_for_inside_unless_it_says_more(tmp_path: Path) -> None:
    forms = shelf(
        tmp_path, a=OURS.replace("for: [engineer], ", ""), b=OURS.replace("[engineer], ", "[customer], ")
    )
    assert [forms.forms().get(name).sections[2].audiences for name in "ab"] == [INSIDE, ("customer",)]


def test_a_form_of_the_same_name_replaces_and_the_project_wins_over_the_user(tmp_path: Path) -> None:
    user = tmp_path / "user" / "policy" / "forms"
    user.mkdir(parents=True)
    for name in ("final", "mine"):
        (user / f"{name}.yaml").write_text(OURS.replace("社内速報: ", "U: "), encoding="utf-8")
    shelf(tmp_path, final=OURS)
    forms = YamlRunbooks(lang="en", cwd=tmp_path, user=tmp_path / "user").forms()
    assert forms.names() == (*FORMS, "mine")
    assert forms.get("final").title == {"ja": "社内速報: {title}"}
    assert forms.get("mine").title == {"ja": "U: {title}"}
    assert forms.get("first") == built_in("first")
    assert forms.built_in("final") == built_in("final")
    assert forms.built_in("mine") is None


MISTAKES = [
    ("part: impact", "part: ^impakt", "part cannot be “impakt”", "part に「impakt」は使えません", "impact"),
    ("[engineer]}", "[^enginer]}", "in_detail cannot be “enginer”", "in_detail に「enginer」は", "engineer"),
    ("[reported,", "[^reportet,", "no such field: reportet", "その項目はありません: reportet", "reported"),
    ("field: custom.shop", "field: ^sumary", "no such field: sumary", "その項目はありません", "summary"),
    ("field: custom.shop", "field: ^shop", "no such field: shop", "その項目はありません", "custom.shop"),
    ("required: true", "^requird: true", "unknown key: requird", "知らないキーです: requird", "required"),
    ('"社内速報 第{n}', '^"社内速報 第{nn}', "nothing fills in {nn}", "{nn} に入る値はありません", "n"),
    ('"社内速報 第{n}', '^"社内速報 第{n', "the braces do not match", "波かっこの対応が合いません", ""),
    ('{id: rule, heading: "取り扱い", text: "社外秘"', '^{id: rule, heading: "x"', "a part, a text or fields",
     "part・text・fields のどれか", ""),
    ("id: rule, heading", "id: rule, ^hedding", "unknown key: hedding", "知らないキーです", "heading"),
    ("id: done", "id: ^Impact", "the id Impact is taken", "ID Impact は前の行", ""),
    ('mitigation, heading: "対応", in_detail: ', 'cause, heading: "対応", in_detail: ^',
     "cause has no details to choose", "cause に in_detail は使えません", ""),
    ("part: mitigation", "part: gaps, for: [manager, ^customer]", "not for customers", "顧客向け", ""),
    ("field: custom.shop", "field: ^privacy.items", "personal-data track", "個人情報の対応", ""),
    ("custom.shop]", "^change.by]", "change.by is shown in no report", "どの報告書にも", ""),
    ("field: custom.shop", "for: [customer], field: ^contact", "contact is not for", "顧客向け", ""),
    ("sections:", "^section:", "unknown key: section", "知らないキーです: section", "sections"),
    ("{id: impact", "{en: {^heding: x}, id: impact", "unknown key: heding", "知らないキー", "heading"),
    ("{id: impact", "{^ja: {heading: x}, id: impact", "already in ja", "すでに ja", ""),
]  # fmt: skip
"""What is changed into what, with ^ before the spot; what is told in each language, and what was meant."""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("was", "now", "en", "ja", "meant"), MISTAKES)
def test_every_mistake_is_told_at_its_place(  # noqa: PLR0913, PLR0917 - a column each
    tmp_path: Path, lang: Lang, was: str, now: str, en: str, ja: str, meant: str
) -> None:
    assert was in OURS
    before, _, after = OURS.replace(was, now, 1).partition("^")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    with pytest.raises(Invalid, match="form-invalid") as caught:
        shelf(tmp_path, lang, ours=before + after).forms().get("ours")
    [told] = [each for each in caught.value.details if f"ours.yaml:{line}:{column}:" in each]
    assert (en if lang == "en" else ja) in told
    mark = {"en": f"did you mean {meant}?", "ja": f"もしかして: {meant}"}[lang]
    assert not meant or mark in told


def test_a_section_that_says_nothing_may_have_meant_a_part(tmp_path: Path) -> None:
    wrong = OURS.replace('id: rule, heading: "取り扱い", text: "社外秘"', 'id: times, heading: "時刻"')
    with pytest.raises(Invalid) as caught:
        shelf(tmp_path, ours=wrong).forms().get("ours")
    assert "did you mean part: times?" in caught.value.details[0]


def test_all_mistakes_are_told_at_once_in_their_order(tmp_path: Path) -> None:
    wrong = OURS.replace("{n}", "{x}").replace("part: impact", "part: x").replace("[engineer]}", "[x]}")
    with pytest.raises(Invalid) as caught:
        shelf(tmp_path, ours=wrong).forms().get("ours")
    places = [int(found[1]) for line in caught.value.details if (found := re.search(r"yaml:(\d+):", line))]
    assert places == [4, 7, 8]


def test_what_is_only_half_translated_is_noted_and_used(tmp_path: Path) -> None:
    text = OURS.replace('heading: "対応"', 'heading: "対応", en: {heading: "Response"}')
    runbooks = shelf(tmp_path, ours=text)
    assert runbooks.forms().get("ours").sections[1].heading == {"ja": "対応", "en": "Response"}
    [checked] = runbooks.check([tmp_path / ".incidentctl/runbooks/policy/forms/ours.yaml"])
    assert {problem.severity for problem in checked.problems} == {"note"}
    assert {problem.key for problem in checked.problems} == {"missing-translation"}
    [whole] = shelf(tmp_path, ours=OURS).check([tmp_path / ".incidentctl/runbooks/policy/forms/ours.yaml"])
    assert whole.problems == (), "a team with one language is left in peace"


def test_no_file_takes_the_place_of_the_privacy_form_s4_5(tmp_path: Path) -> None:
    runbooks = shelf(tmp_path, privacy=OURS)
    [checked] = runbooks.check([tmp_path / ".incidentctl" / "runbooks"])
    assert [problem.key for problem in checked.problems] == ["form-restricted"]
    with pytest.raises(Invalid, match="form-invalid"):
        runbooks.forms().get("privacy")


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "final.yaml").write_text(OURS, encoding="utf-8")
    (tmp_path / ".incidentctl" / "runbooks" / "policy").mkdir(parents=True)
    (tmp_path / ".incidentctl" / "runbooks" / "policy" / "forms").symlink_to(tmp_path / "elsewhere")
    forms = YamlRunbooks(lang="en", cwd=tmp_path).forms()
    assert forms.names() == FORMS
    with pytest.raises(Invalid, match="form-invalid"):
        forms.get("final")
    assert forms.built_in("final") == built_in("final")


@pytest.mark.parametrize(
    "text", ["", "- a\n", "incidentctl: 2\n", "x: [\n", "incidentctl: 1\nsections: []\n"]
)
def test_what_is_no_form_is_refused_with_a_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid) as caught:
        shelf(tmp_path, final=text).forms().get("final")
    assert re.search(r"final\.yaml:[12]:", caught.value.details[0])


def test_a_broken_form_is_no_mistake_of_the_policy_or_of_other_forms(tmp_path: Path) -> None:
    runbooks = shelf(tmp_path, final="x: [\n", ours=OURS)
    assert runbooks.policy().severities
    assert runbooks.forms().get("ours").id == "ours"
    assert runbooks.forms().get("first").id == "first"
