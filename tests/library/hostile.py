"""Files that mean harm, for every format that the program reads; run as a program, it reads them one by one.

`KINDS` names where each format lies and the command that reads it. A format is tested by being in the table
of keys (`ROOTS`); what is in none of these tables (settings, answers) is added here by name.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.library.json_schema import ROOTS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
RUNBOOKS = ROOT / "runbooks"


class Kind(NamedTuple):
    """A format: its place in a project, a good file, and the arguments that make the program read it."""

    place: str
    good: bytes
    argv: tuple[str, ...] = ("runbook", "check", "{}")


CONTACTS = b"incidentctl: 1\ncontacts:\n  - {id: legal, label: Legal, who: The duty lawyer, how: call 1234}\n"
CONFIG = b"lang: en\nzone: Asia/Tokyo\nprofile: taskforce\n"
ANSWERS = b"R1: yes\nR2:detection.source: alert\n# nothing more\n"


def kinds() -> dict[str, Kind]:
    """Give every format, those of the table of keys by their names there."""
    found = {
        "config": Kind(".incidentctl/config.yaml", CONFIG, ("list",)),
        "answers": Kind("answers.txt", ANSWERS, ("walk", "report", "--answers", "{}")),
    }
    for root in ROOTS:
        place, good = f".incidentctl/runbooks/policy/{root}.yaml", RUNBOOKS / "policy" / f"{root}.yaml"
        match root:
            case "runbook":
                place, good = ".incidentctl/runbooks/mine.yaml", RUNBOOKS / "examples" / "disk-full.yaml"
            case "test":
                place, good = (
                    ".incidentctl/runbooks/mine.test.yaml",
                    RUNBOOKS / "examples" / "disk-full.test.yaml",
                )
            case "profile":
                place, good = (
                    ".incidentctl/runbooks/policy/roles-mine.yaml",
                    RUNBOOKS / "policy" / "roles-taskforce.yaml",
                )
            case "form":
                place = ".incidentctl/runbooks/policy/forms/mine.yaml"
                good = RUNBOOKS / "policy" / "forms" / "final.yaml"
        found[root] = Kind(place, CONTACTS if root == "contacts" else good.read_bytes())
    return found


KINDS = kinds()
HEAD = "incidentctl: 1\nid: mine\ntitle: T\nsteps:\n"


def merges() -> str:
    """Give the 732 bytes that hang a loader of YAML: each map merges the one before nine times."""
    rows = ["a0: &a0 {k: v}"]
    rows += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 14)]
    return "\n".join(rows)


def laughs() -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(rows)


def steps(count: int, extra: str = "") -> str:
    return HEAD + "".join(f"  - {{id: s{n}, title: T{extra}}}\n" for n in range(count))


def wording(match: str, hits: str = "a", times: int = 1) -> str:
    row = f"      - {{words: [a], match: '{match}', hits: ['{hits}'], misses: [b]}}\n"
    return (
        "incidentctl: 1\nwording:\n  - id: T1\n    level: warn\n    rewrite: r\n    patterns:\n" + row * times
    )


WORDS = ", ".join(f"w{n}" for n in range(9_000))
TEXTS: dict[str, str] = {
    "nothing": "",
    "no end": "a: [x, {y: 'z",
    "tab": "\ta: x\n",
    "twice": "incidentctl: 1\nincidentctl: 1\n",
    "near miss": "incidentclt: 1\nlnag: en\n",
    "a list": "- a\n- b\n",
    "a text": "touch pwned\n",
    "numbers": "incidentctl: 1e3\nlang: 010\nid: 12:30\ntitle: no\nzone: 1.5\nuser: 2026-11-22\n",
    "cycle": "a: &a [*a]\n",
    "a map in itself": "a: &a {b: *a}\n",
    "laughs": laughs(),
    "merges": merges(),
    "brackets": "[" * 30_000,
    "braces": "{a: " * 30_000,
    "questions": "? " * 30_000,
    "dashes": "- " * 30_000,
    "python": "a: !!python/object/apply:os.system ['touch pwned']\n",
    "python name": "!!python/name:os.system\n",
    "binary": "a: !!binary dG91Y2ggcHduZWQ=\n",
    "own tag": "%TAG ! tag:x,2000:\n---\na: !x y\n",
    "documents": "a: x\n---\nb: y\n...\n---\nc: z\n",
    "long line": "title: " + "x" * (10 * 1024 * 1024),
    "long line that is allowed": "title: " + "x" * 1_000_000,
    "long key": "x" * 1_000_000 + ": y\n",
    "many keys": "".join(f"k{n}: v\n" for n in range(9_000)),
    "many problems": "".join(f"k{n}: [\n]\n" for n in range(6_000)),
    "many lines": "\n" * 1_000_000,
    "comments": "# x\n" * 250_000,
    "cut by a comment": "title: one #two\n",
    "escape": 'title: "\\e[2J\\e]0;pwned\\a\\x9b"\n"\\e[31m": x\n',
    "bidi": 'title: "\\u202egnp.exe"\n"\\u2066": x\n',
    "aliases of a long text": f'a: &a "{"x" * 900_000}"\n' + "".join(f"b{n}: *a\n" for n in range(99)),
    "5,000 steps": steps(5_000),
    "2,800 steps with conditions": steps(2_800, ", when: s0 == done"),
    "10,000 terms": steps(1) + f"  - {{id: z, title: T, when: '{'s0 == done or ' * 10_000}s0 == done'}}\n",
    "parentheses": steps(1) + f"  - {{id: z, title: T, when: '{'(' * 90_000}'}}\n",
    "negations": steps(1) + f"  - {{id: z, title: T, when: '{'not ' * 90_000}'}}\n",
    "a condition as an alias": steps(1)
    + f"  - {{id: z, title: T, when: &w '{'s0 == done or ' * 60_000}s0 == done'}}\n"
    + "".join(f"  - {{id: z{n}, title: T, when: *w}}\n" for n in range(99)),
    "15,000 options": steps(1, f", kind: choose, options: [{', '.join(f'O{n}' for n in range(15_000))}]")
    + "".join(f"  - {{id: z{n}, title: T, when: s0 == o{n}}}\n" for n in range(99)),
    "dollars": steps(1, ', kind: run, run: ["' + "${" * 300_000 + '"]'),
    "digits": steps(1, f", kind: wait, for: {'9' * 500_000}d"),
    "words of a list": "incidentctl: 1\nlists:\n  - {id: big, words: ["
    + WORDS
    + "]}\n"
    + wording("<big>" * 9, times=700)[15:],
    "a pattern without end": wording("(?:a+)+b", "a" * 30),
    "a pattern of many ways": wording("a{0,99}a{0,99}a{0,9}b", "a" * 500_000),
    "patterns that take long to read": wording("(" * 90 + "a" + ")" * 90, times=1_500),
    "sets": wording("[a" * 4_900, times=100),
    "a deadline beyond the calendar": "incidentctl: 1\nclocks:\n"
    "  - {id: x, name: N, regime: R, anchor: aware, due: {amount: 999999999, unit: month}}\n",
    "a title of a gigabyte": 'incidentctl: 1\ntitle: "{title:>999999999}"\n'
    "sections:\n  - {id: a, heading: H, text: T}\n",
}
GOOD_TEXT = "title: 日本語のテキスト\n"
BYTES: dict[str, bytes] = {
    **{name: text.encode() for name, text in TEXTS.items()},
    **{
        code: GOOD_TEXT.encode(code)
        for code in ("utf-16", "utf-16-le", "utf-32", "shift_jis", "euc-jp", "iso2022-jp")
    },
    "no utf-8": b"title: \xff\xfe\xc0\xaf\n",
    "half a character": "title: 日".encode()[:-1],
    "surrogate": b"title: \xed\xa0\x80\n",
    "nul": b"title: x\0y\n",
    "nuls": b"\0" * 4096,
    "byte order marks": b"\xef\xbb\xbf" * 2 + b"title: x\n",
    "noise": bytes(range(256)) * 64,
}

VALUES = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned #",
    "| touch pwned",
    "&& touch pwned",
    "x\ntouch pwned",
    "{{ 7*7 }} {% import os %} ${7*7} #{7*7}",
    "{0} {0.__class__} {x!r:>99999999} %s %(x)s %n $$ $HOME",
    "../../../etc/passwd",
    "/etc/passwd",
    "..",
    "a\0b",
    "x" * 300,
    "-rf",
    "--help",
    "CON",
    "nul.yaml",
    "[bold red]x[/] <script>alert(1)</script> | a | b |",
    "[x](javascript:alert(1)) ![](http://example.com/x)",
    "\x1b]0;pwned\x07\x1b[2J",
    "\u202eabc\u2066",
    "no",
    "12:30",
    "010",
    "1e3",
    "2026-11-22",
    "~",
    "null",
    "=cmd|' /C calc'!A0",
    "",
    " ",
)
"""What is put into the place of every value of a good file, one after the other."""


def with_value(good: bytes, value: str, which: int) -> bytes:
    """Give a good file with every value replaced, or (`which`) only each third one, beginning there."""
    quoted = json.dumps(value, ensure_ascii=True)
    lines, count = [], 0
    for line in good.decode().split("\n"):
        key, colon, rest = line.partition(": ")
        if colon and rest and not line.lstrip().startswith("#") and key.strip(" -") != "incidentctl":
            count += 1
            if which < 0 or count % 3 == which:
                lines.append(f"{key}: {quoted}")
                continue
        lines.append(line)
    return "\n".join(lines).encode()


def inputs(kind: str) -> Iterator[tuple[str, bytes]]:
    """Give every harmful file of a format, by name."""
    yield "good", KINDS[kind].good
    yield from BYTES.items()
    for number, value in enumerate(VALUES):
        for which in (-1, 0, 1, 2):
            yield f"value {number} {which}", with_value(KINDS[kind].good, value, which)


def is_own(kind: str, name: str) -> bool:
    """Say whether a file is the good one of a format, or aims at what only that one holds."""
    aims = {"runbook": "\nsteps:", "wording": "\nwording:", "clocks": "\nclocks:", "form": "\nsections:"}
    return name == "good" or (kind in aims and aims[kind] in TEXTS.get(name, ""))


def main() -> None:
    """Read harmful files of formats here: for each a line of JSON, then what memory that took.

    Of each format `stride` by `stride`, so that many formats meet all files together.
    """
    from incidentctl.__main__ import main as program  # after the limits are set

    names, home, stride = sys.argv[1].split(","), sys.argv[2], int(sys.argv[3])
    environ = {"INCIDENTCTL_HOME": home, "TZ": "UTC", "LANG": "C.UTF-8"}

    def call(argv: tuple[str, ...]) -> tuple[int, str]:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = int(program(list(argv), None, environ))
        return code, said.getvalue()

    call(("declare", "x", "--no-walk"))
    for first, name in enumerate(names):
        kind = KINDS[name]
        file = Path(kind.place)
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name("disk-full.yaml")
        if name == "test":  # the runbook that it is about
            beside.write_bytes((RUNBOOKS / "examples" / beside.name).read_bytes())
        argv = tuple(word.format(file) for word in kind.argv)
        every = list(inputs(name))
        own = [each for each in every if is_own(name, each[0])]
        others = [each for each in every if not is_own(name, each[0])]
        for label, data in [*own, *others[first % stride :: stride]]:
            file.write_bytes(data)
            begun = time.process_time()
            code, said = call(argv)
            _print(name, label, code, time.process_time() - begun, said)
            file.unlink()
        beside.unlink(missing_ok=True)
    _print("", "memory", 0, most_memory(), "")


def most_memory() -> float:
    """Give the most memory that this process ever held, in MB.

    The kernel's own `ru_maxrss` begins with what the parent held, which is a whole test run.
    """
    with contextlib.suppress(OSError):
        held = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text("ascii"), re.MULTILINE)
        if held:
            return int(held[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )


def _print(*row: object) -> None:
    assert sys.__stdout__ is not None
    sys.__stdout__.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
    resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
    main()
