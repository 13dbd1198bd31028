"""The roles, as views call whoever acted; a profile may label them otherwise."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "commander": ("the commander", "指揮官"),
    "operator": ("the operator", "作業者"),
    "sme": ("the subject-matter expert", "主任SME"),
    "liaison": ("the liaison", "外部通信役"),
    "scribe": ("the scribe", "書記官"),
    "observer": ("an observer", "観測者"),
    "onlooker": ("an onlooker", "見学者"),
    "responder": ("a responder", "対応者"),
}
