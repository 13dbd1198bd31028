"""What can be found, how it is compared, what comes first; and titles that are alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentctl.domain.likeness import like, parts
from incidentctl.domain.search import Line, best, excerpt, folded, rank, spans, terms_of

TEXTS = st.text(st.sampled_from("ーーaAｱア がカﾞe\u0301éßｶ①\n\tＡ決済500"), max_size=12)


def line(text: str, group: str = "note", fact: str = "x") -> Line:
    return Line(fact, "noted", group, "2026-11-22T05:00:00+00:00", "second", text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＰＩ", "api"),
        ("ｹｯｻｲ", "ケッサイ"),
        ("①", "1"),
        ("STRASSE", "straße"),
        ("a\n b", "A　B"),
        ("ﾊﾞ", "バ"),
        ("サーバー", "サーバ"),
        ("ｻｰﾊﾞｰの負荷", "サーバの負荷"),
        ("ユーザーが", "ユーザが"),
    ],
)
def test_width_case_and_white_space_make_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ハ", "は"),
        ("バ", "ハ"),
        ("決済", "決裁"),
        ("キー", "キ"),
        ("エラー", "エラン"),
        ("サーバールーム", "サーバルーム"),
    ],
)
def test_kana_are_compared_as_they_were_typed(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_a_word_in_quotes_is_a_phrase_and_each_counts_once() -> None:
    assert terms_of(["Connection  Pool", "api", "ＡＰＩ", " "]) == ("connection pool", "api")


def test_a_wide_space_parts_words_as_an_input_method_types_it() -> None:
    assert terms_of(["決済　プール　"]) == ("決済", "プール")


def test_a_title_counts_more_than_a_cause_a_follow_up_and_a_note() -> None:
    groups = ("title", "cause", "follow_up", "note")
    assert [rank([line("the pool", group)], ["pool"]) for group in groups] == [0, 1, 2, 3]


def test_every_term_has_to_stand_somewhere() -> None:
    found = [line("pool"), line("cache", "title")]
    assert rank(found, ["pool", "cache"]) == 3
    assert rank(found, ["pool", "disk"]) is None


def test_lines_with_more_terms_come_first_then_by_weight_then_as_they_happened() -> None:
    found = [
        line("a", fact="1"),
        line("a", "cause", "2"),
        line("a b", fact="3"),
        line("a", fact="4"),
        line("c"),
    ]
    assert [hit.line.fact for hit in best(found, ["a", "b"])] == ["3", "2", "1", "4"]


@given(TEXTS, TEXTS)
def test_what_is_marked_folds_to_the_term(text: str, wanted: str) -> None:
    term = folded(wanted)
    for start, end in spans(text, [term] if term else []):
        assert folded(text[start:end])
        assert set(folded(text[start:end])) & set(term)


def test_marks_neither_touch_nor_overlap() -> None:
    assert spans("aXa ＡＡ b", ["a"]) == ((0, 1), (2, 3), (4, 6))
    assert spans("connection\n  pool", ["connection pool"]) == ((0, 11), (13, 17))


def test_of_a_long_text_the_line_with_the_term_is_shown() -> None:
    assert excerpt("one\ntwo pool\nthree", ["pool"], 80) == "two pool"
    long = excerpt("x" * 5000 + " pool " + "y" * 5000, ["pool"], 80)
    assert long.startswith("…")
    assert long.endswith("…")
    assert (" pool " in long, len(long) <= 242) == (True, True)


def test_titles_are_parted_into_words_and_pairs_of_characters() -> None:
    assert parts("Checkout returns a 500 for cards") == ("checkout", "cards")
    assert parts("決済でＡＰＩが遅い") == ("決済", "済で", "api", "が遅", "遅い")
    assert parts("is it?") == ()


def titles(*known: str) -> list[str]:
    rows = [(str(number), folded(title)) for number, title in enumerate(known)]

    def ask(terms: object) -> list[tuple[str, list[int]]]:
        assert isinstance(terms, tuple)
        found = [(id_, [int(term in title) for term in terms]) for id_, title in rows]
        return [each for each in found if any(each[1])]

    return list(like(ask, "Checkout times out on cards"))


def test_the_most_alike_come_first_of_those_alike_the_newest_and_others_not_at_all() -> None:
    known = ("checkout cards broken", "Checkout times out on cards", "mail is late", "cards: CHECKOUT down")
    assert titles(*known) == ["1", "0", "3"]
