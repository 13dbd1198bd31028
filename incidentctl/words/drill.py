"""Drills: the mark before every title, and what a drill leaves out."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "mark": ("[DRILL] ", "【訓練】"),
    "untitled": ("(title missing)", "(件名なし)"),
    "begun": (
        "A drill: whatever comes of it says so, and no number counts it. When it is over: `ic withdraw --why TEXT`",
        "訓練として始めた。出力のすべてに【訓練】が付き、集計には入らない。終わったら `ic withdraw --why TEXT`",
    ),
    "no-clocks": (
        "A drill: no legal clock starts. Note which ones you would start.",
        "訓練なので、法令上の期限は動かない。実際なら始めるものを note で残す。",
    ),
}
