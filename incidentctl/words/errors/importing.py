"""A file that cannot be imported, and each row of one that cannot stand."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "needs-import-file": (
        "The file is missing.",
        "ファイルが指定されていません。",
    ),
    "needs-import-file.next": (
        "incidentctl import timeline.csv   (or `-` for what comes through a pipe)",
        "incidentctl import timeline.csv   (パイプから読むなら `-`)",
    ),
    "import-unreadable": (
        "{file} cannot be read: {reason}",
        "{file} を読めません: {reason}",
    ),
    "import-unreadable.next": (
        "Check the name and who may read it.",
        "名前と読み取り権限を確かめてください。",
    ),
    "import-too-big": (
        "{file} is bigger than {limit} MB.",
        "{file} は{limit}MBを超えています。",
    ),
    "import-too-big.next": (
        "Import it in parts; a row that is there already is not added again.",
        "分けて取り込んでください。記録済みの行が重複することはありません。",
    ),
    "import-encoding": (
        "{file} is not UTF-8 (line {line}).",
        "{file} はUTF-8ではありません({line}行目)。",
    ),
    "import-encoding.next": (
        "Save it as UTF-8, or convert it: iconv -f CP932 -t UTF-8 FILE | incidentctl import -",
        "UTF-8で保存し直すか、変換してください: iconv -f CP932 -t UTF-8 ファイル | incidentctl import -",
    ),
    "import-no-text": (
        "{file} is neither text nor an archive as `incidentctl export` writes it.",
        "{file} は、テキストでも `incidentctl export` の書き出しでもありません。",
    ),
    "import-no-text.next": (
        "If it is compressed, unpack it first (gunzip FILE); save a spreadsheet as CSV; then import that.",
        "圧縮されているなら先に展開し(gunzip ファイル)、表計算のファイルはCSVで保存して、それを取り込んでください。",
    ),
    "import-empty": (
        "There is no row in {file}.",
        "{file} には行がありません。",
    ),
    "import-empty.next": (
        "Write lines such as “14:02 errors on checkout”, or CSV with the columns at and text.",
        "「14:02 決済でエラー」のような行か、at と text の列があるCSVにしてください。",
    ),
    "import-day": (
        "“{text}” is not a day.",
        "日付ではありません: 「{text}」",
    ),
    "import-day.next": (
        "Type a date: --day 2026-11-22, --day yesterday",
        "--day 2026-11-22、--day 昨日 のように、日付を入力してください。",
    ),
    "import-without-incident": (
        "Not recorded: no incident is open.",
        "記録していません: 対応中の障害がありません。",
    ),
    "import-without-incident.next": (
        'Report it first (a suspicion will do): incidentctl declare --suspect --no-walk "what is seen"\n'
        "  then: incidentctl import {file}      into one that is over: incidentctl import {file} -i ID",
        '先に報告してください(疑いでよい): incidentctl declare --suspect --no-walk "何が起きているか"\n'
        "  続けて: incidentctl import {file}      終了した障害に入れるなら: incidentctl import {file} -i ID",
    ),
    "import-not-recorded": (
        "NOT RECORDED: nothing of the file is in the log ({reason}).",
        "記録できませんでした。ファイルの内容は1行も入っていません({reason})。",
    ),
    "import-not-recorded.next": (
        "Free some space or mend the disk, then run the same command again: no row is added twice.",
        "空き容量を作るかディスクを直してから、同じコマンドを実行してください。行が重複することはありません。",
    ),
    "import-rejected": (
        "Nothing was recorded: {file} has {count} problem(s) in {total} row(s).",
        "何も記録していません。{file} の{total}行に問題が{count}件あります。",
    ),
    "import-rejected.next": (
        "Put these lines right, then run the same command again.",
        "上の行を直して、同じコマンドをもう一度実行してください。",
    ),
    "column-twice": (
        "two columns are meant for “{column}”.",
        "「{column}」の列が2つあります。",
    ),
    "column-twice.next": (
        "rename one of them: a name that means nothing is kept as it is",
        "片方の列名を変える(ほかの名前の列はそのまま残る)",
    ),
    "column-missing": (
        "there is no column “{column}”.",
        "「{column}」の列がありません。",
    ),
    "column-missing.next": (
        "begin with a header such as: at,text,kind,role,source",
        "1行目を at,text,kind,role,source のような見出しにする",
    ),
    "row-quotes": (
        "a quote is in the wrong place, or never closed.",
        "引用符の位置が正しくないか、閉じていません。",
    ),
    "row-quotes.next": (
        'put the cell in quotes and double those in it: "he said ""no"""',
        '値を引用符で囲み、中の引用符は2つ重ねる: "画面に""500""と出た"',
    ),
    "row-too-wide": (
        "{found} cells, but the header has {expected}.",
        "値が{found}個ありますが、見出しは{expected}列です。",
    ),
    "row-too-wide.next": (
        'put a text with the separator in it in quotes: "a, b"',
        '区切り文字を含む本文は引用符で囲む: "a, b"',
    ),
    "row-json": (
        "not a JSON object: {text}",
        "JSONのオブジェクトではありません: {text}",
    ),
    "row-json.next": (
        'one object per line: {{"at": "2026-11-22T14:02+09:00", "text": "errors on checkout"}}',
        '1行に1つ書く: {{"at": "2026-11-22T14:02+09:00", "text": "決済でエラー"}}',
    ),
    "row-not-text": (
        "“{column}” is not a text: {text}",
        "「{column}」が文字列ではありません: {text}",
    ),
    "row-not-text.next": (
        "put it in quotes; a time is written 2026-11-22T14:02+09:00",
        "引用符で囲む。時刻は 2026-11-22T14:02+09:00 のように書く",
    ),
    "row-kind": (
        "there is no kind “{text}”.",
        "種別「{text}」はありません。",
    ),
    "row-kind.next": (
        "{suggestion}? The kinds: {choices}",
        "{suggestion} のことか。種別: {choices}",
    ),
    "row-without-time": (
        "no time: “{text}”.",
        "時刻がありません: 「{text}」",
    ),
    "row-without-time.next": (
        "write it in front: 14:02 text, or 2026-11-22 14:02 text",
        "先頭に書く: 14:02 本文、または 2026-11-22 14:02 本文",
    ),
    "row-without-text": (
        "no text at {text}.",
        "{text} の本文がありません。",
    ),
    "row-without-text.next": (
        "say what happened; only detected, mitigated and resolved need no text",
        "何があったかを書く。本文なしでよいのは 検知・暫定復旧・復旧完了 だけ",
    ),
    "row-time": (
        "cannot read “{text}” as a time.",
        "時刻として読めません: 「{text}」",
    ),
    "row-time.next": (
        "write 14:02, 2026-11-22 14:02 or 2026-11-22T14:02+09:00",
        "14:02、2026-11-22 14:02、2026-11-22T14:02+09:00 のように書く",
    ),
    "row-range": (
        "from when to when? One row is one moment: “{text}”.",
        "1行に書ける時刻は1つです: 「{text}」",
    ),
    "row-range.next": (
        "write the beginning and the end as two rows",
        "始まりと終わりを2行に分けて書く",
    ),
    "row-zone": (
        "“{zone}” can mean more than one offset.",
        "「{zone}」だけでは時差が決まりません。",
    ),
    "row-zone.next": (
        "write date and offset: 2026-11-22 14:02+09:00",
        "日付と時差を書く: 2026-11-22 14:02+09:00",
    ),
    "row-ahead": (
        "“{text}” is still ahead ({at}).",
        "「{text}」はまだ先の時刻です({at})。",
    ),
    "row-ahead.next": (
        "check the date, or write it: 2026-11-22 14:02",
        "日付を確かめるか、2026-11-22 14:02 のように日付から書く",
    ),
    "row-which-day": (
        "“{text}” could be on any day from {day} to {last}.",
        "「{text}」は {day} から {last} のどの日か分かりません。",
    ),
    "row-which-day.next": (
        "say which: --day {day}",
        "日付を指定する: --day {day}",
    ),
    "row-day-unclear": (
        "“{text}” could be on {first} (out of order) or on {second} (past midnight).",
        "「{text}」は {first}(前後した行)とも {second}(日付が変わった後)とも読めます。",
    ),
    "row-day-unclear.next": (
        "write the date: {second} {text}",
        "日付から書く: {second} {text}",
    ),
    "row-milestone-twice": (
        "a second “{kind}”; the first is on line {first}.",
        "「{kind}」が2行目です。最初は{first}行目にあります。",
    ),
    "row-milestone-twice.next": (
        "only one can be the milestone: make the other a note",
        "節目は1つ。もう一方は note にする",
    ),
    "row-not-resolved": (
        "recovery has not been declared yet, and no file declares it.",
        "復旧完了はまだ宣言されておらず、ファイルでは宣言できません。",
    ),
    "row-not-resolved.next": (
        'run incidentctl resolve "what shows it" --at {at} first, or make the row a note',
        '先に incidentctl resolve "確認したこと" --at {at} を実行するか、この行を note にする',
    ),
    "row-before-reopening": (
        "“{kind}” is from before the incident was opened again.",
        "「{kind}」は、障害を再開する前の時刻です。",
    ),
    "row-before-reopening.next": (
        "make the row a note",
        "この行を note にする",
    ),
}
