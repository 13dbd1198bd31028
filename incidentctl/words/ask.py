"""Questions asked outside a walk."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "title": ("What do you see? One line is enough.", "何が起きているか。一行でよい。"),
    "declare": (
        "No incident is open. Declare one with this text?",
        "対応中の障害がない。この文で宣言するか。",
    ),
    "why-lower": ("Why is the level lowered?", "重大度を下げる理由は何か"),
    "clock-anchor": (
        "From when does {clock} run ({anchor})? A time, or unknown",
        "{clock} の起点はいつか({anchor})。時刻、または「不明」",
    ),
    "why-clock": ("Why does it not apply?", "当てはまらない理由は何か"),
    "why-withdraw": ("Why is it no incident?", "障害ではないと判断した理由は何か"),
}
