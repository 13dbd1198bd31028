"""The table of commands: every name, and the module that holds it."""

from collections.abc import Mapping

PROGRAMS = ("incidentctl", "ic")
"""The two entry points: one program."""

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "first": {
        "declare": "declare",
        "walk": "walk",
        "note": "note",
        "run": "run",
        "assign": "task",
        "update": "update",
        "brief": "brief",
        "report": "report",
        "resolve": "end",
        "list": "list",
    },
    "start": {"tell": "tell", "confirm": "confirm", "withdraw": "confirm", "step": "step", "use": "use"},
    "record": {
        "set": "value",
        "severity": "value",
        "mark": "value",
        "path": "path",
        "act": "act",
        "attach": "attach",
        "decide": "decide",
        "hypothesis": "hypothesis",
        "undo": "correct",
        "amend": "correct",
        "redact": "redact",
    },
    "people": {
        "role": "role",
        "join": "people",
        "leave": "people",
        "release": "people",
        "task": "task",
        "concern": "concern",
        "park": "concern",
    },
    "end": {
        "criteria": "criteria",
        "stand-down": "end",
        "close": "end",
        "reopen": "end",
        "clock": "clock",
        "follow-up": "follow_up",
    },
    "keep": {
        "timeline": "timeline",
        "search": "list",
        "evidence": "evidence",
        "stats": "stats",
        "lint": "lint",
        "runbook": "runbook",
        "doctor": "doctor",
        "verify": "verify",
        "recover": "recover",
        "import": "importing",
        "export": "exporting",
        "completion": "completion",
        "help": "help",
    },
}
"""Every command and the module of `incidentctl.cli` that holds it, as help groups them; those of the first
minutes come first. Only what argv names is loaded.

A module has `commands`: name -> (function, is_recorder), or name -> a mapping of the same for a group.
"""

COMMANDS: Mapping[str, str] = {name: module for each in SECTIONS.values() for name, module in each.items()}

SHORT: Mapping[str, str] = {"concern": "add"}
"""Groups that may be typed without their command: `concern TEXT` is `concern add TEXT`."""

PASSES_ON = frozenset({"run"})
"""Commands that take the words of another one: whatever stands behind its first word is not ours."""
