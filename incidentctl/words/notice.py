"""The first notice: the parts that are no fixed phrase of the policy."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "impact": ("Impact: {text}", "影響: {text}"),
    "outlook": ("Outlook: {text}", "復旧見込み: {text}"),
}
