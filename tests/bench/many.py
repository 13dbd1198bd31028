"""Very many incidents, in the real record format: `python tests/bench/many.py DIRECTORY [INCIDENTS] [FACTS]`.

Each record is minted, stamped and chained by the product's own code; only fsync is left out. The texts follow
from a seed; half of the incidents are in Japanese.
"""

from __future__ import annotations

import os
import random
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from incidentctl.domain.events.endings import Closed
from incidentctl.domain.events.follow_ups import FollowUpAdded, FollowUpEnded
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Acted, Noted
from incidentctl.domain.events.values import FieldSet, SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.times import Moment
from incidentctl.timeline import identity
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.place import Place, path_of
from incidentctl.timeline.record import chain, mint, random_id, stamp

OPEN = 20  # how many are still open: the newest
DONE = 0.98  # of how many the follow-up is done
FIRST = datetime(2023, 1, 2, tzinfo=UTC)

_THINGS = {
    "en": ("checkout", "login", "search", "payments", "the-queue", "the-cache", "billing", "mail", "uploads"),
    "ja": (
        "決済",
        "ログイン",
        "検索",
        "注文",
        "在庫",
        "請求",
        "メール送信",
        "画像のアップロード",
        "会員登録",
    ),
}
_WRONG = {
    "en": ("returns 500", "is slow", "times out", "loses sessions", "shows old data", "rejects valid cards"),
    "ja": ("が500を返す", "が遅い", "がタイムアウトする", "の画面が白い", "の表示が古い", "が重複する"),
}
_SEEN = {
    "en": ("error rate {n} percent on {thing}", "p95 of {thing} is {n} ms", "{n} pods of {thing} restarted",
           "connection pool of {thing} exhausted, {n} waiting", "deploy {n} of {thing} went out at noon"),
    "ja": ("{thing}のエラー率が{n}%", "{thing}の応答が{n}ミリ秒", "{thing}のPodが{n}個再起動した",
           "{thing}の接続プールが枯渇、待ち{n}件", "正午に{thing}のデプロイ{n}があった"),
}  # fmt: skip
_CAUSE = {
    "en": "a change of {thing} held connections open",
    "ja": "{thing}の変更で接続が解放されなかった",
}
_FOLLOW = {"en": "alert on the pool of {thing}", "ja": "{thing}のプール枯渇を検知する"}


def fill(root: Path, incidents: int = 10_000, facts: int = 100_000, seed: int = 1) -> list[str]:
    """Make so many `incidents`, of together `facts` facts below `root`, and give their ids, oldest first."""
    dice = random.Random(seed)  # noqa: S311 - texts, no secrets
    place, timeline = Place(root), FileTimeline(root, lambda: datetime.now(UTC), [])
    writer = identity.writer(place)
    each, more = divmod(facts, incidents)
    ids: list[str] = []
    for number in range(incidents):
        at = FIRST + timedelta(hours=3 * number)
        ids.append(_unused(at.date(), ids))
        is_open = number >= incidents - OPEN
        news = _story(dice, at, each + (number < more) - is_open, is_open=is_open)
        minted: list[Any] = []
        for new in news:
            minted += mint([new], "ann", new.at.at if new.at else at, _no_blob)
        lines = chain(stamp(minted, (0, 0)), ids[-1], writer, (0, ""), {})
        directory = root.joinpath(*path_of(ids[-1]))
        directory.mkdir(0o700, parents=True)
        file = directory / f"{writer}.jsonl"
        file.touch(0o600)
        file.write_bytes(b"".join(lines))
        if is_open:  # what is open was written to by the program, so that its shortcut is there
            timeline.append(ids[-1], [New(Noted("still open"))], by="ann")
        else:
            place.mark(ids[-1], is_over=True)
    return ids


def _story(dice: random.Random, at: datetime, count: int, *, is_open: bool) -> list[New]:
    lang = "ja" if dice.random() < 0.5 else "en"
    thing, wrong = dice.choice(_THINGS[lang]), dice.choice(_WRONG[lang])

    def then() -> Moment:
        nonlocal at
        at += timedelta(seconds=dice.randrange(20, 900))
        return Moment(at, "second")

    glue = "" if lang == "ja" else " "
    declared = Declared(f"{thing}{glue}{wrong}", "Asia/Tokyo" if lang == "ja" else "UTC")
    level = f"SEV{dice.randrange(1, 5)}"
    head = [declared, SeveritySet(level, first=30, every=60), FieldSet("service", thing)]
    follow_up = New(FollowUpAdded(_FOLLOW[lang].format(thing=thing), "detect", "platform"), id=random_id(12))
    is_done = dice.random() < DONE
    end = [
        New(FieldSet("cause", _CAUSE[lang].format(thing=thing))),
        follow_up,
        *([New(FollowUpEnded(follow_up.id))] if is_done else []),
        New(Closed()),
    ]
    last = [] if is_open else end[-max(0, count - len(head)) :]
    middle = [_seen(dice, lang, thing) for _ in range(count - len(head) - len(last))]
    return [new._replace(at=then()) for new in (*map(New, (*head, *middle)[:count]), *last)]


def _seen(dice: random.Random, lang: str, thing: str) -> Any:
    text = dice.choice(_SEEN[lang]).format(n=dice.randrange(1, 2000), thing=thing)
    return Acted(text, look=True) if dice.random() < 0.1 else Noted(text)


def _unused(day: date, taken: list[str]) -> str:
    while True:
        found = f"INC-{day:%Y%m%d}-{random_id(4)}"
        if found not in taken[-16:]:
            return found


def _no_blob(_: bytes) -> str:
    raise AssertionError("too long for a line")


if __name__ == "__main__":
    os.umask(0o077)
    where = Path(sys.argv[1])
    print(len(fill(where, *map(int, sys.argv[2:4]))))
