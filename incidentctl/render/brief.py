"""The brief as lines for one screen: what matters most is whole, what matters least gives way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.report_values import Phrase, Said, Typed, Value
from incidentctl.domain.times import Moment, time_of_day, whole_minutes
from incidentctl.domain.zones import offset_name
from incidentctl.render import when
from incidentctl.render.safe import one_line
from incidentctl.render.width import clip, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from incidentctl.domain.brief import Brief, Choice, Job
    from incidentctl.domain.report_values import Inline
    from incidentctl.words import Words

ROWS = 23
"""A screen of 24 rows holds these and the next prompt (S3-2)."""

TASKS_SHOWN = 3
CHECKS_SHOWN = 3
CONCERNS = "incidentctl concern list"
_WHOLE = 1
_TALLEST = 3
_OVER = frozenset({"ended", "closed", "withdrawn"})


class Line(NamedTuple):
    """A sentence, and its rank: 0 is never left out, and up to 1 it is shown whole, in three rows at most.

    `see` is the command that shows it where it is left out.
    """

    rank: int
    text: str
    see: str = "incidentctl timeline"


def lines(  # noqa: PLR0913 - what a screen is made of
    brief: Brief,
    words: Words,
    zone: tzinfo,
    now: datetime,
    columns: int,
    *,
    as_of: str = "",
    checks: Sequence[str] = (),
    following: str = "",
) -> list[str]:
    """Give the screen: at most `ROWS` lines of at most `columns`, with how to see what did not fit.

    `as_of` says first when all that was known; `checks` are rules that are not met, `following` is the next
    command.
    """
    page = Page(brief, words, zone, now)
    then = [Line(0, as_of)] if as_of else []
    top = [*then, *page.head(), *page.aim(), *page.state(), *page.hands(), *page.waiting(), *page.facts()]
    end = [
        *page.outside(),
        *(
            Line(6 + n, f"! {text}", "incidentctl brief --json")
            for n, text in enumerate(checks[:CHECKS_SHOWN])
        ),
    ]
    return fitted([*top, *end], Line(0, f"→ {following}"), words, columns)


def fitted(found: Sequence[Line], last: Line, words: Words, columns: int) -> list[str]:
    """Let the least important give way until the rest fits, then give what is left to the long ones."""
    kept, room = list(found), ROWS - len(wrap(last.text, columns))
    left: list[Line] = []
    while sum(_least(line, columns) for line in kept) > room:
        if not left:
            room -= 1  # for the line that says how many are left out
        least = max(reversed(range(len(kept))), key=lambda index: kept[index].rank)
        left.insert(0, kept.pop(least))
    heights = [_least(line, columns) for line in kept]
    spare = room - sum(heights)
    for index in sorted(range(len(kept)), key=lambda index: kept[index].rank):
        more = min(spare, max(0, len(wrap(kept[index].text, columns, ROWS)) - heights[index]))
        heights[index] += more
        spare -= more
    shown = [
        row for line, height in zip(kept, heights, strict=True) for row in _cut(line.text, columns, height)
    ]
    if left:
        see = words("when.list").join(dict.fromkeys(line.see for line in left))
        shown.append(clip(words("brief.more", count=len(left), see=see), columns))
    return [*shown, *wrap(last.text, columns)]


def _least(line: Line, columns: int) -> int:
    return len(wrap(line.text, columns, _TALLEST)) if line.rank <= _WHOLE else 1


def _cut(text: str, columns: int, height: int) -> list[str]:
    rows = wrap(text, columns, height + 1)
    if len(rows) <= height:
        return rows
    return [*rows[: height - 1], clip(f"{rows[height - 1]}…", columns) if columns > 1 else "…"]


class Page:
    """Words the values of a brief; also for JSON (render/brief_json.py)."""

    def __init__(self, brief: Brief, words: Words, zone: tzinfo, now: datetime) -> None:
        """Speak the language of `words`, and tell times in `zone`."""
        self._brief, self._words, self._zone, self._now = brief, words, zone, now

    def text(self, value: Inline) -> str:
        """Give one value as plain text on one line."""
        words = self._words
        match value:
            case Typed(text) | Phrase(_, text):
                return one_line(text)
            case Said("report.joined", params):
                return self._joined([self.text(part) for part in params.values()])
            case Said(key, params):
                return words(key, **{name: self.text(part) for name, part in params.items()})
            case Value(field, found, certainty):
                shown = one_line(when.show_value(field, found, words, self._zone))
                sure = words(f"report.certainty.{certainty}") if certainty else ""
                return words("report.certain", text=shown, certainty=sure) if sure else shown
            case Moment():
                return when.full(value, self._zone, words)
        return when.length(value, words)

    def _say(self, key: str, **params: object) -> str:
        return self._words(f"brief.{key}", **params)

    def _at(self, at: datetime) -> str:
        """Give the time of day; with the date where that is not today's."""
        return time_of_day(at, self._now, self._zone)

    def _offset(self, at: datetime) -> str:
        return offset_name(at.astimezone(self._zone))

    def _role(self, role: str) -> str:
        label, known = self._brief.labels.get(role), f"role.{role}.person"
        if not label and self._words.has(known):
            return self._words(known)
        return self._words("role.any.person", label=label or role)  # the formation may have lost it

    def _joined(self, parts: Sequence[str]) -> str:
        return self._words("when.list").join(parts)

    def head(self) -> Iterator[Line]:
        """Say which incident, how bad, how far, since when; then its title."""
        brief = self._brief
        since = f"{self._at(brief.since.at)} {self._offset(brief.since.at)}" if brief.since else "?"
        hands = self._words("overview.solo") if brief.is_solo else brief.profile
        lasted = self._say("since", at=since, length=self._words.length(brief.minutes))
        phase = self._words(f"phase.{brief.phase}")
        level = brief.severity or "SEV?"
        yield Line(0, f"{brief.id}  {level}  {phase}  {lasted}  {hands}")
        yield Line(0 if brief.is_drill else 7, self.text(brief.title))

    def aim(self) -> Iterator[Line]:
        """Give the two alignments first (S3-8), and what must hold."""
        brief = self._brief
        for name, found in (("happening", brief.happening), ("resolved_when", brief.resolved_when)):
            label = self._words(f"fields.{name}")
            text = self.text(found) if found else self._say("not-agreed", field=name)
            yield Line(1, self._say("labelled", label=label, text=text))
        decides = self._say("decides", role=self._role(brief.decider)) if brief.decider else ""
        musts = self._say("musts", text="; ".join(map(self.text, brief.musts))) if brief.musts else ""
        if not (decides or brief.phase in _OVER):
            decides = self._say("nobody-decides")
        if decides or musts:
            yield Line(3, self._sentences(decides, musts))

    def _sentences(self, *parts: str) -> str:
        return self._words("report.sentence_glue").join(filter(None, parts))

    def state(self) -> Iterator[Line]:
        """Say what users feel, whether the cause is known, and how far the path is normal."""
        brief = self._brief
        impact = self._joined([self.size(each) for each in brief.impact])
        yield Line(3, self._say("impact", text=impact or self.text(brief.impact_unknown)))
        cause = self._say("cause", text=self.text(brief.cause)) if brief.cause else self._say("no-cause")
        path = ""
        if brief.boundary:
            known = brief.boundary
            names = {"good": known.good, "bad": known.bad, "unknown": self._joined(known.unknown)}
            said = self._words(f"path.{known.key}", **{key: one_line(name) for key, name in names.items()})
            path = self._say("path", text=said)
        yield Line(3, self._sentences(cause, path))

    def size(self, value: Inline) -> str:
        """Give one value of the impact; a bare number says of what."""
        text = self.text(value)
        is_bare = isinstance(value, Value) and value.field.name == "impact.users"
        return self._say("users", count=text) if is_bare else text

    def hands(self) -> Iterator[Line]:
        """Say which roles are filled, how many people are there, and which change is under way."""
        brief = self._brief
        people = brief.people
        filled = self._say("filled", roles=self._joined(brief.filled)) if brief.filled else ""
        vacant = self._say("vacant", roles=self._joined(brief.vacant)) if brief.vacant else ""
        there = [self._say(level, count=count) for level, count in people._asdict().items() if count]
        counted = "" if brief.is_solo else self._say("people", counted=self._joined(there))
        if roles := self._sentences(filled, vacant, counted):
            yield Line(2, roles)
        if change := brief.change:
            at, text = self._at(change.since.at), self.text(change.text)
            yield Line(2, self._say("change", at=at, role=self._role(change.role), text=text))

    def waiting(self) -> Iterator[Line]:
        """Give what was decided, and what waits: for a decision, for a report, for an answer."""
        brief = self._brief
        if brief.decision:
            yield Line(3, self._say("decided", text=self._choice(brief.decision)))
        for n, each in enumerate(brief.pending):
            level = self._words(f"fields.decision.level={each.level}")
            yield Line(2 + 2 * min(n, 1), self._say("pending", level=level, text=self._choice(each)))
        if brief.tasks:
            overdue = sum(job.is_overdue for job in brief.tasks)
            unowned = sum(not job.role for job in brief.tasks)
            yield Line(3, self._say("tasks", count=len(brief.tasks), overdue=overdue, unowned=unowned))
        for n, job in enumerate(brief.tasks[:TASKS_SHOWN]):
            yield Line(5 + n, f"  {self._job(job)}", "incidentctl task list")
        for n, (handle, text) in enumerate(brief.concerns):
            yield Line(4 + min(n, 1), self._say("concern", id=handle, text=self.text(text)), CONCERNS)

    def _choice(self, choice: Choice) -> str:
        text = self.text(choice.text)
        return self._say("with-risk", text=text, risk=self.text(choice.risk)) if choice.risk.text else text

    def _job(self, job: Job) -> str:
        due = ""
        if job.due:
            due = self._say("overdue" if job.is_overdue else "due", at=self._at(job.due))
        who = self._role(job.role) if job.role else self._say("nobody")
        return self._say("task", who=who, text=self.text(job.text), due=due)

    def facts(self) -> Iterator[Line]:
        """Give the last facts, with the role that saw or did each."""
        rows = self._brief.facts
        for n, row in enumerate(rows):
            label = self._brief.labels.get(row.role) or self._words("role.responder")
            who = f"{label}: " if row.role else ""
            at = when.short(row.at, self._zone)
            yield Line(4 if n >= len(rows) - 3 else 5, f"  {at} {who}{self.text(row.what)}")

    def outside(self) -> Iterator[Line]:
        """Give what runs beside it, what is owed to whom by when, and when it is over."""
        brief = self._brief
        if brief.private_since:
            yield Line(3, self._say("private", at=self._at(brief.private_since.at)))
        for n, (clock, due) in enumerate(brief.clocks):
            left = when.length(due - self._now, self._words)
            key = "clock-over" if due <= self._now else "clock"
            text = self._say(key, clock=one_line(clock), at=self._at(due), left=left)
            yield Line(4 + 2 * min(n, 1), text, "incidentctl clock list")
        over = brief.standdown_when
        stand_down = self._say("stand-down", text=self.text(over)) if over else ""
        if owed := self._sentences(self._next_update(), stand_down):
            yield Line(2, owed)

    def _next_update(self) -> str:
        brief = self._brief
        if brief.phase in _OVER:
            return ""
        if not brief.told:
            return self._say("nobody-told", at=self._at(brief.notice_due) if brief.notice_due else "?")
        if brief.next_update is None:
            return self._say("no-next-update")
        left = brief.next_update - self._now
        key = "update-over" if left <= timedelta() else "update"
        length = when.length(timedelta(minutes=whole_minutes(left)), self._words)
        return self._say(key, at=self._at(brief.next_update), length=length)
