"""What is shown and asked during a walk, as values: prompts ask them, render draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.pulse import Pulse

Look = Literal["step", "whole", "done"]


class Choice(NamedTuple):
    """An answer that can be picked. `key` is what is typed (1..9, `?`), `id` what is recorded."""

    key: str
    id: str
    label: str


RUN, BY_HAND = "run", "by-hand"
"""The answers to a step that is a command."""


class Ask(NamedTuple):
    """One question on the screen (cli.md, "One step on the screen").

    `kind`: choose (pick one of `choices`), text (free, one line), do (Enter ticks it), confirm (yes or no).
    `name` is what an answers file calls it: `RUNBOOK/STEP` and, for a part, `:FIELD`; also the words for a
    prompt outside a walk. `place` is "3/9" (or "4/9 · 2/3"). `default` is what Enter takes in a text prompt,
    `highlighted` the choice that Enter takes (-1: none, as on every risk question). `flag` is its twin.
    `title` may be empty when the detail says all. Texts are final (already in the reader's language).
    `news` are the latest of what others recorded while it was open, and `more` how many besides. `live` gives
    the question as it stands now, for a screen that is looked at for long; it never raises.
    """

    name: str
    kind: str
    title: str
    detail: str = ""
    place: str = ""
    runbook: str = ""
    choices: tuple[Choice, ...] = ()
    default: str = ""
    highlighted: int = -1
    hint: str = ""
    flag: str = ""
    notices: tuple[Notice, ...] = ()
    pulse: Pulse | None = None
    now: datetime | None = None
    commands: str = ""
    news: tuple[News, ...] = ()
    more: int = 0
    live: Live | None = None


class Live(Protocol):
    """Keeps a question current while it is open."""

    def __call__(self, ask: Ask) -> Ask:
        """Give it as it stands now: the very same where nothing changed."""
        ...


class News(NamedTuple):
    """What somebody else recorded: when, as which role, and which fact; one line, its times in `zone`."""

    who: str
    fact: Fact
    zone: tzinfo
    is_undone: bool = False
    is_private: bool = False


class Notice(NamedTuple):
    """A clock or a warning shown with the question; `overdue` is drawn in reverse, with one bell."""

    text: str
    overdue: bool = False


class Reply(NamedTuple):
    """What came back.

    `command` is "" for an answer (`text` is then the choice's id, or what was typed), else the
    letter after the slash (n u b s d w f h q m), with the rest of the line as `text`.
    """

    text: str = ""
    command: str = ""


class Say(NamedTuple):
    """Something said between questions: a key of the words and its parameters.

    `lines` follow as they are, then `facts`, with their times in `zone`, then `news`, and how many `more`.
    """

    key: str
    params: Mapping[str, object]
    lines: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    zone: tzinfo | None = None
    news: tuple[News, ...] = ()
    more: int = 0
