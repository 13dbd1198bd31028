"""Configuration files: a flat map of known keys, read as strictly as a runbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.errors import Invalid
from incidentctl.library.nodes import read
from incidentctl.library.problems import lines
from incidentctl.library.shelf import RefusedFile, Shelf, content, opened_shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from incidentctl.words import Words


def read_config(file: Path, keys: Sequence[str], words: Words, *, is_project: bool = False) -> dict[str, str]:
    """Give the keys that a configuration file sets; every value is text.

    Raises `Invalid` with every problem: an unknown key, a value that is no text, no YAML at all, no file.
    That of a project is read through no link, and one that belongs to somebody else sets nothing.
    """
    try:
        data = _content(file, is_project=is_project)
    except RefusedFile as refused:
        if refused.key == "foreign-owner":
            return {}
        why = refused.params.get("why") or words(f"runbook.problem.{refused.key}", **refused.params)
        raise Invalid("config-unreadable", path=str(file), why=why) from None
    reading = read(data, str(file))
    config: dict[str, str] = {}
    root = reading.root
    values = root.value if root is not None else {}
    if root is not None and isinstance(values, (str, tuple)):
        reading.blame(root, "not-a-map")
    elif root is not None and not isinstance(values, (str, tuple)):
        for key, node in values.items():
            if key not in keys:
                reading.blame(root.keys[key], "unknown-key", name=key, suggestion=reading.near(key, keys))
            elif not isinstance(node.value, str):
                reading.blame(node, "not-a-text")
            else:
                config[key] = node.value
    problems = [problem for problem in reading.problems if problem.key != "empty-file"]
    if problems:
        details = tuple(line for problem in problems for line in lines(problem, words))
        raise Invalid("config-invalid", details=details, keys=", ".join(keys))
    return config


def _content(file: Path, *, is_project: bool) -> bytes:
    if not is_project:
        return content(None, str(file), is_ours=True)
    with opened_shelf(Shelf(file.parent.parent, "project", (file.parent.name,))) as directory:
        return content(directory, file.name, is_ours=False)
