"""Putting facts on the timeline, and what the echo needs to tell about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.handles import short
from incidentctl.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from incidentctl.domain.facts import Fact, New
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.pulse import Pulse
    from incidentctl.domain.rules import Broken, Judgement, Ruling
    from incidentctl.errors import Worded
    from incidentctl.ports import Context, Receipt
    from incidentctl.usecases.locate import Located


class Warned(NamedTuple):
    """Something to say beside the echo: a key of words/warning.py and its parameters."""

    key: str
    params: Mapping[str, object]


class Recorded(NamedTuple):
    """What was recorded, for the echo; `broken` are the rules that it does not meet and that only warn.

    `left`: what was given at the same time and is not recorded, each with the rules that refuse it.
    """

    located: Located
    receipt: Receipt
    warnings: tuple[Warned, ...] = ()
    broken: tuple[Broken, ...] = ()
    left: tuple[tuple[New, tuple[Worded, ...]], ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts, in the order in which they were written."""
        return self.receipt.facts

    @property
    def pulse(self) -> Pulse:
        """The pulse after them."""
        return self.receipt.pulse

    def handle(self, fact: Fact) -> str:
        """Give the short handle of one of the facts."""
        return short(fact, self.receipt.pulse.facts)


def record(
    context: Context, located: Located, news: Sequence[New], warnings: Sequence[Warned] = ()
) -> Recorded:
    """Append open facts to the incident; raise `NotRecorded` if that could not be done."""
    receipt = context.timeline.append(located.id, news, by=context.user)
    return Recorded(located, receipt, tuple(warnings))


def record_answers(  # noqa: PLR0913 - what may come with answers
    context: Context,
    located: Located,
    news: Sequence[New],
    *,
    override: str = "",
    warnings: Sequence[Warned] = (),
    looks_at: str = "",
    needs_role: bool = False,
) -> Recorded:
    """Record answers with all that they cause; see `domain.answers.ruling` and `decide_and_record`.

    Of several answers those are recorded that no rule refuses, as a walk would do; only where it refuses all
    is nothing (Refused). `looks_at` is what the step looks at that they tick: code comes last (S0-19).
    `needs_role`: a formation in which only people with a role act asks for one (S3-3).
    """
    from incidentctl.domain.answers import beside, ruling  # noqa: PLC0415 - start-up: not on the path of `note`
    from incidentctl.domain.roles import without_role  # noqa: PLC0415 - as above
    from incidentctl.domain.rules import Ruling, judge  # noqa: PLC0415 - as above
    from incidentctl.domain.voices import code_last  # noqa: PLC0415 - as above

    policy, now = context.policy(), context.now()

    left: list[tuple[New, tuple[Worded, ...]]] = []

    def refused(incident: Incident, broken: Sequence[Broken]) -> tuple[Worded, ...]:
        try:
            judge(broken, policy, incident.pulse, context.user, override)
        except Refused as error:
            return error.rules
        return ()

    def decide(incident: Incident) -> Ruling:
        given = list(news)
        left.clear()
        while True:
            rulings = [ruling(beside(incident, given, new), policy, new, context.user, now) for new in given]
            bitten = [
                (new, rules)
                for new, each in zip(given, rulings, strict=True)
                if (rules := refused(incident, each.broken))
            ]
            if not bitten or len(bitten) == len(given):
                break
            left.extend(bitten)
            given = [new for new in given if all(new is not other for other, _ in bitten)]
        early = code_last(incident) if looks_at == "code" else ()
        roleless = without_role(incident, context.user) if needs_role else ()
        return Ruling(
            tuple(new for each in rulings for new in each.news),
            (*early, *roleless, *(broken for each in rulings for broken in each.broken)),
        )

    recorded = decide_and_record(context, located, decide, override=override)
    warnings = (*warnings, *wording_warnings(context, recorded.facts))
    return recorded._replace(warnings=tuple(warnings), left=tuple(left))


def wording_warnings(context: Context, facts: Sequence[Fact]) -> tuple[Warned, ...]:
    """Say what in answers and follow-ups points at people, and which remedy is left to them (B1-B4, B6)."""
    from incidentctl.usecases.lint import answers_in, blame_in, remedies_in, weak_in  # noqa: PLC0415 - as above

    remedies = tuple(remedies_in(facts))
    found = {
        "points-at-people": blame_in(context, (*answers_in(facts), *remedies)),
        "weak-remedy": weak_in(context, remedies),
    }
    return tuple(Warned(key, params) for key, params in found.items() if params)


def decide_and_record(
    context: Context, located: Located, decide: Callable[[Incident], Ruling], *, override: str = ""
) -> Recorded:
    """Decide under the lock, let the rules bite, and record what was decided.

    `decide` is pure: it sees every earlier fact, gives what to record and which rules that breaks, and may
    raise. Raises `Refused` for a rule that blocks and is not overridden (nothing is recorded then), or when
    there is nothing to record; `NotRecorded` when a guarded event could not be decided under the lock.
    """
    from incidentctl.domain.rules import judge  # noqa: PLC0415 - start-up: not on the path of `note`

    policy = context.policy()
    told: list[Broken] = []

    def ruled(incident: Incident) -> Sequence[New]:
        ruling = decide(incident)
        judgement = judge(ruling.broken, policy, incident.pulse, context.user, override)
        told[:] = judgement.told
        return [*_reasons(incident, judgement, ruling.news), *ruling.news] if ruling.news else ()

    receipt = context.timeline.transact(located.id, ruled, by=context.user)
    if receipt is None:
        raise Refused("nothing-to-record")
    return Recorded(located, receipt, broken=tuple(told))


def _reasons(incident: Incident, judgement: Judgement, news: Sequence[New]) -> Sequence[New]:
    """Give the overrides; beside facts of the privacy track they belong to it as well (S4-5)."""
    if not judgement.overrides:
        return ()
    from incidentctl.domain.privacy import is_private, private_ids  # noqa: PLC0415 - only for an override

    ids = private_ids(incident.entries)
    private = any(is_private(new, ids=ids) for new in news)
    return [
        each._replace(event=each.event._replace(private=private))  # type: ignore[attr-defined]
        for each in judgement.overrides
    ]
