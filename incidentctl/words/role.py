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
    # in place of a name, in the middle of what somebody typed
    "commander.person": ("the commander", "指揮官"),
    "operator.person": ("the operator", "作業者"),
    "sme.person": ("the subject-matter expert", "主任SME"),
    "liaison.person": ("the liaison", "外部通信役"),
    "scribe.person": ("the scribe", "書記官"),
    "observer.person": ("an observer", "観測者"),
    "onlooker.person": ("an onlooker", "見学者"),
    "responder.person": ("a responder", "対応者"),
    "any.person": ("the {label}", "{label}"),  # where a formation calls a role otherwise
    "stranger": ("somebody", "関係者"),
}
