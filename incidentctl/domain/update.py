"""Status updates: posted, drafted, approved, and the rules that a post does not meet (S2-17..21, S3-10)."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events.updates import UpdateDrafted, UpdatePosted
from incidentctl.domain.facts import New
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.handles import find
from incidentctl.domain.lifecycle import phase
from incidentctl.domain.notice import next_update
from incidentctl.domain.post import Post, write
from incidentctl.domain.post_head import without_prefix
from incidentctl.domain.post_material import OVER, Material
from incidentctl.domain.roles import formation, labels, speaker
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.severity import COUNTS_AS
from incidentctl.domain.times import Moment, from_iso, iso
from incidentctl.domain.wording import guess_in
from incidentctl.errors import NotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.words import Lang

_HEARSAY = (
    "とのこと",
    "だそうです",
    "だそうだ",
    "と聞い",
    "reportedly",
    "i heard",
    "we heard",
    "i was told",
    "we were told",
)
_GENERAL = frozenset({"privacy.whose", "privacy.told", "privacy.judged_by"})
"""Fields of the privacy track that hold no secret, only words that any post may need ("guests", "legal")."""

_LONG_ENOUGH = 8
"""Below this width (a Japanese character counts two) a text is no secret but a word."""


class Wanted(NamedTuple):
    """What somebody asked for: the text as typed, for whom, by whom it is said, when the next one comes."""

    text: str = ""
    audience: str = "manager"
    source: str = ""
    due: datetime | None = None
    at: Moment | None = None


class Reader(NamedTuple):
    """In which zone and language a post is written."""

    zone: tzinfo
    lang: Lang


class Made(NamedTuple):
    """A post, what is recorded of it, and the prefix that was typed and taken off ("" for none)."""

    post: Post
    ruling: Ruling
    typed_prefix: str = ""


def posted(  # noqa: PLR0913, PLR0917 - the case, who acts, and how it is read
    incident: Incident, policy: Policy, wanted: Wanted, by: str, now: datetime, reader: Reader
) -> Made:
    """Post an update (S2-20, S3-1)."""
    made, material = _made(incident, policy, wanted, now, reader)
    outward = _outward(incident, policy, by, reader.lang) if material.is_for_customers else ()
    return _record(made, material, wanted, outward)


def drafted(incident: Incident, policy: Policy, wanted: Wanted, now: datetime, reader: Reader) -> Made:
    """Keep a post as a draft that waits for the commander's word (S3-10)."""
    made, _ = _made(incident, policy, wanted, now, reader)
    due = iso(made.post.due) if made.post.due else ""
    event = UpdateDrafted(wanted.text, wanted.audience, due, wanted.source)
    return made._replace(ruling=Ruling((New(event, wanted.at),), made.ruling.broken))


def approved(  # noqa: PLR0913, PLR0917 - as `posted`
    incident: Incident, policy: Policy, wanted: Wanted, handle: str, by: str, now: datetime, reader: Reader
) -> Made:
    """Post a draft, in the phase of now; only the commander gives their word for customers (S3-10).

    Of `wanted` only `due` and `at` count. Raises `NotFound` when no such draft waits.
    """
    draft = draft_named(incident, handle).event
    promised = from_iso(draft.due) if draft.due else None
    due = wanted.due or (promised if promised and promised > now else None)
    whole = Wanted(draft.text, draft.audience, draft.source, due, wanted.at)
    made, material = _made(incident, policy, whole, now, reader)
    is_commander = by == incident.commander
    outward = () if is_commander or not material.is_for_customers else (Broken("S3-10", "approve"),)
    return _record(made, material, whole, outward, draft=draft_named(incident, handle).id)


def report_sent(  # noqa: PLR0913, PLR0917 - as `posted`
    incident: Incident, policy: Policy, form: str, audience: str, by: str, now: datetime, reader: Reader
) -> Ruling:
    """Record that a report went out: the next one says what changed since, and keeps what this one promised.

    Customers hear one voice in it, too (S1-8, S3-10).
    """
    material = Material(incident, policy, audience, now, *reader)
    is_over = material.phase in OVER
    due = "" if is_over else iso(next_update(incident, policy, now))
    is_first = not is_over and material.contact is not None and not material.has_named_contact
    event = UpdatePosted("", audience, material.phase, due, first=is_first, form=form)
    outward = _outward(incident, policy, by, reader.lang) if material.is_for_customers else ()
    return Ruling((New(event),), tuple(outward))


def draft_named(incident: Incident, handle: str) -> Fact:
    """Give a draft that waits; raise `NotFound` where there is none of that handle."""
    waiting = [draft.fact for draft in incident.drafts.values()]
    try:
        return find(waiting, handle)
    except NotFound:
        raise NotFound("no-such-draft", id=handle) from None


def next_due(incident: Incident, policy: Policy, now: datetime) -> datetime | None:
    """Give when the next update is due: by the cadence of the severity; None for "when something changes".

    After recovery it is the end of watching, which needs nobody present; once it is over nothing is due.
    """
    pulse, stage = incident.pulse, phase(incident.pulse)
    if stage in OVER:
        return None
    if stage in {"recovered", "watching"} and pulse.watch_until and from_iso(pulse.watch_until) > now:
        return from_iso(pulse.watch_until)
    default = policy.severities.get(COUNTS_AS)
    every = pulse.every if pulse.severity else default.every if default else 0
    if not every:
        return None
    # through UTC: in a zone, `+` moves the hands of the clock, also over the hour of a clock change
    return (now.astimezone(UTC) + timedelta(minutes=every)).replace(second=0, microsecond=0)


def _made(
    incident: Incident, policy: Policy, wanted: Wanted, now: datetime, reader: Reader
) -> tuple[Made, Material]:
    if wanted.due is not None and wanted.due <= now:
        raise UsageError("time-behind", text=f"{wanted.due:%H:%M}", at=iso(wanted.due))
    material = Material(incident, policy, wanted.audience, now, *reader)
    due = None if material.phase in OVER else wanted.due or next_due(incident, policy, now)
    at = wanted.at.at if wanted.at else None
    post = write(material, wanted.text, wanted.source, due=due, at=at)
    _, prefix = without_prefix(wanted.text)
    is_other = bool(prefix) and prefix != post.prefix
    return Made(
        post, Ruling((), tuple(_broken(material, wanted, post))), prefix if is_other else ""
    ), material


def _record(
    made: Made, material: Material, wanted: Wanted, outward: tuple[Broken, ...], draft: str = ""
) -> Made:
    post = made.post
    is_first = post.names_contact and not material.has_named_contact
    text, source = ("", "") if draft else (wanted.text, wanted.source)  # they stand in the draft
    due = iso(post.due) if post.due else ""
    event = UpdatePosted(text, wanted.audience, post.phase, due, draft, is_first, source)
    return made._replace(ruling=Ruling((New(event, wanted.at),), (*made.ruling.broken, *outward)))


def _outward(incident: Incident, policy: Policy, by: str, lang: Lang) -> tuple[Broken, ...]:
    """Say who should speak to customers, and whose word it needs; the first notice needs nobody's (S3-10)."""
    draft = "incidentctl update --draft --audience customer TEXT"
    broken = []
    voice = speaker(incident, policy)
    if not incident.holds(by, voice):
        label = labels(formation(incident, policy), lang).get(voice, voice)
        broken.append(Broken("S1-8", params={"role": label}, fixes=(draft,)))
    if by != incident.commander and incident.pulse.told:
        broken.append(Broken("S3-10", fixes=(draft,)))
    return tuple(broken)


def _broken(material: Material, wanted: Wanted, post: Post) -> Iterator[Broken]:
    """Give the rules that the text does not meet, whoever sends it."""
    text, _ = without_prefix(wanted.text)
    names = material.view.names
    if material.is_for_customers and names.spans(text):
        yield Broken("K9")
    if text and repeats_private(material, text):
        yield Broken("S4-5")
    if not material.is_technical and (hit := guess_in(text)):
        yield Broken("S2-17", params={"words": hit[1]})
    if not wanted.source and (said := _hearsay(text)):
        yield Broken("S2-19", params={"words": said})
    if material.glossary is not None:
        found = dict.fromkeys(word for each in post.texts() for word in material.glossary.jargon(each))
        if found:
            yield Broken("S0-27", params={"words": ", ".join(found)})


def _hearsay(text: str) -> str:
    low = text.casefold()
    return next((words for words in _HEARSAY if words in low), "")


def repeats_private(material: Material, text: str) -> bool:
    """Say whether a text repeats, word for word, what was written down for the privacy track only (S4-5).

    What stands in a public field or in the title as well is no secret.
    """
    view = material.view
    typed = _folded(text)
    open_texts = [view.title.text, *(str(found.value) for name in FIELDS if (found := view.known(name)))]
    known = _folded(" ".join(open_texts))
    return any(
        secret in typed and secret not in known
        for entry in material.incident.entries
        if entry.fact.id in view.private and not entry.undone
        for secret in map(_folded, _secrets(entry.fact))
        if _width(secret) >= _LONG_ENOUGH
    )


def _secrets(fact: Fact) -> Iterator[str]:
    """Give the texts of a private fact, whole and by the sentence."""
    event = fact.event
    if fact.kind == "field_set":
        field = FIELDS.get(event.field)
        if field is None or field.type not in {"text", "list"} or event.field in _GENERAL:
            return
        values = event.value if isinstance(event.value, list | tuple) else [event.value]
    else:
        values = [getattr(event, name, "") for name in ("text", "what", "why")]
    for value in values:
        if isinstance(value, str):
            yield value
            yield from value.replace("。", "\n").replace(". ", "\n").split("\n")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _width(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)
