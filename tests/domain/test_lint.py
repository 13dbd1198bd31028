"""What lint finds and what it leaves alone (practice.md, section 3), in both languages."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from incidentctl.domain import wording as notes
from incidentctl.domain.forms import AUDIENCES
from incidentctl.domain.glossary import Glossary
from incidentctl.domain.lint import SEEN_BY_CODE, Hit, Pattern, Wording, lint, prefixes_of, printed_by
from incidentctl.domain.report_names import Names
from incidentctl.domain.wording import guess_in
from incidentctl.library.find import YamlRunbooks
from incidentctl.words import LANGS, Words
from tests.variants import first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.policy import Policy
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

ROOT = Path(__file__).parents[2]
CORPORA = Path(__file__).parent / "wording"
GUESSES = {"G1", "G2", "G4"}
IN_REPORTS = (
    *("act", "brief", "clock", "decision", "duty", "ending", "fact", "fields", "path", "phase", "privacy"),
    *("report", "role", "runbook", "task", "update", "when"),
)
"""The topics of words whose sentences stand in reports, updates and on the timeline."""


def lines_of(name: str) -> list[str]:
    text = (CORPORA / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


HARMLESS = lines_of("harmless.txt")
PLAIN = lines_of("plain.txt")
BAD = [tuple(line.split(" ", 1)) for line in lines_of("bad.txt")]
FROM_PRACTICE = (20, 16)
"""How many of the harmless and of the bad sentences, at the top of each file, are those of practice.md."""


@cache
def source() -> YamlRunbooks:
    return YamlRunbooks(lang="en", cwd=Path("/"))


def wording() -> Wording:
    return source().wording()


@cache
def glossary(lang: Lang) -> Glossary:
    return Glossary(source().policy(), lang)


def found(text: str, lang: Lang = "en", **options: Any) -> list[Hit]:
    is_plain = options.get("audience", "") not in {"", "engineer"}
    options.setdefault("glossary", glossary(lang) if is_plain else None)
    return list(lint(text, wording(), lang, prefixes=prefixes_of(source().policy()), **options))


def rules_in(text: str, **options: Any) -> set[str]:
    return {hit.rule for hit in found(text, **options)}


def read_for(rule: str) -> dict[str, Any]:
    """Give how a bad sentence has to be read for its rule to apply."""
    return {
        "kind": "follow-up" if rule == "B6" else "",
        "audience": "customer" if rule in SEEN_BY_CODE else "",
    }


# -- the corpora -----------------------------------------------------------------------------------------


def test_nothing_is_found_in_harmless_sentences() -> None:
    assert [(text, hit.rule, hit.text) for text in HARMLESS for hit in found(text)] == []


def test_nothing_is_found_in_harmless_sentences_that_follow_one_another() -> None:
    assert [hit for glue in ("\n", "\n\n", " ") for hit in found(glue.join(HARMLESS))] == []


@pytest.mark.parametrize("audience", ["manager", "customer"])
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_found_in_plain_posts(audience: str, lang: Lang) -> None:
    assert len(PLAIN) >= 70
    printed = printed_by(source().policy(), glossary(lang))
    hits = [(text, hit) for text in PLAIN for hit in found(text, lang, audience=audience, printed=printed)]
    assert hits == []


def test_every_bad_sentence_is_found_by_its_rule() -> None:
    assert [text for rule, text in BAD if rule not in rules_in(text, **read_for(rule))] == []


def test_every_bad_sentence_is_found_in_the_middle_of_harmless_ones() -> None:
    page = [text for bad in zip(BAD, HARMLESS, strict=False) for text in (bad[1], bad[0][1])]
    hits = found("\n\n".join(page), kind="follow-up", audience="customer")
    lines = {(hit.line, hit.rule) for hit in hits}
    assert [text for n, (rule, text) in enumerate(BAD) if (4 * n + 3, rule) not in lines] == []


def test_there_are_enough_sentences_of_both_languages_and_no_two_are_the_same() -> None:
    for sentences, least, others in ((HARMLESS, 100, FROM_PRACTICE[0]), ([b for _, b in BAD], 50, 16)):
        own = sentences[others:]
        english = sum(text.isascii() for text in own)
        assert english >= least
        assert len(own) - english >= least
        assert len(set(sentences)) == len(sentences)


def test_every_rule_is_shown_by_bad_sentences_of_both_languages() -> None:
    shown = {(rule, text.isascii()) for rule, text in BAD}
    assert shown == {(rule, is_english) for rule in wording().rules for is_english in (True, False)}


# -- one verdict with what a note is asked -----------------------------------------------------------------


def test_a_note_and_a_report_are_judged_alike() -> None:
    rows = [text for rule in read_wording()["wording"] for text in examples(rule)]
    for text in [*HARMLESS, *(text for _, text in BAD), *rows]:
        guess = guess_in(text)
        reported = rules_in(text) & GUESSES
        assert bool(guess) == bool(reported), text
        assert guess is None or guess[0] in reported, text


def test_notes_have_the_very_patterns_of_the_file() -> None:
    held = [(rule.id, rule.triggers, rule.pattern) for rule in notes._RULES]  # noqa: SLF001 - that is the point
    rules = wording().rules
    filed = [(name, row.words, row.match) for name in GUESSES for row in rules[name].patterns]
    assert sorted(held) == sorted(filed)


def read_wording() -> Any:
    return yaml.safe_load((ROOT / "runbooks" / "policy" / "wording.yaml").read_text("utf-8"))


def examples(rule: Any) -> Iterator[str]:
    for row in (*rule.get("patterns", ()), *rule["ja"].get("patterns", ())):
        yield from (*row["hits"], *row["misses"])


# -- what the program says itself --------------------------------------------------------------------------


def texts_below(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts_below(each, f"{where}.{key}")
    elif isinstance(value, list):
        for each in value:
            yield from texts_below(each, where)


def test_every_built_in_step_phrase_and_policy_text_passes() -> None:
    printed = printed_by(source().policy())
    files = [file for file in (ROOT / "runbooks").rglob("*.yaml") if file.name != "wording.yaml"]
    texts = [
        pair for file in files for pair in texts_below(yaml.safe_load(file.read_text("utf-8")), file.name)
    ]
    assert len(texts) > 500
    assert [
        (at, hit)
        for at, text in texts
        for hit in found(text, printed=printed, audience="customer", glossary=None)  # engineers read steps
    ] == []


def test_every_sentence_of_reports_passes() -> None:
    printed = printed_by(source().policy())
    topics = {topic.name for topic in iter_modules([str(ROOT / "incidentctl" / "words")])}
    assert set(IN_REPORTS) <= topics
    sentences = [
        (f"{topic}.{key}", text)
        for topic in IN_REPORTS
        for key, pair in import_module(f"incidentctl.words.{topic}").WORDS.items()
        for text in pair
    ]
    assert [(key, hit) for key, text in sentences for hit in found(text, printed=printed)] == []


def test_every_rewrite_passes() -> None:
    rewrites = [text for rule in wording().rules.values() for text in rule.rewrite.values()]
    assert [(text, hit) for text in rewrites for hit in found(text, kind="follow-up")] == []


def test_the_reports_that_are_kept_as_examples_pass() -> None:
    pages = sorted((ROOT / "tests" / "golden").glob("*.md"))
    assert len(pages) >= 12
    printed = printed_by(source().policy())
    hits = [(page.name, hit) for page in pages for hit in found(page.read_text("utf-8"), printed=printed)]
    assert hits == []


TYPED = {"POST", "checkout-rollback", "F12"}
"""What the examples hold of words for engineers: people typed them (F12 is a step), no glossary has them."""


def readers(page: str) -> str:
    named = next((each for each in AUDIENCES if f"-{each}." in page), "")
    return named or ("engineer" if page.startswith(("postmortem", "privacy")) else "manager")


def test_whoever_is_no_engineer_reads_nothing_of_ours_that_is_jargon() -> None:
    pages = [page for page in (ROOT / "tests" / "golden").glob("*.md") if readers(page.name) != "engineer"]
    assert len(pages) >= 12
    hits = []
    for page in pages:
        lang: Lang = "ja" if page.name.endswith(".ja.md") else "en"
        printed = printed_by(source().policy(), glossary(lang))
        hits += found(page.read_text("utf-8"), lang, printed=printed, audience=readers(page.name))
    assert {(hit.rule, hit.text) for hit in hits} <= {("V1-jargon", text) for text in TYPED}


def test_a_word_that_the_glossary_knows_comes_with_its_plain_words() -> None:
    [hit] = found("14:05 We rolled back.", audience="manager")
    assert (hit.rule, hit.text, hit.rewrite) == (
        "V1-jargon",
        "rolled back",
        "switched back",
    )
    [hit] = found("14:05 KMSが止まった。", "ja", audience="customer")
    assert (hit.text, hit.rewrite) == ("KMS", wording().rules["V1-jargon"].rewrite["ja"])
    assert found("14:05 We rolled back.", audience="engineer") == found("14:05 We rolled back.") == []


def test_what_the_program_prints_is_left_alone_also_in_a_teams_words() -> None:
    policy: Policy = source().policy()
    loose = {"en": "It might be over at {time}, perhaps.", "ja": "{time} には直るでしょう。"}
    policy = policy._replace(phrases={**policy.phrases, "P10": loose})
    text = "It might be over at 15:00, perhaps.\n\n15:00 には直るでしょう。\n\n[INVESTIGATING] 14:05 Maybe."
    assert [hit.line for hit in found(text)] == [1, 1, 3, 5, 5]
    assert [(hit.line, hit.text) for hit in found(text, printed=printed_by(policy))] == [(5, "Maybe")]


def test_only_the_program_prints_words_of_certainty() -> None:
    printed = printed_by(source().policy())
    assert {"(possible)", "(likely)", "(可能性あり)", "(ほぼ確実)"} <= set(printed)
    assert found("Cause: the pool held 10 connections (likely)", printed=printed) == []
    assert rules_in("原因は接続プールの可能性が高い", printed=printed) == {"G2"}


# -- where a hit is ----------------------------------------------------------------------------------------


def places(text: str, **options: Any) -> list[tuple[int, int, str]]:
    return [(hit.line, hit.column, hit.text) for hit in found(text, **options)]


def test_a_hit_tells_line_column_and_the_words_as_written() -> None:
    text = "# Title\r\n\r\n14:02 It rose. Probably DNS.\r\n- 担当者のミスで停止した。\r\n"
    assert places(text) == [(3, 16, "Probably"), (4, 3, "担当者のミス")]


def test_columns_hold_behind_letters_that_grow_in_lower_case() -> None:
    assert places("İİİ maybe") == [(1, 5, "maybe")]


def test_the_cells_of_a_table_are_read_apart() -> None:
    table = "| time | who | what |\n|---|---|---|\n| 14:02 | engineer | missed heartbeats rose to 14 |\n"
    assert places(table) == []
    assert places(table + "| 14:05 | operator | the engineer missed the page |") == [
        (4, 26, "engineer missed")
    ]


def test_a_sentence_that_was_broken_to_fit_is_read_whole() -> None:
    english = "After a long night with four other incidents, we should\nhave caught this in review."
    assert places(english) == [(1, 47, "we should have caught")]
    japanese = "深夜の作業が続いており、夜間の切り替えについては、当番の担当者が\n誤って本番を停止した。"
    assert [hit[:2] for hit in places(japanese)] == [(1, japanese.index("担当者") + 1)]


def test_lines_of_a_timeline_are_not_read_together() -> None:
    assert (
        places("14:02 Paged the secondary and the on-call engineer of the week\n14:03 Missed packets: 12")
        == []
    )


def test_markup_that_only_protects_text_is_looked_through() -> None:
    assert places(r"It \~ might\, be \`DNS") == [(1, 7, "might")]
    assert places("asked @\u2060hkimura at 14:05") == [(1, 7, "@hkimura")]


def test_a_text_may_hold_both_languages() -> None:
    assert places("DNSだと思います。The vendor is to blame.") == [(1, 5, "と思い"), (1, 25, "to blame")]


def test_the_rewrite_is_in_the_language_of_the_reader() -> None:
    for lang in LANGS:
        [hit] = found("It might be DNS", lang)
        assert hit.rewrite == wording().rules["G1"].rewrite[lang]


def test_one_place_is_one_hit() -> None:
    assert [hit.rule for hit in found("担当者の不注意で、確認を怠った。")] == ["B1", "B2"]
    assert [hit.text for hit in found("Human error, human error.")] == ["Human error", "human error"]


# -- what is skipped ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The log said `maybe retry` and ``who caused `it` ``.",
        "```\nmaybe\n```",
        "~~~~ text\nmaybe\n~~~\nmaybe\n~~~~",
        "````\n```\nmaybe",
        "> The vendor wrote: it might be DNS.",
        "https://status.example.test/maybe/perhaps",
        "mail: perhaps.maybe@example.test",
        "<!-- generated: maybe -->",
        "2026-11-22T14:02:11.042Z api-3 maybe a retry",
        "2026-11-22 14:02:11,042 WARN  [main] it seems slow",
        "[14:02:11] ERROR perhaps a lock",
        "Nov 22 14:02:11 web-3 nginx[311]: maybe",
        'level=warn msg="maybe"',
        '{"level":"warn","msg":"maybe"}',
        "10.0.0.1 - - [22/Nov/2026:14:02:11 +0900] GET /maybe",
        "Traceback (most recent call last):",
        '  File "maybe.py", line 3, in perhaps',
        "    at com.example.Maybe.run(Maybe.java:12)",
        "java.lang.IllegalStateException: it seems closed",
        "ValueError: perhaps a typo",
        "[WARN] it seems slow",
        "$ echo maybe",
    ],
)
def test_somebody_elses_words_are_skipped(text: str) -> None:
    assert found(text) == []
    after = f"{text}\n\nMaybe." if not text.startswith("````") else f"{text}\n````\n\nMaybe."
    assert [hit.text for hit in found(after)] == ["Maybe"]


@pytest.mark.parametrize(
    "text",
    [
        "14:02 maybe the lock",
        "2026-11-22 14:02 maybe the lock",
        "2026-11-22 14:02:11 maybe the lock",
        "ERROR rates rose, maybe by the lock",
        "Caused by: maybe the lock",
        "at noon (maybe)",
        "An Exception: maybe the lock",
    ],
)
def test_what_a_person_wrote_is_not_taken_for_a_log(text: str) -> None:
    assert [hit.text for hit in found(text)] == ["maybe"]


def test_a_line_may_be_kept_on_purpose_with_a_reason() -> None:
    assert found("It might be DNS. lint:ignore(quoted from the vendor)") == []
    assert found("<!-- lint:ignore(from the vendor) -->\nIt might be DNS.") == []
    assert [hit.line for hit in found("<!-- lint:ignore(once) -->\nMaybe.\nMaybe.")] == [3]
    assert [hit.line for hit in found("Maybe. lint:ignore(here)\nMaybe.")] == [2]
    assert [hit.line for hit in found("Maybe. lint:ignore()")] == [1]
    assert [hit.line for hit in found("Maybe. lint:ignore( )")] == [1]


def test_a_phrase_that_is_never_meant_is_no_hit_whoever_looks_for_it() -> None:
    rules = wording().rules
    broad = rules["G1"]._replace(patterns=(Pattern(("could be",)), Pattern(("maybe",))))
    for never, expected in (((), ["could be", "maybe"]), (("could be",), ["maybe"])):
        hits = lint("It could be sold, maybe.", Wording({"G1": broad}, never), "en")
        assert [hit.text for hit in hits] == expected


# -- names, remedies, levels -------------------------------------------------------------------------------


def test_a_person_of_the_incident_is_found_by_name(story: Story) -> None:
    for name in ("原", "Will", "kimura"):
        story.note("Checked db-2", by=name)
    names = Names(story.incident(), Words("en"))
    assert places("原因は原が調べた。", names=names) == [(1, 4, "原")]
    assert places("It will end; Kimura said so, @Will too.", names=names) == [
        (1, 14, "Kimura"),
        (1, 30, "@Will"),
    ]
    assert places("`kimura` and mail kimura@example.test", names=names) == []
    assert places("Kimura restarted it.") == []


def test_a_name_is_an_error_in_what_customers_read() -> None:
    text = "Reverted by @hkimura. 木村さんが確認した。"
    assert [(hit.rule, hit.level) for hit in found(text)] == [("B5", "warn")] * 2
    assert [hit.level for hit in found(text, audience="customer")] == ["error"] * 2


def test_a_weak_remedy_is_one_only_among_remedies() -> None:
    weak = "ダブルチェックを徹底する。\n\nBe more careful."
    assert found(weak) == []
    assert [hit.line for hit in found(weak, kind="follow-up")] == [1, 1, 3]
    assert [hit.line for hit in found(f"## 7. 再発防止\n\n{weak}\n\n## Timeline\n\n{weak}")] == [3, 3, 5]
    assert [hit.line for hit in found(f"## Action items\n\n- {weak}")] == [3, 3, 5]


def test_levels_tell_what_must_not_go_out_from_what_may() -> None:
    hits = [hit for rule, text in BAD for hit in found(text, **read_for(rule))]
    assert {hit.rule for hit in hits if hit.level == "error"} == {"B1", "B2", "B4", "G1", "G2", "V1"}
    assert {hit.rule for hit in hits if hit.level == "warn"} == {"B2", "B3", "B6", "G3", "G4", "V1"} | {
        *("B5", "V1-time", "V1-jargon"),
    }


# -- time --------------------------------------------------------------------------------------------------

WORST = [
    " ".join(text for _, text in BAD),
    "\n".join(HARMLESS),
    *("担当者が", "誤って", "なぜ", "一部の", "確認", "no so ", "we should have ", "engineer did not "),
    *(
        "on-call had also ",
        "blame it on the ",
        "mistakenly by the ",
        "@a",
        "a@b.",
        "| a ",
        "`",
        "``a`",
        "<!--",
    ),
    *("[INVESTIGATING] it fails ", "【調査中】", "web-", "KMS ", "500 "),
    *("lint:ignore(", "\\`", "[", " ", "İ", "> ", "https://"),
]


@pytest.mark.parametrize("long", first((20_000, 80_000)))
@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
def test_the_time_grows_with_the_text_and_no_faster(text: str, long: int) -> None:
    def seconds(size: int) -> float:
        page = (text * (size // len(text) + 1))[:size]
        times = []
        for _ in range(3):
            start = process_time()
            found(page, kind="follow-up", audience="customer")
            times.append(process_time() - start)
        return min(times)

    seconds(1_000)  # patterns are made ready once
    small, large = seconds(long // 10), seconds(long)
    assert large < 30 * max(small, 0.001)  # in a quadratic time it would be a hundred times


def test_rules_that_are_off_are_not_tried() -> None:
    rules = {name: rule._replace(level="off") for name, rule in wording().rules.items()}
    assert lint("\n".join(text for _, text in BAD), Wording(rules), "en") == ()
