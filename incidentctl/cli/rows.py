"""Entries of a timeline as rows below their days, or as JSON."""

from collections.abc import Iterable, Mapping

from incidentctl.cli.call import Call
from incidentctl.domain.events import encode
from incidentctl.domain.facts import Erased, Fact, Unknown
from incidentctl.domain.fields import is_hidden
from incidentctl.domain.handles import handles
from incidentctl.domain.incident import Entry, Incident
from incidentctl.domain.privacy import private_ids
from incidentctl.render.telling import telling
from incidentctl.render.when import short
from incidentctl.render.width import wrap
from incidentctl.usecases.role import author_label, role_labels


class Rows:
    """Entries as rows below the day on which they happened, or as JSON."""

    def __init__(self, call: Call, incident: Incident, facts: Iterable[Fact], *, has_authors: bool) -> None:
        """Print to `call`, as `read` says; `has_authors`: below each row who wrote it, by role."""
        self._call, self._has_authors = call, has_authors
        self._day = ("", "")
        self._labels: Mapping[str, str] = {}
        self.zone = call.context.zone_of(incident.pulse.zone)
        self.read(incident, facts)

    def read(self, incident: Incident, facts: Iterable[Fact]) -> None:
        """Take what is private from the incident as it stands, and handles that are unique among `facts`."""
        self._incident, self._pulse = incident, incident.pulse
        self._known = handles({fact.id: fact for fact in facts}.values())
        self._private = private_ids(incident.entries)

    def put(self, entries: Iterable[Entry]) -> None:
        """Print entries, each as a row, or as a line of JSON."""
        for entry in entries:
            if self._call.is_json:
                self._call.json({"incident": entry.fact.incident, **self.json(entry)})
            else:
                self._row(entry)

    def _row(self, entry: Entry) -> None:
        call, words = self._call, self._call.words
        if entry.fact.kind in {"role_taken", "role_released"}:
            self._labels = self._labels or role_labels(call.context, self._pulse)
        at = entry.fact.at.at.astimezone(self.zone)
        if (day := (f"{at:%Y-%m-%d}", f"{at:%z}")) != self._day:
            self._day = day
            call.out(f"{at:%Y-%m-%d} {at:%Z}")
        mark = words("echo.undone-mark") if entry.undone else ""
        mark += words("echo.private-mark") if entry.fact.id in self._private else ""
        among, labels = self._pulse.facts, self._labels
        told = telling(entry.fact, words, self.zone, is_dated=True, among=among, labels=labels)
        text = mark + (self._erased(entry) if isinstance(entry.fact.event, Erased) else told)
        first, *rest = wrap(text.replace("\n", " ⏎ "), max(20, call.columns - 18)) or [""]
        call.out(f" {short(entry.fact.at, self.zone):>6} {self._known[entry.fact.id]:<7} {first}")
        for line in rest:
            call.out(f"{'':16} {line}")
        if self._has_authors and (author := author_label(call.context, self._pulse, entry)):
            call.out(f"{'':16} — {author}")

    def _erased(self, entry: Entry) -> str:
        """Say in the place of a text who erased it, and why; not where that came later than is shown."""
        words = self._call.words
        if entry.erased is None:
            return words("fact.erased")
        by = next(each for each in self._incident.entries if each.original.id == entry.erased.id)
        role = author_label(self._call.context, self._pulse, by)
        return words("fact.erased-by", role=role, why=entry.erased.event.why)

    def json(self, entry: Entry) -> dict[str, object]:
        """Give an entry as JSON has it."""
        fact = entry.fact
        is_known = not isinstance(fact.event, Unknown)
        data = {**fact.extra, **encode(fact.event)} if is_known else dict(fact.event.data)
        if is_hidden(data.get("field", "")):
            data = {**data, "value": None}
        return {
            "id": fact.id,
            "handle": self._known[fact.id],
            "kind": fact.kind,
            "at": fact.at.at.isoformat(),
            "precision": fact.at.precision,
            "recorded": fact.recorded.isoformat(),
            "role": entry.role,
            "by": fact.by,
            "undone": entry.undone,
            "amended": entry.is_amended,
            "erased": entry.erased is not None or isinstance(fact.event, Erased),
            "private": fact.id in self._private,
            "data": data,
        }
