"""Status updates: what a post says in each phase and to whom, when the next is due, which rules it breaks."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from incidentctl.domain.events.decisions import Decided
from incidentctl.domain.events.endings import Resolved
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.tasks import TaskAssigned
from incidentctl.domain.events.updates import UpdateDrafted, UpdatePosted
from incidentctl.domain.events.values import SeveritySet
from incidentctl.domain.events.voices import HypothesisAdded
from incidentctl.domain.events.writes import WriteBegun
from incidentctl.domain.forms import AUDIENCES
from incidentctl.domain.glossary import Glossary, plain
from incidentctl.domain.policy import Contact
from incidentctl.domain.post_head import without_prefix
from incidentctl.domain.times import from_iso, iso
from incidentctl.domain.update import Made, Reader, Wanted, approved, drafted, next_due, posted
from incidentctl.errors import NotFound, UsageError
from incidentctl.render.update import MOST, post_lines
from incidentctl.words import LANGS, Words
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

TOKYO = ZoneInfo("Asia/Tokyo")
A_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")


def made(story: Story, text: str = "", lang: Lang = "en", by: str = "sato", **values: Any) -> Made:
    rules = values.pop("policy", policy())
    return posted(story.incident(), rules, Wanted(text, **values), by, story.now, Reader(TOKYO, lang))


def lines(story: Story, text: str = "", lang: Lang = "en", **values: Any) -> list[str]:
    return post_lines(made(story, text, lang, **values).post, Words(lang), TOKYO)


def broken(story: Story, text: str, **values: Any) -> list[str]:
    return [each.rule for each in made(story, text, **values).ruling.broken]


def event(ruled: Made) -> Any:
    return ruled.ruling.news[0].event


@pytest.fixture
def known(story: Story) -> Story:
    """Much is known, some of it only for some."""
    story.add(SeveritySet("SEV1", first=15, every=30, watch=120))
    story.add(RoleTaken("operator", "tanaka")).mark("started", "14:00")
    story.set("happening", "Card payments return 500").set("impact.scope", "card payments")
    story.set("impact.users", {"min": 1200, "max": 1500}).set("workaround", "pay by bank transfer")
    story.set("contact", "help@example.com").set("cause", "a pool of 10", "likely")
    story.set("plan", "go back to the previous version").note("error rate 12 percent")
    return story.add(HypothesisAdded("the cache is cold")).add(
        Decided("stop", level="owner", risk="no sales")
    )


def reach(story: Story, phase: str) -> Story:
    """Bring an incident into a phase."""
    steps: dict[str, list[str]] = {
        "identified": ["cause"],
        "mitigating": ["write"],
        "mitigated": ["mitigated"],
        "recovered": ["mitigated", "resolved"],
        "watching": ["mitigated", "resolved", "told"],
        "ended": ["mitigated", "resolved", "told", "ended"],
    }
    for step in steps.get(phase, []):
        match step:
            case "cause":
                story.set("cause", "a pool of 10", "confirmed")
            case "write":
                story.add(WriteBegun("go back to build 41"), by="tanaka")
            case "resolved":
                story.set("recovery.fact", "the error rate is 0.1 percent")
                story.add(Resolved(iso(story.now + timedelta(hours=2))))
            case "told":
                story.add(Told(("users",)))
            case _:
                story.mark(step, f"{story.now:%H:%M}")
    return story


@pytest.mark.parametrize(
    "phase", ["investigating", "identified", "mitigating", "mitigated", "recovered", "watching", "ended"]
)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("lang", LANGS)
def test_each_post_has_the_prefix_one_time_and_three_lines(
    known: Story, phase: str, audience: str, lang: Lang
) -> None:
    post = lines(reach(known, phase), lang=lang, audience=audience)
    assert re.match(r"【[^】]+】" if lang == "ja" else r"\[[A-Z ]+\] ", post[0])
    assert A_CLOCK.search(post[0])
    labels = {"en": ("Impact: ", "Outlook: ", "Recovery: "), "ja": ("影響: ", "復旧見込み: ", "復旧: ")}[lang]
    assert [line for line in post if line.startswith(labels[0])]
    assert len([line for line in post if line.startswith(labels[1:])]) == 1
    assert "payments" in " ".join(post[:2])  # what it is about, in the sentence or below it
    assert not [line for line in post if not line.strip() or "{" in line or "None" in line]
    assert "tanaka" not in "\n".join(post)


@pytest.mark.parametrize(
    ("phase", "audience", "first"),
    [
        ("investigating", "engineer", "[INVESTIGATING] 14:05 JST Card payments return 500."),
        ("investigating", "manager", "[INVESTIGATING] 14:05 JST Card payments return a system error."),
        ("identified", "manager", "[IDENTIFIED] 14:05 JST The cause is confirmed: a pool of 10."),
        ("identified", "customer", "[IDENTIFIED] 14:05 JST We have found the cause and are working on it."),
        ("mitigating", "engineer", "[MITIGATING] Under way since 14:05 JST: go back to build 41."),
        ("mitigating", "manager", "[MITIGATING] Under way since 14:05 JST: go back to version 41."),
        ("mitigating", "customer", "[MITIGATING] 14:05 JST We are working on the recovery."),
        ("recovered", "customer", "[RECOVERED] The service recovered at 14:05 JST and can be used as usual."),
        ("ended", "manager", "[CLOSED] The response ended at 14:05 JST."),
    ],
)  # fmt: skip
def test_without_a_text_the_phase_says_what_comes_first(
    known: Story, phase: str, audience: str, first: str
) -> None:
    assert lines(reach(known, phase), audience=audience)[0] == first


def test_the_recovery_is_told_with_what_shows_it(known: Story) -> None:
    assert lines(reach(known, "recovered"))[0] == (
        "[RECOVERED] We confirmed that the error rate is 0.1 percent and declared recovery at 14:05 JST. "
        "We are now watching until 16:05 JST."
    )


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("エラー率が0.1%に下がった", "エラー率が0.1%に下がったことを確認し"),
        ("エラー率0.1%", "エラー率0.1%であることを確認し"),
        ("エラーなし", "エラーなしであることを確認し"),
        ("注文が通ること。", "注文が通ることを確認し"),
    ],
)
def test_what_shows_the_recovery_fits_into_the_phrase(story: Story, fact: str, said: str) -> None:
    story.mark("mitigated", "14:05").set("recovery.fact", fact).add(Resolved())
    assert said in lines(story, lang="ja")[0]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("Error rate is 0.1 percent.", "We confirmed that error rate is 0.1 percent and declared"),
        ("error rate 0.1 percent", "We confirmed that it is back to normal (error rate 0.1 percent) and"),
        ("API p99 returned to 180 ms", "We confirmed that API p99 returned to 180 ms and"),
    ],
)
def test_so_it_does_in_english(story: Story, fact: str, said: str) -> None:
    story.mark("mitigated", "14:05").set("recovery.fact", fact).add(Resolved())
    assert said in lines(story, audience="engineer")[0]


def test_a_suspicion_says_so_and_when_it_is_decided(stories: type[Story]) -> None:
    post = lines(stories().declare(suspected=True))
    assert post[0] == "[SUSPECTED] 14:05 JST Checkout returns a system error."
    assert post[1] == "We are reporting this while still unsure whether it is an incident."
    assert post[2] == "We will decide by 14:20 JST."


def test_nothing_has_changed_is_said_only_where_it_is_so(known: Story) -> None:
    def first(audience: str) -> str:
        return lines(known, audience=audience)[0]

    for audience in AUDIENCES:
        assert "Nothing has changed" not in first(audience)
        known.add(UpdatePosted("looking", audience, "investigating"))
        assert "Nothing has changed since the last update." in first(audience)
    known.note("error rate 9 percent")
    assert "Nothing has changed" not in first("engineer")
    assert "Nothing has changed" in first("manager")
    known.set("impact.users", {"min": 2000, "max": 2000})
    assert "Nothing has changed" not in first("manager")
    known.add(UpdatePosted("", "manager", "investigating"))
    reach(known, "mitigating")
    assert "Nothing has changed" not in first("manager")


def test_who_missed_the_news_of_the_recovery_reads_it_while_it_is_watched(known: Story) -> None:
    reach(known, "recovered").add(UpdatePosted("", "engineer", "recovered"))
    assert lines(known, audience="manager")[0].startswith("[MONITORING] We confirmed that the error rate is")
    known.add(UpdatePosted("", "manager", "watching"))
    known.set("outlook", "none")
    assert "We keep watching until 16:05 JST" in lines(known, audience="manager")[0]


@pytest.mark.parametrize(
    ("typed", "text", "prefix"),
    [
        ("【状況共有】切り戻した", "切り戻した", "【状況共有】"),
        ("【調査中】 【続報】切り戻した", "切り戻した", "【調査中】 【続報】"),
        ("[RECOVERED] All is well", "All is well", "[RECOVERED]"),
        ("[Status update] All is well", "All is well", "[Status update]"),
        ("[web-03] is down", "[web-03] is down", ""),
        ("【訓練】切り戻した", "【訓練】切り戻した", ""),
        ("[DRILL] All is well", "[DRILL] All is well", ""),
        ("切り戻した【済】", "切り戻した【済】", ""),
    ],
)
def test_a_typed_prefix_is_parted_from_the_text(typed: str, text: str, prefix: str) -> None:
    assert without_prefix(typed) == (text, prefix)


def test_a_prefix_that_is_right_is_not_worth_a_word(story: Story) -> None:
    assert made(story, "[INVESTIGATING] we look").typed_prefix == ""
    assert made(story, "[STATUS] we look").typed_prefix == "[STATUS]"


def test_a_post_of_another_day_says_which(story: Story) -> None:
    story.at("2026-11-22T23:50:00+09:00")
    post = lines(story, "we look", due=from_iso("2026-11-23T00:20:00+09:00"))
    assert "Next update at 2026-11-23 00:20 JST, even if nothing has changed." in post
    assert "次回は 11月23日 00:20 に報告します(進展がなくても報告します)。" in lines(
        story, "見ている", "ja", due=from_iso("2026-11-23T00:20:00+09:00")
    )


def test_elsewhere_a_japanese_post_tells_its_zone(story: Story) -> None:
    ruled = posted(
        story.incident(),
        policy(),
        Wanted("見ている"),
        "sato",
        story.now,
        Reader(ZoneInfo("Asia/Kolkata"), "ja"),
    )
    assert post_lines(ruled.post, Words("ja"), TOKYO)[0] == "【調査中】10:35 IST 見ている。"


@pytest.mark.parametrize(
    ("level", "every", "minutes"), [("", 0, 60), ("SEV1", 30, 30), ("SEV3", 120, 120), ("SEV4", 0, None)]
)
def test_the_next_one_is_due_by_the_cadence(
    story: Story, level: str, every: int, minutes: int | None
) -> None:
    if level:
        story.add(SeveritySet(level, every=every))
    due = next_due(story.incident(), policy(), story.now)
    expected = story.now.replace(second=0) + timedelta(minutes=minutes) if minutes else None
    assert due == expected
    post = lines(story, "we look")
    assert ("We will post again when something changes." in post) is (minutes is None)


def test_after_recovery_the_next_one_ends_the_watching_and_then_there_is_none(known: Story) -> None:
    reach(known, "recovered")
    ends = from_iso(known.incident().pulse.watch_until)
    assert next_due(known.incident(), policy(), known.now) == ends
    reach(known, "ended")
    ruled = made(known, "", due=known.now + timedelta(hours=1))
    assert event(ruled).due == ""
    assert not [line for line in lines(known) if "ext update" in line]


def test_the_next_time_lies_ahead(story: Story) -> None:
    with pytest.raises(UsageError, match="time-behind"):
        made(story, "we look", due=story.now)
    ruled = made(story, "we look", due=story.now + timedelta(minutes=1))
    assert from_iso(event(ruled).due) > story.now


def test_a_post_is_recorded_as_it_was_typed(story: Story) -> None:
    ruled = made(story, "【状況共有】見ている", "ja", audience="engineer", source="CS")
    assert event(ruled)[:3] == ("【状況共有】見ている", "engineer", "investigating")
    assert event(ruled).source == "CS"


def test_the_contact_is_named_once_to_each_and_always_to_customers(known: Story) -> None:
    for audience in AUDIENCES:
        ruled = made(known, "we look", audience=audience)
        assert event(ruled).first
        assert "help@example.com" in "".join(lines(known, "we look", audience=audience))
        known.add(event(ruled))
        again = made(known, "we look on", audience=audience)
        assert not event(again).first
        is_there = "help@example.com" in "".join(lines(known, "we look on", audience=audience))
        assert is_there is (audience == "customer")


def test_customers_are_sent_to_the_support_desk_and_to_no_channel_of_ours(known: Story) -> None:
    known.set("contact", "#inc-7")
    assert "#inc-7" not in "".join(lines(known, audience="customer"))
    desk = Contact("customers", {}, "@support", "https://example.com/help")
    post = lines(known, audience="customer", policy=policy()._replace(contacts={"customers": desk}))
    assert "Please send all questions about this incident to https://example.com/help." in post


def test_what_belongs_to_the_privacy_track_is_in_no_post(known: Story) -> None:
    known.note("1,200 passport scans were readable", private=True)
    known.add(TaskAssigned("kato", "call the data protection officer", private=True))
    known.set("privacy.items", ["passport scans"], step="personal-data/P5")
    for audience in AUDIENCES:
        assert "passport" not in "".join(lines(known, audience=audience))
        assert "protection officer" not in "".join(lines(known, audience=audience))
        assert "S4-5" in broken(known, "The PASSPORT  scans are safe", audience=audience)
        assert "S4-5" not in broken(known, "Card payments fail", audience=audience)
    known.set("impact.data", "passport scans")
    assert "S4-5" not in broken(known, "The passport scans are safe")  # it was said openly


def test_names_are_roles_inside_and_refused_to_customers(known: Story) -> None:
    text = "tanaka restarted it"
    assert "The operator restarted it." in lines(known, text)[0]
    assert broken(known, text) == []
    assert broken(known, text, audience="customer") == ["K9"]
    assert broken(known, "佐藤さんが直した", lang="ja", audience="customer") == ["K9"]


@pytest.mark.parametrize(
    ("text", "audience", "rules"),
    [
        ("It is probably fixed", "manager", ["S2-17"]),
        ("It is probably fixed", "engineer", []),
        ("Reportedly it works", "manager", ["S2-19"]),
        ("The pods of web-03 are up", "manager", ["S0-27"]),
        ("Card payments work again", "customer", []),
    ],
)
def test_a_text_breaks_the_rules_of_its_readers(
    story: Story, text: str, audience: str, rules: list[str]
) -> None:
    assert broken(story, text, audience=audience) == rules


def test_one_voice_and_the_commanders_word(story: Story) -> None:
    story.add(RoleTaken("liaison", "kato"))
    to_customers = {"audience": "customer"}
    assert broken(story, "Cards fail", by="kato", **to_customers) == []  # nobody was told: the first notice
    story.add(Told(("manager",)))
    assert broken(story, "Cards fail", by="kato", **to_customers) == ["S3-10"]
    assert broken(story, "Cards fail", by="sato", **to_customers) == ["S1-8"]
    assert broken(story, "Cards fail", by="abe", **to_customers) == ["S1-8", "S3-10"]
    assert broken(story, "Cards fail", by="abe") == []


def test_a_draft_is_posted_in_the_phase_of_its_approval(known: Story) -> None:
    wanted = Wanted("Cards work again", "customer", due=known.now + timedelta(minutes=5))
    draft = drafted(known.incident(), policy(), wanted, known.now, Reader(TOKYO, "en"))
    known.add(event(draft), by="kato")
    handle = known.facts[-1].id
    known.at("14:30")
    reach(known, "mitigated")

    def approve(by: str) -> Made:
        return approved(known.incident(), policy(), Wanted(), handle, by, known.now, Reader(TOKYO, "en"))

    ruled = approve("sato")
    assert event(ruled).draft == handle
    assert event(ruled).text == ""
    assert event(ruled).phase == "mitigated"
    assert from_iso(event(ruled).due) > known.now  # what the draft promised is over
    assert not ruled.ruling.broken
    assert [each.rule for each in approve("kato").ruling.broken] == ["S3-10"]
    known.add(event(ruled))
    assert known.incident().updates[-1].text == "Cards work again"
    with pytest.raises(NotFound, match="no-such-draft"):
        approve("sato")


@pytest.mark.parametrize("phase", ["investigating", "mitigating", "mitigated", "recovered"])
def test_customers_read_four_hundred_characters_at_most(story: Story, phase: str) -> None:
    story.mark("started", "14:00").set(
        "happening", "カード決済を選ぶと、注文の最後でエラーの画面が表示される"
    )
    story.set("impact.scope", "ウェブとアプリのカード決済").set("impact.regions", ["全国"])
    story.set("workaround", "コンビニ払いまたは銀行振込をご利用ください")
    story.set("outlook", "16:00までに復旧する見込み").set(
        "contact", "サポート窓口 https://support.example.com/contact"
    )
    text = "カード決済の不具合について、原因の調査と復旧の作業を進めている"
    post = "\n".join(lines(reach(story, phase), text, "ja", audience="customer"))
    assert len(post) <= MOST
    assert "16:00までに復旧する見込み" in post or phase == "recovered"


def test_an_outlook_is_a_promise_only_when_it_is_certain(story: Story) -> None:
    story.set("outlook", "back by 16:00", "likely")
    assert "Outlook: back by 16:00 (likely)" in lines(story, audience="engineer")
    for audience in ("manager", "customer"):
        assert "16:00" not in "".join(lines(story, audience=audience))


def test_old_logs_have_no_updates_and_are_posted_about_all_the_same(story: Story) -> None:
    story.set("roles.operator", "tanaka").set("decision", "go back")
    for audience in AUDIENCES:
        assert lines(story, "we look", audience=audience)[0] == "[INVESTIGATING] 14:05 JST we look."


def test_a_report_says_what_was_said_to_whom(known: Story) -> None:
    known.add(UpdatePosted("【状況共有】tanaka rolled it back", "manager", "mitigating"))
    known.add(UpdatePosted("looking at the pool", "engineer", "mitigating"))
    known.add(UpdatePosted("it is probably the cache", "customer", "mitigating"))
    known.add(UpdateDrafted("never sent", "customer"))
    final, postmortem = known.page("final"), known.page()
    assert "Update to managers (mitigating): the operator rolled it back" in postmortem.replace(
        "The op", "the op"
    )
    assert "Update to managers (mitigating)" in final
    assert "looking at the pool" in postmortem
    assert "looking at the pool" not in final
    assert "probably" not in final + postmortem
    assert "never sent" not in final + postmortem
    assert "tanaka" not in final + postmortem


@pytest.mark.parametrize("lang", LANGS)
def test_no_term_of_the_glossary_is_left(lang: Lang) -> None:
    glossary = Glossary(policy(), lang)
    terms = [word for term in policy().glossary.values() for word in term.terms]
    assert len(terms) > 80
    for word in terms:
        for text in (word, f"it says {word}", f"いま{word}を確認している", f"{word}, again"):
            assert word.casefold() not in glossary.plain(text).casefold(), text
    for term in policy().glossary.values():
        assert glossary.plain(term.text[lang].replace("{s}", "s")) == term.text[lang].replace("{s}", "s")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("500 users saw 500", "500 users saw a system error"),
        ("1,500 orders, $500, 500 ms, 500%", "1,500 orders, $500, 500 ms, 500%"),
        ("An API and two APIs", "A system link and two system links"),
        ("the 500 error, no 500s, a 500", "the system error, no 500s, a system error"),
        (
            "API errors, DB connections, cache misses",
            "System link errors, data store connections, short-term data store misses",
        ),
        ("Rolled back checkout to 411", "Switched back checkout to 411"),
        ("We rolled back to build 411", "We switched back to version 411"),
        ("Build the carts, query the orders", "Make the carts, look up the orders"),
        ("Rollback begins", "Return to the previous version begins"),
        ("the apiary of cachet", "the apiary of cachet"),
        ("api-gateway", "api-gateway"),
        ("https://example.com/api/500", "https://example.com/api/500"),
    ],
)
def test_plain_words_fit_into_english(text: str, said: str) -> None:
    assert plain(text, policy(), "en") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("500人に500エラー", "500人にシステムエラー"),
        ("バッチリ、レスキュー", "バッチリ、レスキュー"),
        ("前のビルドにロールバックしました", "前の版に戻しました"),
        (
            "デプロイしたAPIが404を返す",
            "リリースしたシステム連携機能が「該当するページが見つからない」というエラーを返す",
        ),
        ("411へ切り戻しました", "411に戻しました"),
        ("411へのロールバックは不要", "411へ戻す作業は不要"),
        ("決済はロールバックされた", "決済は前の版に戻された"),
        ("ロールバックしない。切り戻せない", "前の版に戻さない。前の版に戻せない"),
        ("切り戻しの手順で切り戻せば", "前の版に戻す作業の手順で前の版に戻せば"),
        ("キャッシュした税率、フェイルオーバーしない", "一時保存した税率、予備の系統に切り替えない"),
        ("413がデプロイされた", "413がリリースされた"),
    ],
)
def test_plain_words_fit_into_japanese(text: str, said: str) -> None:
    assert plain(text, policy(), "ja") == said


def test_jargon_is_what_no_reader_can_use() -> None:
    glossary = Glossary(policy(), "en")
    text = "POS_API on db-03.corp.internal at 10.0.0.1: NullPointerException, cache-miss, 0x7f"
    assert set(glossary.jargon(text)) >= {
        "db-03.corp.internal",
        "10.0.0.1",
        "NullPointerException",
        "cache-miss",
    }
    assert glossary.jargon("At 14:05 JST, see https://a.example.com/API_v2 or help@example.com (PDF)") == ()


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    glossary = Glossary(policy(), "en")
    for piece in ("a-", "a_", "1.1.", "web-", "a@", "API "):
        glossary.jargon(glossary.plain(piece * 20_000))  # seconds, if it were quadratic: minutes


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("phase", ["investigating", "identified", "mitigating", "mitigated", "watching"])
def test_a_post_says_nothing_twice(known: Story, phase: str, audience: str, lang: Lang) -> None:
    post = lines(reach(known, phase), lang=lang, audience=audience)
    said = [re.sub(r"^[^:\[【]*: |^\[[A-Z]+\] |^【[^】]+】", "", line).strip(".。") for line in post]
    assert [one for n, one in enumerate(said) for other in said[:n] if one in other] == []
