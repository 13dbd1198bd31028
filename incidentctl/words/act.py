"""Changing the system by hand: what is asked, and what a refusal keeps."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "ask": ("What was done? One line is enough.", "何をしたか。一行でよい。"),
    "ask-why": (
        "Somebody else began this change. Why do you end it?",
        "ほかの人が始めた変更。代わりに終える理由は何か。",
    ),
    "keep": (
        "Done already, or worth keeping? As a note:",
        "もう実施した、または残しておきたいなら、メモとして:",
    ),
}
