"""Times and values that cannot be read as they were typed."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "why-tells": (
        "The reason holds a part of what is to be erased, and it stays.",
        "理由に、消去する内容の一部が入っています。理由は残ります。",
    ),
    "why-tells.next": (
        'Say what kind of secret it was, not the secret: --why "a password was pasted"',
        '秘密そのものではなく種類を書いてください: --why "パスワードを貼ってしまった"',
    ),
    "follow-known-at": (
        "--follow shows what comes, --known-at what was: not both.",
        "--follow はこれからの記録、--known-at は過去の時点です。同時には使えません。",
    ),
    "follow-known-at.next": (
        "Leave one of them out.",
        "どちらか一方にしてください。",
    ),
    "time-unreadable": (
        "Cannot read “{text}” as a time.",
        "時刻として読めません: 「{text}」",
    ),
    "time-unreadable.next": (
        "Type a time such as 14:05, 10m (minutes), yesterday 23:50, 11/22 14:05 or 2026-11-22T14:05+09:00.",
        "14:05、10分、昨日 23:50、11/22 14:05、2026-11-22T14:05+09:00 のように入力してください。",
    ),
    "time-bare-number": (
        "“{text}” could be a time of day or a number of minutes.",
        "「{text}」だけでは、時刻か分数か分かりません。",
    ),
    "time-bare-number.next": (
        "Type 14:05 for a time of day, 10m for ten minutes.",
        "時刻なら 14:05、10分なら 10分 または 10m と入力してください。",
    ),
    "time-ahead": (
        "“{text}” is still ahead ({at}); a time that has passed is needed here.",
        "「{text}」はまだ先の時刻です({at})。ここには過去の時刻を入れます。",
    ),
    "time-ahead.next": (
        "Check the date, or type how long ago it was: 10m ago, yesterday 23:50.",
        "日付を確かめるか、10分前、昨日 23:50 のように入力してください。",
    ),
    "no-such-grouping": ("There are no numbers by {word}.", "「{word}」ごとの集計はありません。"),
    "no-such-grouping.next": ("Known: {choices}", "使えるもの: {choices}"),
    "stats-range-empty": (
        "No day lies between {since} and {until}.",
        "{since} から {until} までの期間には、日がありません。",
    ),
    "stats-range-empty.next": (
        "Give the earlier day as --since, the later one as --until.",
        "早い日を --since に、遅い日を --until に指定してください。",
    ),
    "known-before-declared": (
        "Nothing was known at “{text}”: the incident was declared at {at}.",
        "「{text}」には、まだ何も記録されていません(宣言は {at})。",
    ),
    "known-before-declared.next": (
        "Give a time after that.",
        "それより後の時刻を指定してください。",
    ),
    "time-behind": (
        "“{text}” has already passed ({at}); a time ahead is needed here.",
        "「{text}」はもう過ぎています({at})。ここにはこれからの時刻を入れます。",
    ),
    "time-behind.next": (
        "Type a time ahead: 30m, 14:05, tomorrow 9:00, 2026-11-22T14:05.",
        "30分、14:05、明日9時、2026-11-22T14:05 のように、これからの時刻を入力してください。",
    ),
    "time-ambiguous": (
        "{text} happened twice: the clocks were put back.",
        "{text} は時計の切り替えで2回あります。",
    ),
    "time-ambiguous.next": (
        "Type the one you mean, with its offset: {first} (the first) or {second} (the second).",
        "時差を付けて入力してください。1回目は {first}、2回目は {second} です。",
    ),
    "time-missing": (
        "{text} does not exist: the clocks were put forward over it.",
        "{text} は時計の切り替えで飛ばされ、存在しません。",
    ),
    "time-missing.next": (
        "Type the time with its offset: {first} or {second}.",
        "{first} または {second} のように、時差を付けて入力してください。",
    ),
    "duration-unreadable": (
        "Cannot read “{text}” as a length of time.",
        "時間の長さとして読めません: 「{text}」",
    ),
    "duration-unreadable.next": (
        "Type a number with its unit: 90s, 30m, 1h30m, 3d (at most ten years).",
        "90秒、30分、1時間半、3日 のように、単位を付けて入力してください(10年まで)。",
    ),
    "value-empty": (
        "Nothing was given for {field}.",
        "{field} の値が空です。",
    ),
    "value-empty.next": (
        "Type a value, or “unknown” if nobody knows yet.",
        "値を入力してください。まだ分からなければ「不明」と入力します。",
    ),
    "value-not-a-number": (
        "“{text}” is not a number.",
        "数値ではありません: 「{text}」",
    ),
    "value-not-a-number.next": (
        "Type a number such as 1200, 3.5 or 1.2k, or “unknown”.",
        "1200、3.5、1.2万 のような数値か、「不明」と入力してください。",
    ),
    "value-not-a-count": (
        "“{text}” is not a count or a range of counts.",
        "件数や範囲として読めません: 「{text}」",
    ),
    "value-not-a-count.next": (
        "Type 1200, 1200..1500, >=1200, <=1500, about 1200, or “unknown”.",
        "1200、1200〜1500、1200以上、1500以下、約1200 のどれか、または「不明」と入力してください。",
    ),
    "value-not-a-choice": (
        "“{text}” is not one of the choices for {field}.",
        "「{text}」は {field} の選択肢にありません。",
    ),
    "value-not-a-choice.next": (
        "The choices: {choices}, or “unknown”.",
        "選択肢: {choices}、または「不明」。",
    ),
    "value-near-a-choice": (
        "“{text}” is not one of the choices for {field}.",
        "「{text}」は {field} の選択肢にありません。",
    ),
    "value-near-a-choice.next": (
        "Did you mean {suggestion}? The choices: {choices}, or “unknown”.",
        "{suggestion} ではありませんか。選択肢: {choices}、または「不明」。",
    ),
    "value-not-yes-or-no": (
        "“{text}” is neither yes nor no.",
        "「{text}」は、はい・いいえのどちらでもありません。",
    ),
    "value-not-yes-or-no.next": (
        "Type yes, no, or “unknown”.",
        "はい、いいえ、不明 のどれかを入力してください。",
    ),
}
