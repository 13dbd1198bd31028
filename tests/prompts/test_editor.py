"""Long text in an editor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.errors import NotRecorded, UsageError
from incidentctl.prompts.editor import edit, editor_command

if TYPE_CHECKING:
    from collections.abc import Callable

    Editor = Callable[[str], str]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    def make(script: str) -> str:
        path = tmp_path / "my editor"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return f"'{path}' --wait"

    return make


def test_visual_comes_before_editor() -> None:
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == "code --wait"
    assert editor_command({"VISUAL": " ", "EDITOR": "vi"}) == "vi"
    assert editor_command({}) == ""


def test_the_edited_text_comes_back_and_the_file_goes(editor: Editor, tmp_path: Path) -> None:
    command = editor('[ "$1" = --wait ] && printf "決定\\n" >> "$2"')
    assert edit("本文\n", command=command) == "本文\n決定\n"
    assert not list(tmp_path.glob("incidentctl-*"))


@pytest.mark.parametrize("script", [":", ': > "$2"', 'printf " \\n" > "$2"', 'printf "\\n" >> "$2"'])
def test_unchanged_or_empty_text_cancels(editor: Editor, script: str) -> None:
    assert edit("text\n", command=editor(script)) is None


def test_a_failing_editor_loses_no_text_and_says_where_it_is(editor: Editor) -> None:
    with pytest.raises(NotRecorded) as caught:
        edit("draft\n", command=editor('echo more >> "$2"; exit 3'))
    kept = Path(str(caught.value.params["path"]))
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == ("draft\nmore\n", 0o600)


def test_an_editor_that_does_not_exist_loses_no_text() -> None:
    with pytest.raises(NotRecorded) as caught:
        edit("draft\n", command="/nonexistent/editor")
    assert Path(str(caught.value.params["path"])).read_text() == "draft\n"


@pytest.mark.parametrize("command", ["", "vi 'unclosed"])
def test_without_an_editor_the_message_says_what_to_set(command: str) -> None:
    with pytest.raises(UsageError, match="no-editor"):
        edit("draft", command=command)
