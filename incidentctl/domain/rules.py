"""The one mechanism for all rules: what is not met, whether that warns or refuses, and the override."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events.decisions import Overridden
from incidentctl.domain.facts import New
from incidentctl.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from incidentctl.domain.policy import Level, Policy, Rule
    from incidentctl.domain.pulse import Pulse


class Labels(NamedTuple):
    """Names of things that are words themselves: keys, worded one by one and joined."""

    keys: tuple[str, ...]


class Broken(NamedTuple):
    """A rule that is not met.

    `rule` is its id ("S1-9"), `variant` tells apart what may be wrong under one id: the sentence is
    `words("rule.<id>")` or `words("rule.<id>.<variant>")`, with `params` filled in (texts, numbers or
    `Labels`; never a name of a person). `fixes` are the commands that would meet it, ready to be typed.
    `level` is set by `judge`.
    """

    rule: str
    variant: str = ""
    params: Mapping[str, object] = {}
    fixes: tuple[str, ...] = ()
    level: Level = "warn"

    def lines(self, words: Callable[..., str]) -> list[str]:
        """Word it: the id and the sentence, then the commands that would meet it."""
        key = f"rule.{self.rule}.{self.variant}" if self.variant else f"rule.{self.rule}"
        params = {
            name: words("when.list").join(words(each) for each in value.keys)
            if isinstance(value, Labels)
            else value
            for name, value in self.params.items()
        }
        sentence = words(key, **params)
        return [f"{self.rule}: {sentence}", *(f"  → {fix}" for fix in self.fixes)]


FOOTERS = ("S0-6", "S1-2", "S1-21", "S2-1", "S2-3", "S2-10", "S2-14", "S2-22", "S3-8", "S4-4")
"""The rules that speak in footers, where no policy is read: what is off at the declaration stays so."""


class Ruling(NamedTuple):
    """What a decision came to: the facts to record, and the rules that they do not meet."""

    news: tuple[New, ...]
    broken: tuple[Broken, ...] = ()


class Judgement(NamedTuple):
    """Facts that say which rules were overridden, and what is only warned of."""

    overrides: tuple[New, ...]
    told: tuple[Broken, ...]


def level_of(rule: Rule, pulse: Pulse, policy: Policy, by: str) -> Level:
    """Say how hard a rule bites here: alone, where little is at stake, and in each formation (practice.md).

    `by` is who acts: the second person ends solo with the first thing they do. What counts is the first of
    `solo`, `minor` (a severity that needs no postmortem) and the formation that says something.
    """
    severity = policy.severities.get(pulse.severity)
    is_minor = severity is not None and not severity.postmortem
    said = (
        rule.solo if pulse.is_solo and by in pulse.actors else "",
        rule.minor if is_minor else "",
        rule.formation if pulse.profile == "formation" else "",
    )
    return next((level for level in said if level), rule.level)


def judge(broken: Sequence[Broken], policy: Policy, pulse: Pulse, by: str, override: str = "") -> Judgement:
    """Let rules bite: raise `Refused` where one blocks, unless there is a reason to go on.

    With a reason every rule that blocks or warns is overridden, each as a fact of its own (principle c). A
    rule at `hint` is told in the brief only, one that is `off` nowhere.
    """
    biting = []
    for each in broken:
        rule = policy.rules.get(each.rule)
        level = level_of(rule, pulse, policy, by) if rule else each.level
        if level in {"warn", "block"}:
            biting.append(each._replace(level=level))
    if override.strip():
        ids = dict.fromkeys(each.rule for each in biting)
        return Judgement(tuple(New(Overridden(each, override.strip())) for each in ids), ())
    if any(each.level == "block" for each in biting):
        blocking = tuple(each for each in biting if each.level == "block")
        raise Refused("rules-not-met", rules=blocking)
    return Judgement((), tuple(biting))
