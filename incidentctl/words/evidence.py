"""Evidence: files, and what commands printed."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "none": (
        "No evidence yet: incidentctl attach FILE, or incidentctl run COMMAND",
        "資料はまだない。incidentctl attach ファイル、または incidentctl run コマンド",
    ),
    "linked": ("{media}, not copied", "{media}、コピーせず参照"),
    "cut": ("{media}, begin and end kept", "{media}、先頭と末尾のみ保存"),
    "looking": ("Looking for secrets in {name} ({size}) ...", "{name}({size})に秘密情報がないか調べている…"),
    "ask-secret": (
        "{name} seems to hold a secret ({kinds}). How should it be kept?",
        "{name} に秘密情報らしきもの({kinds})があります。どう残しますか。",
    ),
    "mask": (
        "with *** in its place (a copy; your file stays as it is)",
        "*** で伏せた写しを残す(元のファイルは変わらない)",
    ),
    "as-is": ("as it is", "そのまま残す"),
    "text-is-kept": (
        "Your text is recorded as a note, without the file.",
        "文は、ファイルなしのメモとして記録しました。",
    ),
}
