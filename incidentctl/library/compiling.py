"""From a runbook file to a `Runbook`, with every problem of shape and of meaning at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.fields import CUSTOM
from incidentctl.domain.runbook import ROLES, Option, Part, Runbook, Step, Text, fold_id
from incidentctl.domain.runbook_rules import Finding, Place, field_of, problems
from incidentctl.library.nodes import MOST_PROBLEMS, Node, Reading, read
from incidentctl.library.schema import Raw, shape
from incidentctl.library.tables import TABLES
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def compile_runbook(
    data: bytes,
    file: str,
    *,
    runbooks: Collection[str] | None = None,
    roles: Collection[str] = ROLES,
    is_built_in: bool = False,
) -> tuple[Runbook, Reading]:
    """Read a runbook file; give the runbook and the reading with all problems, in the order of the file.

    With an error among the problems the runbook is only what could be made out, not one to walk.
    `runbooks` are the ids that `alongside` may name (None: not looked at), `roles` those that a step may be
    meant for. In a built-in runbook a missing
    translation is an error, elsewhere a note.
    """
    reading = read(data, file)
    raw = shape(reading, "runbook")
    if raw is None:
        return Runbook("", {}, ()), reading
    runbook = _Compiler(reading, raw).runbook()
    for finding in problems(runbook, roles=roles, runbooks=runbooks, must_be_translated=is_built_in):
        if reading.is_full:
            break
        place(reading, finding, on_key=finding.place[-2:-1] == ("options",))
    last = reading.problems[MOST_PROBLEMS:]
    reading.problems[:] = (
        sorted(reading.problems[:MOST_PROBLEMS], key=lambda each: (each.line, each.column)) + last
    )
    return runbook, reading


def place(reading: Reading, finding: Finding, *, on_key: bool = False) -> None:
    """Report a finding at the nearest node on the way that it leads; `on_key`: at the key, not its value."""
    node = reading.root
    assert node is not None  # noqa: S101 - a file without a root has no findings
    key = None
    for element in finding.place:
        below = _below(node, element)
        if below is not None:
            key = node.keys.get(str(element))
            node = below
        elif isinstance(element, str) and element != "parts":
            break  # what it speaks of is not there; an index of "parts" may be the step itself
    reading.blame(
        key if key and on_key else node,
        finding.key,
        offset=finding.offset,
        width=finding.width,
        severity=finding.severity,
        **finding.params,
    )


def blocks(source: bytes) -> dict[str, tuple[str, ...]]:
    """Give the lines of a runbook by the id of the step, with the remarks above it.

    What stands before the steps is under ""; a text that is no runbook is there as a whole.
    """
    reading = read(source, "-")
    steps = _below(reading.root, "steps") if reading.root is not None else None
    items = steps.value if steps is not None and isinstance(steps.value, tuple) else ()
    starts: list[tuple[str, int]] = [("", 0)]
    for item in items:
        id_ = _below(item, "id")
        if id_ is not None and isinstance(id_.value, str):
            line = max(item.line - 1, starts[-1][1])
            while line > starts[-1][1] + 1 and reading.lines[line - 1].lstrip()[:1] in {"", "#"}:
                line -= 1
            starts.append((id_.value, line))
    ends = [line for _, line in starts[1:]] + [len(reading.lines) - (reading.lines[-1:] == [""])]
    return {id_: tuple(reading.lines[line:end]) for (id_, line), end in zip(starts, ends, strict=True)}


def text_in(raw: Raw, key: str, lang: str) -> Text:
    """Give the text of `key` by language, the file's own first."""
    text = {lang: raw[key]} if key in raw else {}
    return text | {each: raw[each][key] for each in LANGS if each != lang and key in raw.get(each, ())}


def own_overlay(reading: Reading, raw: Raw, lang: str, at: Place) -> None:
    """Report an overlay in the language that the plain keys have already."""
    if lang in raw:
        place(reading, Finding((*at, lang), "overlay-of-own", {"lang": lang}), on_key=True)


def duplicates(reading: Reading, name: str, rows: Sequence[Raw]) -> None:
    """Report the ids that an earlier row of the list `name` has."""
    seen: dict[str, str] = {}
    for index, row in enumerate(rows):
        if "id" in row:
            before = seen.get(fold_id(row["id"]))
            seen.setdefault(fold_id(row["id"]), row["id"])
            if before is not None:
                params = {"name": row["id"], "before": before}
                place(reading, Finding((name, index, "id"), "duplicate-id", params))


def _below(node: Node, element: str | int) -> Node | None:
    if isinstance(node.value, str):
        return None
    if isinstance(node.value, tuple):
        if isinstance(element, int):
            return node.value[element] if element < len(node.value) else None
        return next((item for item in node.value if item.value == element), None)
    if element == "parts" and element not in node.value:
        return node.value.get("fields")
    if isinstance(element, int):
        return None
    return node.value.get(element)


class _Compiler:
    """Builds the values of one file, with defaults in place of what was reported."""

    def __init__(self, reading: Reading, raw: Raw) -> None:
        self._reading = reading
        self._raw = raw
        self._lang: str = raw.get("lang", "en")

    def runbook(self) -> Runbook:
        raw = self._raw
        own_overlay(self._reading, raw, self._lang, ())
        suggest = raw.get("suggest", {})
        return Runbook(
            id=raw.get("id", ""),
            title=text_in(raw, "title", self._lang),
            steps=tuple(self._step(step, ("steps", i)) for i, step in enumerate(raw.get("steps", ()))),
            stage=raw.get("stage", ""),
            alongside=tuple(raw.get("alongside", ())),
            lang=self._lang,
            services=tuple(suggest.get("services", ())),
            words=tuple(suggest.get("words", ())),
        )

    def _step(self, raw: Raw, at: Place) -> Step:
        kind = raw.get("kind", "do")
        own_overlay(self._reading, raw, self._lang, at)
        self._fits(raw, kind, at)
        parts = self._parts(raw, kind, at)
        expect = raw.get("expect", {})
        return Step(
            id=raw.get("id", ""),
            title=text_in(raw, "title", self._lang),
            kind="ask" if kind == "do" and parts else kind,
            detail=text_in(raw, "detail", self._lang),
            when=raw.get("when", ""),
            role=raw.get("role", ""),
            timebox=raw.get("timebox", 0),
            required=raw.get("required", False),
            looks_at=raw.get("looks_at", ""),
            parts=parts,
            wait_for=raw.get("for", 0),
            run=tuple(raw.get("run", ())),
            shell=raw.get("shell", ""),
            writes=raw.get("writes", True),
            timeout=raw.get("timeout", 0),
            expect_exit=expect.get("exit"),
            expect_output=expect.get("output", ""),
            undo=text_in(raw, "undo", self._lang),
        )

    def _fits(self, raw: Raw, kind: str, at: Place) -> None:
        """Report keys that this kind of step has no use for, and those that it lacks."""
        for word, key in TABLES["step"].items():
            if word in raw and key.kinds and kind not in key.kinds:
                params = {"name": word, "kind": kind, "kinds": ", ".join(key.kinds)}
                self._problem((*at, word), "key-for-kind", params)
        if "fields" in raw:
            for word in ("save", "type", "options"):
                if word in raw:
                    self._problem((*at, word), "beside-fields", {"name": word})
        is_asking = kind in ("ask", "choose") or "save" in raw or "fields" in raw
        if kind == "do" and "type" in raw and not is_asking:
            self._problem((*at, "type"), "type-not-custom", {"type": "text"})
        if kind == "wait" and not self._has(at, "for"):
            self._problem(at, "missing-key", {"name": "for", "what": "step"})
        if kind == "run" and self._has(at, "run") == self._has(at, "shell"):
            self._problem(at, "run-or-shell", {})

    def _parts(self, raw: Raw, kind: str, at: Place) -> tuple[Part, ...]:
        if "fields" in raw:
            parts = []
            for number, field in enumerate(raw["fields"]):
                own_overlay(self._reading, field, self._lang, (*at, "fields", number))
                parts.append(self._part(field, "", (*at, "fields", number)))
            return tuple(parts)
        if kind in ("ask", "choose") or (kind == "do" and "save" in raw):
            return (self._part(raw, kind, at),)
        return ()

    def _part(self, raw: Raw, kind: str, at: Place) -> Part:
        save, type_ = self._target(raw, kind, at)
        return Part(
            save=save,
            title=text_in(raw, "title", self._lang),
            type=type_,
            detail=text_in(raw, "detail", self._lang),
            options=self._options(raw, save, at),
        )

    def _target(self, raw: Raw, kind: str, at: Place) -> tuple[str, str]:
        """Give the field (as the table spells it) and the type of an answer."""
        save: str = raw.get("save", "")
        field = field_of(save)
        type_: str = raw.get("type", "")
        if type_ and not save.startswith(CUSTOM):
            self._problem((*at, "type"), "type-not-custom", {"type": field.type if field else "text"})
            type_ = ""
        type_ = type_ or (field.type if field else "text")
        if type_ == "text" and ("options" in raw or (kind == "choose" and not save)):
            type_ = "choice"
        return (field.name if field else save), type_

    def _options(self, raw: Raw, save: str, at: Place) -> tuple[Option, ...]:
        """Give the options with their labels; where the field has words for them, a label may be empty."""
        given = raw.get("options", ())
        field = field_of(save)
        own = {option: "" if field and field.choices else option for option in given}
        if isinstance(given, dict):
            own = given
        labels: dict[str, Text] = {option: {self._lang: label} for option, label in own.items()}
        for lang in LANGS:
            for option, label in raw.get(lang, {}).get("options", {}).items():
                if option in labels:
                    labels[option][lang] = label
                else:
                    self._problem(
                        (*at, lang, "options", option),
                        "unknown-option",
                        {"name": option, "suggestion": self._reading.near(option, labels)},
                    )
        return tuple(
            Option(option, labels[option] if any(labels[option].values()) else {}) for option in given
        )

    def _has(self, at: Place, word: str) -> bool:
        """Say whether the file has the key, sound or not."""
        node = self._reading.root
        for element in at:
            node = _below(node, element) if node else None
        return node is not None and isinstance(node.value, dict) and word in node.value

    def _problem(self, at: Place, key: str, params: dict[str, Any]) -> None:
        place(self._reading, Finding(at, key, params), on_key=True)
