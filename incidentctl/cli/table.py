"""The table of commands: every name, and the module that holds it."""

from collections.abc import Mapping

PROGRAMS = ("incidentctl", "ic")
"""The two entry points: one program."""

FIRST = ("declare", "walk", "note", "tell", "brief", "report", "list")
"""What help shows first."""

COMMANDS: Mapping[str, str] = {
    "declare": "declare",
    "walk": "walk",
    "note": "note",
    "tell": "tell",
    "brief": "brief",
    "report": "report",
    "list": "list",
    "assign": "task",
    "task": "task",
    "role": "role",
    "join": "people",
    "leave": "people",
    "release": "people",
    "confirm": "confirm",
    "withdraw": "confirm",
    "step": "step",
    "use": "use",
    "set": "value",
    "path": "path",
    "mark": "value",
    "severity": "value",
    "act": "act",
    "decide": "decide",
    "concern": "concern",
    "park": "concern",
    "hypothesis": "hypothesis",
    "criteria": "criteria",
    "resolve": "end",
    "stand-down": "end",
    "close": "end",
    "reopen": "end",
    "clock": "clock",
    "undo": "correct",
    "amend": "correct",
    "timeline": "timeline",
    "runbook": "runbook",
    "doctor": "doctor",
    "verify": "verify",
    "completion": "completion",
    "help": "help",
}
"""Every command and the module of `incidentctl.cli` that holds it; only those named in argv are loaded.

A module has `commands`: name -> (function, is_recorder), or name -> a mapping of the same for a group.
"""

SHORT: Mapping[str, str] = {"concern": "add"}
"""Groups that may be typed without their command: `concern TEXT` is `concern add TEXT`."""
