"""`import` of an archive: what it brought, and what to know about it."""

from typing import BinaryIO

from incidentctl.cli.call import Call
from incidentctl.ports import TakenIn
from incidentctl.usecases.archive import take_in


def take(call: Call, stream: BinaryIO, first: bytes, *, is_dry: bool) -> None:
    """Take in an archive, of which `first` was read already, and tell what became of it."""
    expected = call.options.get("incident") or ""
    taken = take_in(call.context, stream, first, expected=expected, is_dry=is_dry)
    is_news = bool(taken.logs)
    if call.is_json:
        outcome = "unchanged" if not is_news else "dry-run" if is_dry else "recorded"
        call.json({**taken._asdict(), "outcome": outcome, "forks": [*taken.forks]})
        return
    for line in _told(call, taken, is_dry=is_dry):
        call.out(line)
    if is_dry:
        call.err(call.words("importing.nothing"))
        return
    short = taken.incident[-4:]
    call.err(f"→ incidentctl verify {short}" if taken.forks else f"→ incidentctl report -i {short}")


def _told(call: Call, taken: TakenIn, *, is_dry: bool) -> list[str]:
    words, lines = call.words, []
    key = "new" if taken.is_new else "more" if taken.facts else "changed" if taken.logs else "known"
    verb = "would" if is_dry and key != "known" else "taken"
    lines.append(words(f"archive.{verb}-{key}", id=taken.incident, facts=taken.facts, blobs=taken.blobs))
    if taken.is_behind:
        lines.append(words("archive.is-behind"))
    if taken.erased:
        lines.append(words("archive.stays-erased", count=taken.erased))
    lines += [words("archive.fork", file=name) for name in taken.forks]
    if taken.is_own:
        lines.append(words("archive.is-own"))
    return lines
