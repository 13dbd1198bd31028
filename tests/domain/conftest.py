"""Incidents in the making: facts one after the other, without a disk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.answers import default_certainty
from incidentctl.domain.events import kind_of
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import Fact
from incidentctl.domain.forms import FORMS, RESTRICTED
from incidentctl.domain.incident import fold
from incidentctl.domain.report import Basis, build, build_restricted
from incidentctl.domain.times import Moment, iso
from incidentctl.library.find import YamlRunbooks
from incidentctl.render.markdown import report_as_markdown
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.domain.facts import Event
    from incidentctl.domain.forms import Form
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.report_values import Report
    from incidentctl.words import Lang

HEADS = (("w-7k2m9qxt", 42, "3f2a" * 16),)


class Story:
    """An incident that is being told: each fact is recorded a second after the one before, unless said."""

    def __init__(self, start: str = "2026-11-22T14:05:00+09:00") -> None:
        self.now = datetime.fromisoformat(start)
        self.offset = self.now.tzinfo
        self.facts: list[Fact] = []

    def declare(self, title: str = "Checkout returns 500", zone: str = "Asia/Tokyo", **values: Any) -> Story:
        return self.add(Declared(title, zone, **values))

    def at(self, text: str) -> Story:
        """Let the clock stand at `14:05` of the same day, or at a whole ISO 8601 time."""
        day = self.now.date().isoformat()
        whole = text if "T" in text else f"{day}T{text}:00"
        at = datetime.fromisoformat(whole)
        self.now = at if at.tzinfo else at.replace(tzinfo=self.offset)
        self.offset = self.now.tzinfo
        return self

    def add(self, event: Event, by: str = "sato", at: Moment | None = None) -> Story:
        n = len(self.facts) + 1
        recorded = self.now.astimezone(UTC)
        happened = at or Moment(self.now, "second")
        fact = Fact(
            f"f{n:05}", "INC-20261122-k7f3", "w-7k2m9qxt", n, (int(recorded.timestamp() * 1000), n), recorded,
            happened, by, kind_of(event), event, {},
        )  # fmt: skip
        self.facts.append(fact)
        self.now += timedelta(seconds=1)
        return self

    def note(self, text: str, stance: str = "fact", by: str = "sato", **values: Any) -> Story:
        return self.add(Noted(text, stance, **values), by)

    def set(self, field: str, value: object, certainty: str = "", by: str = "sato", step: str = "") -> Story:
        sure = certainty or ("unknown" if value is None else default_certainty(field))
        return self.add(FieldSet(field, value, sure, step=step), by)

    def mark(self, milestone: str, at: str, precision: str = "minute", by: str = "sato") -> Story:
        """Set a milestone to a time of the day on which the clock stands."""
        moment = Moment(Story(iso(self.now)).at(at).now, precision)
        value = {"t": iso(moment), "pr": precision}
        return self.add(FieldSet(f"{milestone}_at", value), by, at=moment)

    def incident(self) -> Incident:
        return fold(self.facts)

    def report(self, form: str = "postmortem", lang: Lang = "en", audience: str = "") -> Report:
        basis = Basis(self.incident(), policy(), HEADS, self.now, lang, apologizes=lang == "ja")
        if form == RESTRICTED:
            return build_restricted(basis, audience)
        return build(built_in(form), basis, audience)

    def page(self, form: str = "postmortem", lang: Lang = "en", audience: str = "") -> str:
        """Give the report as Markdown."""
        return report_as_markdown(self.report(form, lang, audience))

    def pages(self) -> list[str]:
        """Give the report in every form and language."""
        return [self.page(form, lang) for form in FORMS for lang in LANGS]


@cache
def policy() -> Policy:
    """Give the built-in policy."""
    return YamlRunbooks(lang="en", cwd=Path("/")).built_in_policy()


@cache
def built_in(form: str) -> Form:
    """Give a built-in form."""
    return YamlRunbooks(lang="en", cwd=Path("/")).forms().get(form)


@pytest.fixture
def story() -> Story:
    """Declare an incident, at 14:05 in Tokyo."""
    return Story().declare()


@pytest.fixture
def stories() -> type[Story]:
    return Story
