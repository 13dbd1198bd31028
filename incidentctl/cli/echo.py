"""The echo: what was recorded, when, and what to do next."""

import sys
from collections.abc import Mapping, Sequence

import typer

from incidentctl.cli.call import Call
from incidentctl.domain.facts import Fact
from incidentctl.domain.times import Moment
from incidentctl.errors import ExitCode
from incidentctl.render.telling import telling
from incidentctl.usecases.notices import next_command
from incidentctl.usecases.record import Recorded


def absolute(moment: Moment, call: Call, zone_name: str) -> str:
    """Give a moment as an absolute time with its zone, marked when it is only approximate."""
    at = moment.at.astimezone(call.context.zone_of(zone_name))
    text = f"{at:%Y-%m-%d}" if moment.precision == "day" else f"{at:%Y-%m-%d %H:%M %Z}"
    return f"~{text}" if moment.precision in {"approx", "hour"} else text


def echo(
    call: Call,
    recorded: Recorded,
    *,
    following: Sequence[str] | None = None,
    shown: Sequence[Fact] = (),
    said: Sequence[str] = (),
    to_paste: Sequence[str] = (),
    is_aside: bool = False,
    also: Mapping[str, object] | None = None,
    labels: Mapping[str, str] | None = None,
) -> None:
    """Print what was recorded, and what to run next (`following`; None: what the incident needs most).

    `said` are lines of data that belong to it, `to_paste` those that go elsewhere as they are, `also` further
    keys of the JSON. `is_aside`: the data was something else, printed already, so that what was recorded goes
    to stderr. `labels` are what the formation calls its roles. Raises `typer.Exit` with 75 when the disk did
    not confirm it.
    """
    receipt, pulse = recorded.receipt, recorded.pulse
    paste, told, commands = _advice(call, recorded)
    if call.is_json:
        call.json(
            {
                "incident": recorded.located.id,
                "drill": pulse.drill,
                "outcome": receipt.outcome,
                "where": receipt.where,
                "facts": [
                    {
                        "id": fact.id,
                        "handle": recorded.handle(fact),
                        "kind": fact.kind,
                        "at": fact.at.at.isoformat(),
                        "recorded": fact.recorded.isoformat(),
                    }
                    for fact in recorded.facts
                ],
                **(also or {}),
            }
        )
    else:
        put = call.err if is_aside else call.out_fitted
        if recorded.located.others or pulse.drill:
            put(f"{recorded.located.id}  {call.titled(pulse)}")
        word = call.words(f"echo.{receipt.outcome}")
        zone = call.context.zone_of(pulse.zone)
        for fact in shown or recorded.facts:
            at = absolute(fact.at, call, pulse.zone)
            line = telling(fact, call.words, zone, is_dated=True, among=pulse.facts, labels=labels)
            put(f"{word} {recorded.handle(fact)}  {at}  {line}")
        for line in said:
            put(line)
        (call.err if is_aside else call.out)(*_watermarked(call, recorded, to_paste), *paste)
    sys.stdout.flush()  # only what got through was told; else `__main__` says it on stderr
    call.context.echoed = len(call.context.receipts)
    _warn(call, recorded)
    call.err(*told)
    if following is None:
        following = [next_command(pulse, recorded.located.others)]
    call.clocks(pulse, recorded.located.pulse, [*commands, *following])
    for line in (*commands, *following):
        call.err(f"→ {line}")
    if receipt.outcome == "unconfirmed":
        raise typer.Exit(ExitCode.UNCONFIRMED)


def _watermarked(call: Call, recorded: Recorded, lines: Sequence[str]) -> Sequence[str]:
    """Give what is to be pasted; of a drill, with the phrase that says so before it (P14)."""
    if not (recorded.pulse.drill and any(lines)):
        return lines
    from incidentctl.domain.drill import WATERMARK  # only for a drill
    from incidentctl.domain.runbook import said  # as above

    first = next(place for place, line in enumerate(lines) if line)
    mark = said(call.context.policy().phrases[WATERMARK], call.context.lang)
    return [*lines[:first], mark, *lines[first:]]


def _advice(call: Call, recorded: Recorded) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Give what an answer about personal data asks for at once (S4-4): to paste, to know, to run."""
    if not any(getattr(fact.event, "field", "") == "privacy.concern" for fact in recorded.facts):
        return (), (), ()
    from incidentctl.usecases.privacy import advice  # only for that one answer

    return advice(call.context, recorded.located.id, recorded.facts)


def _warn(call: Call, recorded: Recorded) -> None:
    """Say what is to be known beside what was recorded: where it went, and which rules it does not meet."""
    receipt = recorded.receipt
    is_unsure = receipt.outcome == "unconfirmed"
    if receipt.where == "fallback":
        call.err(call.words("echo.fallback-unsure" if is_unsure else "echo.fallback", path=receipt.path))
        call.err(f"→ {call.words('echo.fallback-next')}")
    elif receipt.where != "log":
        call.err(call.words(f"echo.{receipt.where}", path=receipt.path))
    if is_unsure and receipt.where != "fallback":
        call.err(call.words("echo.unconfirmed-next"))
    for fact in () if call.context.is_interactive else recorded.facts:  # on a terminal they were asked
        if _holds_secret(fact):
            call.err(call.words("secret.recorded", handle=recorded.handle(fact)))
    for warning in recorded.warnings:
        call.err(call.words(f"warning.{warning.key}", **warning.params))
    for broken in recorded.broken:
        first, *rest = broken.lines(call.words)
        call.err(f"! {first}", *rest)
    if recorded.located.pulse.is_solo and not receipt.pulse.is_solo:
        call.err(call.words("echo.no-longer-solo"))


def _holds_secret(fact: Fact) -> bool:
    """Say whether something that looks like a secret was recorded as it was typed."""
    from incidentctl.domain.secrets import secrets_in  # only behind what was recorded without a question

    return any(secrets_in(value) for value in fact.event if isinstance(value, str))
