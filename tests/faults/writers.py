"""Several processes that write to one home, and what each of them was told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.faults import writer
from tests.faults.homes import environ
from tests.faults.oracle import SILENT

if TYPE_CHECKING:
    from types import TracebackType


class Writers:
    """Writers of one store; what they say goes to files in `below`, so that no death loses a line."""

    def __init__(self, below: Path, store: str, home: Path, incident: str = "-") -> None:
        self._below, self._argv = (
            below,
            [sys.executable, str(Path(writer.__file__)), store, str(home), incident],
        )
        self._home = home
        self._running: list[tuple[str, subprocess.Popen[bytes], Path]] = []
        self._said: dict[str, Path] = {}

    def start(self, *names: str, count: int = 0, size: int = 20) -> None:
        """Let writers of these names begin; `count` 0 is until they are stopped."""
        for name in names:
            said = self._below / f"said-{name}"
            with said.open("wb") as out:
                argv = [*self._argv, name, str(count), str(size)]
                process = subprocess.Popen(argv, stdout=out, env=environ(self._home), cwd=self._below)
            self._running.append((name, process, said))
            self._said[name] = said

    def have_begun(self) -> bool:
        """Say whether each that runs was told of a fact; AssertionError where one ended before it was."""
        assert all(process.poll() is None or said.stat().st_size for _, process, said in self._running)
        return all(said.stat().st_size for *_, said in self._running)

    def signal(self, number: int) -> None:
        for _, process, _ in self._running:
            process.send_signal(number)

    def wait(self) -> list[int]:
        """Wait for the end of all, and give their codes."""
        codes = [process.wait(120) for _, process, _ in self._running]
        self._running.clear()
        return codes

    def told(self) -> dict[str, str]:
        """Give the word for each fact so far; the one that each was about to write is SILENT."""
        told: dict[str, str] = {}
        for name, said in self._said.items():
            rows = [
                line.split("|") for line in said.read_text("ascii").split("\n")[:-1]
            ]  # a last one may be torn
            words = {key: word for word, key in rows if word != "worst" and not key.startswith("INC-")}
            told |= words
            following = writer.key(name, sum(key.startswith(name) for key in words))
            for key in (following, writer.second(following)):
                told.setdefault(key, SILENT)
        return told

    def begun(self) -> set[str]:
        """Give the incidents that were said to be begun, besides."""
        lines = [line for said in self._said.values() for line in said.read_text("ascii").split("\n")[:-1]]
        return {line.partition("|")[2] for line in lines if "|INC-" in line}

    def worst(self) -> float:
        """Give the longest time that one fact took, in seconds."""
        lines = [line for said in self._said.values() for line in said.read_text("ascii").splitlines()]
        return max(float(line.partition("|")[2]) for line in lines if line.startswith("worst|"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _, process, _ in self._running:
            process.kill()
            process.wait()
