"""wording.yaml: every pattern does what its examples say, and a team's own are checked when they are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from incidentctl.domain.lint import JARGON, TIME, Wording, lint
from incidentctl.domain.pattern import LONGEST, MOST_REPEATS, fault_of
from incidentctl.errors import Invalid
from incidentctl.library.find import YamlRunbooks
from incidentctl.library.policy_wording import compile_wording
from incidentctl.library.problems import lines
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from incidentctl.ports import Problem

FILE = Path(__file__).parents[2] / "runbooks" / "policy" / "wording.yaml"
BUILT_IN = (FILE.read_bytes(), "wording.yaml")
RULES = ("B1", "B2", "B3", "B4", "B5", "B6", "G1", "G2", "G3", "G4", "V1")
"""The rules with patterns; what others need to know stands in no file."""


def read(team: str) -> tuple[Wording, list[Problem]]:
    data = f"incidentctl: 1\n{team}".encode()
    wording, readings = compile_wording([BUILT_IN, (data, "team.yaml")])
    return wording, list(readings[1].problems)


def rules_in(text: str, wording: Wording) -> list[str]:
    return [hit.rule for hit in lint(text, wording, "en")]


# -- the built-in file -------------------------------------------------------------------------------------


def test_every_built_in_pattern_is_sound_and_does_what_its_examples_say() -> None:
    wording, [reading] = compile_wording([BUILT_IN], trusted=0)
    assert [problem[1:5] for problem in reading.problems] == []
    assert tuple(wording.rules) == (*RULES, TIME, JARGON)
    trusted, _ = compile_wording([BUILT_IN])
    assert trusted == wording


def rows() -> list[tuple[str, str, Any]]:
    rules = yaml.safe_load(BUILT_IN[0])["wording"]
    both = [(rule["id"], lang, part) for rule in rules for lang, part in (("en", rule), ("ja", rule["ja"]))]
    return [(name, lang, row) for name, lang, part in both for row in part.get("patterns", ())]


def test_every_rule_has_patterns_and_a_rewrite_in_both_languages() -> None:
    assert {(name, lang) for name, lang, _ in rows()} == {(name, lang) for name in RULES for lang in LANGS}
    wording, _ = compile_wording([BUILT_IN])
    assert all(set(rule.rewrite) == set(LANGS) for rule in wording.rules.values())


def test_every_pattern_has_two_hits_and_two_near_misses() -> None:
    few = [(name, row) for name, _, row in rows() if len(row["hits"]) < 2 or len(row["misses"]) < 2]
    assert few == []
    assert len(rows()) > 80


def test_a_near_miss_is_harmless_to_all_rules() -> None:
    wording, _ = compile_wording([BUILT_IN])
    misses = [(name, text) for name, _, row in rows() for text in row["misses"]]
    loud = [
        (name, text, hit.rule)
        for name, text in misses
        for hit in lint(text, wording, "en", kind="follow-up" if name == "B6" else "")
        if hit.rule == name
    ]
    assert loud == []


def test_no_built_in_pattern_needs_the_list_of_what_is_never_meant() -> None:
    wording, _ = compile_wording([BUILT_IN])
    assert len(wording.never) >= 17
    without = wording._replace(never=())
    assert [(text, rules_in(text, without)) for text in wording.never if rules_in(text, without)] == []


def test_patterns_are_in_lower_case_as_is_what_they_are_tried_on() -> None:
    wording, _ = compile_wording([BUILT_IN])
    matches = [row.match for rule in wording.rules.values() for row in rule.patterns]
    assert [match for match in matches if match.replace("\\S", "").replace("\\W", "") != match.lower()] == []


# -- a team's file -----------------------------------------------------------------------------------------


def test_a_team_adds_words_to_a_list_of_either_language() -> None:
    wording, problems = read(
        "lang: ja\nlists:\n  - {id: person, words: [夜番さま], en: {words: [night watch]}}\n"
    )
    assert problems == []
    assert rules_in("夜番さまが誤って止めた。", wording) == ["B1"]
    assert rules_in("The night watch missed the page.", wording) == ["B1"]
    assert rules_in("The engineer missed the page.", wording) == ["B1"]


def test_a_team_adds_patterns_and_changes_level_and_rewrite() -> None:
    wording, problems = read(
        "wording:\n"
        "  - id: G3\n"
        "    level: error\n"
        '    rewrite: "count them"\n'
        "    patterns:\n"
        "      - {words: [umpteen], hits: [umpteen users], misses: [fifteen users]}\n"
    )
    assert problems == []
    [added, known] = lint("Umpteen users left.\n\nIt was slow for a while.", wording, "en")
    assert (added.rule, added.level, added.rewrite) == ("G3", "error", "count them")
    assert (known.rule, known.level) == ("G3", "error")
    assert "数" in lint("Umpteen users left.", wording, "ja")[0].rewrite


def test_a_team_switches_a_rule_off_and_names_what_it_never_means() -> None:
    wording, problems = read("never: [Looks Like Inc]\nwording:\n  - {id: G3, level: off}\n")
    assert problems == []
    assert rules_in("Some users of Looks Like Inc saw it.", wording) == []
    assert rules_in("It looks like DNS.", wording) == ["G1"]


def test_a_team_adds_a_rule_in_its_own_language() -> None:
    wording, problems = read(
        "lang: ja\n"
        "wording:\n"
        "  - id: T1\n"
        "    level: error\n"
        "    rewrite: 製品名で書く\n"
        "    patterns:\n"
        "      - {words: [例の], match: '例の(?:箱|やつ)', hits: [例の箱。], misses: [実例の一覧。]}\n"
        "    en: {rewrite: name the product}\n"
    )
    assert problems == []
    [hit] = lint("例のやつが遅い。", wording, "en")
    assert (hit.rule, hit.rewrite) == ("T1", "name the product")


PATTERN = """wording:
  - id: B1
    patterns:
      - words: [x]
        match: '{}'
        hits: [x]
        misses: [y]
"""


@pytest.mark.parametrize(
    ("match", "key", "column"),
    [
        ("x.*y", "pattern-unbounded", 19),
        ("x+", "pattern-unbounded", 18),
        ("ax{2,}", "pattern-unbounded", 19),
        ("(?:x+)+", "pattern-unbounded", 21),
        ("(?:x|a{1,3}){1,9}", "pattern-nested", 17),
        ("x(?:a|b){2}", "pattern-nested", 18),
        ("xa{1,200}", "pattern-wide", 18),
        (r"(x)\1", "pattern-other", 20),
        ("(?P<n>x)", "pattern-other", 17),
        ("(?i)x", "pattern-other", 17),
        ("x(", "pattern-invalid", 18),
        ("x[a", "pattern-invalid", 18),
        ("x{3,1}", "pattern-invalid", 19),
        ("x[[a]", "pattern-other", 18),
        ("x[a--b]", "pattern-other", 18),
        ("x{0,90}y{0,90}z{0,90}", "pattern-ways", 16),
        ("x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x", "pattern-ways", 16),
        ("x<nobody>", "unknown-list", 18),
        ("x<person>z{1,}", "pattern-unbounded", 27),
        ("x<person>(?:z", "pattern-invalid", 26),
    ],
)
def test_a_pattern_that_could_take_long_or_is_none_is_refused_at_its_place(
    match: str, key: str, column: int
) -> None:
    wording, problems = read(PATTERN.format(match))
    assert [(each.line, each.column, each.key) for each in problems] == [(6, column, key)]
    assert [row.match for row in wording.rules["B1"].patterns].count(match) == 0
    for lang in LANGS:
        head, *_ = lines(problems[0], Words(lang))
        assert head.startswith(f"team.yaml:6:{column}: ")


@pytest.mark.parametrize(
    "match",
    [
        "x",
        r"\bx\b(?= y| z)?",
        "x[^。\n]{0,40}?y",
        "(?<!a)x(?!y)",
        "x|y|(?:z|w)?",
        "[]x-]",
        "[^]x]",
        r"x\+\*",
        "x{",
        "x{,3}",
    ],
)
def test_a_pattern_of_bounded_work_is_sound(match: str) -> None:
    assert fault_of(match) is None


def test_alternatives_that_begin_alike_are_counted_and_others_are_not() -> None:
    many = "|".join(f"w{n:03}" for n in range(300))
    assert fault_of(f"(?:{many}) (?:{many}) (?:{many})") is None
    alike = "|".join("w" * n for n in range(1, 60))
    fault = fault_of(f"(?:{alike})(?:{alike})(?:{alike})")
    assert fault is not None
    assert fault.key == "pattern-ways"


def test_a_pattern_has_a_greatest_length_and_a_character_a_greatest_number_of_repeats() -> None:
    assert fault_of("x" * LONGEST) is None
    assert fault_of("x" * (LONGEST + 1)) is not None
    assert fault_of(f"x{{0,{MOST_REPEATS}}}") is None
    assert fault_of(f"x{{0,{MOST_REPEATS + 1}}}") is not None


def test_an_example_that_the_pattern_does_not_bear_out_is_told_at_its_place() -> None:
    _, problems = read(
        "wording:\n"
        "  - id: B1\n"
        "    ja:\n"
        "      patterns:\n"
        "        - words: [手抜]\n"
        "          hits: [手抜きである。, 手を抜いた。]\n"
        "          misses: [上手に動いた。, 手抜工事]\n"
    )
    assert [(each.line, each.column, each.key) for each in problems] == [
        (7, 27, "example-not-found"),
        (8, 29, "example-found"),
    ]


def test_a_new_rule_lacks_nothing() -> None:
    _, problems = read("wording:\n  - {id: T1, level: warn}\n  - {id: G1, level: block}\n")
    assert [(each.line, each.key, each.params.get("name")) for each in problems] == [
        (4, "unknown-word", "level"),
        (3, "missing-key", "rewrite"),
        (3, "missing-key", "patterns"),
    ]


# -- on the search path ------------------------------------------------------------------------------------


def team_at(tmp_path: Path, text: str) -> YamlRunbooks:
    policy = tmp_path / ".incidentctl" / "runbooks" / "policy"
    policy.mkdir(parents=True)
    (policy / "wording.yaml").write_text(f"incidentctl: 1\n{text}", "utf-8")
    return YamlRunbooks(lang="en", cwd=tmp_path)


def test_the_file_of_a_project_counts_and_a_wrong_one_is_refused_only_where_it_is_used(
    tmp_path: Path,
) -> None:
    source = team_at(tmp_path, "wording:\n  - {id: G3, level: off}\n")
    assert source.wording().rules["G3"].level == "off"
    assert source.wording() is source.wording()


def test_a_wrong_file_stops_lint_and_nothing_else(tmp_path: Path) -> None:
    source = team_at(tmp_path, PATTERN.format("x+"))
    with pytest.raises(Invalid) as caught:
        source.wording()
    assert caught.value.key == "policy-invalid"
    assert ":6:18: error: this repeat has no end: write {0,30}" in caught.value.details[0]
    assert source.policy().severities
    [checked] = source.check([tmp_path / ".incidentctl" / "runbooks" / "policy" / "wording.yaml"])
    assert [problem.key for problem in checked.problems] == ["pattern-unbounded"]
