"""The tables of the index: what is kept of an incident, and the questions that they answer."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.search import GROUPS, SHOWN, Line, best, folded
from incidentctl.domain.summary import Find, Finds, Page, Summary, fits

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from incidentctl.domain.summary import Day, Wanted
    from incidentctl.timeline.scan import Told

_COLUMNS = Summary._fields
_SCHEMA = f"""
CREATE TABLE meta(value TEXT);
CREATE TABLE incident(n INTEGER PRIMARY KEY, signature TEXT, began REAL, newest REAL, {
    ", ".join(f"s_{name}" for name in _COLUMNS)
});
CREATE UNIQUE INDEX by_id ON incident(s_id);
CREATE INDEX by_began ON incident(s_is_open DESC, began DESC, s_id);
CREATE INDEX by_newest ON incident(s_is_open DESC, newest DESC, began DESC, s_id);
CREATE INDEX in_trouble ON incident(s_id) WHERE s_trouble <> x'' OR s_damaged;
CREATE TABLE doc(n INTEGER PRIMARY KEY, {", ".join(GROUPS)});
CREATE TABLE line(n INTEGER, fact, kind, place INTEGER, at, exact, text, field);
CREATE INDEX line_of ON line(n);
"""
_ORDERS = {
    "declared": "began DESC",
    "severity": "s_severity = x'', s_severity, began DESC",
    "updated": "newest DESC, began DESC",
}
_ALL = ", ".join(f"s_{name}" for name in _COLUMNS)


class Row(NamedTuple):
    """What is kept of one incident, in types that need no import to be handed between processes.

    `docs` are its folded texts, one for each group, the lines of a group apart by a line break, which no term
    holds. Texts of the privacy track are in none.
    """

    id: str
    signature: str
    summary: tuple[Any, ...]
    docs: tuple[str, ...]
    lines: tuple[tuple[Any, ...], ...]


def row(told: Told, signature: str) -> Row:
    """Make the row of an incident."""
    docs: list[list[str]] = [[] for _ in GROUPS]
    kept = []
    for line in told.lines:
        if not line.private:
            place = GROUPS.index(line.group)
            docs[place].append(folded(line.text))
            kept.append((*map(_put, (line.fact, line.kind)), place, *map(_put, line[3:7])))
    summary = tuple(map(_put, told.summary))
    return Row(told.summary.id, signature, summary, tuple(map("\n".join, docs)), tuple(kept))


def create(db: sqlite3.Connection) -> None:
    """Make the empty tables."""
    db.executescript(_SCHEMA)


def put(db: sqlite3.Connection, rows: Iterable[Row], gone: Iterable[str]) -> None:
    """Replace what is kept of these incidents, and forget those that are gone."""
    db.execute("PRAGMA secure_delete = ON")  # what was erased from the log is not left in a free page
    for incident in gone:
        _drop(db, incident)
    for each in rows:
        _drop(db, each.id)
        summary = _summary(each.summary)
        marks = ", ".join("?" * (3 + len(_COLUMNS)))
        names = f"signature, began, newest, {_ALL}"
        added = db.execute(
            f"INSERT INTO incident({names}) VALUES ({marks})",  # noqa: S608 - names of our own columns
            (each.signature, summary.order, summary.newest, *each.summary),
        )
        n = added.lastrowid
        db.execute(f"INSERT INTO doc VALUES (?{', ?' * len(GROUPS)})", (n, *each.docs))  # noqa: S608 - as above
        db.executemany(
            "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((n, *line) for line in each.lines)
        )
    db.commit()


def known(db: sqlite3.Connection, incidents: Iterable[str]) -> dict[str, str]:
    """Give the signatures of those of these incidents that are kept."""
    asked = ((incident, _one(db, incident)) for incident in incidents)
    return {incident: found[1] for incident, found in asked if found}


def all_known(db: sqlite3.Connection) -> dict[str, str]:
    """Give the signature of every incident."""
    return {_got(id_): signature for id_, signature in db.execute("SELECT s_id, signature FROM incident")}


def known_in_month(db: sqlite3.Connection, month: str) -> dict[str, str]:
    """Give the signatures of the incidents of a month, `2026/11`."""
    begin = f"INC-{month.replace('/', '')}"
    found = db.execute(
        "SELECT s_id, signature FROM incident WHERE s_id >= ? AND s_id < ?", (_put(begin), _put(f"{begin}~"))
    )
    return {_got(id_): signature for id_, signature in found}


def newest_open(db: sqlite3.Connection, count: int) -> list[str]:
    """Give the newest of the open incidents."""
    found = db.execute(
        "SELECT s_id FROM incident WHERE s_is_open = 1 ORDER BY began DESC, s_id LIMIT ?", (count,)
    )
    return [_got(id_) for (id_,) in found]


def size(db: sqlite3.Connection) -> int:
    """Say how many incidents are kept."""
    return int(db.execute("SELECT count(*) FROM incident").fetchone()[0])


def summaries(db: sqlite3.Connection, wanted: Wanted, day: Day) -> Page:
    """Answer `Index.summaries`."""
    where = "" if wanted.is_open is None else f"WHERE s_trouble = x'' AND s_is_open = {int(wanted.is_open)}"
    order = f"ORDER BY s_is_open DESC, {_ORDERS[wanted.sort]}, s_id"
    question = f"SELECT {_ALL} FROM incident {where} {order}"  # noqa: S608 - made of our own names
    if wanted.is_sifted:
        rows = [each for each in _summaries(db, question) if fits(each, wanted, day)]
        total = len(rows)
        rows = rows[: wanted.limit or None]
    else:
        rows = list(_summaries(db, f"{question} LIMIT {wanted.limit or -1}"))
        total = int(db.execute(f"SELECT count(*) FROM incident {where}").fetchone()[0])  # noqa: S608 - as above
    bad = db.execute(
        "SELECT s_id, s_trouble FROM incident WHERE s_trouble <> x'' OR s_damaged ORDER BY s_id"
    ).fetchall()
    damaged = tuple(_got(id_) for id_, trouble in bad if not trouble)
    return Page(tuple(rows), total, tuple(_got(id_) for id_, trouble in bad if trouble), damaged)


def search(db: sqlite3.Connection, terms: Sequence[str], wanted: Wanted, day: Day) -> Finds:
    """Answer `Index.search`, without the privacy track.

    All texts of a group are looked through as they stand: at 100,000 texts that takes 8 ms, for one character
    as for many, where FTS5 over bigrams took 0.1 to 6 ms, but 1.5 s more to build and twice the disk.
    """
    found_in = "CASE " + " ".join(f"WHEN instr({group}, ?%d) THEN {GROUPS.index(group)}" for group in GROUPS)
    places = [found_in.replace("%d", str(number)) + " END" for number, _ in enumerate(terms, 1)]
    ranked = f"SELECT n, {' + '.join(places)} AS place FROM doc LIMIT -1"  # noqa: S608 - as above; -1: computed once
    where = "" if wanted.is_open is None else f"AND s_trouble = x'' AND s_is_open = {int(wanted.is_open)}"
    question = (
        f"SELECT n FROM ({ranked}) JOIN incident USING (n) WHERE place IS NOT NULL {where} "  # noqa: S608
        "ORDER BY place, began DESC, s_id"
    )
    numbers = [n for (n,) in db.execute(question, tuple(terms))]
    if wanted.is_sifted:
        numbers = [n for n in numbers if fits(_numbered(db, n), wanted, day)]
    found = []
    for n in numbers[: wanted.limit or None]:
        hits = best(list(_lines(db, n)), terms)
        found.append(Find(_numbered(db, n), tuple(hits[:SHOWN]), len(hits)))
    bad = db.execute("SELECT s_id FROM incident WHERE s_trouble <> x'' ORDER BY s_id").fetchall()
    return Finds(tuple(found), len(numbers), tuple(_got(id_) for (id_,) in bad))


def titles(db: sqlite3.Connection, terms: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Give the incidents whose title holds one of the terms, newest first, and which it holds (0 or 1)."""
    names = [f"has_{number}" for number, _ in enumerate(terms, 1)]
    flags = ", ".join(f"instr(title, ?{number}) > 0 AS {name}" for number, name in enumerate(names, 1))
    held = f"SELECT n, {flags} FROM doc LIMIT -1"  # noqa: S608 - as above
    question = (
        f"SELECT s_id, {', '.join(names)} FROM ({held}) JOIN incident USING (n) WHERE {' OR '.join(names)} "  # noqa: S608
        "ORDER BY began DESC, s_id"
    )
    with closing(db.execute(question, tuple(terms))) as cursor:
        for id_, *which in cursor:
            yield _got(id_), which


def named(db: sqlite3.Connection, incidents: Iterable[str]) -> list[Summary]:
    """Give these incidents, in this order."""
    question = f"SELECT {_ALL} FROM incident WHERE s_id = ?"  # noqa: S608 - as above
    rows = (db.execute(question, (_put(incident),)).fetchone() for incident in incidents)
    return [_summary(values) for values in rows if values]


def _numbered(db: sqlite3.Connection, n: int) -> Summary:
    return _summary(db.execute(f"SELECT {_ALL} FROM incident WHERE n = ?", (n,)).fetchone())  # noqa: S608


def _summaries(db: sqlite3.Connection, question: str) -> Iterator[Summary]:
    with closing(db.execute(question)) as cursor:
        for values in cursor:
            yield _summary(values)


def _lines(db: sqlite3.Connection, n: int) -> Iterator[Line]:
    found = db.execute("SELECT * FROM line WHERE n = ? ORDER BY rowid", (n,))
    for _, fact, kind, place, *rest in found:
        yield Line(_got(fact), _got(kind), GROUPS[place], *map(_got, rest))


def _one(db: sqlite3.Connection, incident: str) -> tuple[int, str] | None:
    found = db.execute("SELECT n, signature FROM incident WHERE s_id = ?", (_put(incident),)).fetchone()
    return (int(found[0]), str(found[1])) if found else None


def _drop(db: sqlite3.Connection, incident: str) -> None:
    found = _one(db, incident)
    if found:
        db.execute("DELETE FROM incident WHERE n = ?", found[:1])
        db.execute("DELETE FROM doc WHERE n = ?", found[:1])
        db.execute("DELETE FROM line WHERE n = ?", found[:1])


def _summary(values: Iterable[Any]) -> Summary:
    found = Summary(*map(_got, values))
    return found._replace(is_open=bool(found.is_open), drill=bool(found.drill))


def _put(value: Any) -> Any:  # noqa: ANN401 - a value of a summary
    """Give a text as bytes: what was typed may hold what is no Unicode, and it comes back as it was."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _got(value: Any) -> Any:  # noqa: ANN401 - as above
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
