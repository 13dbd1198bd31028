"""An archive that cannot be written, or taken in: then nothing of it is."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "archive-foreign": (
        "Nothing was imported: this archive holds something that no export writes. {name}",
        "何も取り込んでいません。書き出したものではない内容が入っています。{name}",
    ),
    "archive-foreign.next": (
        "Import the file as `incidentctl export` wrote it: not unpacked, repacked or compressed.",
        "`incidentctl export` が書いたファイルを、展開・再圧縮せずにそのまま指定してください。",
    ),
    "archive-cut": (
        "Nothing was imported: the archive ends too early.",
        "何も取り込んでいません。ファイルが途中で切れています。",
    ),
    "archive-cut.next": (
        "Copy it again, and compare the SHA-256 that `export` printed.",
        "もう一度コピーし、`export` が表示した SHA-256 と比べてください。",
    ),
    "archive-changed": (
        "Nothing was imported: {name} is not what it was when it was exported.",
        "何も取り込んでいません。{name} が書き出したときの内容と違います。",
    ),
    "archive-changed.next": (
        "Copy it again, and compare the SHA-256 that `export` printed.",
        "もう一度コピーし、`export` が表示した SHA-256 と比べてください。",
    ),
    "archive-too-big": (
        "Nothing was imported: more than {limit} MB.",
        "何も取り込んでいません。{limit}MBを超えています。",
    ),
    "archive-too-big.next": (
        "Copy the directory of the incident instead (see “Where it is kept” in the README).",
        "代わりに、障害のディレクトリをコピーしてください(置き場所はREADMEを参照)。",
    ),
    "archive-newer": (
        "Nothing was imported: this archive was written by a newer version ({version}).",
        "何も取り込んでいません。新しい版({version})で書き出したファイルです。",
    ),
    "archive-newer.next": (
        "Install that version here, too.",
        "この端末にも同じ版を入れてください。",
    ),
    "archive-other-incident": (
        "This archive is of {id}, not of {wanted}. Nothing was imported.",
        "この書き出しは {id} のもので、{wanted} ではありません。何も取り込んでいません。",
    ),
    "archive-other-incident.next": (
        "Leave -i out: an archive says itself which incident it is of.",
        "-i を外してください。どの障害かはファイルに書かれています。",
    ),
    "archive-not-taken": (
        "NOT RECORDED: nothing of the archive is in the log ({reason}).",
        "記録できませんでした。書き出しの内容は何も入っていません({reason})。",
    ),
    "archive-not-taken.next": (
        "Free some space or mend the disk, then run the same command again.",
        "空き容量を作るかディスクを直してから、同じコマンドを実行してください。",
    ),
    "archive-two-places": (
        "{name} is in two places and differs ({path}). Nothing was exported.",
        "{name} が2か所にあり、内容が違います({path})。書き出していません。",
    ),
    "archive-two-places.next": (
        "See what is there: incidentctl verify",
        "内容を確かめてください: incidentctl verify",
    ),
    "export-exists": (
        "{path} is there already, and was left as it is.",
        "{path} は既にあるため、書き出していません。",
    ),
    "export-exists.next": (
        "Choose another name: incidentctl export -o FILE",
        "別の名前を指定してください: incidentctl export -o ファイル",
    ),
    "export-to-terminal": (
        "An archive is nothing for a terminal.",
        "アーカイブは端末には表示できません。",
    ),
    "export-to-terminal.next": (
        "Write it to a file or a pipe: incidentctl export -o - > {name}",
        "ファイルかパイプに出してください: incidentctl export -o - > {name}",
    ),
}
