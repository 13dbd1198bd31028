"""`runbook new` and `runbook schema`: what somebody needs who writes a runbook."""

import json
from pathlib import Path
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.errors import NeedsAnswer, OutputFailed, UsageError

Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="help.option-output-new")]


def new(
    call: Call,
    wanted: Annotated[str | None, typer.Argument(metavar="ID", help="help.argument-new")] = None,
    output: Output = None,
    test: Annotated[bool, typer.Option("--test", help="help.option-new-test")] = False,
) -> None:
    """Print or write a commented example that passes `check`; no file is ever replaced."""
    if not wanted:
        raise NeedsAnswer("needs-new-id")
    from incidentctl.usecases.authoring import example, schema, schema_name  # only here

    root = "test" if test else "runbook"
    made = example(call.context, wanted, is_test=test)
    if output is None:
        if call.is_json:
            call.json({"id": wanted, "text": made.text})
            return
        call.out(*made.text.rstrip("\n").split("\n"))
        call.err(call.words("runbook.new-schema", schema=schema_name(root), root=root))
        return
    _create(output, made.text)
    beside = output.parent / schema_name(root)
    if not beside.exists():
        _create(beside, _text(schema(call.context, root)))
    if call.is_json:
        call.json({"id": wanted, "path": str(output), "schema": str(beside)})
        return
    call.err(call.words("runbook.new-written", path=output, schema=beside))
    if made.replaces:
        call.err(call.words("runbook.new-replaces", id=wanted, path=made.replaces))
    call.err(f"→ incidentctl runbook {'test' if test else 'check'} {output}")


def schema(
    call: Call,
    root: Annotated[str, typer.Argument(metavar="KIND", help="help.argument-schema")] = "runbook",
    output: Output = None,
) -> None:
    """Print or write the JSON Schema of a kind of file, for editors."""
    from incidentctl.usecases import authoring  # only here

    text = _text(authoring.schema(call.context, root))
    if output is None:
        call.out(*text.rstrip("\n").split("\n"))
        return
    if authoring.is_foreign(_old(output)):
        raise UsageError("file-exists", path=str(output))
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputFailed("file-not-written", path=str(output), why=error.strerror or str(error)) from None
    if call.is_json:
        call.json({"path": str(output)})
        return
    call.err(call.words("runbook.schema-written", path=output, line=authoring.first_line(output.name)))


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _old(path: Path) -> str:
    """Give what a file holds; "" where there is none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    except OSError as error:
        raise OutputFailed("file-not-written", path=str(path), why=error.strerror or str(error)) from None


def _create(path: Path, text: str) -> None:
    """Write a file that is not there yet; raise `UsageError` or `OutputFailed`, with nothing replaced."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError("file-exists", path=str(path)) from None
    except OSError as error:
        raise OutputFailed("file-not-written", path=str(path), why=error.strerror or str(error)) from None
