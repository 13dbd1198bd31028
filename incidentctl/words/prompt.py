"""What the screen says around a question."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "yes": ("yes", "はい"),
    "no": ("no", "いいえ"),
    # the slash commands, one letter each
    "command.n": ("note", "メモ"),
    "command.u": ("undo", "取消"),
    "command.b": ("back", "戻る"),
    "command.s": ("skip", "飛ばす"),
    "command.d": ("done", "済"),
    "command.w": ("later", "後で"),
    "command.f": ("fail", "失敗"),
    "command.h": ("help", "助け"),
    "command.m": ("more", "全文"),
    "command.q": ("quit", "中断"),
    # hints below the question
    "enter-takes": ("Enter: {default}", "Enter: {default}"),
    "more": ("… {lines} more lines: /m", "… 続き{lines}行: /m"),
    # an answer that is none; the typed text stays in the line
    "pick-one": (
        "Nothing is picked yet: type {keys}, then Enter.",
        "まだ選ばれていません。{keys} を入力してEnterを押してください。",
    ),
    "no-such-choice": (
        "Not one of the answers: type {keys}. /n and text keeps a note.",
        "選択肢にありません。{keys} を入力してください。メモは /n に続けて書けます。",
    ),
    "text-empty": (
        "Nothing typed yet. A line that begins with / is a command.",
        "まだ入力がありません。/ で始めるとコマンドになります。",
    ),
    "no-such-command": (
        "Not a command here. Commands: {commands}. For text that begins with /, type //.",
        "ここでは使えないコマンドです。使えるもの: {commands}。/ で始まる文は // と入力します。",
    ),
}
