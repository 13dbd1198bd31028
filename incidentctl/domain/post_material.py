"""What a post may say to its readers: texts and fields, certain enough, plain and without names."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.acts import is_change
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.glossary import Glossary
from incidentctl.domain.report_values import Said, Typed, Value
from incidentctl.domain.report_view import View
from incidentctl.domain.roles import formation, speaker
from incidentctl.domain.runbook import said
from incidentctl.domain.zones import offset_name
from incidentctl.words import Words

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.report_values import Inline, Phrase
    from incidentctl.domain.state import Update
    from incidentctl.words import Lang

AFTER = frozenset({"mitigated", "recovered", "watching", "ended", "closed"})
"""The phases in which users can work again."""

OVER = frozenset({"withdrawn", "ended", "closed"})
"""The phases in which nothing more is promised."""

STOPS = "。.．"
_JAPAN = timedelta(hours=9)
_ROUGH = frozenset({"approx", "hour"})
_WHAT = {"engineer": ("happening", "symptom", "summary")}
_WHAT_ELSE = ("summary", "happening", "symptom")  # a summary is written from the user's side (W1)


class Listed(NamedTuple):
    """A label, and things under it, each on a line of its own."""

    label: Said
    items: tuple[Inline, ...]


class Joined(NamedTuple):
    """A label, and things beside it on one line."""

    label: Said
    items: tuple[Inline, ...]


def clock(at: datetime, zone: tzinfo, lang: Lang, day: datetime | None = None) -> str:
    """Give a time of day, with its zone (in Japanese: outside of Japan), and the date if it is not `day`."""
    local = at.astimezone(zone)
    text = f"{local:%H:%M}"
    if day is not None and day.astimezone(zone).date() != local.date():
        date = f"{local.month}月{local.day}日" if lang == "ja" else f"{local:%Y-%m-%d}"
        text = f"{date} {text}"
    if lang == "ja" and local.utcoffset() == _JAPAN:
        return text
    return f"{text} {offset_name(local)}"


class Material:
    """An incident as one audience may hear of it, in one language, at one time."""

    def __init__(  # noqa: PLR0913, PLR0917 - everything that a post depends on
        self, incident: Incident, policy: Policy, audience: str, now: datetime, zone: tzinfo, lang: Lang
    ) -> None:
        """Look at the incident as of `now`."""
        self.incident, self.policy, self.audience = incident, policy, audience
        self.now, self.zone, self.lang = now, zone, lang
        self.words = Words(lang)
        self.view = View(incident, policy, now, lang, marks_certainty=audience != "customer")
        self.glossary = Glossary(policy, lang) if audience != "engineer" else None

    @property
    def phase(self) -> str:
        """The phase that the post tells of."""
        return self.view.phase

    @property
    def is_for_customers(self) -> bool:
        """Say whether it leaves the company: then confirmed facts only (S2-17)."""
        return self.audience == "customer"

    @property
    def is_technical(self) -> bool:
        """Say whether the readers are engineers: then everything, marked with how sure it is."""
        return self.audience == "engineer"

    @property
    def last(self) -> Update | None:
        """The newest post to this audience."""
        mine = [update for update in self.incident.updates if update.fact.event.audience == self.audience]
        return mine[-1] if mine else None

    def typed(self, text: str, fact: Fact | None = None) -> Typed:
        """Give what somebody wrote: roles for names, and plain words for whoever is no engineer."""
        text = " ".join(self.view.names.replaced(text, fact).split())
        return Typed(self.glossary.plain(text) if self.glossary else text)

    def value(self, name: str, *, is_certain: bool = False) -> Value | None:
        """Give a field that this audience may read; None where there is none (certain enough)."""
        found = self.view.known(name)
        if found is None or (is_certain and found.certainty != "confirmed"):
            return None
        field, value = FIELDS[name], found.value
        if isinstance(value, str) and field.type == "text":
            value = self.typed(value, found.fact).text.rstrip(STOPS)
        elif isinstance(value, list | tuple):
            value = [self.typed(str(item), found.fact).text for item in value]
        return Value(field, value, "" if found.certainty == "confirmed" else found.certainty)

    def bare(self, text: str, fact: Fact) -> Typed:
        """Give what somebody wrote, without its full stop, to stand in another sentence."""
        return Typed(self.typed(text, fact).text.rstrip(STOPS))

    def sentence(self, text: Inline, tags: str = "", **params: Inline) -> Said:
        """Give a text as a sentence with a full stop, and what is to be said about it in brackets."""
        return Said(f"update.sentence{tags}", {"text": text, **params})

    def clock(self, at: datetime) -> Typed:
        """Give a time as this post writes it."""
        return Typed(clock(at, self.zone, self.lang, self.now))

    def milestone(self, name: str) -> Typed | None:
        """Give the time of a milestone that was reached and is known."""
        moment = self.incident.milestone(name)
        if moment is None:
            return None
        if moment.precision == "day":
            day = moment.at  # as it was meant, wherever this is read
            return Typed(f"{day.month}月{day.day}日" if self.lang == "ja" else f"{day:%Y-%m-%d}")
        at = self.clock(moment.at)
        return Typed(self.words("when.about", clock=at.text)) if moment.precision in _ROUGH else at

    @cached_property
    def what(self) -> Inline:
        """What is happening: as people agreed on it, else as it was declared."""
        values = (self.value(name) for name in _WHAT.get(self.audience, _WHAT_ELSE))
        known = next((value for value in values if value), None)
        return known or Typed(self.typed(self.incident.pulse.title).text.rstrip(STOPS))

    @property
    def acting(self) -> Inline | None:
        """What is being done to the system, else what was done last."""
        write = self.incident.open_write
        if write is not None and self.view.shows(write.fact):
            text = self.bare(write.fact.event.text, write.fact)
            return Said("update.head.writing", {"at": self.clock(write.fact.at.at), "text": text})
        done = (entry.fact for entry in self.view.entries if is_change(entry.fact))
        acts = sorted(done, key=lambda fact: fact.at.at)
        if not acts:
            return None
        at = self.clock(acts[-1].at.at)
        return Said("update.head.acted", {"at": at, "text": self.bare(acts[-1].event.text, acts[-1])})

    @property
    def has_named_contact(self) -> bool:
        """Say whether these readers know already where questions go (S3-10)."""
        events = [update.fact.event for update in self.incident.updates]
        return any(event.first and event.audience == self.audience for event in events)

    @cached_property
    def contact(self) -> Phrase | None:
        """Where questions go (P6): for customers the support desk, never a role or a channel of ours."""
        known = self.value("contact", is_certain=True)
        if not self.is_for_customers:
            channel = known or self.value("links.reporting", is_certain=True)
            if channel is None:
                return None
            role = speaker(self.incident, self.policy)
            known_role = formation(self.incident, self.policy).roles.get(role)
            label = said(known_role.label, self.lang) if known_role else self.words(f"role.{role}")
            return self.view.phrase("P6", role=label, channel=str(channel.value))
        desk = self.policy.contacts.get("customers")
        parts = [desk.how, desk.who] if desk else [str(known.value)] if known else []
        to = next((part for part in parts if part and part[0] not in "#@"), "")
        return self.view.phrase("P6_customer", contact=to) if to else None
