"""What `redact` asks, and what it says of what it cannot reach."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "ask-why": (
        "Why is it erased? (without the secret itself)",
        "消去する理由は?(秘密そのものは書かない)",
    ),
    "ask": (
        "Erase the text of {handles} ({at}) for good? It cannot be taken back",
        "{handles}({at})の本文を完全に消去する? 元には戻せない",
    ),
    "nothing": ("Nothing was erased.", "何も消去していない。"),
    "done": (
        "The text of {handles} is erased from every file on this machine; the chain of hashes holds.",
        "{handles} の本文を、この端末のすべてのファイルから消した。ハッシュの連鎖は保たれている。",
    ),
    "again": (
        "{handles} was erased before; every file on this machine was looked through again.",
        "{handles} は消去済み。この端末のファイルをもう一度すべて確かめた。",
    ),
    "elsewhere": (
        "Change the secret all the same: it was on the disk, on this terminal and in the shell's history. Not reached "
        "from here: reports and exports that were written, messages that were sent, backups, and other machines, "
        "which erase their copy when they next write to this incident, or at `incidentctl recover`.",
        "秘密の値は必ず変更する。ディスク・この端末の画面・シェルの履歴に残っていた。ここからは消せないもの: 書き出した報告書、"
        "送ったメッセージ、バックアップ、ほかの端末(次にこの障害へ書き込むとき、または `incidentctl recover` で消える)。",
    ),
    "also": (
        "The same text may stand in {handles} as well: look, and redact those, too.",
        "同じ内容が {handles} にも残っている可能性がある。確かめて、必要なら同じように消去する。",
    ),
}
