"""The request path: what its marks say."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "found": ("{good} is good, {bad} is not.", "「{good}」までは正常、「{bad}」から異常。"),
    "open": (
        "not fixed yet; still to check: {unknown}.",
        "未確定。まだ見ていない箇所: {unknown}。",
    ),
    "all-good": ("Every hop is good up to {good}.", "「{good}」まで、すべて正常。"),
    "all-bad": (
        "Nothing is good before {bad}, the first hop that is not.",
        "「{bad}」より前に、正常な箇所はない。",
    ),
    "contradiction": (
        "{good} is good although {bad} before it is not: check both again.",
        "「{bad}」が異常なのに、その先の「{good}」が正常。両方を見直す。",
    ),
    "unmarked": ("No hop is marked yet.", "まだどの箇所にも印がない。"),
}
