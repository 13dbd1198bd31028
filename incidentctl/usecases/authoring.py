"""Authoring: an example to begin with, and the schema by which an editor helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import fold_id
from incidentctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.ports import Context

_ID = "my-runbook"
"""What the example is called."""

MARK = "runbook schema"
"""What stands in every schema of ours (in its `$comment`)."""


class Example(NamedTuple):
    """The text of an example, and the file of the runbook of that id which it would replace ("": none)."""

    text: str
    replaces: str = ""


def example(context: Context, wanted: str, *, is_test: bool) -> Example:
    """Give a commented example under the id `wanted`; raise `UsageError` for what cannot be one."""
    name = f"{_ID}.test.yaml" if is_test else f"{_ID}.yaml"
    text = context.runbooks.template(f"{_ID}.yaml").replace(_ID, wanted)
    made = context.runbooks.compiled(text.encode()) if "\n" not in wanted else None
    if made is None or made.id != wanted:
        raise UsageError("no-runbook-id", id=wanted)
    known = next((each for each in context.runbooks.find() if fold_id(each.id) == fold_id(wanted)), None)
    text = context.runbooks.template(name).replace(_ID, wanted)
    return Example(text, known.path if known is not None and not is_test else "")


def schema(context: Context, root: str) -> Mapping[str, Any]:
    """Give the JSON Schema of a kind of file; raise `UsageError` for a kind that there is not."""
    roots = context.runbooks.schema_roots()
    if root not in roots:
        raise UsageError("no-such-schema", kind=root, choices=", ".join(roots), suggestion=near(root, roots))
    return context.runbooks.schema(root)


def schema_name(root: str) -> str:
    """Give the name of a schema beside the files that it is for."""
    return "incidentctl.schema.json" if root == "runbook" else f"incidentctl.{root}.schema.json"


def first_line(name: str) -> str:
    """Give the line at the head of a YAML file by which an editor finds the schema beside it."""
    return f"# yaml-language-server: $schema={name}"


def is_foreign(old: str) -> bool:
    """Say whether a file that would be replaced is no schema of ours."""
    return bool(old) and MARK not in old[:1000]
