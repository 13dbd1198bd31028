"""A report that is written to a file: its parts, and what became of what a person wrote there."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # parts that have no heading
    "title": ("title", "件名"),
    "meta": ("top lines", "冒頭の項目"),
    "footer": ("last lines", "末尾の記録情報"),
    # in the file, above new text for a part that was edited
    "offer": (
        "New text for the part above, which was edited by hand. To use it, put it in place of that part; "
        "if not, delete this comment.",
        "上の部分は手で直してあるため、新しい文面をここに置く。使うなら上の文と入れ替え、使わないならこのコメントを消す。",
    ),
    # after writing
    "kept": ("Kept as edited: {parts}", "手で直した部分はそのまま: {parts}"),
    "offered": (
        "New text stands beside: {parts} (a comment in the file; take it over or delete it)",
        "新しい文面を横に置いた: {parts}(ファイル内のコメント。使うか、消す)",
    ),
    "gone": (
        "Not put back, since it was taken out: {parts} (to have it back, delete {ids} in the first comment of the file)",
        "消してあったので戻していない: {parts}(戻すには、ファイル先頭のコメントから {ids} を消して再実行)",
    ),
    "doubtful": (
        "Comments of incidentctl that do not fit each other were left as they are: line {lines}",
        "対応が取れない incidentctl のコメントは、そのまま残した: {lines} 行目",
    ),
    "waiting": (
        "! New text in it is neither taken over nor deleted: {ids}",
        "! 取り込みも削除もしていない新しい文面がある: {ids}",
    ),
    "aside": (
        "! What {path} held is kept as {aside}: it was not this report, or no text that can be merged.",
        "! {path} の元の内容は {aside} に残した(この報告書ではないか、統合できない形のため)",
    ),
}
