"""One typed answer, read by the type of the field it is saved to."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

from incidentctl.domain.times import from_iso, iso, parse_due, parse_duration, parse_past, shown
from incidentctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from incidentctl.domain.fields import Field

Value: TypeAlias = str | int | float | list[str] | dict[str, str | int | bool | None] | None
"""An answer as it is stored (JSON). None is "unknown", a legal answer to every question."""


def parse_value(
    field: Field, text: str, now: datetime, zone: tzinfo, labels: Mapping[str, str] | None = None
) -> Value:
    """Read an answer as typed in either language.

    text: as typed, without the white space around it · number: int or float · person: without @ · role: in
    lower case · count: {"min", "max"}, either may be None, and "about": True if it was said to be rough ·
    time: {"t": ISO 8601 with offset, "pr": precision}, nothing typed means now unless the field lies ahead ·
    duration: whole seconds · choice: the id (`labels` gives it for each label, in both languages) · yesno:
    "yes" or "no" · list and hops: the items as typed.

    UsageError: value-empty, value-not-a-number, value-not-a-count, value-not-a-choice,
    value-not-yes-or-no, and those of the time grammar.
    """
    typed = text.strip()
    if _folded(typed) in (_UNKNOWN if field.type == "text" else _UNKNOWN | _UNKNOWN_SAID):
        return None
    if field.type == "time" and not field.ahead:
        typed = typed or "now"
    if not typed:
        raise UsageError("value-empty", field=field.name)
    if field.type == "time":
        return _time(field, typed, now, zone)
    if field.type == "choice":
        return _choice(field, typed, labels or {})
    value = _READERS[field.type](typed)
    if value in ("", []):  # a lone "@", a lone comma
        raise UsageError("value-empty", field=field.name)
    return value


_UNKNOWN = frozenset({"unknown", "不明", "?"})
_UNKNOWN_SAID = frozenset({"わからない", "分からない", "確認中"})
_LONGEST = 200  # characters of a number or a choice
_YES = frozenset({"yes", "y", "はい", "うん", "ある", "あり"})
_NO = frozenset({"no", "n", "いいえ", "いえ", "ない", "なし"})

_LARGEST = 10**15  # every reader of JSON keeps it exact
_SCALES = {"": 1, "k": 1000, "千": 1000, "万": 10_000, "億": 100_000_000}
_AMOUNT = r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?) ?(?P<scale>[k千万億]?)"
_COUNTED = r"(?: ?(?:人|名|件|社|台|個|回|users?|people|customers?|orders?|requests?|tickets?))?"
_ROUGH = r"^(?:~|約|およそ|about |around ) ?| ?(?:前後|程度|くらい|ぐらい|ほど)$"
_RANGE = r"(.+?) ?(?:\.\.|-|~|〜|–|から| to ) ?(.+)"
# A bound as it is said, the end that it is, and the step that makes it part of the range.
_BOUNDS = (
    (r"(?:>=|≥|≧|at least )(.+)|(.+)(?:以上|\+|\.\.|〜)", "min", 0),
    (r"(?:>|more than |over )(.+)|(.+)超", "min", 1),
    (r"(?:<=|≤|≦|at most |up to |最大)(.+)|(.+)以下", "max", 0),
    (r"(?:<|less than |fewer than |under )(.+)|(.+)未満", "max", -1),
)


def _folded(text: str) -> str:
    """Give an answer in one width and case, or nothing if it is too long to be a number or a choice.

    ～ and 〜 stay apart from ~: before a number they mean "up to", and ~ means "about".
    """
    if len(text) > _LONGEST:
        return ""
    wide = text.replace("～", "〜").replace("−", "-")
    return " ".join(unicodedata.normalize("NFKC", wide).casefold().split())


def _time(field: Field, typed: str, now: datetime, zone: tzinfo) -> Value:
    moment = (parse_due if field.ahead else parse_past)(typed, now, zone)
    return {"t": iso(moment), "pr": moment.precision}


def _choice(field: Field, typed: str, labels: Mapping[str, str]) -> str:
    names = dict(labels) | {id_: id_ for id_ in field.choices}
    known = {_folded(name): id_ for name, id_ in names.items()}
    found = known.get(_folded(typed))
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(_folded(typed), known, n=1)
        raise UsageError(
            "value-near-a-choice" if near else "value-not-a-choice",
            field=field.name,
            text=shown(typed),
            choices=", ".join(field.choices),
            suggestion=known[near[0]] if near else "",
        )
    return found


def _yes_or_no(typed: str) -> str:
    said = _folded(typed)
    if said not in _YES | _NO:
        raise UsageError("value-not-yes-or-no", text=shown(typed))
    return "yes" if said in _YES else "no"


def _number(typed: str) -> int | float:
    said = re.fullmatch(r"([+-]?) ?(.+?) ?%?", _folded(typed))
    try:
        amount = _amount(said[2] if said else "")
    except ValueError:
        raise UsageError("value-not-a-number", text=shown(typed)) from None
    return -amount if said and said[1] == "-" else amount


def _count(typed: str) -> dict[str, str | int | bool | None]:
    folded = _folded(typed)
    phrase = re.sub(_ROUGH, "", folded)
    try:
        low, high = _ends(phrase)
    except ValueError:
        raise UsageError("value-not-a-count", text=shown(typed)) from None
    count: dict[str, str | int | bool | None] = {"min": low, "max": high}
    if phrase != folded:
        count["about"] = True
    return count


def _ends(phrase: str) -> tuple[int | None, int | None]:
    """Give the smallest and the largest number that was meant, None for an open end; ValueError."""
    for source, end, step in _BOUNDS:
        if bound := re.fullmatch(source, phrase):
            number = _whole(bound[1] or bound[2]) + step
            if number < 0:
                raise ValueError(phrase)
            return (number, None) if end == "min" else (None, number)
    if not (both := re.fullmatch(_RANGE, phrase)):
        return _whole(phrase), _whole(phrase)
    low, high = _whole(both[1]), _whole(both[2])
    # "1〜2万" is 10,000 to 20,000 to most readers, "800〜1.2万" is not: better asked than guessed
    if low > high or (_scale(both[2]) and not _scale(both[1])):
        raise ValueError(phrase)
    return low, high


def _scale(text: str) -> str:
    amount = re.match(_AMOUNT, text.strip())
    return amount["scale"] if amount else ""


def _whole(text: str) -> int:
    counted = re.fullmatch(f"(.+?){_COUNTED}", text.strip())
    number = _amount(counted[1] if counted else "")
    if not isinstance(number, int):
        raise ValueError(text)  # noqa: TRY004 (half a person is a bad value, not a bad type)
    return number


def _amount(text: str) -> int | float:
    """Read 1200, 1,200, 1.2k, 3万; whole numbers exactly; ValueError."""
    amount = re.fullmatch(_AMOUNT, text)
    if amount is None:
        raise ValueError(text)
    whole, _, part = amount["number"].replace(",", "").partition(".")
    scaled = int(whole + part) * _SCALES[amount["scale"]]
    size: int = 10 ** len(part)
    if scaled > _LARGEST * size:
        raise ValueError(text)
    return scaled / size if scaled % size else scaled // size


def _items(separator: str) -> Callable[[str], Value]:
    return lambda typed: [item.strip() for item in re.split(separator, typed) if item.strip()]


_READERS: dict[str, Callable[[str], Value]] = {
    "text": str,
    "number": _number,
    "count": _count,
    "duration": lambda typed: int(parse_duration(typed).total_seconds()),
    "yesno": _yes_or_no,
    "list": _items(r"[,，、;；\n]"),
    "hops": _items(r"[-=]?[>＞]|[→⇒]"),
    "person": lambda typed: typed.lstrip("@＠").strip(),
    "role": lambda typed: unicodedata.normalize("NFKC", typed).lower(),
}


def typed(value: Any, field: Field, zone: tzinfo) -> str:  # noqa: ANN401 - JSON
    """Give a value as it is typed, so that Enter can take it again: "~2026-11-22 14:05", "1200..1500"."""
    match value:
        case {"t": at}:
            local, precision = from_iso(at).astimezone(zone), value.get("pr", "minute")
            if precision == "day":
                return f"{local:%Y-%m-%d}"
            return f"{'~' if precision in {'approx', 'hour'} else ''}{local:%Y-%m-%d %H:%M}"
        case {"min": low, "max": high}:
            number = f"{low}..{high}" if low is not None else f"<={high}"
            if low == high or high is None:
                number = f">={low}" if high is None else str(low)
            return f"~{number}" if value.get("about") else number
        case list():
            return (" > " if field.type == "hops" else ", ").join(value)
        case _:
            return str(value)
