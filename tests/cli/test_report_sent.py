"""`report --sent`: a report that went out counts as one, so that the next says what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.usecases import update as usecase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500", "--severity", "SEV2")
    desk("set", "impact.users", "1200")
    return desk


def title(page: str) -> str:
    return next(line for line in page.splitlines() if line.startswith("# "))


def test_the_next_report_begins_with_what_changed_since_and_has_the_next_number(open_desk: Desk) -> None:
    before = open_desk("report", "--form", "progress", "--lang", "ja").out
    assert "障害報告書(続報): " in title(before)
    first = open_desk("report", "--form", "first", "--sent")
    assert "Recorded u-" in first.err
    assert "sent to managers as investigating: first report" in first.err
    assert "Recorded" not in first.out
    open_desk("set", "impact.users", "1500")
    second = open_desk("report", "--form", "progress", "--lang", "ja", "--sent").out
    assert "続報・第2報" in title(second)
    assert "影響を受けた利用者数: 1,500人(前回: 1,200人)" in second
    third = open_desk("report", "--form", "progress", "--lang", "ja").out
    assert "続報・第3報" in title(third)
    assert "前回の報告から変化はありません。" in third
    assert "前回: 1,200人" not in third


def test_each_readers_reports_are_counted_apart(open_desk: Desk) -> None:
    open_desk("report", "--form", "first", "--sent")
    assert "progress, no. 2" in title(open_desk("report", "--form", "progress").out)
    customers = open_desk("report", "--form", "progress", "--audience", "customer").out
    assert "no. 2" not in title(customers)
    assert "No update has been sent to these readers before" in customers


def test_it_stands_on_the_timeline_and_in_the_report(open_desk: Desk) -> None:
    open_desk("report", "--form", "first", "--sent")
    assert "sent to managers as investigating: first report" in open_desk("timeline").out
    assert "社内の関係者へ送付(調査中): 第1報" in open_desk("timeline", "--lang", "ja").out
    assert "| Report to managers (investigating): first report |" in open_desk("report").out
    assert "社内の関係者へ報告書を送付(調査中): 第1報" in open_desk("report", "--lang", "ja").out


def test_who_gets_a_report_was_told_and_hears_again_as_it_promised(open_desk: Desk) -> None:
    assert "NOBODY TOLD" in open_desk("note", "x").err
    page = open_desk("report", "--form", "first", "--sent")
    assert "Next update at 14:35 JST, even if nothing has changed" in page.out
    assert "NOBODY TOLD" not in page.err
    assert "! Next update at 14:35" in page.err
    open_desk.wait(minutes=31)
    assert "UPDATE OVERDUE since 14:35" in open_desk("note", "x").err


def test_what_could_not_be_written_was_not_sent(open_desk: Desk, tmp_path: Path) -> None:
    ran = open_desk("report", "--form", "first", "--sent", "-o", str(tmp_path / "no" / "where.md"))
    assert ran.code == 9
    assert "sent to managers" not in open_desk("timeline").out
    ran = open_desk("report", "--form", "first", "--sent", "-o", str(tmp_path / "first.md"))
    assert (ran.code, ran.out) == (0, "")
    assert "sent to managers" in open_desk("timeline").out


def test_what_was_recorded_meanwhile_is_not_passed_over(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = open_desk.context()
    written = usecase.report_sent

    def late(*args: object, **options: int) -> object:
        known = context.timeline.incidents()[0]
        monkeypatch.setattr(usecase, "report_sent", written)
        assert open_desk("set", "impact.users", "1500", "-i", known).code == 0
        return written(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(usecase, "report_sent", late)
    ran = open_desk("report", "--form", "first", "--sent")
    assert ran.code == 4
    assert "Make it again" in ran.err
    assert "sent to managers" not in open_desk("timeline").out
    assert open_desk("report", "--form", "first", "--sent").code == 0


def test_customers_hear_one_voice_in_reports_too(open_desk: Desk) -> None:
    open_desk("tell", "manager")
    ran = open_desk("report", "--form", "first", "--audience", "customer", "--sent", "--as", "bob")
    assert "S1-8: Customers hear one voice" in ran.err
    assert "S1-8" not in open_desk("report", "--form", "first", "--sent", "--as", "bob").err


def test_json_stays_one_document(open_desk: Desk) -> None:
    ran = open_desk("report", "--form", "first", "--sent", "--json")
    assert ran.json["report"]["form"] == "first"
    assert "first report" in open_desk("timeline").out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--known-at", "now"), "--sent is about the report as it stands now"),
        (("--unmark", "report.md"), "incidentctl report --sent -o FILE"),
        (("--form", "privacy"), "incidentctl clock submitted ID"),
        (("--form", "finale"), "finale"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_anything_is_printed(
    open_desk: Desk, argv: tuple[str, ...], said: str
) -> None:
    ran = open_desk("report", *argv, "--sent")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "sent to" not in open_desk("timeline").out


def test_it_is_not_taken_back_by_undo_as_it_went_out(open_desk: Desk) -> None:
    handle = open_desk("report", "--form", "first", "--sent").err.split("Recorded ")[1].split()[0]
    assert open_desk("undo", handle).code == 4
