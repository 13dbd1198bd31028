"""What a list or a search cannot mean."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "needs-search": ("What to look for is missing.", "探す言葉がありません。"),
    "needs-search.next": (
        "Add it: incidentctl search timeout",
        "付けてください: incidentctl search タイムアウト",
    ),
    "no-such-sort": ("There is no order by {word}.", "「{word}」順の並べ替えはありません。"),
    "no-such-sort.next": (
        "Did you mean {suggestion}? Known: {choices}",
        "{suggestion} ではありませんか。使えるもの: {choices}",
    ),
    "limit-negative": ("{limit} is no number of rows.", "{limit} は件数になりません。"),
    "limit-negative.next": ("Give 1 or more; 0 is all.", "1以上で指定してください。0 はすべてです。"),
}
