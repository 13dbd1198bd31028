"""Rows of a file that tells what happened: CSV with a header, JSON lines, or lines such as `14:02 text`."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import fold_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KINDS = (
    "detected",
    "note",
    "hypothesis",
    "action",
    "decision",
    "status_update",
    "mitigated",
    "resolved",
)
MILESTONES = frozenset({"detected", "mitigated", "resolved"})
"""The kinds that need no text: that it happened, and when, says all."""


class Row(NamedTuple):
    """One row as it stands in the file, from line `line` on (from 1): only the kind has been understood.

    `more` are the columns that mean nothing to this program, by name; they are kept.
    """

    line: int
    at: str
    text: str = ""
    kind: str = "note"
    role: str = ""
    source: str = ""
    more: Mapping[str, Any] = {}


class Wrong(NamedTuple):
    """What is wrong with a line: `errors.<key>` says what, and `errors.<key>.next` how to write it."""

    line: int
    key: str
    params: Mapping[str, object] = {}


class Parsed(NamedTuple):
    """Every row that could be read, and everything that could not."""

    rows: tuple[Row, ...]
    wrongs: tuple[Wrong, ...]


def parse(text: str) -> Parsed:
    """Read the rows of a file, in whichever of the three formats its first line is in."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in text.split("\n") if line.strip()), "")
    if first.lstrip().startswith("{"):
        read = _json_lines(text)
    elif delimiter := _delimiter(first):
        read = _csv(text, delimiter)
    else:
        read = _plain(text)
    found = list(read)
    rows = tuple(each for each in found if isinstance(each, Row))
    return Parsed(rows, tuple(each for each in found if isinstance(each, Wrong)))


_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("at", "time", "timestamp", "datetime", "when", "時刻", "日時", "時間"), "at"),
    **dict.fromkeys(("day", "date", "日付", "日"), "day"),
    **dict.fromkeys(("text", "message", "description", "what", "内容", "本文", "記録", "出来事"), "text"),
    **dict.fromkeys(("kind", "type", "種別", "種類", "区分"), "kind"),
    **dict.fromkeys(("role", "役割", "担当"), "role"),
    **dict.fromkeys(("source", "情報源", "情報の出所", "出所", "出典"), "source"),
}
"""What the columns may be called. A day and a time in two columns are one time."""

_KINDS: Mapping[str, str] = {
    **{kind: kind for kind in KINDS},
    **dict.fromkeys(("検知", "検出", "発見"), "detected"),
    **dict.fromkeys(("fact", "メモ", "記録", "事実"), "note"),
    **dict.fromkeys(("guess", "仮説", "推測"), "hypothesis"),
    **dict.fromkeys(("対応", "操作", "作業", "対処"), "action"),
    **dict.fromkeys(("決定", "判断"), "decision"),
    **dict.fromkeys(("update", "状況報告", "報告", "連絡"), "status_update"),
    **dict.fromkeys(("暫定復旧", "緩和", "軽減"), "mitigated"),
    **dict.fromkeys(("復旧完了", "復旧", "解決"), "resolved"),
}
_DELIMITERS = ",;\t"


def _kind(text: str) -> str:
    """Give the kind that is meant; "" for none. Nothing at all is a note."""
    return _KINDS.get(fold_id(text.strip()).replace(" ", "_").replace("-", "_") or "note", "")


def _row(line: int, cells: Mapping[str, str], more: Mapping[str, Any]) -> Row | Wrong:
    at = " ".join(filter(None, (cells.get("day", ""), cells.get("at", ""))))
    kind = _kind(cells.get("kind", ""))
    if not kind:
        suggestion = _KINDS[near(cells["kind"], _KINDS) or "note"]
        params = {"text": _shown(cells["kind"]), "suggestion": suggestion, "choices": ", ".join(KINDS)}
        return Wrong(line, "row-kind", params)
    if not at:
        return Wrong(line, "row-without-time", {"text": _shown(cells.get("text", ""))})
    if not cells.get("text") and kind not in MILESTONES:
        return Wrong(line, "row-without-text", {"text": _shown(at)})
    named = {name: cells.get(name, "") for name in ("text", "role", "source")}
    return Row(line, at, **named, kind=kind, more=more)


def _shown(text: str) -> str:
    longest = 40
    return text if len(text) <= longest else text[:longest] + "…"


# CSV


def _delimiter(line: str) -> str:
    """Give what separates the columns of a header; "" for a line that is none."""
    found = {each: _headings(line, each) for each in _DELIMITERS}
    known = {each: sum(name in _COLUMNS for name in names) for each, names in found.items() if names[1:]}
    best = max(known, key=lambda each: known[each], default="")
    return best if best and known[best] else ""


def _headings(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return []
    return [fold_id(cell.strip()) for cell in cells]


def _csv(text: str, delimiter: str) -> Iterator[Row | Wrong]:
    records = _records(text, delimiter)
    line, header = next(records)
    if isinstance(header, Wrong):
        yield header
        return
    names = [cell.strip() for cell in header]
    known = [_COLUMNS.get(fold_id(name), "") for name in names]
    twice = [name for name in dict.fromkeys(filter(None, known)) if known.count(name) > 1]
    twice += [name for name in dict.fromkeys(names) if name and names.count(name) > 1 and name not in twice]
    missing = [name for name in ("at", "text") if name not in known]
    if twice or missing:
        yield from (Wrong(line, "column-twice", {"column": name}) for name in twice)
        yield from (Wrong(line, "column-missing", {"column": name}) for name in missing)
        return
    for line, record in records:
        if isinstance(record, Wrong):
            yield record
        elif len(record) > len(names) and any(cell.strip() for cell in record[len(names) :]):
            yield Wrong(line, "row-too-wide", {"found": len(record), "expected": len(names)})
        elif any(cell.strip() for cell in record):
            pairs = list(zip(known, names, record, strict=False))
            cells = {column: cell.strip() for column, _, cell in pairs if column}
            more = {name: cell for column, name, cell in pairs if not column and cell.strip()}
            yield _row(line, cells, more)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | Wrong]]:
    """Give each record with the line on which it begins; a quoted cell may hold line breaks."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = (f"{line}\n" for line in text.split("\n"))
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield begins, Wrong(begins, "row-quotes")
        else:
            if record:
                yield begins, record


# JSON lines


def _json_lines(text: str) -> Iterator[Row | Wrong]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line, parse_constant=_refuse)
        except (ValueError, RecursionError):
            yield Wrong(number, "row-json", {"text": _shown(line)})
            continue
        yield (
            _object(number, data)
            if isinstance(data, dict)
            else Wrong(number, "row-json", {"text": _shown(line)})
        )


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN is no JSON: nobody else could read it back


def _object(number: int, data: Mapping[str, Any]) -> Row | Wrong:
    cells: dict[str, str] = {}
    more: dict[str, Any] = {}
    for name, value in data.items():
        column = _COLUMNS.get(fold_id(name.strip()), "")
        if not column:
            more[name] = value
        elif column in cells:
            return Wrong(number, "column-twice", {"column": column})
        elif value is None or isinstance(value, str):
            cells[column] = (value or "").strip()
        else:
            return Wrong(number, "row-not-text", {"column": name, "text": _shown(json.dumps(value))})
    return _row(number, cells, more)


# Lines

_BRACKETED = r"[\[(【（]"
_END = r"[\])】）]"
_DAY = (
    r"(?:(?:\d{4}\s?[-/年]\s?)\d{1,2}\s?[-/月]\s?\d{1,2}日?|\d{1,2}/\d{1,2}(?!/)|\d{1,2}月\s?\d{1,2}日)"
    r"(?P<weekday>\s?[(（]\s?\w{1,9}\s?[)）])?"
)
_TIME = (
    r"(?:[~〜～約]\s?)?(?:午前|午後)?\s?\d{1,2}"
    r"(?:[:：]\d{2}(?!\d)(?:[:：]\d{2}(?!\d)(?:[.,]\d{1,9})?)?|時(?!間)(?:半|\s?\d{1,2}分(?:\s?\d{1,2}秒)?)?)"
    r"(?:\s?[AaPp]\.?[Mm](?![A-Za-z])\.?)?(?:\s?(?:頃|ごろ))?"
    r"(?:\s?(?:Z|UTC|GMT|JST)(?![A-Za-z0-9_+-])|\s?[+＋]\d{2}[:：]?\d{2}(?!\d)|(?P<minus>\s?[-−]\d{2}[:：]\d{2}(?!\d)))?"
)
_LINE = (
    rf"\s*(?:\#+\s+)?(?:[-*+•・●○◦‣–—▪■]\s*|\d{{1,3}}[.)]\s+)?{_BRACKETED}?\s?"
    rf"(?P<at>(?:(?P<day>{_DAY})(?:\s*の\s*|\s*[,、]\s*|T|\s+|(?={_BRACKETED}?$)))?(?P<time>{_TIME})?)"
)
_RANGE = r"\s*(?:[-–—~〜～→]|->|to\b|から)\s*\d{1,2}[:：時]"
_ZONE = (
    r"\s*\(?(?:[ECMP][SDE]?T|CES?T|EES?T|WES?T|BST|IST|MSK|KST|SGT|HKT|ICT|PHT|A[EC][SD]T|AWST|NZ[SD]T|HST|AK[SD]T"
    r"|UTC|GMT)(?![A-Za-z0-9_])"
)
_BETWEEN = (
    rf"{_END}?(?:\s*(?:->|=>|[-–—~〜～→|\uff5c:：、,，])(?=\s|$)|[|\uff5c、,，]|[-–—~〜～→:：](?!\d))?\s*"
)
_TAG = rf"{_BRACKETED}\s?(?P<kind>\w[\w -]{{0,20}}?)\s?{_END}\s*"


def _plain(text: str) -> Iterator[Row | Wrong]:
    """Read lines that begin with a time; a line that is only a date says the day of the next one."""
    pattern, day = re.compile(_LINE), ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        said = pattern.match(line)
        rest = line[said.end() :] if said else line
        if said and said["day"] and not said["time"] and re.fullmatch(rf"{_END}?\s*[:：]?\s*", rest):
            day = _bare(said)
            continue
        if said is None or not said["time"]:
            yield Wrong(number, "row-without-time", {"text": _shown(line.strip())})
            continue
        if (said["minus"] and not said["day"]) or re.match(_RANGE, rest):
            yield Wrong(number, "row-range", {"text": _shown(line.strip())})
            continue
        if zone := re.match(_ZONE, rest):
            yield Wrong(number, "row-zone", {"zone": zone.group().strip(" (")})
            continue
        at = f"{_bare(said)} {said['time']}" if said["day"] else f"{day} {said['time']}".strip()
        day = ""
        yield _tagged(number, at, rest)


def _bare(said: re.Match[str]) -> str:
    """Give the day without its day of the week."""
    return said["day"].removesuffix(said["weekday"] or "").strip()


def _tagged(number: int, at: str, rest: str) -> Row | Wrong:
    """Read what stands behind the time; `[action]` in front is its kind, where it is the name of one."""
    text = re.sub(rf"^{_BETWEEN}", "", rest, count=1).strip()
    cells = {"at": at, "text": text}
    tag = re.match(_TAG, text)
    if tag and _kind(tag["kind"]):
        cells |= {"kind": tag["kind"], "text": text[tag.end() :]}
    return _row(number, cells, {})


def columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """Give the names of the columns that are only kept, in the order in which they first turn up."""
    return tuple(dict.fromkeys(name for row in rows for name in row.more))
