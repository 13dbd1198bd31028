"""The roles, as views call whoever acted; a profile may label them otherwise."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "commander": ("commander", "指揮官"),
    "operator": ("operator", "作業者"),
    "sme": ("subject-matter expert", "主任SME"),
    "liaison": ("liaison", "外部通信役"),
    "scribe": ("scribe", "書記官"),
    "observer": ("observer", "観測者"),
    "onlooker": ("onlooker", "見学者"),
    "responder": ("responder", "対応者"),
}
