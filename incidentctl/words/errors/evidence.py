"""Evidence: what cannot be attached, and what cannot be given back."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "needs-file": ("The file is missing.", "ファイルがありません。"),
    "needs-file.next": (
        "Name it, or - for a pipe: incidentctl attach error.log",
        "名前を付けてください。パイプなら - です: incidentctl attach error.log",
    ),
    "mask-or-as-is": (
        "--mask changes the copy: it goes neither with --as-is nor with --reference.",
        "--mask は写しを書き換えるため、--as-is や --reference と一緒には使えません。",
    ),
    "mask-or-as-is.next": ("Leave one of them out.", "どちらかを外してください。"),
    "pipe-by-reference": (
        "What comes through a pipe lies nowhere, so there is nothing to refer to.",
        "パイプから来るものは、参照できる場所にありません。",
    ),
    "pipe-by-reference.next": (
        "Save it into a file first, or leave out --reference.",
        "先にファイルに保存するか、--reference を外してください。",
    ),
    "pipe-and-evidence": (
        "Both a pipe and a file: a note holds one of them.",
        "パイプとファイルの両方があります。1つのメモに残せるのは一方です。",
    ),
    "pipe-and-evidence.next": (
        "Keep them one after the other: incidentctl attach FILE",
        "1つずつ残してください: incidentctl attach ファイル",
    ),
    "evidence-from-a-terminal": (
        "Nothing comes through a pipe here.",
        "パイプからの入力がありません。",
    ),
    "evidence-from-a-terminal.next": (
        "Put the command before it: kubectl get pods | incidentctl attach -",
        "前にコマンドを置いてください: kubectl get pods | incidentctl attach -",
    ),
    "evidence-is-a-link": (
        "Not attached: {file} is a link, and no link is followed.",
        "添付していません: {file} はリンクです。リンクはたどりません。",
    ),
    "evidence-is-a-link.next": (
        "Name the file itself: incidentctl attach {target}",
        "リンク先のファイルを指定してください: incidentctl attach {target}",
    ),
    "evidence-is-a-directory": (
        "Not attached: {file} is a directory.",
        "添付していません: {file} はディレクトリです。",
    ),
    "evidence-is-a-directory.next": (
        "Attach a file in it, or pack it: tar cz {file} | incidentctl attach - --name {file}.tar.gz",
        "中のファイルを添付するか、まとめてください: tar cz {file} | incidentctl attach - --name {file}.tar.gz",
    ),
    "evidence-is-a-pipe": (
        "Not attached: {file} is a named pipe.",
        "添付していません: {file} は名前付きパイプです。",
    ),
    "evidence-is-a-pipe.next": (
        "Let it in through standard input: incidentctl attach - < {file}",
        "標準入力から渡してください: incidentctl attach - < {file}",
    ),
    "evidence-is-a-device": (
        "Not attached: {file} is a device or a socket, not a file.",
        "添付していません: {file} はファイルではなく、デバイスかソケットです。",
    ),
    "evidence-is-a-device.next": (
        "Save what it gives into a file, and attach that.",
        "内容をファイルに保存し、それを添付してください。",
    ),
    "evidence-unreadable": (
        "Not attached: {file} cannot be read ({reason}).",
        "添付していません: {file} を読めません({reason})。",
    ),
    "evidence-unreadable.next": (
        "Check its name and who may read it.",
        "名前と読み取り権限を確かめてください。",
    ),
    "no-such-evidence": ("There is no evidence “{id}”.", "資料「{id}」はありません。"),
    "no-such-evidence.next": ("See which there is: incidentctl evidence", "一覧を見る: incidentctl evidence"),
    "evidence-which": ("Which piece of evidence is to be saved?", "どの資料を保存しますか。"),
    "evidence-which.next": (
        "Name it; see which there is: incidentctl evidence",
        "IDを指定してください。一覧を見る: incidentctl evidence",
    ),
    "evidence-is-binary": (
        "Not shown: it is no text ({media}).",
        "表示していません: テキストではありません({media})。",
    ),
    "evidence-is-binary.next": (
        "Save it: incidentctl evidence {id} -o FILE",
        "ファイルに保存してください: incidentctl evidence {id} -o ファイル",
    ),
    "evidence-file-exists": (
        "Not written: {path} is there already.",
        "書き出していません: {path} はすでにあります。",
    ),
    "evidence-file-exists.next": ("Give another name with -o.", "-o で別の名前を指定してください。"),
    "evidence-moved": (
        "The file was not copied, and is no longer where it was: {path}",
        "コピーせずに参照したファイルが、元の場所にありません: {path}",
    ),
    "evidence-moved.next": (
        "Put it back there; incidentctl evidence --json has its hash.",
        "元の場所に戻してください。ハッシュは incidentctl evidence --json にあります。",
    ),
    "evidence-changed": (
        "The file was not copied, and no longer holds what it held: {path}",
        "コピーせずに参照したファイルの内容が変わっています: {path}",
    ),
    "evidence-changed.next": (
        "Look for an older copy; incidentctl evidence --json has its hash.",
        "古い写しを探してください。ハッシュは incidentctl evidence --json にあります。",
    ),
}
