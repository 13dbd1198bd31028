"""What went wrong, and (`.next`) what to do about it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # times and durations as typed
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
    # values of fields as typed
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
    # runbooks and policy from files
    "no-such-runbook": (
        "There is no runbook “{id}”.",
        "手順書「{id}」はありません。",
    ),
    "no-such-runbook.next": (
        "See which there are: incidentctl runbook list",
        "一覧を見る: incidentctl runbook list",
    ),
    "no-such-runbook-but": (
        "There is no runbook “{id}”. Did you mean {suggestion}?",
        "手順書「{id}」はありません。もしかして: {suggestion}",
    ),
    "no-such-runbook-but.next": (
        "See which there are: incidentctl runbook list",
        "一覧を見る: incidentctl runbook list",
    ),
    "runbook-invalid": (
        "The runbook {id} cannot be used: {path}",
        "手順書 {id} は使えません: {path}",
    ),
    "runbook-invalid.next": (
        "Put the file right, then: incidentctl runbook check {path}",
        "ファイルを直してから: incidentctl runbook check {path}",
    ),
    "policy-invalid": (
        "The policy cannot be used: {path}",
        "ポリシーを使えません: {path}",
    ),
    "policy-invalid.next": (
        "Put the file right, or move it away: the built-in one is used then.",
        "ファイルを直すか、別の場所に移してください。移せば組み込みのものを使います。",
    ),
    "no-built-in-runbooks": (
        "The built-in runbooks are not where they belong: {path}",
        "組み込みの手順書が、あるべき場所にありません: {path}",
    ),
    "no-built-in-runbooks.next": (
        "Install incidentctl again.",
        "incidentctl を入れ直してください。",
    ),
    # prompts, answers files, the editor
    "interrupted": (
        "Interrupted. What was recorded is saved.",
        "中断しました。記録済みの内容は保存されています。",
    ),
    "interrupted.next": (
        "",
        "",
    ),
    "needs-answer": (
        "“{question}” needs an answer, and there is nobody to ask.",
        "「{question}」に答えが必要ですが、尋ねる端末がありません。",
    ),
    "needs-answer.next": (
        "Give it on the command line: {flag}",
        "コマンドラインで指定してください: {flag}",
    ),
    "needs-answer-line": (
        "“{question}” needs an answer, and there is nobody to ask.",
        "「{question}」に答えが必要ですが、尋ねる端末がありません。",
    ),
    "needs-answer-line.next": (
        "Add a line “{name}: …” to a file and give it with --answers FILE.",
        "「{name}: …」の行を書いたファイルを --answers FILE で渡してください。",
    ),
    "answers-unreadable": (
        "Cannot read the answers in {file}: {why}",
        "回答ファイル {file} を読めません: {why}",
    ),
    "answers-unreadable.next": (
        "Give a UTF-8 text file with lines such as “R4: yes”.",
        "「R4: はい」のような行を書いた、UTF-8のテキストファイルを指定してください。",
    ),
    "answers-line": (
        "{file}:{line}: not an answer: “{text}”.",
        "{file}:{line}: 回答の行として読めません: 「{text}」",
    ),
    "answers-line.next": (
        "Write KEY: VALUE with a space after the colon, such as “R4: yes”; # begins a comment.",
        "「R4: はい」のように、コロンの後に空白を入れてください。# で始まる行はコメントです。",
    ),
    "answers-value": (
        "{file}:{line}: “{text}” does not answer the question. {reason}",
        "{file}:{line}: 「{text}」では答えになりません。{reason}",
    ),
    "answers-value.next": (
        "Correct that line and run the command again; what was answered before it is saved.",
        "この行を直して、もう一度実行してください。ここまでの回答は保存されています。",
    ),
    "no-editor": (
        "There is no editor to start (“{command}”).",
        "エディタを起動できません(「{command}」)。",
    ),
    "no-editor.next": (
        "Set VISUAL or EDITOR to an editor, such as: export EDITOR=vim",
        "export EDITOR=vim のように、VISUAL か EDITOR を設定してください。",
    ),
    "editor-failed": (
        "The editor failed ({command}: {outcome}); nothing was recorded.",
        "エディタが異常終了しました({command}: {outcome})。何も記録していません。",
    ),
    "editor-failed.next": (
        "The text is kept in {path}.",
        "本文は {path} に残してあります。",
    ),
    # commands
    "no-such-incident": (
        "No incident ends with “{id}”.",
        "「{id}」で終わる障害はありません。",
    ),
    "no-such-incident.next": (
        "See them all: incidentctl list",
        "一覧: incidentctl list",
    ),
    "incident-ambiguous": (
        "Several incidents end with “{id}”:",
        "「{id}」で終わる障害が複数あります:",
    ),
    "incident-ambiguous.next": (
        "Give more of the id.",
        "IDをもう少し長く指定してください。",
    ),
    "no-open-incident": (
        "No incident is open.",
        "対応中の障害はありません。",
    ),
    "no-open-incident.next": (
        'Declare one: incidentctl declare "what you see"',
        '宣言する: incidentctl declare "何が起きているか"',
    ),
    "which-incident": (
        "Which of the open incidents is meant?",
        "対応中のどの障害ですか。",
    ),
    "which-incident.next": (
        "Add -i ID, or choose for this terminal: incidentctl use ID",
        "-i ID を付けるか、この端末で選んでください: incidentctl use ID",
    ),
    "note-without-incident": (
        "Not recorded: no incident is open.",
        "記録していません: 対応中の障害がありません。",
    ),
    "note-without-incident.next": (
        "Declare one with this text: {line}",
        "この文で宣言する: {line}",
    ),
    "no-such-fact": (
        "No fact has the id “{id}” here.",
        "「{id}」という記録はありません。",
    ),
    "no-such-fact.next": (
        "See the ids: incidentctl timeline",
        "IDを見る: incidentctl timeline",
    ),
    "fact-ambiguous": (
        "Several facts begin with “{id}”:",
        "「{id}」で始まる記録が複数あります:",
    ),
    "fact-ambiguous.next": (
        "Type more of the id.",
        "IDをもう少し長く指定してください。",
    ),
    "no-such-field": (
        "There is no field “{name}”.",
        "「{name}」という項目はありません。",
    ),
    "no-such-field.next": (
        "Did you mean {suggestion}? All fields: incidentctl help fields",
        "{suggestion} ではありませんか。一覧: incidentctl help fields",
    ),
    "no-such-certainty": (
        "“{certainty}” is no level of certainty.",
        "「{certainty}」という確度はありません。",
    ),
    "no-such-certainty.next": (
        "Use one of: {choices}",
        "次のどれかを使ってください: {choices}",
    ),
    "no-such-milestone": (
        "There is no milestone “{milestone}”.",
        "「{milestone}」という節目はありません。",
    ),
    "no-such-milestone.next": (
        "Did you mean {suggestion}? The milestones: {choices}",
        "{suggestion} ではありませんか。節目: {choices}",
    ),
    "milestone-only-corrected": (
        "`mark {milestone}` only corrects a time that exists.",
        "`mark {milestone}` は、すでにある時刻の訂正にだけ使えます。",
    ),
    "milestone-only-corrected.next": (
        "Reach it first: incidentctl step done {step} (in `incidentctl walk`)",
        "先に: incidentctl step done {step}(または `incidentctl walk`)",
    ),
    "no-such-mark": (
        "“{mark}” is no mark of a hop.",
        "「{mark}」という印はありません。",
    ),
    "no-such-mark.next": (
        "Use ok, ng or unknown.",
        "ok、ng、unknown のどれかを使ってください。",
    ),
    "no-such-hop": (
        "The path has no hop “{hop}”: {path}",
        "処理の流れに「{hop}」はありません: {path}",
    ),
    "no-such-hop.next": (
        "Did you mean: incidentctl path mark {suggestion} {mark}",
        "もしかして: incidentctl path mark {suggestion} {mark}",
    ),
    "no-path": (
        "No request path is written down yet.",
        "処理の流れがまだ書かれていません。",
    ),
    "no-path.next": (
        'Write it first: incidentctl path set "client > edge > api > db"',
        '先に書いてください: incidentctl path set "client > edge > api > db"',
    ),
    "text-missing": (
        "There is no text.",
        "本文がありません。",
    ),
    "text-missing.next": (
        "Add the text, or pipe it in with `-`.",
        "本文を付けるか、`-` で標準入力から渡してください。",
    ),
    "needs-text": (
        "The text is missing.",
        "本文がありません。",
    ),
    "needs-text.next": (
        'Add it: incidentctl note "what you saw"',
        '付けてください: incidentctl note "見たこと"',
    ),
    "needs-act": (
        "What was done is missing.",
        "何をしたかがありません。",
    ),
    "needs-act.next": (
        'Add it: incidentctl act "restarted web-03" --before 12% --after 0.1%',
        '付けてください: incidentctl act "web-03を再起動" --before 12% --after 0.1%',
    ),
    "needs-title": (
        "The title is missing.",
        "件名がありません。",
    ),
    "needs-title.next": (
        'Add it: incidentctl declare "Checkout returns 500"',
        '付けてください: incidentctl declare "決済で500エラー"',
    ),
    "needs-who": (
        "Nobody is named.",
        "相手が書かれていません。",
    ),
    "needs-who.next": (
        'Name them: incidentctl tell "manager, support"',
        "書いてください: incidentctl tell 上長 CS",
    ),
    "needs-why": (
        "The reason is missing.",
        "理由がありません。",
    ),
    "needs-why.next": (
        "Add --why TEXT.",
        "--why 理由 を付けてください。",
    ),
    "needs-field": (
        "The field is missing.",
        "項目がありません。",
    ),
    "needs-field.next": (
        "incidentctl set impact.users 1200   (all fields: incidentctl help fields)",
        "incidentctl set impact.users 1200   (一覧: incidentctl help fields)",
    ),
    "needs-value": (
        "The value of {field} is missing.",
        "{field} の値がありません。",
    ),
    "needs-value.next": (
        "Add it, or say “unknown”: incidentctl set {field} VALUE",
        "値か「不明」を付けてください: incidentctl set {field} 値",
    ),
    "needs-milestone": (
        "The milestone is missing.",
        "節目がありません。",
    ),
    "needs-milestone.next": (
        "incidentctl mark started 20m ago",
        "incidentctl mark started 20分前",
    ),
    "needs-level": (
        "The level is missing.",
        "重大度がありません。",
    ),
    "needs-level.next": (
        "incidentctl severity SEV2",
        "incidentctl severity SEV2",
    ),
    "needs-hops": (
        "The path is missing.",
        "処理の流れがありません。",
    ),
    "needs-hops.next": (
        'incidentctl path set "client > edge > api > db"',
        'incidentctl path set "client > edge > api > db"',
    ),
    "needs-hop-mark": (
        "The hop or its mark is missing.",
        "箇所または印がありません。",
    ),
    "needs-hop-mark.next": (
        "incidentctl path mark api ok",
        "incidentctl path mark api ok",
    ),
    "needs-handle": (
        "The id of the fact is missing.",
        "記録のIDがありません。",
    ),
    "needs-handle.next": (
        "See the ids: incidentctl timeline",
        "IDを見る: incidentctl timeline",
    ),
    "needs-incident": (
        "The id of the incident is missing.",
        "障害のIDがありません。",
    ),
    "needs-incident.next": (
        "See them all: incidentctl list",
        "一覧: incidentctl list",
    ),
    "needs-step": (
        "The id of the step is missing.",
        "手順のIDがありません。",
    ),
    "needs-step.next": (
        "See the steps: incidentctl step list",
        "手順を見る: incidentctl step list",
    ),
    "needs-runbook": (
        "The id of the runbook is missing.",
        "手順書のIDがありません。",
    ),
    "needs-runbook.next": (
        "See them all: incidentctl runbook list",
        "一覧: incidentctl runbook list",
    ),
    "needs-shell": (
        "The shell is missing.",
        "シェルの名前がありません。",
    ),
    "needs-shell.next": (
        "incidentctl completion bash   (or zsh, fish)",
        "incidentctl completion bash   (または zsh、fish)",
    ),
    "no-such-shell": (
        "There is no completion for “{shell}”.",
        "「{shell}」の補完はありません。",
    ),
    "no-such-shell.next": (
        "Use one of: {choices}",
        "次のどれかを使ってください: {choices}",
    ),
    "needs-terminal": (
        "{step} waits for an answer, and there is no terminal to ask on.",
        "{step} が回答を待っていますが、尋ねる端末がありません。",
    ),
    "needs-terminal.next": (
        "Answer it: incidentctl step done {step} [VALUE]   or: incidentctl walk --answers FILE",
        "答える: incidentctl step done {step} [値]   または: incidentctl walk --answers FILE",
    ),
    "step-needs-value": (
        "{step} asks for an answer:",
        "{step} には回答が要ります:",
    ),
    "step-needs-value.next": (
        "incidentctl step done {step} VALUE   (several: name=value ...)",
        "incidentctl step done {step} 値   (複数なら: 名前=値 ...)",
    ),
    "step-needs-pairs": (
        "“{text}” does not say which question of {step} it answers.",
        "「{text}」が {step} のどの問いへの回答か分かりません。",
    ),
    "step-needs-pairs.next": (
        "Write name=value, with one of: {names}",
        "名前=値 の形で書いてください。名前: {names}",
    ),
    "no-such-step": (
        "There is no step “{step}”.",
        "「{step}」という手順はありません。",
    ),
    "no-such-step.next": (
        "See the steps: incidentctl step list   (or: incidentctl runbook list)",
        "手順を見る: incidentctl step list   (または: incidentctl runbook list)",
    ),
    "step-ambiguous": (
        "Several runbooks have a step “{step}”:",
        "「{step}」は複数の手順書にあります:",
    ),
    "step-ambiguous.next": (
        "Write RUNBOOK/STEP.",
        "手順書/手順 の形で書いてください。",
    ),
    "required-step": (
        "{step} is required: only the commander may skip it.",
        "{step} は必須です。飛ばせるのは指揮官だけです。",
    ),
    "required-step.next": (
        "Ask the commander, or answer it: incidentctl step done {step}",
        "指揮官に頼むか、答えてください: incidentctl step done {step}",
    ),
    "nothing-left-to-walk": (
        "Every checklist of this incident is done.",
        "この障害の手順書はすべて終わっています。",
    ),
    "nothing-left-to-walk.next": (
        "Render the report: incidentctl report",
        "報告書を出す: incidentctl report",
    ),
    "nothing-to-undo": (
        "There is nothing of {user} to take back here.",
        "取り消せる {user} の記録はありません。",
    ),
    "nothing-to-undo.next": (
        "Name a fact: incidentctl undo ID   (ids: incidentctl timeline)",
        "IDを指定してください: incidentctl undo ID   (ID: incidentctl timeline)",
    ),
    "not-undoable": (
        "{handle} ({kind}) cannot be taken back.",
        "{handle}({kind})は取り消せません。",
    ),
    "not-undoable.next": (
        "Put it right with `incidentctl amend {handle}`; an incident ends with `withdraw`.",
        "訂正は `incidentctl amend {handle}`、障害でなかったなら `withdraw` を使ってください。",
    ),
    "already-undone": (
        "{handle} is already taken back.",
        "{handle} はすでに取り消されています。",
    ),
    "already-undone.next": (
        "",
        "",
    ),
    "amend-what": (
        "Nothing is to change in {handle}.",
        "{handle} の何を変えるかがありません。",
    ),
    "amend-what.next": (
        "Add a text, --to fact|guess|action|decision|question, or --at TIME.",
        "本文、--to fact|guess|action|decision|question、--at 時刻 のどれかを付けてください。",
    ),
    "no-such-stance": (
        "“{to}” is no stance of a note.",
        "「{to}」という種別はありません。",
    ),
    "no-such-stance.next": (
        "Use one of: {choices}",
        "次のどれかを使ってください: {choices}",
    ),
    "not-amendable": (
        "A {kind} has no such part to put right.",
        "{kind} は、そこを訂正できません。",
    ),
    "not-amendable.next": (
        "Record the right one anew; the old one stays in the log.",
        "正しい内容を記録し直してください。元の記録も残ります。",
    ),
    "guess-or-fact": (
        "--guess and --fact exclude each other.",
        "--guess と --fact は同時に使えません。",
    ),
    "guess-or-fact.next": (
        "Keep one.",
        "どちらか一つにしてください。",
    ),
    "already-withdrawn": (
        "{id} was withdrawn.",
        "{id} は取り下げ済みです。",
    ),
    "already-withdrawn.next": (
        "Declare anew if it is an incident after all.",
        "障害だった場合は、改めて宣言してください。",
    ),
    "already-confirmed": (
        "{id} is an incident already.",
        "{id} はすでに障害として扱われています。",
    ),
    "already-confirmed.next": (
        "Go on: incidentctl walk",
        "続ける: incidentctl walk",
    ),
    "already-closed": (
        "{id} is closed.",
        "{id} はクローズ済みです。",
    ),
    "already-closed.next": (
        "",
        "",
    ),
    "log-damaged": (
        "The log of {ids} is damaged (see above). Every readable fact is still shown by every view.",
        "{ids} のログに壊れた箇所があります(上記)。読める記録はすべて表示されます。",
    ),
    "log-damaged.next": (
        "Make a copy of the directory before anything else.",
        "まずディレクトリの控えを取ってください。",
    ),
    "runbooks-wrong": (
        "{count} problem(s) in {files} file(s).",
        "{files}個のファイルに{count}件の問題があります。",
    ),
    "runbooks-wrong.next": (
        "Mend them at the places above and run the check again.",
        "上の箇所を直して、もう一度確認してください。",
    ),
    "no-such-role": (
        "There is no role “{word}”.",
        "「{word}」という役割はありません。",
    ),
    "no-such-role.next": (
        "Did you mean {suggestion}? The roles: {choices}",
        "{suggestion} ではありませんか。役割: {choices}",
    ),
    "no-such-kind": (
        "There is no kind of entry “{word}”.",
        "「{word}」という種類はありません。",
    ),
    "no-such-kind.next": (
        "Did you mean {suggestion}? The kinds: {choices}",
        "{suggestion} ではありませんか。種類: {choices}",
    ),
    "no-such-format": (
        "There is no format “{format}”.",
        "「{format}」という形式はありません。",
    ),
    "no-such-format.next": (
        "Use one of: {choices}",
        "次のどれかを使ってください: {choices}",
    ),
    "no-such-form": (
        "There is no form “{form}”.",
        "「{form}」という様式はありません。",
    ),
    "no-such-form.next": (
        "Use one of: {forms}",
        "次のどれかを使ってください: {forms}",
    ),
    "no-such-lang": (
        "“{lang}” is not a language of this program.",
        "「{lang}」という言語はありません。",
    ),
    "no-such-lang.next": (
        "Use one of: {choices}",
        "次のどれかを使ってください: {choices}",
    ),
    "no-such-zone": (
        "There is no time zone “{zone}”.",
        "「{zone}」というタイムゾーンはありません。",
    ),
    "no-such-zone.next": (
        "Use a name such as Asia/Tokyo, or an offset such as +09:00.",
        "Asia/Tokyo のような名前か、+09:00 のような時差を使ってください。",
    ),
    "no-such-topic": (
        "There is no help on “{topic}”.",
        "「{topic}」のヘルプはありません。",
    ),
    "no-such-topic.next": (
        "Did you mean {suggestion}? Everything: incidentctl help",
        "{suggestion} ではありませんか。一覧: incidentctl help",
    ),
    "file-not-written": (
        "{path} could not be written: {why}",
        "{path} に書けませんでした: {why}",
    ),
    "file-not-written.next": (
        "Nothing is lost: choose another file with -o.",
        "記録は失われていません。-o で別のファイルを指定してください。",
    ),
    "no-such-option": (
        "{path} has no option {option}.",
        "{path} に {option} というオプションはありません。",
    ),
    "no-such-option.next": (
        "See: {path} --help",
        "参照: {path} --help",
    ),
    "no-such-option-near": (
        "{path} has no option {option}.",
        "{path} に {option} というオプションはありません。",
    ),
    "no-such-option-near.next": (
        "Did you mean {suggestion}? See: {path} --help",
        "{suggestion} ではありませんか。参照: {path} --help",
    ),
    "no-such-command": (
        "There is no command “{command}”.",
        "「{command}」というコマンドはありません。",
    ),
    "no-such-command.next": (
        "See: {path} --help",
        "参照: {path} --help",
    ),
    "no-such-command-near": (
        "There is no command “{command}”.",
        "「{command}」というコマンドはありません。",
    ),
    "no-such-command-near.next": (
        "Did you mean: {path} {suggestion}",
        "もしかして: {path} {suggestion}",
    ),
    "option-needs-value": (
        "{option} needs a value.",
        "{option} には値が要ります。",
    ),
    "option-needs-value.next": (
        "See: {path} --help",
        "参照: {path} --help",
    ),
    "option-takes-no-value": (
        "{option} takes no value.",
        "{option} に値は付けられません。",
    ),
    "option-takes-no-value.next": (
        "Leave out what follows the =. See: {path} --help",
        "= から後を除いてください。参照: {path} --help",
    ),
    "extra-argument": (
        "Too many words: {extra}",
        "余分な語があります: {extra}",
    ),
    "extra-argument.next": (
        "See: {path} --help",
        "参照: {path} --help",
    ),
    "value-looks-like-option": (
        "“{value}” was read as an option.",
        "「{value}」がオプションとして読まれました。",
    ),
    "value-looks-like-option.next": (
        "Put -- before it: {line}",
        "前に -- を置いてください: {line}",
    ),
    "not-understood": (
        "Not understood: {what}",
        "解釈できません: {what}",
    ),
    "not-understood.next": (
        "See: {path} --help",
        "参照: {path} --help",
    ),
    "was-nothing": (
        "This command recorded nothing.",
        "このコマンドでは何も記録していません。",
    ),
    "was-nothing.next": (
        "",
        "",
    ),
    "was-recorded": (
        "Recorded before that: {handles}",
        "中断前に記録済み: {handles}",
    ),
    "was-recorded.next": (
        "",
        "",
    ),
    "was-unconfirmed": (
        "UNCONFIRMED before that: {handles}",
        "中断前に書き込み済み(未確認): {handles}",
    ),
    "was-unconfirmed.next": (
        "",
        "",
    ),
    "how-to-resume": (
        "→ incidentctl -i {id} walk",
        "→ incidentctl -i {id} walk",
    ),
    "how-to-resume.next": (
        "",
        "",
    ),
    "output-failed": (
        "The output could not be written: {why}. What was recorded is on the timeline.",
        "出力に失敗しました: {why}。記録したものはタイムラインにあります。",
    ),
    "output-failed.next": (
        "",
        "",
    ),
    "unexpected": (
        "This is a bug in incidentctl: {what}\nWhat was recorded is on the timeline. Please report it with {path}",
        "incidentctl の不具合です: {what}\n記録済みのものはタイムラインにあります。{path} を添えて報告してください。",
    ),
    "unexpected.next": (
        "",
        "",
    ),
    "config-unreadable": (
        "The configuration file {path} cannot be read: {why}",
        "設定ファイル {path} を読めません: {why}",
    ),
    "config-unreadable.next": (
        "Check who may read it, or move it away.",
        "読み取り権限を確かめるか、別の場所に移してください。",
    ),
    "config-invalid": (
        "The configuration file is wrong:",
        "設定ファイルに誤りがあります:",
    ),
    "config-invalid.next": (
        "Mend it at the place above. Known keys: {keys}",
        "上の箇所を直してください。使えるキー: {keys}",
    ),
    # the log
    "not-recorded": (
        "NOT RECORDED: no file took it ({reason}).",
        "記録できませんでした({reason})。",
    ),
    "not-recorded.next": (
        "Copy the text above to a safe place now. Free some space or mend the disk, then enter it again.",
        "まず上の内容を別の場所に控えてください。空き容量を作るかディスクを直してから、もう一度入力します。",
    ),
    "busy": (
        "NOT RECORDED: another terminal is writing to this incident and does not let go.",
        "記録できませんでした。別の端末がこのインシデントに書き込み中のままです。",
    ),
    "busy.next": (
        "Run the same command again. If it goes on, look for a stopped incidentctl (ps) and end it.",
        "同じコマンドをもう一度実行してください。続くようなら、止まったままの incidentctl を ps で探して終了します。",
    ),
    "too-long": (
        "NOT RECORDED: the record would be longer than the log can hold.",
        "記録できませんでした。1件の記録として長すぎます。",
    ),
    "too-long.next": (
        "Use a shorter name for the person who records.",
        "記録者の名前を短くしてください。",
    ),
    "blob-not-kept": (
        "NOT RECORDED: no file took the data ({reason}).",
        "記録できませんでした。データを保存できません({reason})。",
    ),
    "blob-not-kept.next": (
        "Free some space or mend the disk, then run the same command again.",
        "空き容量を作るかディスクを直してから、同じコマンドをもう一度実行してください。",
    ),
    "blob-missing": (
        "The stored data {digest} is missing.",
        "保存したデータ {digest} が見つかりません。",
    ),
    "blob-missing.next": (
        "Run incidentctl verify to see what else is affected; copy the file back from a backup.",
        "incidentctl verify でほかの影響を調べ、バックアップからファイルを戻してください。",
    ),
    "blob-damaged": (
        "The stored data {digest} was changed after it was written.",
        "保存したデータ {digest} は、書かれた後に変わっています。",
    ),
    "blob-damaged.next": (
        "Run incidentctl verify to see what else is affected; copy the file back from a backup.",
        "incidentctl verify でほかの影響を調べ、バックアップからファイルを戻してください。",
    ),
    "incident-unreadable": (
        "The files of {id} cannot be opened ({reason}).",
        "{id} のファイルを開けません({reason})。",
    ),
    "incident-unreadable.next": (
        "Check who owns the directory, and that no part of its path is a link.",
        "ディレクトリの所有者と、途中にリンクがないことを確かめてください。",
    ),
    "nothing-readable": (
        "Nothing in the log of {id} can be read.",
        "{id} の記録を1件も読めません。",
    ),
    "nothing-readable.next": (
        "Run incidentctl verify {id}; it names every damaged place. Do not delete the files.",
        "incidentctl verify {id} で壊れた箇所を確かめてください。ファイルは消さないでください。",
    ),
}
