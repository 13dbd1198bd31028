"""A post as lines of plain text, to be pasted anywhere."""

from __future__ import annotations

from datetime import timedelta
from functools import singledispatch
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.post_material import Joined, Listed
from incidentctl.domain.report_values import Labelled, Phrase, Said, Typed, Value
from incidentctl.render.when import length, show_value

if TYPE_CHECKING:
    from datetime import tzinfo

    from incidentctl.domain.post import Post
    from incidentctl.domain.report_values import Inline
    from incidentctl.words import Words

MOST = 400
"""Characters of a post that customers still read, in Japanese (practice.md, section 4)."""


def post_lines(post: Post, words: Words, zone: tzinfo) -> list[str]:
    """Give a post line by line, in the language of `words`: of a drill P14, then prefix, time and fact."""
    page = _Page(words, zone)
    head = page.inline(post.head)
    params = {"prefix": post.prefix, "head": head}
    first = (
        words("update.first", time=post.time, **params)
        if post.time
        else words("update.first.timed", **params)
    )
    mark = [page.inline(post.watermark)] if post.watermark else []
    return [*mark, first, *(text for line in post.body for text in page.lines(line))]


class _Page(NamedTuple):
    """How the values of a post are written."""

    words: Words
    zone: tzinfo

    def lines(self, line: Inline | Labelled | Listed | Joined) -> list[str]:
        words = self.words
        match line:
            case Labelled(label, text):
                return [words("update.line", label=self.inline(label), text=self.inline(text))]
            case Joined(label, items):
                joined = words("update.join").join(map(self.inline, items))
                return [words("update.line", label=self.inline(label), text=joined)]
            case Listed(label, (only,)):
                return [words("update.line", label=self.inline(label), text=self.inline(only))]
            case Listed(label, items):
                rest = (words("update.item", text=self.inline(item)) for item in items)
                return [words("update.label", label=self.inline(label)), *rest]
        return [self.inline(line)]

    def inline(self, value: Inline) -> str:
        return " ".join(_inline(value, self).split("\n"))


@singledispatch
def _inline(value: object, page: _Page) -> str:  # noqa: ARG001 - the kinds below use it
    raise TypeError(value)


@_inline.register
def _(value: Typed, page: _Page) -> str:  # noqa: ARG001
    return value.text


@_inline.register
def _(value: Phrase, page: _Page) -> str:  # noqa: ARG001
    return value.text.strip()


@_inline.register
def _(value: Said, page: _Page) -> str:
    return page.words(value.key, **{name: page.inline(part) for name, part in value.params.items()})


@_inline.register
def _(value: Value, page: _Page) -> str:
    text = show_value(value.field, value.value, page.words, page.zone)
    if not value.certainty:
        return text
    certainty = page.words(f"report.certainty.{value.certainty}")
    return page.words("update.certain", text=text, certainty=certainty)


@_inline.register
def _(value: timedelta, page: _Page) -> str:
    return length(value, page.words)
