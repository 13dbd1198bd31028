"""The table of commands: every name, and the module that holds it."""

from collections.abc import Mapping

PROGRAMS = ("incidentctl", "ic")
"""The two entry points: one program."""

FIRST = ("declare", "walk", "note", "tell", "report", "list")
"""What help shows first."""

COMMANDS: Mapping[str, str] = {
    "declare": "declare",
    "walk": "walk",
    "note": "note",
    "tell": "tell",
    "report": "report",
    "list": "list",
    "confirm": "confirm",
    "withdraw": "confirm",
    "step": "step",
    "use": "use",
    "set": "value",
    "path": "path",
    "mark": "value",
    "severity": "value",
    "act": "note",
    "undo": "correct",
    "amend": "correct",
    "timeline": "timeline",
    "runbook": "runbook",
    "verify": "verify",
    "completion": "completion",
    "help": "help",
}
"""Every command and the module of `incidentctl.cli` that holds it; only those named in argv are loaded.

A module has `commands`: name -> (function, is_recorder), or name -> a mapping of the same for a group.
"""
