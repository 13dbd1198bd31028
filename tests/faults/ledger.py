"""The account of a run: faults injected, facts acknowledged, facts lost, wrong words said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.faults.oracle import Judged

PROPERTY = "faults"


class Sums(NamedTuple):
    """The four numbers. A wrong word: RECORDED though it is not there, or NOT RECORDED though it is."""

    injected: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: int = 0

    def plus(self, other: Iterable[int]) -> Sums:
        """Add them one by one."""
        return Sums(*(mine + its for mine, its in zip(self, other, strict=True)))

    def told(self) -> str:
        """Say them in one line."""
        return (
            f"faults injected {self.injected}, facts acknowledged {self.acknowledged}, "
            f"facts lost {self.lost}, wrong words said {self.wrong}"
        )


class Ledger:
    """Counts for one test; what is wrong is counted before it fails the test."""

    def __init__(self) -> None:
        self.sums = Sums()
        self.findings: list[str] = []

    def fault(self, judged: Judged, *about: object) -> None:
        """Enter one fault and what was found after it; the test fails at its end unless all was sound."""
        self.enter(1, judged.acknowledged, len(judged.lost), len(judged.lost) + len(judged.denied))
        if not judged.is_sound:
            self.findings.append("\n".join(map(str, (judged, *about))))

    def enter(self, injected: int, acknowledged: int = 0, lost: int = 0, wrong: int = 0) -> None:
        """Enter faults whose outcome the test itself looks at."""
        self.sums = self.sums.plus((injected, acknowledged, lost, wrong))
