"""What `doctor` finds, and what to do about it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "ok": ("ok  ", "良  "),
    "warn": ("look", "注意"),
    "fail": ("FAIL", "不可"),
    "directory": ("The log's directory takes facts: {path}", "記録の置き場所に書き込める: {path}"),
    "directory.next": ("", ""),
    "unreadable": ("{path} cannot be read: {why}", "{path} を読めない: {why}"),
    "unreadable.next": (
        "Make it readable and writable for you, or set $INCIDENTCTL_HOME.",
        "自分が読み書きできるようにするか、$INCIDENTCTL_HOME で別の場所を指定する。",
    ),
    "not-mine": ("{path} belongs to somebody else.", "{path} の所有者が自分ではない。"),
    "not-mine.next": (
        "Nothing will be recorded there: chown it, or set $INCIDENTCTL_HOME.",
        "このままでは記録できない。所有者を直すか、$INCIDENTCTL_HOME を指定する。",
    ),
    "open-to-others": (
        "{path} may be read by other users (mode {mode}).",
        "{path} をほかの利用者が読める(モード {mode})。",
    ),
    "open-to-others.next": ("chmod 700 {path}", "chmod 700 {path}"),
    "network": (
        "{path} is on a network file system ({kind}): locks and durable writes may not hold there.",
        "{path} はネットワークファイルシステム({kind})上にある。ロックと確実な書き込みを保証できない。",
    ),
    "network.next": (
        "Keep the log on a local disk: set $INCIDENTCTL_HOME.",
        "ローカルディスクに置く: $INCIDENTCTL_HOME を指定する。",
    ),
    "little-space": ("Only {free} MiB are free at {path}.", "{path} の空きは {free} MiB しかない。"),
    "little-space.next": ("Make room before the next incident.", "次の障害の前に空きを作る。"),
    "ballast": (
        "{size} KiB are set aside for a full disk: {path}",
        "ディスクが満杯のときのために {size} KiB を確保してある: {path}",
    ),
    "ballast.next": ("", ""),
    "no-ballast": (
        "Nothing is set aside for a full disk: {path}",
        "ディスクが満杯のときのための予備がない: {path}",
    ),
    "no-ballast.next": (
        "Make room (1 MiB is enough), then run incidentctl doctor again: it sets {size} KiB aside.",
        "空きを作り(1 MiBで足りる)、もう一度 incidentctl doctor を実行すると {size} KiB を確保する。",
    ),
    "fallback": (
        "While the log takes no facts they are kept in {path}",
        "記録の置き場所に書けない間の退避先: {path}",
    ),
    "fallback.next": ("", ""),
    "fallback-volatile": (
        "While the log takes no facts they are kept in {path}: in memory, lost when the machine stops.",
        "記録の置き場所に書けない間の退避先 {path} はメモリ上にあり、再起動で消える。",
    ),
    "fallback-volatile.next": (
        "Set $INCIDENTCTL_FALLBACK to a directory on a disk, best on another one than the log.",
        "$INCIDENTCTL_FALLBACK にディスク上のディレクトリを指定する。記録とは別のディスクがよい。",
    ),
    "fallback-refused": (
        "{path} is not used: it is a link, or belongs to somebody else ({why}).",
        "{path} は使わない。リンクか、ほかの利用者のもの({why})。",
    ),
    "fallback-refused.next": (
        "Find out who put it there; remove it, or set $INCIDENTCTL_FALLBACK.",
        "誰が作ったか確かめて取り除くか、$INCIDENTCTL_FALLBACK で別の場所を指定する。",
    ),
    "fallback-waiting": (
        "Facts wait outside the log (files: {count}): {path}",
        "記録の外に退避したままのものがある({count}ファイル): {path}",
    ),
    "fallback-waiting.next": ("incidentctl recover", "incidentctl recover"),
    "no-fallback": (
        "There is no place for facts while the log takes none: {path} cannot be made.",
        "記録の置き場所に書けないときの退避先がない({path} を作れない)。",
    ),
    "no-fallback.next": (
        "Set $INCIDENTCTL_FALLBACK to a directory of yours on another disk.",
        "$INCIDENTCTL_FALLBACK に、別のディスクにある自分のディレクトリを指定する。",
    ),
    "not-writable": ("{path} does not take facts: {why}", "{path} に書き込めない: {why}"),
    "not-writable.next": (
        "Mend it, or set $INCIDENTCTL_HOME to a local directory of yours.",
        "直すか、$INCIDENTCTL_HOME に自分のローカルディレクトリを指定する。",
    ),
    "logs": ("Every log can be read ({count}).", "記録はすべて読める({count}件)。"),
    "logs.next": ("", ""),
    "logs-unreadable": ("These incidents cannot be read: {ids}", "読めない障害がある: {ids}"),
    "logs-unreadable.next": ("incidentctl verify", "incidentctl verify"),
    "logs-damaged": (
        "The logs of these incidents are damaged, and what can be read is shown: {ids}",
        "記録の一部が壊れている障害がある(読める分は表示される): {ids}",
    ),
    "logs-damaged.next": ("incidentctl verify", "incidentctl verify"),
    "settings-wrong": ("The settings are wrong: {why}", "設定に誤りがある: {why}"),
    "settings-wrong.next": (
        "Mend the file or the variable that is named there.",
        "そこに示したファイルか環境変数を直す。",
    ),
    "zone-is-offset": (
        "The time zone is only an offset ({zone}): clock changes are not known.",
        "タイムゾーンがオフセット({zone})だけなので、夏時間の切り替えが分からない。",
    ),
    "zone-is-offset.next": (
        "Set `zone` in config.yaml to a name such as Europe/London.",
        "config.yaml の `zone` に Asia/Tokyo のような名前を指定する。",
    ),
    "shared-login": (
        "You act as {user}: on a shared login nobody can tell who did what.",
        "{user} として動いている。共用アカウントでは誰がしたことか分からない。",
    ),
    "shared-login.next": (
        "Set $INCIDENTCTL_USER, or use --as NAME.",
        "$INCIDENTCTL_USER を設定するか、--as 名前 を付ける。",
    ),
    "runbooks": ("Every checklist is sound ({count}).", "手順書に誤りはない({count}件)。"),
    "runbooks.next": ("", ""),
    "runbook-invalid": (
        "{path} cannot be walked: {count} mistakes.",
        "{path} に誤りが{count}件あり、使えない。",
    ),
    "runbook-invalid.next": ("incidentctl runbook check {path}", "incidentctl runbook check {path}"),
    "runbook-untranslated": ("Texts lack a language: {paths}", "片方の言語がない文がある: {paths}"),
    "runbook-untranslated.next": ("", ""),
    "criteria": (
        "The checklists ask what counts as resolved, and when people may go.",
        "手順書は、解決の条件と解散の条件をたずねる。",
    ),
    "criteria.next": ("", ""),
    "criteria-unasked": (
        "No checklist asks for {fields}: nobody will know when it is over.",
        "{fields} をたずねる手順がない。終わりの条件が決まらないままになる。",
    ),
    "criteria-unasked.next": (
        "Add a step that saves it (see: incidentctl runbook show first-response)",
        "手順書に加える(参考: incidentctl runbook show first-response)",
    ),
    "policy-invalid": ("The policy has mistakes: {path}", "ポリシーに誤りがある: {path}"),
    "policy-invalid.next": (
        "Until then the built-in policy is used.",
        "直すまでは組み込みのポリシーを使う。",
    ),
    "form-invalid": ("A form of the reports has mistakes: {path}", "報告書の様式に誤りがある: {path}"),
    "form-invalid.next": (
        "Until then the built-in form of that name is used, if there is one.",
        "直すまでは、同じ名前の組み込みの様式(あれば)を使う。",
    ),
    "forms": ("Forms of reports: {names}", "報告書の様式: {names}"),
    "forms.next": ("", ""),
    "wording-invalid": (
        "The rules about wording have mistakes: {path}",
        "言い回しの規則に誤りがある: {path}",
    ),
    "wording-invalid.next": (
        "Until then `incidentctl lint` refuses, and nothing is said on entry.",
        "直すまで `incidentctl lint` は動かず、入力時の注意も出ない。",
    ),
    "wording": ("The rules about wording are sound ({count}).", "言い回しの規則に誤りはない({count}件)。"),
    "wording.next": ("", ""),
    "templates": ("Fixed sentences exist in both languages ({count}).", "定型文は両言語にある({count}件)。"),
    "templates.next": ("", ""),
    "template-untranslated": ("Fixed sentences lack a language: {names}", "片方の言語がない定型文: {names}"),
    "template-untranslated.next": ("", ""),
    "no-contacts": (
        "No contacts are written down: at 3 a.m. nobody knows whom to call.",
        "連絡先がない。夜中に誰を呼べばよいか分からない。",
    ),
    "no-contacts.next": (
        "Write them down: incidentctl help contacts",
        "連絡先を書く: incidentctl help contacts",
    ),
    "contacts-missing": (
        "A notice should reach them, and they have no contact: {names}",
        "知らせる相手なのに連絡先がない: {names}",
    ),
    "contacts-missing.next": ("Add them to contacts.yaml.", "contacts.yaml に加える。"),
    "calendar": ("Holidays are known until {until}.", "祝日は {until} まで分かっている。"),
    "calendar.next": ("", ""),
    "no-holidays": (
        "No holidays are known for {zone}: deadlines in business days may come out too early.",
        "{zone} の祝日がない。営業日で数える期限が早めに出ることがある。",
    ),
    "no-holidays.next": (
        "Write .incidentctl/runbooks/policy/calendar.yaml with your own.",
        ".incidentctl/runbooks/policy/calendar.yaml に書く。",
    ),
    "holidays-end": ("The list of holidays ends on {until}.", "祝日の一覧は {until} で終わっている。"),
    "holidays-end.next": ("Add the next year to calendar.yaml.", "calendar.yaml に翌年分を加える。"),
    "clocks-old": (
        "These legal clocks were not looked up for a year: {ids}",
        "1年以上確かめていない報告期限: {ids}",
    ),
    "clocks-old.next": (
        "Verify them with legal, then set `checked_on` in clocks.yaml.",
        "法務に確かめ、clocks.yaml の `checked_on` を直す。",
    ),
    "clocks-to-nobody": (
        "These legal clocks name no recipient: {ids}",
        "提出先のない報告期限: {ids}",
    ),
    "clocks-to-nobody.next": ("Add `recipient` in clocks.yaml.", "clocks.yaml に `recipient` を書く。"),
    "contacts": ("Contacts are written down ({count}).", "連絡先がある({count}件)。"),
    "contacts.next": ("", ""),
}
