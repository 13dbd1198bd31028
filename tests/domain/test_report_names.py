"""Roles instead of names in every report (K9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.steps import StepSkipped
from incidentctl.domain.events.values import SeveritySet

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("佐藤さんが原因を調べ、原が承認した", "作業者が原因を調べ、指揮官が承認した"),
        ("@佐藤 に依頼", "作業者 に依頼"),
        ("原氏・佐藤様・鈴木君へ連絡", "指揮官・作業者・対応者へ連絡"),
        ("草原と原っぱ、原因、高原", "草原と原っぱ、原因、高原"),
        ("佐藤部長に報告", "作業者に報告"),
        ("tanaka restarted it; @tanaka watched", "A responder restarted it; a responder watched"),
        ("ask Tanaka-san, tanakaさん", "Ask a responder, 対応者"),
        ("tanakas /home/tanaka/x web-tanaka-1", "tanakas /home/対応者/x web-tanaka-1"),
        ("Hanako Mori asked; Mori left, a MORI", "A responder asked; a responder left, a MORI"),
        ("the root disk will fill up", "the root disk will fill up"),
        ("Will said so, @will too", "対応者 said so, 対応者 too"),
    ],
)  # fmt: skip
def test_names_in_free_text_become_roles_k9(story: Story, typed: str, printed: str) -> None:
    story.set("roles.commander", "原").set("roles.operator", "佐藤").note("ok", by="鈴木").note(
        "ok", by="tanaka"
    )
    story.note("ok", by="root").note("ok", by="will")
    story.note("ok", by="Hanako Mori").note("ok", by="a")
    story.note(typed)
    lang: Lang = "en" if "esponder" in printed else "ja"
    cells = story.page("final", lang).replace("\\", "").split("\n")
    row = next(line for line in reversed(cells) if line.startswith("| 14:05"))
    expected = printed.replace("Ask a responder, 対応者", "ask a responder, a responder")
    assert row.split(" | ")[-1].removesuffix(" |") == expected


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("高橋さんが再起動し、長谷川さんと林さんが確認した", "関係者が再起動し、関係者と関係者が確認した"),
        ("田中さんと、佐々木さま", "関係者と、関係者"),
        ("お客さま、業者さん、担当者さん、皆さま", "お客さま、業者さん、担当者さん、皆さま"),
        ("開発さん、法務部さん、決済課さん、富士通さん", "開発さん、法務部さん、決済課さん、富士通さん"),
        ("たくさん届いた。件数さえ不明", "たくさん届いた。件数さえ不明"),
    ],
)
def test_whoever_is_called_san_is_nobody_even_if_the_log_does_not_know_them_k9(
    story: Story, typed: str, printed: str
) -> None:
    assert f"| {printed} |" in story.note(typed).page("final", "ja")


def test_no_name_is_anywhere_whoever_wrote_or_was_named_k9_s1_1(story: Story) -> None:
    people = ("sato", "suzuki", "Yamada", "高橋", "decider-d", "lead-l")
    story.set("roles.commander", "suzuki").set("roles.commander", "Yamada").set("decider", "decider-d")
    story.set("privacy.lead", "lead-l").set("fix.owner", "Yamada's team").set("custom.who", "高橋さん")
    story.note("suzuki handed over to Yamada", by="高橋").note("decider-d agreed, lead-l knows", "decision")
    story.add(Acted("sato did it", before="高橋: 1", after="suzuki: 2")).add(
        Told(("Yamada",), "sato's phone")
    )
    story.add(SeveritySet("SEV2", "高橋さんの判断")).add(StepSkipped("report/R9", "sato is away"))
    story.set("follow_up.prevent", "高橋 adds a test").set("lessons.response.went_well", "suzuki was calm")
    story.note("does Yamada know?", "question", by="高橋")
    for text in story.mark("closed", "15:00").pages():
        assert not [name for name in people if name in text]


def test_a_name_is_replaced_by_the_role_that_it_had_then(story: Story) -> None:
    story.set("roles.commander", "suzuki").note("suzuki decides")
    story.set("roles.commander", "yamada").note("suzuki sleeps")
    text = story.page()
    assert "The commander decides" in text
    assert "A responder sleeps" in text
