"""What lists and searches say beside what they found."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "ask": ("What to look for", "探す言葉"),
    "none": ("Nothing found for: {text}", "見つからなかった: {text}"),
    "field": ("{name}: ", "{name}: "),
    "more": (
        "(+{count}: `incidentctl timeline -i {id}`)",
        "(ほか{count}行: `incidentctl timeline -i {id}`)",
    ),
    "rest-list": (
        "({count} more: `incidentctl list --limit 0`)",
        "(ほか{count}件: `incidentctl list --limit 0`)",
    ),
    "rest-search": (
        "({count} more: add a word, or `--limit 0`)",
        "(ほか{count}件: 言葉を足すか `--limit 0`)",
    ),
    "unreadable": (
        "! Not in it, since nobody can read them ({count}): {ids}. See `incidentctl verify`.",
        "! 読めないため含まれない障害が{count}件: {ids}。`incidentctl verify` で確かめる。",
    ),
    "damaged": (
        "! A part is damaged or missing ({count}): {ids}. See `incidentctl verify`.",
        "! 一部が壊れているか欠けている障害が{count}件: {ids}。`incidentctl verify` で確かめる。",
    ),
    "alike": ("(like this before: {id} {title})", "(似た障害: {id} {title})"),
    "alike.mitigation": ("  it ended with: {text}", "  収めた手段: {text}"),
    "alike.cause": ("  cause: {text}", "  原因: {text}"),
}
