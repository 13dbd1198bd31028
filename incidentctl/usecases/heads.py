"""Heads: the last records of a log, as they were written down outside of it, in a report or an export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.errors import NeedsAnswer, UsageError
from incidentctl.ports import Head

if TYPE_CHECKING:
    from incidentctl.ports import Context

_INCIDENT = r"INC-[0-9]{8}-[0-9a-z]{4,8}"
_HEAD = r"(w-[0-9a-z]{8}(?:-[0-9a-z]{5})?)\D{1,20}?([0-9][0-9,]*)\D{1,20}?([0-9a-f]{64})(?![0-9a-f])"


class Noted(NamedTuple):
    """The incident that a text is about, and the heads that stand in it."""

    incident: str
    heads: tuple[Head, ...]


def heads_in(context: Context, text: str, file: str, incident: str = "") -> Noted:
    """Find the heads in a report of any form, in JSON, or in lines that somebody copied.

    The incident is the one that is given, else the first that the text names and that is here. Raise
    UsageError where no head is found, `NeedsAnswer` where nothing says which incident it is.
    """
    plain = text.replace("\\", "")  # Markdown may escape the dash
    heads = {
        Head(writer, int(n.replace(",", "")), link): None for writer, n, link in re.findall(_HEAD, plain)
    }
    if not heads:
        raise UsageError("no-heads", file=file)
    if not incident:
        known = set(context.timeline.incidents())
        incident = next((each for each in re.findall(_INCIDENT, plain) if each in known), "")
    if not incident:
        raise NeedsAnswer("needs-incident-heads", file=file)
    return Noted(incident, tuple(heads))
