"""The post that says that users can work again, ready to paste (P7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.ending import is_watched
from incidentctl.domain.report_names import Names
from incidentctl.domain.runbook import said
from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.words import Words


_ENDS_A_SENTENCE = frozenset(map(chr, range(0x3041, 0x3097)))
"""Hiragana: in Japanese a verb or an adjective ends so, and a noun needs である before ことを確認."""


def recovery_post(incident: Incident, policy: Policy, now: datetime, zone: tzinfo, words: Words) -> str:
    """Give the sentence: the fact that shows it, when it was declared, what is done now; no name (K9).

    Where nobody can say what shows it, the sentence says when it was declared, and nothing besides.
    """
    resolved = incident.milestone("resolved")
    at = f"{resolved.at.astimezone(zone):%H:%M %Z}" if resolved else words("when.unknown")
    doing = words("ending.checking")
    if is_watched(incident.pulse, now):
        until = from_iso(incident.pulse.watch_until).astimezone(zone)
        doing = words("ending.watching", until=f"{until:%H:%M %Z}")
    prefix = said(policy.phases["recovered"].prefix, words.lang)
    fact = incident.value("recovery.fact")
    if fact is None:
        return words("ending.recovered", prefix=prefix, time=at, doing=doing)
    text = str(fact).strip().rstrip(".。").removesuffix("こと")
    if text[-1:] not in _ENDS_A_SENTENCE:
        text = words("ending.noun", fact=text)
    phrase = said(policy.phrases["P7"], words.lang)
    post = phrase.format(prefix=prefix, fact=text, time=at, doing=doing)
    return Names(incident, words).replaced(post)
