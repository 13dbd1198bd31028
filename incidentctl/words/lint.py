"""`lint`: what was found, in one line."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "nothing": ("Nothing to word differently.", "言い換える箇所はない。"),
    "found": (
        "{count} to word differently (errors: {errors}).",
        "言い換える箇所: {count}(うちエラー: {errors})。",
    ),
}
