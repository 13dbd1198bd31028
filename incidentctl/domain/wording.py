"""Does a text read like a guess? Rules G1, G2, G4 of practice.md, section 3, in both languages, as data."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class _Rule(NamedTuple):
    """A rule of one language.

    `pattern` is tried only on text (in lower case) that holds one of `triggers`, so that it is hardly ever
    compiled; "" means that the trigger itself is the hit.
    """

    id: str
    triggers: tuple[str, ...]
    pattern: str = ""


_WHO = r"\b(?:i|we)(?:'ve|'re| have| are)?(?: (?:all|now|still|strongly|also|just))?"

_RULES = (
    _Rule("G1", ("かもしれ", "かも知れ", "おそらく", "恐らく", "たぶん")),
    _Rule("G1", ("かも",), "(?<!も)かも(?:$|[。、)]|です|ね)"),
    _Rule("G1", ("多分",), "多分(?![野割岐類])"),
    _Rule("G1", ("みたい",), "(?<![てで見])みたい(?:だ|です|$|[。、])"),
    _Rule("G1", ("ではないかと", "じゃないかと", "に違いない", "気がする", "気がします")),
    _Rule("G1", ("思",), "と思(?:い|う|われ|って(?:い|る))"),
    _Rule("G1", ("らし",), "(?<!素晴)(?<!すば)(?<!めず)(?<!珍)(?<!あた)(?<!新)らしい"),
    _Rule(
        "G1", ("よう",), "(?<!次の)(?<!以下の)(?<!下記の)(?<!上記の)(?<!この)(?<!その)よう(?:だ(?!った)|です)"
    ),
    _Rule("G1", ("っぽ",), "っぽ(?:い|く|さ|か)"),
    _Rule("G1", ("だろう", "でしょう")),
    _Rule(
        "G1",
        ("原因",),
        "[がに]原因があ(?:りそう|ると(?:見|み|考え))|が原因(?:と(?:見|み|考え)|っぽ|の(?:よう|はず))",
    ),
    _Rule("G2", ("可能性",), "可能性[がもは](?:あ[るりっ]|高|考えら|否定)"),
    _Rule("G2", ("られ",), "と(?:考え|見|み)られ(?:る|ます|た|てい)"),
    _Rule("G2", ("模様",), "模様(?:$|だ|です|[。、)])"),
    _Rule(
        "G4",
        ("ていない", "がない"),
        "(?:ていない|がない)(?:ので|ため|から)[^。]{0,80}(?:ていない|はず|と考え)",
    ),
    _Rule("G1", ("probably", "presumably", "apparently", "perhaps", "maybe")),
    _Rule("G1", ("possibly",), r"\bpossibly\b"),
    _Rule("G1", ("guess",), _WHO + r" guess\b|\bmy (?:best )?guess\b"),
    _Rule("G1", ("seem",), r"\bseem(?:s|ed|ingly)?\b"),
    _Rule("G1", ("look",), r"\blook(?:s|ed|ing)? (?:like|as (?:if|though))\b(?! (?:this|the following)\b)"),
    _Rule("G1", ("appear",), r"\bappear(?:s|ed)? to (?:be|have)\b|\bit appears\b"),
    _Rule("G1", ("might",), r"\bmight\b"),
    _Rule("G1", ("may ",), r"\bmay (?:have|be (?:due|caused|related))\b"),
    _Rule("G1", ("could ",), r"\bcould be (?:due|caused|related)\b"),
    _Rule("G1", ("believe",), _WHO + r" (?:\w{1,20} )?believe\b"),
    _Rule("G1", ("think",), _WHO + r" think\b"),
    _Rule("G1", ("assum",), _WHO + r" assum(?:e|ing)\b"),
    _Rule("G1", ("suspect",), _WHO + r" suspect\b"),
    _Rule("G1", ("likely",), r"\b(?:most |very )?likely (?:caused|due|because|related|the cause)\b"),
    _Rule(
        "G1", ("likely",), r"\b(?:is|was|are|were)(?: most| very| quite)? likely (?:the|an?|that|from|in)\b"
    ),
    _Rule("G1", ("must have been",)),
    _Rule("G2", ("possible that",), r"\bit(?:'s| is) possible that\b"),
    _Rule(
        "G4",
        ("so ", "therefore", "hence"),
        r"(?:^|[.;,] ?)(?:(?:there (?:is|are|was|were) )?no|we (?:see|saw|found) no) [^.;]{1,60}?"
        r"[,;]? (?:so|therefore|hence)\b [^.;]{0,40}?\b(?:never|not|no|cannot|can't|didn't|wasn't|isn't)\b",
    ),
)
_CODE = "`[^`]*`"


def guess_in(text: str) -> tuple[str, str] | None:
    """Give the rule (G1, G2, G4) and the words for which a text reads like a guess; None if it does not.

    Code spans and quoted lines are skipped: they are somebody else's words (practice.md, section 3).
    """
    typed = _own_words(text)
    low = typed.lower()
    if len(low) != len(typed):  # a letter that grows in lower case: the places would no longer agree
        typed = low
    for rule in _RULES:
        trigger = next((trigger for trigger in rule.triggers if trigger in low), None)
        if trigger is None:
            continue
        if not rule.pattern:
            at = low.index(trigger)
            return rule.id, typed[at : at + len(trigger)]
        hit = _compiled(rule.pattern).search(low)
        if hit:
            return rule.id, typed[hit.start() : hit.end()]
    return None


def _own_words(text: str) -> str:
    if "`" in text:
        text = _compiled(_CODE).sub("`", text)
    if ">" in text:
        text = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    return text


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
