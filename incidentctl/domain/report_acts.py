"""What was done to the system, as a report tells it: when it began and ended, how, and with which effect."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from incidentctl.domain import report_commands
from incidentctl.domain.acts import is_told_change
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.report_values import Row, Said, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry
    from incidentctl.domain.report_values import Inline
    from incidentctl.domain.report_view import View

_EFFECT = "mitigation.result"


def actions(view: View) -> tuple[Row, ...]:
    """Give what was done to the system, with its effect, and nothing that was only looked at (S0-11)."""
    done: list[tuple[Entry, Inline]] = []
    for entry in view.happened:
        fact = entry.fact
        if _is_action(fact) and (what := _done(view, fact)):
            done.append((entry, what))
        elif done and fact.kind == "field_set" and fact.event.field == _EFFECT and fact.event.value:
            last, what = done[-1]
            effect = Value(FIELDS[_EFFECT], fact.event.value)
            done[-1] = last, Said("report.row.effect", {"text": what, "effect": effect})
    return tuple(Row(entry.fact.at, entry.role, what) for entry, what in done)


def act(view: View, fact: Fact, *, prefixed: bool) -> Inline | None:
    """Say what was done: what takes time has a row for its begin and one for its end."""
    event, begun = fact.event, fact
    if fact.kind == "write_ended":
        write = view.incident.writes.get(event.write)
        if write is None:
            return None
        begun = write.fact
    is_look = getattr(event, "look", False)
    text: Inline = view.typed(begun.event.text, begun)
    if fact.kind != begun.kind or fact.kind == "write_begun":
        text = Said(f"report.row.{fact.kind.removeprefix('write_')}", {"text": text})
    elif prefixed:
        text = Said("report.row.look" if is_look else "report.row.action", {"text": text})
    text = _noted(text, [*_notes(view, fact, is_look=is_look)])
    if fact is not begun and event.text:
        text = Said("report.row.remark", {"text": text, "remark": view.typed(event.text, fact)})
    return text


def _notes(view: View, fact: Fact, *, is_look: bool) -> Iterator[Inline]:
    """Give what is said of an act in brackets: the method for engineers, how it was before and after."""
    event = fact.event
    method = getattr(event, "method", "")
    if method and view.audience == "engineer":
        yield Said("report.row.method", {"text": Value(FIELDS["mitigation.method"], method)})
    for name in ("before", "after"):
        if text := getattr(event, name, ""):
            key = "found" if is_look and name == "after" else name
            yield Said(f"report.row.{key}", {"text": view.typed(text, fact)})


def _noted(text: Inline, notes: list[Inline]) -> Inline:
    if not notes:
        return text
    every = reduce(lambda one, other: Said("report.row.and", {"one": one, "other": other}), notes)
    return Said("report.row.noted", {"text": text, "notes": every})


def _is_action(fact: Fact) -> bool:
    return is_told_change(fact) or fact.kind == "write_ended"


def _done(view: View, fact: Fact) -> Inline | None:
    is_command = fact.kind == "command_begun"
    return report_commands.row(view, fact) if is_command else act(view, fact, prefixed=False)
