"""`note` on a terminal, line by line."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "many": ("One note per line; Ctrl-D ends.", "1行に1件。Ctrl-D で終わる。"),
}
