"""The bare command: what is going on."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "nothing": ("No incident is open.", "対応中の障害はない。"),
    "example": ('"Checkout returns 500"', '"決済で500エラー"'),
    "since": ("for {minutes} min", "{minutes}分経過"),
    "solo": ("(one person)", "(一人で対応中)"),
    "progress": ("  {runbook} {n}/{total}", "  {runbook} {n}/{total}"),
    "others": ("  also open: {ids}   (incidentctl use ID)", "  ほかに対応中: {ids}   (incidentctl use ID)"),
}
