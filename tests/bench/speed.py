"""The table of what has to be fast, each row a ratio with its limit."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.measure import (
    EMPTY_PROMPT,
    EMPTY_TYPER,
    TOOL,
    Home,
    Row,
    environ,
    in_turn,
    memory,
    ratio,
    seconds,
    seconds_to_prompt,
)

REPORTS = (
    ("postmortem", "engineer", "md"),
    ("postmortem", "engineer", "html"),
    ("postmortem", "customer", "html"),
    ("first", "manager", "md"),
    ("progress", "manager", "md"),
    ("final", "manager", "html"),
    ("final", "manager", "json"),
)
"""Each form, audience and format; managers read every text in plain words."""
WRITERS = 16
APPEND = Path(__file__).with_name("append.py")
MANY = Path(__file__).with_name("many.py")


def notes(base: Path, rounds: int, many: int) -> list[Row]:
    """Measure `note`, durable, on a short log and on a long one."""
    few, lots = Home(base / "few"), Home(base / "lots").fill(many)
    one, long, empty = in_turn(
        rounds,
        lambda: few.run("note", "error rate 12 percent"),
        lambda: lots.run("note", "error rate 12 percent"),
        lambda: seconds(EMPTY_TYPER, environ()),
    )
    return [
        ratio("note at 1 event / empty Typer app", one, empty, 1.4),
        ratio(f"note at {many:,} events / empty Typer app", long, empty, 1.4),
        ratio(f"note at {many:,} events / note at 1 event", long, one, 1.1),
    ]


def overview(base: Path, rounds: int) -> list[Row]:
    """Measure the bare command with 200 events and three walks begun."""
    home = Home(base / "overview")
    home.run("step", "done", "report/R1")
    home.run("step", "done", "isolate-cause/I6")
    home.run("step", "done", "write-report/W8")
    home.fill(200)
    begun = {fact.kind for fact in home.timeline.read(home.incident).facts}
    if "runbook_frozen" not in begun:
        raise RuntimeError(f"no walk was begun: {begun}")
    bare, empty = in_turn(rounds, home.run, lambda: seconds(EMPTY_TYPER, environ()))
    return [ratio("incidentctl, 200 events, 3 walks begun / empty Typer app", bare, empty, 1.6)]


def first_prompt(base: Path, rounds: int) -> list[Row]:
    """Measure the first prompt of a walk that begins (YAML is read and frozen) and of one that resumes."""
    if find_spec("questionary") is None:
        raise RuntimeError("the other side of the first prompt is missing: pip install '.[bench]'")
    homes = iter([Home(base / f"walk-{number}") for number in range(rounds + 2)])
    old = Home(base / "resumed")
    walk = (*TOOL, "walk", "report")
    new, again, empty = in_turn(
        rounds,
        lambda: seconds_to_prompt(walk, next(homes).environ),
        lambda: seconds_to_prompt(walk, old.environ),
        lambda: seconds_to_prompt(EMPTY_PROMPT, environ()),
    )
    return [
        ratio("first prompt of a new walk / empty questionary prompt", new, empty, 1.6),
        ratio("first prompt of a resumed walk / empty questionary prompt", again, empty, 1.6),
    ]


def long_walk(base: Path, rounds: int, steps: int) -> list[Row]:
    """Measure a walk of very many steps from a file of answers, beside one process that only appends them."""
    shelf, answers = base / "shelf", base / "answers"
    shelf.mkdir()
    for count in (1, steps):
        head = ["incidentctl: 1", f"id: of-{count}", "title: Long", 'ja: {title: "長い"}', "steps:"]
        rows = [f'  - {{id: s{n}, title: "Step {n}", ja: {{title: "手順{n}"}}}}' for n in range(count)]
        (shelf / f"of-{count}.yaml").write_text("\n".join([*head, *rows, ""]), encoding="utf-8")
    answers.write_text("".join(f"s{n}: done\n" for n in range(steps)), encoding="utf-8")
    homes = (Home(base / f"long-{number}") for number in range(2 * (rounds + 2)))

    def walked() -> float:
        home = next(homes)
        env = {**home.environ, "INCIDENTCTL_RUNBOOKS": str(shelf)}
        return seconds((*TOOL, "walk", f"of-{steps}", "--answers", str(answers)), env)

    def appended() -> float:
        home = next(homes)
        each = (sys.executable, str(APPEND), str(steps), str(home.root), home.incident, "bench")
        return seconds(each, home.environ)

    env = environ()
    checks = [(*TOOL, "runbook", "check", str(shelf / f"of-{count}.yaml")) for count in (steps, 1)]
    walk, writes, many, one = in_turn(
        rounds, walked, appended, *(lambda argv=argv: seconds(argv, env) for argv in checks)
    )
    detail = f"{many * 1000:.0f} - {one * 1000:.0f} ms"
    return [
        ratio(f"walk of {steps:,} steps / {steps:,} durable appends", walk, writes, 1.5),
        Row(f"checklist of {steps:,} steps - checklist of 1", many - one, 0.15, "s", detail),
    ]


def index(base: Path, rounds: int, incidents: int) -> list[Row]:
    """Measure questions about very many incidents: with the index at hand, and while it is made anew."""
    root, facts = base / "many", 10 * incidents
    argv = [sys.executable, str(MANY), str(root), str(incidents), str(facts)]
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    env, kept = environ(INCIDENTCTL_HOME=str(root)), root / "index.db"

    def asked(*arguments: str) -> float:
        return seconds((*TOOL, *arguments), env)

    def anew() -> float:
        kept.unlink(missing_ok=True)
        return asked("list")

    made = median(anew() for _ in range(3))
    listed, two, word, one, empty = in_turn(
        rounds,
        lambda: asked("list"),
        lambda: asked("search", "rejects valid cards", "billing"),
        lambda: asked("search", "接続プール"),
        lambda: asked("search", "枯"),
        lambda: seconds(EMPTY_TYPER, environ()),
    )
    stats, follow_ups = in_turn(3, lambda: asked("stats"), lambda: asked("follow-up", "list"))
    newest = max(path.name for path in root.glob("incidents/*/*/*"))

    alone = Home(base / "alone").fill(10)
    nothing, note, among, by_itself = in_turn(
        rounds,
        lambda: seconds(EMPTY_TYPER, environ()),
        lambda: asked("-i", newest, "note", "error rate 12 percent"),
        lambda: asked("-i", newest, "report"),
        lambda: alone.run("report"),
    )

    def after_a_note() -> float:
        asked("-i", newest, "note", "error rate 12 percent")
        return asked("list")

    noted = median(after_a_note() for _ in range(3))
    what, size = f"search of {facts:,} facts", f"{kept.stat().st_size / 2**20:.0f} MiB on disk"
    peak = f"{memory((*TOOL, 'list'), env):.0f} MiB at its peak"
    kept.unlink()
    most = f"{memory((*TOOL, 'list'), env):.0f} MiB at its peak"
    return [
        ratio(f"list of {incidents:,} / empty Typer app", listed, empty, 1.6),
        ratio(f"{what}, two words / empty Typer app", two, empty, 1.6),
        ratio(f"{what}, a word / empty Typer app", word, empty, 1.6),
        ratio(f"{what}, a character / empty Typer app", one, empty, 1.6),
        Row(f"list of {incidents:,}, index made from nothing", made, 5.0, "s", f"{size}, {most}"),
        Row(f"list of {incidents:,} after a note", noted, 0.5, "s", f"{peak} where nothing changed"),
        ratio(f"note in one of {incidents:,} / empty Typer app", note, nothing, 1.6),
        ratio(f"report of one of {incidents:,} / report of one alone", among, by_itself, 1.2),
        Row(f"stats of {incidents:,}", stats, 1.0, "s", "index at hand"),
        Row(
            f"follow-up list of {incidents:,}",
            follow_ups,
            2.0,
            "s",
            "reads those that have an open one",
        ),
    ]


def reports(base: Path, rounds: int) -> list[Row]:
    """Measure how much longer a report of 10,000 events takes than one of 10, in every form and format."""
    few, lots = Home(base / "short").fill(10), Home(base / "long").fill(10_000)
    rows = []
    for form, audience, format_ in REPORTS:
        report = ("report", "--form", form, "--audience", audience, "--format", format_)
        short, long = in_turn(rounds, partial(few.run, *report), partial(lots.run, *report))
        what = f"{form}, {audience}, {format_}: 10,000 events - 10"
        rows.append(Row(what, long - short, 1.0, "s", f"{long * 1000:.0f} - {short * 1000:.0f} ms"))
    return rows


class Contention(NamedTuple):
    """What many writers left behind: texts that are gone or there twice, and the longest wait in seconds."""

    written: int
    lost: int
    doubled: int
    troubles: int
    worst: float


def contend(root: Path, each: int, writers: int = WRITERS) -> Contention:
    """Let processes append to one incident, `each` facts one by one, and read what they left."""
    home = Home(root)
    argv = [sys.executable, str(APPEND), str(each), str(root), home.incident]
    started = [
        subprocess.Popen([*argv, f"w{number}"], env=environ(), stdout=subprocess.PIPE)
        for number in range(writers)
    ]
    worst = max(float(process.communicate()[0]) for process in started)
    if any(process.returncode for process in started):
        raise RuntimeError("a writer failed")
    reading = home.timeline.verify(home.incident)
    texts = [fact.event.text for fact in reading.facts if fact.kind == "noted"]
    expected = {f"w{number} {count}" for number in range(writers) for count in range(each)}
    lost, doubled = len(expected - set(texts)), len(texts) - len(set(texts))
    return Contention(len(texts), lost, doubled, len(reading.troubles), worst)


def contention(base: Path, each: int) -> list[Row]:
    """Measure many writers: nothing lost, doubled or damaged, and nobody waits long."""
    left = contend(base / "contention", each)
    what = f"{WRITERS} processes x {each} facts"
    wrong = left.lost + left.doubled + left.troubles
    detail = f"{left.written} written, {left.lost} lost, {left.doubled} doubled, {left.troubles} damaged"
    return [
        Row(f"{what}: lost, doubled or damaged", wrong, 0, "", detail),
        Row(f"{what}: worst wait", left.worst, 1.0, "s", "lock, write and fsync of one fact"),
    ]
