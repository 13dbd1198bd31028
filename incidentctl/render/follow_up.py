"""Follow-ups as lines: for a terminal, as a Markdown task list, as CSV, as commands for gh."""

from __future__ import annotations

import csv
import io
import shlex
from typing import TYPE_CHECKING, Protocol

from incidentctl.domain.times import Moment, from_iso
from incidentctl.render.safe import csv_cell, markdown, one_line
from incidentctl.render.when import date, full
from incidentctl.render.width import pad, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from incidentctl.domain.follow_ups import Row
    from incidentctl.words import Words

HEAD = 11
BETWEEN = " · "
COLUMNS = (
    "handle", "incident", "title", "kind", "text", "owner", "due", "when", "why", "decided_by", "state",
    "ending", "url", "id",
)  # fmt: skip
"""The columns of the CSV, and the keys of the JSON."""

_TITLE = 200  # characters: forges take up to 256


class Listed(Protocol):
    """A follow-up of an incident, as `usecases.follow_up` lists it."""

    @property
    def incident(self) -> str:
        """The id of the incident."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def zone(self) -> tzinfo:
        """Its zone."""
        ...

    @property
    def handle(self) -> str:
        """What the follow-up is called."""
        ...

    @property
    def row(self) -> Row:
        """What is said of it."""
        ...

    @property
    def is_overdue(self) -> bool:
        """Whether its date is over."""
        ...


def text_lines(rows: Sequence[Listed], words: Words, columns: int) -> Iterator[str]:
    """Give each with how it stands, wrapped at `columns`: `!` is overdue, `x` done, `-` not to be done."""
    marks = {"open": " ", "done": "x"}
    for each in rows:
        mark = "!" if each.is_overdue else marks.get(each.row.state, "-")
        yield from _hung(f" {mark} {pad(each.handle, HEAD - 4)} ", each.row.text, columns)
        yield from _hung("", BETWEEN.join(_standing(each, words)), columns)
        yield from _hung("", f"{each.incident}  {each.title}", columns)


def markdown_lines(rows: Sequence[Listed], words: Words) -> Iterator[str]:
    """Give a task list, a line for each."""
    for each in rows:
        mark = " " if each.row.state == "open" else "x"
        parts = [markdown(part) for part in _standing(each, words, has_url=False)]
        parts += [markdown(each.incident), *([each.row.url] if each.row.url else [])]
        text = markdown(each.row.text)
        text = text if each.row.state in {"open", "done"} else f"~~{text}~~"
        yield f"- [{mark}] {text} ({'; '.join(parts)})"


def csv_text(rows: Sequence[Listed]) -> str:
    """Give a table with a head; no cell is taken for a formula, and a date is ISO 8601."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in rows:
        writer.writerow([csv_cell(str(value or "")) for value in plain(each).values()])
    return out.getvalue()


def gh_lines(rows: Sequence[Listed], words: Words) -> Iterator[str]:
    """Give a `gh issue create` for each that has no ticket yet, quoted for a shell, one on a line.

    The body is Markdown in which nothing that was typed is markup, or mentions anybody.
    """
    for each in rows:
        row = each.row
        if row.url or row.state != "open":
            continue
        said = {
            "kind": _kind(row, words),
            "owner": row.owner,
            "due": due_text(row, each.zone, words),
            "why": row.why,
        }
        known = {name: markdown(text) for name, text in said.items() if text}
        body = [words(f"follow_up.gh-body-{name}", text=text) for name, text in known.items()]
        source = words("follow_up.gh-body-from", id=markdown(each.incident), title=markdown(each.title))
        whole = one_line(row.text)
        title = whole if len(whole) <= _TITLE else f"{whole[:_TITLE]}…"
        lead = [markdown(row.text)] if title != whole else []
        text = BETWEEN.join((*lead, *body, source))
        yield shlex.join(("gh", "issue", "create", "--title", title, "--body", text))


def plain(each: Listed) -> dict[str, object]:
    """Give one as JSON; what nobody said is None."""
    row = each.row
    known = {
        **row._asdict(), "handle": each.handle, "incident": each.incident, "title": each.title,
    }  # fmt: skip
    return {name: known[name] or None for name in COLUMNS}


def due_text(row: Row, zone: tzinfo, words: Words) -> str:
    """Give until when: the date, and the time where it is not the end of that day."""
    if not row.due:
        return ""
    at = from_iso(row.due)
    if (at.hour, at.minute) == (23, 59):
        return date(at, words)
    return full(Moment(at), zone, words)


def _standing(each: Listed, words: Words, *, has_url: bool = True) -> Iterator[str]:
    row = each.row
    yield _kind(row, words) or words("follow_up.no-kind")
    due = due_text(row, each.zone, words)
    if row.state in {"done", "dropped"}:
        was = words(f"follow_up.was-{row.state}")
        yield words("follow_up.reason", text=was, why=row.ending) if row.ending else was
    elif row.state == "open":
        key = "overdue" if each.is_overdue else "due" if due else "no-due"
        yield words(f"follow_up.{key}", at=due)
    yield words("follow_up.owner", owner=row.owner) if row.owner else words("follow_up.no-owner")
    if row.state != "done" or row.when:
        when = words(f"follow_up.when.{row.when}") if row.when else words("follow_up.undecided")
        yield words("follow_up.reason", text=when, why=row.why) if row.why else when
    if row.url and has_url:
        yield words("follow_up.ticket", url=row.url)


def _kind(row: Row, words: Words) -> str:
    return words(f"fields.follow_up.{row.kind}") if row.kind else ""


def _hung(head: str, text: str, columns: int) -> Iterator[str]:
    first, *rest = wrap(one_line(text), max(20, columns - HEAD)) or [""]
    yield f"{pad(head, HEAD)}{first}"
    for line in rest:
        yield f"{'':{HEAD}}{line}"
