"""Every sentence of the program, in English and Japanese side by side: one module per topic."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Literal

Lang = Literal["en", "ja"]
LANGS: tuple[Lang, ...] = ("en", "ja")


class Words:
    """The sentences in one language: `words("note.recorded", text=...)`."""

    def __init__(self, lang: Lang) -> None:
        """Speak `lang` from now on."""
        self.lang: Lang = lang
        self._column = LANGS.index(lang)

    def __call__(self, key: str, /, **params: object) -> str:
        """Word `topic.rest` with `params` filled in; KeyError for a key that does not exist (a bug)."""
        text = _entry(key)[self._column]
        return text.format(**params) if params else text

    def length(self, minutes: int) -> str:
        """Word a length of time: `1 h 25 min`, `1時間25分`; nobody reads three hundred minutes at a glance."""
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        parts = [("days", days), ("hours", hours), ("minutes", minutes)]
        shown = [self(f"clock.{name}", n=n) for name, n in parts if n] or [self("clock.minutes", n=0)]
        return self("clock.glue").join(shown)

    def has(self, key: str) -> bool:
        """Say whether `key` exists; labels of things that a team may add are optional."""
        try:
            _entry(key)
        except KeyError:
            return False
        return True


def _entry(key: str) -> tuple[str, str]:
    topic, _, rest = key.partition(".")
    name = f"incidentctl.words.{topic}"
    try:  # a long report asks ten thousand times, and finding out that it is loaded takes longer than loading
        module = sys.modules.get(name) or import_module(name)
    except ModuleNotFoundError:
        raise KeyError(key) from None
    entry: tuple[str, str] = module.WORDS[rest]
    return entry
