"""What a view says below itself of a log that is not whole: one line for each file and kind of damage."""

from collections.abc import Iterable

from incidentctl.cli.call import Call
from incidentctl.ports import Trouble

_SKIPPED = {"line-broken", "hash-wrong", "payload-wrong", "too-long", "wrong-incident", "more"}
_KINDS = {
    **dict.fromkeys(_SKIPPED, "skipped"),
    "unreadable": "unreadable",
    "not-a-file": "unreadable",
    "fork": "fork",
    "payload-missing": "text",
    "blob-missing": "text",
}
"""What each trouble means for a view; every other one is that records are missing, or in another order."""


def tell_damage(call: Call, troubles: Iterable[Trouble]) -> None:
    """Say on stderr what the view above could not show; `verify` names each place."""
    found: dict[tuple[str, str], list[Trouble]] = {}
    for trouble in troubles:
        if trouble.severity != "notice":
            found.setdefault((trouble.file, _KINDS.get(trouble.key, "gap")), []).append(trouble)
    for (file, kind), each in found.items():
        count = sum(int(str(trouble.params.get("count", 1))) for trouble in each)
        key = f"damage.{kind}" if count == 1 or kind != "skipped" else "damage.skipped-many"
        call.err(call.words(f"echo.{key}", file=file, line=each[0].line, count=f"{count:,}"))
