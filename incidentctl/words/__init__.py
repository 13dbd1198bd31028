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
