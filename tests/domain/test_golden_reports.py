"""Whole reports, to be read by a person: `pytest tests/domain/test_golden_reports.py --update-golden`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Confirmed, Withdrawn
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.steps import RunbookFrozen, StepSkipped
from incidentctl.domain.events.values import HopMarked, SeveritySet
from incidentctl.domain.forms import AUDIENCES, FORMS
from incidentctl.domain.hindsight import known_at, marked
from incidentctl.render.markdown import report_as_markdown
from incidentctl.words import LANGS
from tests.domain.checkout import finished, private, under_way

if TYPE_CHECKING:
    from collections.abc import Callable

    from incidentctl.words import Lang
    from tests.domain.conftest import Story

HOSTILE = (
    "log: | a | <script>alert(1)</script> **bold** [x](javascript:1) \x1b[31m \u202e \n===\n# no heading"
)


def english(stories: type[Story]) -> Story:  # noqa: PLR0915 - a long night
    """Tell of a night in which the clocks go back: 01:00 to 02:00 is there twice."""
    s = stories("2026-10-31T23:41:00-07:00")
    s.declare("Checkout returns 500", "America/Los_Angeles", suspected=True)
    s.add(RunbookFrozen("report", "9f8e7d6c5b4a" + "0" * 52, "1" * 64))
    s.mark("started", "23:32", "approx").mark("detected", "23:38")
    s.set("detection.source", "alert").set("detection.reporter", "payments on-call")
    s.add(Told(("support", "payments team"), "#inc-checkout"))
    s.at("23:45").add(SeveritySet("SEV3", "", 60, 120, 30))
    s.set("change.recent", "released").set("change.what", "checkout 412: new tax rounding").set(
        "change.id", "412"
    )
    s.set("privacy.concern", "yes", step="report/R7").note("card numbers in log", at_step="report/R7")
    s.at("23:52").add(Confirmed("error rate 31 % at 23:50"))
    s.add(SeveritySet("SEV2", "one checkout in three fails", 30, 60, 60))
    s.set("roles.commander", "suzuki").set("roles.operator", "sato")
    s.set("summary", "Customers could not pay for carts that held a tax-free item.")
    s.set("expected", "A customer who pays sees the order number.")
    s.set("symptom", "POST /orders answers 500 for carts with a tax-free item, since 23:32.")
    s.set("repro.result", "yes").set("repro.same_build", "yes").set(
        "repro.steps", "Pay for a gift card (tax-free)."
    )
    s.note("maybe DNS", "guess").note("it looks like the cache", "unsure").note(
        "Is the tax table loaded twice?", "question"
    )
    s.note("p99 of /orders is 4.1 s, was 0.3 s at 23:00", by="suzuki")
    s.note("twelve customers called", "relayed", source="support desk").note("the bank is down", "relayed")
    s.note(HOSTILE)
    s.add(HopMarked("edge", "ok")).add(HopMarked("orders-api", "ng", "500 from 23:32"))
    s.set("path", ["client", "edge", "orders-api", "orders-db"])
    s.set("path.last_good", "edge").set("path.first_bad", "orders-api")
    s.set("impact.scope", "Paying for a cart that holds a tax-free item")
    s.set("impact.users", {"min": 1200, "max": 1500}).set("impact.share", "31 % of checkouts", "likely")
    s.set("impact.tickets", {"min": 12, "max": 12}).set("impact.sla", None)
    s.at("2026-11-01T00:20:00-07:00").set("rollback.data", "safe").set("rollback.procedure", "ready")
    s.set("rollback.decision", "roll_back", by="suzuki")
    s.set("decision", "Roll checkout back to 411, although the cause is not shown yet", by="suzuki")
    s.at("01:10").add(
        Acted("sato switched traffic to checkout 411", before="31 % errors", after="0.2 % errors")
    )
    s.set("mitigation.method", "traffic").set("mitigation.result", "restored")
    s.set("mitigation", "Traffic went back to checkout 411.").mark("mitigated", "01:12")
    s.at("2026-11-01T01:20:00-08:00").add(Acted("orders table", look=True, after="no half-written rows"))
    s.set("cause", "Release 412 divides by the tax rate, which is 0 for tax-free items.", "confirmed")
    s.set("cause.evidence", "Stack trace of 23:50; the test cart fails on 412 and passes on 411.")
    s.set("cause.factors", ["The test carts hold no tax-free item", "The canary stage is off at weekends"])
    s.at("02:05").set("recovery.fact", "error rate below 0.3 % for 45 minutes").mark(
        "resolved", "02:05", by="suzuki"
    )
    s.add(Told(("support", "payments team"), "#inc-checkout")).mark("ended", "02:40", by="suzuki")
    s.add(StepSkipped("first-response/F12", "@sato told users on the status page instead"), by="suzuki")
    s.at("2026-11-04T15:00:00-08:00")
    s.set("follow_up.permanent", "Treat a rate of 0 as tax-free; release 413").set(
        "fix.owner", "payments team"
    )
    s.set("fix.due", {"t": "2026-11-09T17:00:00-08:00", "pr": "day"})
    s.set("follow_up.prevent", "Add tax-free items to the test carts")
    s.set("follow_up.detect", "Alert on failed payments, not only on status codes")
    s.set("lessons.response.went_well", "The rollback was ready and took two minutes.")
    s.set("lessons.response.went_badly", "It is not written down who may switch traffic at night.")
    s.set("lessons.cause.went_well", "One failing cart was found within ten minutes.")
    s.set("lessons.cause.next", "Keep the canary stage on at weekends.")
    s.set("lessons.lucky", "It was late: a Monday morning has forty times the orders.")
    s.set("runbook_change", "checkout-rollback: say who may switch traffic.").set("contact", "#payments-help")
    return s.mark("closed", "15:00", by="suzuki")


def japanese(stories: type[Story]) -> Story:
    """Tell of an incident over midnight that is closed before its cause is known."""
    s = stories("2026-11-22T23:41:00+09:00").declare("決済画面で500エラー", "Asia/Tokyo")
    s.add(RunbookFrozen("report", "9f8e7d6c5b4a" + "0" * 52, "1" * 64))
    s.mark("started", "23:32", "approx").mark("detected", "23:38")
    s.set("detection.source", "inquiry").set("detection.reporter", "カスタマーサポート")
    s.add(Told(("上長", "CS"), "電話"), by="佐藤").add(SeveritySet("SEV2", "", 30, 60, 60))
    s.set("roles.commander", "原").set("roles.operator", "佐藤")
    s.set("change.recent", "released").set("change.what", "税計算の変更(リリース412)")
    s.set("summary", "免税商品を含む注文の決済ができませんでした。").set("happening", "決済が失敗している")
    s.set("expected", "決済すると注文番号が表示される。").set(
        "symptom", "免税商品を含むかごで、決済後にエラー画面になる。"
    )
    s.set("repro.result", "no").set("custom.店舗", "全店舗").set("impact.scope", "免税商品を含む注文の決済")
    s.set("impact.users", {"min": 1200, "max": 1500}).set("impact.share", "全体の3%", "likely").set(
        "impact.regions", ["国内", "台湾"]
    )
    s.note("データベースが落ちているっぽい", "unsure").note("キャッシュが原因", "guess").note(
        "税率表は二重に読まれるか", "question"
    )
    s.note("エラー率が23:32に0.2%から31%へ上がった。原因は調査中", by="原").note(
        "問い合わせが12件あった", "relayed", source="CS"
    )
    s.note(HOSTILE, by="佐藤")
    s.at("2026-11-23T00:20:00+09:00").set("decision", "原因は未確定だが、411へ切り戻す", by="原")
    s.set("rollback.decision", "roll_back", by="原").set("roles.operator", "鈴木")
    s.add(
        Acted("佐藤さんから引き継ぎ、411へ切り替えた", before="エラー率31%", after="エラー率0.2%"), by="鈴木"
    )
    s.set("mitigation.method", "previous_build").set("mitigation", "一つ前の版(411)へ切り戻した。").mark(
        "mitigated", "00:24"
    )
    s.set("workaround", "免税商品を別の注文に分ける").set("cause", "税率0での割り算", "likely")
    s.at("01:10").set("recovery.fact", "エラー率が45分間0.3%を下回った").mark("resolved", "01:10", by="原")
    s.add(Told(("上長", "CS"), "メール"), by="佐藤").mark("ended", "01:30", by="原")
    s.add(StepSkipped("first-response/F12", "お知らせは広報が出した"), by="原")
    s.at("2026-11-26T15:00:00+09:00").set(
        "cause.factors", ["試験用のかごに免税商品がない", "週末は段階リリースをしていない"]
    )
    s.set("follow_up.cause", "税率0の注文を検証環境で再現する").set(
        "follow_up.prevent", "試験用のかごに免税商品を加える"
    )
    s.set("follow_up.detect", "決済の失敗率にアラートを設ける").set("contact", "決済チーム(内線1234)")
    s.set("lessons.response.went_well", "切り戻しの手順が整っていた").set(
        "lessons.response.went_badly", "夜間に切り替えてよい役割が決まっていなかった"
    )
    s.set("lessons.lucky", "注文の少ない時間帯だった")
    return s.mark("closed", "15:00", by="原")


def withdrawn(stories: type[Story], lang: Lang) -> Story:
    texts = {
        "en": ("Login is slow", "a load test, announced yesterday"),
        "ja": ("ログインが遅い", "昨日告知した負荷試験だった"),
    }
    title, why = texts[lang]
    s = stories().declare(title, suspected=True).at("14:12").add(Told(("support" if lang == "en" else "CS",)))
    return s.at("14:18").add(Withdrawn(why))


def as_known(told: Story, when: str) -> Story:
    """Give what was on record at a time of the first day, as `--known-at` does."""
    told.facts = list(known_at(told.facts, told.at(f"2026-11-22T{when}").now))
    return told


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
class TestGolden:
    """Whole reports of all forms, in both languages: an incident in every state, for every reader."""

    @pytest.mark.parametrize("audience", AUDIENCES)
    @pytest.mark.parametrize(("state", "told"), [("under-way", under_way), ("finished", finished)])
    def test_each_audience_reads_a_report_of_its_own_s2_18(  # noqa: PLR0913, PLR0917 - fixtures
        self,
        stories: type[Story],
        golden: Callable[[str, str], None],
        form: str,
        lang: Lang,
        state: str,
        told: Callable[[type[Story], Lang], Story],
        audience: str,
    ) -> None:
        golden(f"{form}-{state}-{audience}.{lang}.md", told(stories, lang).page(form, lang, audience))

    def test_the_first_minute_of_a_suspicion_is_a_report_s0_23(
        self, stories: type[Story], golden: Callable[[str, str], None], form: str, lang: Lang
    ) -> None:
        title = {"en": "Checkout returns 500", "ja": "決済画面で500エラー"}[lang]
        told = stories().declare(title, suspected=True)
        golden(f"{form}-minute-one.{lang}.md", told.page(form, lang))

    def test_a_false_alarm_is_thanked_for_s0_5(
        self, stories: type[Story], golden: Callable[[str, str], None], form: str, lang: Lang
    ) -> None:
        golden(f"{form}-withdrawn.{lang}.md", withdrawn(stories, lang).page(form, lang))


@pytest.mark.parametrize("lang", LANGS)
class TestOneOfAKind:
    """Reports of which one form shows what there is to see."""

    @pytest.mark.parametrize("form", ["postmortem", "final"])
    def test_a_long_night_with_hostile_text_reads_well(
        self, stories: type[Story], golden: Callable[[str, str], None], form: str, lang: Lang
    ) -> None:
        told = {"en": english, "ja": japanese}[lang](stories)
        golden(f"{form}-long-night.{lang}.md", told.page(form, lang))

    @pytest.mark.parametrize(("form", "audience"), [("postmortem", "engineer"), ("progress", "manager")])
    def test_what_was_known_at_a_time_reads_well(
        self, stories: type[Story], golden: Callable[[str, str], None], form: str, audience: str, lang: Lang
    ) -> None:
        told = as_known(finished(stories, lang), "14:35:00")
        report = marked(told.report(form, lang, audience), told.now)
        golden(f"{form}-known-at.{lang}.md", report_as_markdown(report))

    def test_the_privacy_track_has_a_report_of_its_own_s4_5(
        self, stories: type[Story], golden: Callable[[str, str], None], lang: Lang
    ) -> None:
        golden(f"privacy.{lang}.md", private(stories, lang).page("privacy", lang))
