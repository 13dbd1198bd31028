"""Roles instead of names (K9), and no secrets: what becomes of free text before it leaves the team."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from incidentctl.domain.facts import Unknown
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.incident import Holders, hold, role_of
from incidentctl.domain.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.words import Words

# Accounts that are nobody's name: replacing them would only spoil "the root partition is full".
_NOBODY = frozenset(
    {"admin", "administrator", "bot", "ci", "deploy", "ec2-user", "incidentctl", "nobody", "operator"}
    | {"root", "system", "ubuntu", "unknown", "user"}
)
# Names that are also words: in lower case they are a person only with @ or さん.
_ALSO_WORDS = frozenset(
    {"art", "bill", "chase", "dean", "drew", "faith", "frank", "go", "grace", "grant", "hope", "jack", "mark"}
    | {"max", "may", "pat", "rob", "rose", "sue", "will"}
)
_HONORIFIC = "(?:さん|さま|様|氏|君|くん|殿|部長|課長|主任)"
# Whoever is called さん is a person, known to the log or not; a company, a department, a trade is none.
_NO_PERSON = (
    "[者員社店課係局班側客皆長先]|取引|代理|開発|営業|法務|広報|渉外|経理|総務|人事|運用|監視|企画|"
    "保守|決済|情報|本部|支部|経営|品質|購買|物流|制作|現場|窓口|富士通|日立|東芝|三菱|楽天"
)
_PARTICLE = "(?=[がはをにのもとへで])"
_KANJI, _KATAKANA, _HIRAGANA = "㐀-鿿々", "゠-ヿ", "぀-ゟ"
_STRANGER = rf"(?<![{_KANJI}お])(?![{_KANJI}]*(?:{_NO_PERSON}|[{_KANJI}]{{2}}部)さ)[{_KANJI}]{{1,4}}さ[んま]"
_LATIN = f"(?:[^\\W{_KANJI}{_KATAKANA}{_HIRAGANA}])"


@cache
def _stranger() -> re.Pattern[str]:
    """Find whoever is called さん and is known to no log; looked for only where there is a さ (3 ms)."""
    return re.compile(_STRANGER)


def people_in(facts: Iterable[Fact]) -> frozenset[str]:
    """Give everybody who wrote one of these facts, or whom a field or an order names."""
    return frozenset(name for fact in facts for name in (fact.by, *_named(fact)))


class Names:
    """The people of an incident, and the role that each held at any time."""

    def __init__(self, incident: Incident, words: Words, labels: Mapping[str, str] | None = None) -> None:
        """Collect every author and every person that a field ever named; `labels` are those of the roles."""
        self._words, self._labels = words, labels or {}
        self._starts: list[tuple[tuple[int, int], str, int]] = []
        self._holders: list[Holders] = []
        known = set(incident.named)
        holders: Holders = {}
        for entry in incident.entries:
            fact = entry.fact
            known |= people_in((fact,))
            if not entry.undone and fact.kind in _MOVES:
                hold(holders, fact)
                self._starts.append(fact.order)
                self._holders.append(dict(holders))
        self._spelled: dict[str, str] = {}
        for name in sorted(known):
            for spelled in (name, *(part for part in name.split() if len(part) > 1 or not part.isascii())):
                for form in _spellings(spelled):
                    self._spelled.setdefault(form, name)
        self._begin = {form.split()[0] for form in self._spelled}
        self._compiled: re.Pattern[str] | None = None

    def replaced(self, text: str, fact: Fact | None = None) -> str:
        """Give the text with roles for names, as they were held when `fact` was recorded (now: None).

        Secrets in it are masked: what is printed here goes to people who must not have them.
        """
        text = masked(text)
        if self._may_name(text):
            text = self._pattern().sub(lambda hit: self._role_for(hit, fact), text)
        return _stranger().sub(self._words("role.stranger"), text) if "さ" in text else text

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Give where in a text somebody is named: start and end of each name."""
        patterns = [self._pattern(), _stranger()] if self._may_name(text) else [_stranger()]
        return tuple(found.span() for pattern in patterns for found in pattern.finditer(text))

    def _may_name(self, text: str) -> bool:
        """Say whether it is worth a close look: most texts name nobody, and some calls show no other."""
        return any(begin in text for begin in self._begin)

    def _pattern(self) -> re.Pattern[str]:
        """Find everybody; made when first needed (10 ms)."""
        if self._compiled is None:
            found = [_pattern(form) for form in sorted(self._spelled, key=len, reverse=True)]
            initials = "".join(sorted({re.escape(form[0]) for form in self._spelled}))
            # The look ahead keeps most places of a text from being tried for every name.
            self._compiled = re.compile(f"(?=[@{initials}])(?:{'|'.join(found)})")
        return self._compiled

    def _role_for(self, hit: re.Match[str], fact: Fact | None) -> str:
        found = hit.group()
        name = max((form for form in self._spelled if form in found), key=len)
        label = self._person(self.role(self._spelled[name], fact))
        before = hit.string[max(0, hit.start() - 4) : hit.start()].rstrip()
        opens_a_sentence = not before or before[-1] in ".!?"
        return label[:1].upper() + label[1:] if opens_a_sentence else label

    def _person(self, role: str) -> str:
        """Give what stands for somebody's name: "the commander", in the words of the formation."""
        words, label = self._words, self._labels.get(role, "")
        if words.has(f"role.{role}.person") and label in {"", words(f"role.{role}")}:
            return words(f"role.{role}.person")
        return words("role.any.person", label=label) if label else words("role.responder.person")

    def role(self, name: str, fact: Fact | None = None) -> str:
        """Give the role that a person held when `fact` was recorded, else holds now."""
        upto = bisect_right(self._starts, fact.order) if fact else len(self._starts)
        return role_of(self._holders[upto - 1], name) if upto else "responder"


_MOVES = frozenset({"declared", "field_set", "role_taken", "role_released", "joined", "left", "stood_down"})
"""The kinds of facts after which somebody may hold another role."""


def _named(fact: Fact) -> tuple[str, ...]:
    """Give whom a fact names: in a field for people, or as the one who holds, joins, leaves, is asked."""
    if fact.kind == "field_set" and not isinstance(fact.event, Unknown):
        field = FIELDS.get(fact.event.field)
        is_person = field is not None and field.type == "person" and isinstance(fact.event.value, str)
        return (fact.event.value,) if is_person else ()
    who = getattr(fact.event, "who", "")  # of `Told` it is a list: departments, as often as people
    return (who,) if isinstance(who, str) else ()


def _spellings(name: str) -> tuple[str, ...]:
    """Give the forms in which a name is looked for: as it is, and a login with a capital."""
    if not name.strip() or name.lower() in _NOBODY:
        return ()
    return (name, name.capitalize()) if name.islower() and name.isascii() else (name,)


def _pattern(name: str) -> str:
    """Match a name as a whole token, with @ before or an honorific after it: 原 is not in 原因."""
    quoted = r"\s*".join(re.escape(part) for part in name.split())
    first, last = _script(name[0]), _script(name[-1])
    before = f"(?<!{first})"
    if first == _LATIN:
        before = rf"(?<!{_LATIN})(?<!{_LATIN}[-.])"
    named = rf"[-\s]?{_HONORIFIC}|-san\b"
    if last == _LATIN:
        ends = f"(?![-.]?{_LATIN})"
    elif len(name) == 1:
        ends = rf"(?:{_PARTICLE}|(?!\w))"
    else:
        ends = f"(?:{_PARTICLE}|(?!{last}))"
    quiet = name in _ALSO_WORDS or (len(name) == 1 and name.isascii())
    bare = f"{before}@{quoted}{ends}" if quiet else f"{before}@?{quoted}{ends}"
    return f"(?:{before}@?{quoted}(?:{named})(?!{last})|{bare})"


def _script(letter: str) -> str:
    for script in (_KANJI, _KATAKANA, _HIRAGANA):
        if re.match(f"[{script}]", letter):
            return f"[{script}]"
    return _LATIN
