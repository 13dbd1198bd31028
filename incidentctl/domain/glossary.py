"""Plain words for readers who are not engineers (S0-27): the terms of glossary.yaml, and what none covers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from incidentctl.domain.runbook import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from incidentctl.domain.policy import Policy
    from incidentctl.words import Lang

_LIMITS = ("of ", "from ", "limit ", "about ", "over ", "under ", "max ", "上限の", "上限は", "最大")
_NO_LIMIT = "".join(f"(?<!{word})" for word in _LIMITS)
_KATAKANA = "ァ-ヶー"
_ASCII = "A-Za-z0-9_"
# A number is a code where it counts nothing: "returns 500", but neither "500 users" nor "1,500" nor "500人",
# and is no limit: "from 500 to 800", "上限の500に達した".
_COUNTS = (
    rf"(?![{_ASCII}%％]|[.,][0-9]|[人名件社台個回円分秒時日月年万千億箇種行列店番号室]"
    r"|に達|から[0-9]|[にへ][上下増減]|を[超上下]|以[上下]|未満|まで|のうち"
    r"| ?(?!(?:on|in|at|for|when|from|since|after|before|until|while|again|and|or|to|with|errors?|instead)\b)"
    r"[A-Za-z])"
)
# Behind one of these an article would be one too many: "the 500 error", "no 500".
_DETERMINED = (
    r"(?<!\w)(?:the|this|that|these|those|each|every|any|no|one|another|same|single|first|last|next"
    r"|which|what|our|your|its|their|rare|many|more|most|all|few|fewer|new|old|http)$"
)
_LONGEST_WORD = 16
_JARGON = (
    rf"(?<![{_ASCII}])[A-Z][A-Z0-9]{{1,9}}(?![{_ASCII}]|-[0-9])",  # an acronym, but no number of a ticket
    rf"(?<![{_ASCII}@/.])[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+",  # foo_bar
    rf"(?<![{_ASCII}@/.-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*-[a-z]*[0-9]+(?![{_ASCII}])",  # web-03, api-gw-v2
    rf"(?<![{_ASCII}@/.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:internal|local|svc|cluster|lan|corp|intra)(?![a-z])",
    r"(?<![0-9.v])(?<!ersion )(?<!ョン)(?<!ョン )(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])",  # no バージョン
    rf"(?<![{_ASCII}])[A-Z][A-Za-z0-9]*(?:Exception|Error)(?![{_ASCII}])",  # as in a stack trace
    r"Traceback \(|\bat [\w$.]+\([\w.]+:[0-9]+\)",
    r"(?<![0-9a-zA-Z])0x[0-9a-f]{2,}",
)
_JOINED = rf"(?<![{_ASCII}-])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+"
_MAIL = rf"(?<![{_ASCII}.+-])[{_ASCII}.+-]{{1,64}}@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}})+"
_ADDRESS = rf"https?://[^\s、。」)]+|{_MAIL}"


class Glossary:
    """The terms of a policy, ready to be found in texts of one language."""

    def __init__(self, policy: Policy, lang: Lang) -> None:
        """Make one pattern of all terms, the longest first; looking ahead spares most places most of it."""
        self._lang = lang
        self._terms = {
            word.casefold(): said(term.text, lang) for term in policy.glossary.values() for word in term.terms
        }
        self._known = {word.upper() for word in (*policy.known, *policy.severities)}
        words = sorted(self._terms, key=len, reverse=True)
        firsts = sorted({word[0] for word in words})
        by_first = (
            f"(?={re.escape(first)})(?:{'|'.join(_bounded(word for word in words if word[0] == first))})"
            for first in firsts
        )
        latin = "".join(re.escape(first) for first in firsts if first.isascii())
        others = "".join(re.escape(first) for first in firsts if not first.isascii())
        ahead = f"(?=(?<![{_ASCII}])[{latin}a]|[{others or latin}])"
        whole = f"{ahead}(?:(?P<article>\\ban? )?(?P<term>{'|'.join(by_first)}))"
        self._pattern = _compiled(whole) if words else None

    def plain(self, text: str) -> str:
        """Give the text with every term in plain words; one pass, so it takes linear time."""
        return self._pattern.sub(self._put, text) if self._pattern else text

    def jargon(self, text: str) -> tuple[str, ...]:
        """Give what only engineers read in a text: terms that are left, names of systems, codes, acronyms.

        Addresses that a reader can use (a URL, an e-mail address) are none, nor is what everybody knows.
        """
        return tuple(dict.fromkeys(text[start:end] for start, end in self.spans(text)))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where in a text `jargon` stands; places may overlap."""
        readable = _compiled(_ADDRESS).sub(lambda hit: " " * len(hit[0]), text)
        found = [hit.span() for pattern in _JARGON for hit in re.finditer(pattern, readable)]
        found += [hit.span("term") for hit in self._pattern.finditer(readable)] if self._pattern else []
        for hit in re.finditer(_JOINED, readable):
            if not self._terms.keys().isdisjoint(hit.group().casefold().split("-")):
                found.append(hit.span())
        return (span for span in found if text[slice(*span)].upper() not in self._known)

    def worded(self, term: str) -> str:
        """Give the plain words for one term; "" where there are none."""
        said = self.plain(term)
        return "" if said == term else said

    def _put(self, hit: re.Match[str]) -> str:
        term = hit["term"].casefold()
        is_plural = term not in self._terms
        worded = self._terms[term[:-1] if is_plural else term].replace("{s}", "s" if is_plural else "")
        if self._lang != "en":
            return worded
        bare = re.sub("^an? ", "", worded)
        before = hit.string[max(0, hit.start() - _LONGEST_WORD) : hit.start()].rstrip()
        if is_plural or (hit["article"] and bare[0] == "“"):
            worded = bare
        elif hit["article"]:
            worded = f"{'an' if bare[0] in 'aeiou' else 'a'} {bare}"
        elif bare != worded and _compiled(_DETERMINED).search(before):
            worded = bare
        opens = hit.group()[0].isupper() and (not before or before[-1] in ".!?:")
        return worded[0].upper() + worded[1:] if opens else worded


def plain(text: str, policy: Policy, lang: Lang) -> str:
    """Give a text in plain words of `lang`; for many texts keep a `Glossary`."""
    return Glossary(policy, lang).plain(text)


def _bounded(words: Iterable[str]) -> Iterable[str]:
    """Match each term as a whole word: バッチ is not in バッチリ, nor API in `api-gateway` or `apiary`."""
    for word in words:
        quoted = re.escape(word)
        first, last = word[0], word[-1]
        before = after = ""
        if first.isascii():
            before = rf"(?<![{_ASCII}])(?<![{_ASCII}][-./])(?<![@#])"
        elif _compiled(f"[{_KATAKANA}]").match(first):
            before = f"(?<![{_KATAKANA}])"
        if word.isdecimal():
            before, after = rf"(?<![{_ASCII}.,$¥#:/-])(?<!第){_NO_LIMIT}", _COUNTS
        elif last.isascii():
            quoted += "s?" if last.isalpha() and last != "s" else ""
            after = rf"(?![{_ASCII}]|[-/][{_ASCII}]|\.[A-Za-z0-9])"
        elif _compiled(f"[{_KATAKANA}]").match(last):
            after = f"(?![{_KATAKANA}])"
        yield f"{before}{quoted}{after}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
