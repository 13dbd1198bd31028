"""The gaps of an incident, against times worked out by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.roles import RoleReleased, RoleTaken
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.gaps import gaps

if TYPE_CHECKING:
    from incidentctl.domain.gaps import Gaps
    from tests.domain.conftest import Story


def found(story: Story) -> Gaps:
    incident = story.incident()
    given = gaps(incident, (entry.fact for entry in incident.entries if not entry.undone), story.now)
    assert given is not None
    return given


def span(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def due(text: str) -> str:
    return f"2026-11-22T{text}:00+09:00"


def test_the_longest_silence_lies_between_what_happened(story: Story) -> None:
    story.at("14:15").note("one").at("14:50").note("two").at("15:05").mark("resolved", "15:05")
    silence = found(story).silence
    assert (silence.length, f"{silence.since.at:%H:%M}") == (span(35), "14:15")
    story.at("16:00").note("entered late")
    story.facts[-1] = story.facts[-1]._replace(
        at=story.facts[1].at._replace(at=story.facts[1].at.at + span(20))
    )
    assert found(story).silence.length == span(20)  # 14:15 to 14:35; what happened fills the gap


def test_after_the_resolution_silence_is_no_gap(story: Story) -> None:
    story.at("14:20").mark("resolved", "14:20").at("18:00").note("much later")
    assert (found(story).silence.length, found(story).length) == (span(15), span(15))


def test_the_time_without_a_named_commander(story: Story) -> None:
    assert found(story.at("14:25")).uncommanded == span(20)
    story.at("14:25").add(RoleTaken("commander", "suzuki"))
    story.at("14:45").add(RoleReleased("commander", "suzuki"))
    story.at("14:50").add(RoleTaken("commander", "hara")).at("15:05").mark("resolved", "15:05")
    assert (found(story).uncommanded, found(story).length) == (span(25), span(60))


def test_updates_that_came_later_than_promised(story: Story) -> None:
    assert found(story).late is None
    story.at("14:10").add(UpdatePosted("a", due=due("14:40")))
    story.at("14:39").add(UpdatePosted("in time", due=due("15:00")))
    story.at("15:12").add(UpdatePosted("late", due=due("15:30")))
    story.at("15:31").set("next_update_at", {"t": due("16:00"), "pr": "minute"})
    story.at("16:20").mark("resolved", "16:20")
    assert found(story).late == (span(12), span(1), span(20))


def test_promises_that_were_kept_are_no_late_ones(story: Story) -> None:
    story.at("14:10").add(UpdatePosted("a", due=due("14:40"))).at("14:30").mark("resolved", "14:30")
    assert found(story).late == ()


def test_the_time_in_each_phase(story: Story) -> None:
    story.at("14:25").add(Acted("restart")).at("15:10").mark("mitigated", "15:05").at("15:35")
    assert found(story).phases == (
        ("investigating", span(20)),
        ("mitigating", span(40)),
        ("mitigated", span(30)),
    )


def test_real_time_passes_when_the_clocks_are_put_back(stories: type[Story]) -> None:
    story = stories("2026-11-01T01:50:00-04:00").declare(zone="America/New_York")
    story.at("2026-11-01T01:10:00-05:00")
    assert (found(story).length, found(story).uncommanded) == (span(20), span(20))


def test_times_out_of_order_and_nothing_declared_give_no_gaps(stories: type[Story]) -> None:
    story = stories().declare().at("15:00").mark("resolved", "13:00")
    assert gaps(story.incident(), story.facts, story.now) is None
    alone = stories().note("x")
    assert gaps(alone.incident(), alone.facts, alone.now) is None


def test_they_stand_in_the_postmortem_once_it_is_over(story: Story) -> None:
    story.at("14:25").add(UpdatePosted("a", due=due("14:40"))).at("15:05").mark("resolved", "15:05")
    assert "Appendix: gaps" not in story.page()
    story.at("15:10").mark("ended", "15:10")
    page, japanese = story.page(), story.page(lang="ja")
    assert "- Longest time without an entry: 40 min, from 2026-11-22 (Sun) 14:25 JST" in page
    assert "- Without a named commander: 1 h of 1 h" in page
    assert "- Updates later than promised: 1, by 25 min" in page
    assert "- Time per phase: investigating 1 h, " in page
    assert "- 指揮官を決めていない時間: 1時間のうち1時間" in japanese
    assert "- 予定より遅れた続報: 1回(遅れ: 25分)" in japanese
