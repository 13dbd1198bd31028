"""The bare command: what is going on."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "nothing": ("No incident is open.", "対応中の障害はない。"),
    "example": ('"Checkout returns 500"', '"決済で500エラー"'),
    "since": ("for {length}", "{length}経過"),
    "solo": ("(one person)", "(一人で対応中)"),
    "restore": ("Restore:  {text}", "復旧: {text}"),
    "restore.idle": ("no change under way", "変更中のものはない"),
    "restore.write": ("{text} (since {at})", "{text}({at}から変更中)"),
    "decided": ("Decided:  {text}", "決定: {text}"),
    "pending": ("WAITING for {level} to decide: {text}", "{level}の判断待ち: {text}"),
    "tell": ("Tell:     {text}", "連絡: {text}"),
    "tell.nobody": ("nobody yet", "まだ誰にも連絡していない"),
    "tell.told": ("last at {at}", "直近 {at}"),
    "progress": ("{runbook} {n}/{total}", "{runbook} {n}/{total}"),
    "others": ("  also open: {ids}   (incidentctl use ID)", "  ほかに対応中: {ids}   (incidentctl use ID)"),
}
