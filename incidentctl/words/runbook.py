"""Runbook and policy files: what is wrong with them, and where they come from."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # how a problem is shown
    "error": ("error", "エラー"),
    "note": ("note", "注意"),
    "did-you-mean": ("did you mean {suggestion}?", "もしかして: {suggestion}"),
    # the file as a whole
    "problem.unreadable": ("the file cannot be read: {why}", "ファイルを読めません: {why}"),
    "problem.not-a-file": (
        "this is not a regular file, or it is a link",
        "通常のファイルではないか、リンクです",
    ),
    "problem.foreign-owner": (
        "this belongs to another user ({owner}), so it is not used",
        "別のユーザー({owner})の所有物なので、使いません",
    ),
    "problem.too-large": ("the file is larger than {most} bytes", "ファイルが {most} バイトを超えています"),
    "problem.not-utf8": ("this is not UTF-8", "UTF-8 ではありません"),
    "problem.control": (
        "the character {code} is not allowed: it is invisible, or changes what is seen",
        "見えない文字、または表示を変える文字 {code} は使えません",
    ),
    "problem.too-many-problems": (
        "more than {most} problems: the rest is not shown",
        "問題が {most} 件を超えました。残りは表示しません",
    ),
    "problem.tab": (
        "a tab: use spaces (in quotes, \\t)",
        "タブは使えません。空白を使ってください(引用符の中なら \\t)",
    ),
    "problem.empty-file": ("the file holds nothing", "ファイルに内容がありません"),
    "problem.too-deep": ("nested deeper than {most} levels", "入れ子が {most} 段を超えています"),
    "problem.too-many-nodes": (
        "more than {most} values, aliases included",
        "値が {most} 個を超えています(エイリアスを含む)",
    ),
    "problem.too-many-aliases": ("more than {most} aliases", "エイリアスが {most} 個を超えています"),
    "problem.too-much-repeated": (
        "aliases repeat more than {most} characters",
        "エイリアスで繰り返す文字が {most} 字を超えています",
    ),
    "problem.alias-unknown": (
        "the alias *{name} has nothing complete to point to",
        "エイリアス *{name} の指す先がないか、まだ終わっていません",
    ),
    "problem.second-document": (
        "one file holds one document: remove this ---",
        "1ファイルに1文書だけです。この --- を消してください",
    ),
    "problem.directive": ("%YAML and %TAG lines are not allowed", "%YAML・%TAG の行は使えません"),
    "problem.syntax": ("not valid YAML: {detail}", "YAML として正しくありません: {detail}"),
    "problem.tag": ("tags such as {tag} are not allowed", "{tag} のようなタグは使えません"),
    "problem.merge-key": ("merge keys (<<) are not allowed", "マージキー(<<)は使えません"),
    "problem.key-not-text": ("a key must be a single word", "キーは1語で書いてください"),
    "problem.duplicate-key": (
        "the key {name} is already in line {line_before}",
        "キー {name} は {line_before} 行目にもあります",
    ),
    "problem.cut-by-comment": (
        "the text ends here, because # after a space begins a comment: quote it, or put two spaces before a comment",
        "空白に続く # はコメントになり、ここで文が切れます。文なら引用符で囲み、コメントなら # の前に空白を2つ入れてください",
    ),
    "problem.quote-inline": (
        "inside {{ }} or [ ], text with ? or : must be quoted",
        "{{ }} や [ ] の中で ? や : を含む文は、引用符で囲んでください",
    ),
    "problem.duplicate-runbook": ("the id {name} is also in {before}", "ID {name} は {before} にもあります"),
    "problem.unknown-policy": (
        "no such policy file: {name}; there are: {known}",
        "そのポリシーはありません: {name}。あるのは: {known}",
    ),
    # shape
    "problem.newer-format": (
        "format {format} needs a newer incidentctl; this one reads format {known}",
        "形式 {format} には新しい incidentctl が必要です(この版が読めるのは形式 {known})",
    ),
    "problem.not-a-version": (
        "the format version is {known}, not {text}",
        "形式の番号は {known} です({text} ではありません)",
    ),
    "problem.not-a-map": (
        "keys with values (key: value) are expected here",
        "ここには「キー: 値」の並びが必要です",
    ),
    "problem.not-a-list": (
        "{name} takes a list: [a, b], or lines with - in front",
        "{name} には一覧が必要です: [a, b]、または - で始まる行",
    ),
    "problem.not-a-text": ("a text is expected here", "ここには文字列が必要です"),
    "problem.not-one-line": ("this must fit on one line", "ここは1行で書いてください"),
    "problem.empty-text": ("this is empty", "値が空です"),
    "problem.null-text": (
        "{text} means nothing in YAML: quote it if it is the text",
        "YAML では {text} は「値なし」です。文字なら引用符で囲んでください",
    ),
    "problem.empty-list": ("{name} is an empty list", "{name} の一覧が空です"),
    "problem.not-an-id": (
        "“{text}” cannot be an id: letters, digits, then also - _ . and at most 64 of them",
        "「{text}」は ID に使えません。使えるのは文字・数字と、2字目からは - _ . も。64字までです",
    ),
    "problem.reserved-id": (
        "“{text}” means something in `when`, so it cannot be an id",
        "「{text}」は when の語なので、ID には使えません",
    ),
    "problem.not-a-flag": (
        "true or false is expected here, not “{text}”",
        "ここは true か false です(「{text}」ではありません)",
    ),
    "problem.not-a-number": (
        "a whole number up to 99999 is expected here, not “{text}”",
        "ここには 99999 までの整数が必要です(「{text}」ではありません)",
    ),
    "problem.not-a-duration": (
        "“{text}” is no length of time: write 90s, 5m, 1h30m",
        "「{text}」は時間の長さではありません。90s、5m、1h30m のように書いてください",
    ),
    "problem.due-too-far": (
        "no deadline lies more than ten years ahead",
        "期限は10年先までです",
    ),
    "problem.not-a-date": (
        "“{text}” is no date: write 2026-11-22",
        "「{text}」は日付ではありません。2026-11-22 のように書いてください",
    ),
    "problem.not-an-hour": (
        "“{text}” is no time of day: write 09:00 or 18:30",
        "「{text}」は時刻ではありません。09:00、18:30 のように書いてください",
    ),
    "problem.not-a-zone": (
        "no such time zone: {name}; write Asia/Tokyo or +09:00",
        "そのタイムゾーンはありません: {name}。Asia/Tokyo、+09:00 のように書いてください",
    ),
    "problem.unknown-word": (
        "{name} cannot be “{text}”; it is one of: {known}",
        "{name} に「{text}」は使えません。使えるのは: {known}",
    ),
    "problem.unknown-key": ("unknown key: {name}", "知らないキーです: {name}"),
    "problem.missing-key": ("{name} is missing", "{name} がありません"),
    "problem.key-for-kind": (
        "a step of kind {kind} takes no {name}; it goes with: {kinds}",
        "kind が {kind} の手順に {name} は使えません。使えるのは: {kinds}",
    ),
    "problem.beside-fields": ("{name} goes inside `fields` here", "{name} は fields の中に書いてください"),
    "problem.run-or-shell": (
        "a step of kind run needs either run or shell",
        "kind が run の手順には、run か shell のどちらか一つが必要です",
    ),
    "problem.type-not-custom": (
        "the type of this field is {type}; only custom.* fields take a type",
        "この項目の型は {type} です。type を書けるのは custom.* だけです",
    ),
    "problem.overlay-of-own": (
        "the plain keys are already in {lang}; name the other language here",
        "外側のキーがすでに {lang} です。ここにはもう一つの言語を書いてください",
    ),
    "problem.unknown-option": ("no such option: {name}", "その選択肢はありません: {name}"),
    # meaning
    "problem.unknown-runbook": ("no such runbook: {name}", "その手順書はありません: {name}"),
    "problem.unknown-role": ("no such role: {name}", "その役割はありません: {name}"),
    "problem.no-commander": (
        "a formation needs a role with the id commander (call it what you like)",
        "体制には id が commander の役割が必要です(呼び名は自由です)",
    ),
    "problem.least-over-most": (
        "{name} takes fewer people (most) than it needs (least)",
        "{name} の most が least より小さくなっています",
    ),
    "problem.never-asked": (
        "no checklist asks for {name}: nobody is asked who made a change",
        "{name} は手順書では尋ねません(誰が変更したかは尋ねない)",
    ),
    "problem.unknown-field": ("no such field: {name}", "その項目はありません: {name}"),
    "problem.unknown-name": (
        "no such name: ${name} (write $$ for a dollar sign)",
        "その名前はありません: ${name} (ドル記号は $$ と書きます)",
    ),
    "problem.name-unclosed": (
        "the brace is not closed: write ${{{name}}}",
        "波かっこが閉じていません。${{{name}}} と書いてください",
    ),
    "problem.duplicate-step": (
        "the id {name} is taken by an earlier step ({before})",
        "ID {name} は前の手順({before})と同じです",
    ),
    "problem.duplicate-id": (
        "the id {name} is taken by an earlier row ({before})",
        "ID {name} は前の行({before})と同じです",
    ),
    "problem.duplicate-save": (
        "two questions of one step are saved to {name}",
        "1つの手順の2つの質問が、同じ {name} に保存されます",
    ),
    "problem.duplicate-option": ("the option {name} is there twice", "選択肢 {name} が2つあります"),
    "problem.too-many-options": ("more than {most} options", "選択肢が {most} 個を超えています"),
    "problem.unknown-declared": (
        "“don't know” is always offered; it is never declared",
        "「わからない」は常に出るので、選択肢に書きません",
    ),
    "problem.option-not-of-field": (
        "{field} has no answer {name}; it takes: {known}",
        "{field} の答えに {name} はありません。使えるのは: {known}",
    ),
    "problem.options-for-type": (
        "{field} is a {type}, so it takes no options",
        "{field} の型は {type} なので、選択肢は付けられません",
    ),
    "problem.choose-without-options": (
        "nothing to choose from: add options",
        "選ぶものがありません。options を書いてください",
    ),
    "problem.command-hidden": (
        "the character {code} in a command cannot be seen: leave it out, or write it as an escape of the program",
        "コマンドの中の文字 {code} は見えません。取り除くか、プログラム側のエスケープで書いてください",
    ),
    "problem.value-as-command": (
        "{name} would choose what is run: name the program itself",
        "{name} の値が、実行するプログラムになってしまいます。プログラム名を直接書いてください",
    ),
    "problem.value-in-script": (
        'the value of {name} would be read as part of a script: use shell: with "{variable}" in quotes,'
        " or hand it over as an argument of its own",
        '{name} の値がスクリプトの一部として読まれます。shell: の中で引用符付きの "{variable}" を使うか、'
        "独立した引数として渡してください",
    ),
    "problem.value-elsewhere": (
        "a shell on the other machine reads the value of {name}: look at the command closely before it runs",
        "{name} の値は、接続先のシェルが解釈します。実行前にコマンドをよく確かめてください",
    ),
    "problem.value-in-query": (
        "the value of {name} becomes part of a query: hand it over as a variable of that program",
        "{name} の値が問い合わせ文の一部になります。そのプログラムの変数として渡してください",
    ),
    "problem.value-in-shell": (
        'in shell: the value is a variable: write "{variable}" for {name}',
        'shell: の中では値は変数です。{name} の代わりに "{variable}" と書いてください',
    ),
    "problem.unknown-variable": (
        "no field has the variable {name}, so it would be empty",
        "変数 {name} に対応する項目がなく、空になります",
    ),
    "problem.when-later": ("{name} is not asked before this step", "{name} は、この手順より前にありません"),
    "problem.when-missing": ("no step {name} before this one", "前に {name} という手順はありません"),
    "problem.when-option": (
        "{step} has no answer {name}; it has: {known}",
        "{step} の答えに {name} はありません。あるのは: {known}",
    ),
    "problem.condition-step": ("a step or a field is expected here", "ここには手順の ID か項目が必要です"),
    "problem.condition-value": ("an answer is expected here", "ここには答えが必要です"),
    "problem.condition-comparison": (
        "==, != or in is expected here",
        "ここには ==、!=、in のどれかが必要です",
    ),
    "problem.condition-joint": ("and, or, or the end is expected here", "ここには and か or が必要です"),
    "problem.condition-expected": ("{expected} is expected here", "ここには {expected} が必要です"),
    "problem.condition-deep": ("too many parentheses inside each other", "かっこが深すぎます"),
    "problem.code-too-early": (
        "code comes last: first ask {missing}",
        "コードを見るのは最後です。先に尋ねる項目: {missing}",
    ),
    "problem.missing-translation": ("not translated: {lang} is missing", "{lang} の訳がありません"),
    "problem.never-shown": (
        "no combination of answers ever shows this step",
        "どの答えの組み合わせでも、この手順は表示されません",
    ),
    "problem.unknown-id": ("no such id: {name}", "その ID はありません: {name}"),
    "problem.unknown-list": ("no such list of words: {name}", "その語の一覧はありません: {name}"),
    "problem.pattern-invalid": ("not a valid pattern: {why}", "パターンとして正しくありません: {why}"),
    "problem.pattern-long": (
        "the pattern is longer than {most} characters, lists included",
        "パターンが {most} 字を超えています(一覧の語を含む)",
    ),
    "problem.pattern-unbounded": (
        "this repeat has no end: write {example} instead of * or +",
        "繰り返しに上限がありません。* や + ではなく {example} のように書いてください",
    ),
    "problem.pattern-wide": (
        "more than {most} repeats of one character",
        "1文字の繰り返しが {most} 回を超えています",
    ),
    "problem.pattern-nested": (
        "a group cannot be repeated; only ? may follow it",
        "かっこの組は繰り返せません。付けられるのは ? だけです",
    ),
    "problem.pattern-other": (
        "only (?: (?= (?! (?<= (?<! are allowed, and no reference to an earlier group",
        "使えるのは (?: (?= (?! (?<= (?<! だけです。前の組への参照も使えません",
    ),
    "problem.pattern-ways": (
        "too many ways to try this at one place ({ways}; at most {most}): fewer ? and narrower {{ }}",
        "1か所での試し方が多すぎます({ways}通り。上限は {most})。? を減らすか {{ }} の幅を狭めてください",
    ),
    "problem.patterns-slow": (
        "trying the patterns takes too long from here on: make them simpler, or their examples shorter",
        "ここから先のパターンを試すのに時間がかかりすぎます。パターンを簡単にするか、例を短くしてください",
    ),
    "problem.example-not-found": (
        "the pattern does not find this example",
        "パターンが、この例を見つけません",
    ),
    "problem.example-found": (
        "the pattern finds this example, which it must not",
        "パターンが、見つけてはいけないこの例を見つけます",
    ),
    "problem.phrase-fixed": (
        "{name} stays as it is, in every team",
        "{name} は、どのチームでも変更できません",
    ),
    "problem.phrase-blank": (
        "nothing fills in {{{name}}}; there is: {known}",
        "{{{name}}} に入る値はありません。使えるのは: {known}",
    ),
    "problem.phrase-braces": (
        "the braces do not match; write {{ for a brace",
        "波かっこの対応が合いません。文字としての波かっこは {{ と書きます",
    ),
    "problem.section-empty": (
        "a section needs a part, a text or fields",
        "節には part・text・fields のどれかが必要です",
    ),
    "problem.not-for-customers": (
        "{name} is not for customers, in any form",
        "{name} は、どの様式でも顧客向けには使えません",
    ),
    "problem.no-detail": (
        "{name} has no details to choose; these have: {known}",
        "{name} に in_detail は使えません。使えるのは: {known}",
    ),
    "problem.field-restricted": (
        "{name} belongs to the personal-data track: only its own report holds it",
        "{name} は個人情報の対応の項目です。専用の報告書以外には出せません",
    ),
    "problem.field-hidden": (
        "{name} is shown in no report",
        "{name} は、どの報告書にも出しません",
    ),
    "problem.form-restricted": (
        "the form {name} stays as it is, in every team: give this one another name",
        "様式 {name} は、どのチームでも変更できません。別の名前を付けてください",
    ),
    # an edit of a runbook that is walked
    "no-edit": (
        "The files say what this incident walks.",
        "ファイルの内容は、この障害で使っている手順書と同じ。",
    ),
    "edit.head": ("~ title and the like", "~ タイトルなど"),
    "edit.changed": ("~ {step}  changed", "~ {step}  変更"),
    "edit.added": ("+ {step}  added", "+ {step}  追加"),
    "edit.removed": ("- {step}  removed", "- {step}  削除"),
    "edit.moved": ("> {step}  moved", "> {step}  移動"),
    "adopted": (
        "Adopted: this incident walks {runbook} as it stands in the file. Steps keep their answers.",
        "取り込んだ: この障害の {runbook} は今のファイルのとおりになった。手順の答えは残る。",
    ),
    "adopted-gone": (
        "No longer asked, still on the timeline: {steps}",
        "もう尋ねない手順(記録は残る): {steps}",
    ),
    # writing runbooks
    "new-schema": (
        "For an editor that completes and underlines, offline: incidentctl runbook schema {root} -o {schema}",
        "エディターで補完と検査をするには(オフラインで動く): incidentctl runbook schema {root} -o {schema}",
    ),
    "new-written": (
        "Written: {path} (and {schema}, for editors)",
        "書き込みました: {path}(エディター用に {schema})",
    ),
    "new-replaces": (
        "Its id, {id}, is that of {path}: where this file is found first, it replaces that one.",
        "ID {id} は {path} と同じです。こちらが先に見つかる場所に置くと、置き換わります。",
    ),
    "schema-written": (
        "Written: {path}. The first line of a file beside it: {line}",
        "書き込みました: {path}。同じ場所のファイルの1行目に書く: {line}",
    ),
    # tests of runbooks
    "problem.case-runbook": (
        "this runbook has errors: incidentctl runbook check {path}",
        "この手順書に誤りがあります: incidentctl runbook check {path}",
    ),
    "problem.case-name": (
        "another case is called “{name}”, too",
        "「{name}」という名前のケースがもう一つあります",
    ),
    "problem.case-no-step": ("{runbook} has no step {name}", "{runbook} に手順 {name} はありません"),
    "problem.case-no-command": ("the step {name} is no command", "手順 {name} はコマンドではありません"),
    "problem.case-no-answer": (
        "{name} was asked, and this case has no answer: {question}",
        "{name} が尋ねられましたが、このケースに答えがありません: {question}",
    ),
    "problem.case-refused": ("this was not taken: {reason}", "受け付けられませんでした: {reason}"),
    "problem.case-not-asked": (
        "never typed: {name} did not ask for this ({state})",
        "使われませんでした: {name} では尋ねられていません({state})",
    ),
    "problem.case-step": (
        "{name} is {actual}, not {expected}",
        "{name} は {expected} ではなく {actual} です",
    ),
    "problem.case-not-shown": ("{name} was never on the screen", "{name} は画面に出ませんでした"),
    "problem.case-shown": ("not on the screen; what was: {actual}", "画面にありません。出たのは: {actual}"),
    "problem.case-not-run": (
        "nothing was run at {name}, which is {state}",
        "{name} では何も実行されませんでした(状態: {state})",
    ),
    "problem.case-command": ("what would run: {actual}", "実行されるのは: {actual}"),
    "problem.case-ran": (
        "{name} would run, too: {actual}",
        "{name} でも実行されます: {actual}",
    ),
    "problem.case-no-value": ("{name} has no value", "{name} に値はありません"),
    "problem.case-field": ("{name} is {actual}", "{name} は {actual} です"),
    "case-failed": ("FAILED {runbook}: {name}", "失敗 {runbook}: {name}"),
    "tested": (
        "{count} walk(s), all as expected. Nothing was run.",
        "{count}通り歩き、すべて期待どおり。何も実行していない。",
    ),
    "tried": (
        "{path}: {count} walk(s), {reached} of {total} branches",
        "{path}: {count}通り、{total} の分岐のうち {reached}",
    ),
    "tried-most": (
        "  There are more ways than these: a sample of them was walked.",
        "  道筋はこれより多い。一部を選んで歩いた。",
    ),
    "gap.step": ("{step} is never asked", "{step} が一度も尋ねられない"),
    "gap.answer": ("{step} is never answered with {value}", "{step} に {value} と答えるケースがない"),
    "gap.condition": ("{step} is never left out by its condition", "{step} が条件で省かれるケースがない"),
    # lists and printed runbooks
    "broken": ("(has errors)", "(誤りあり)"),
    "sound": ("{count} file(s), no error.", "{count}個のファイルに誤りなし。"),
    "when": ("when {when}", "条件: {when}"),
    "timebox": ("at most {span}", "{span}まで"),
    "wait": ("wait {span}", "{span}待つ"),
    "timeout": ("ended after {span}", "{span}で打ち切る"),
    "looks": ("only looks", "見るだけ"),
    "expected": ("Expected: exit code {code}", "期待する結果: 終了コード {code}"),
    "expected-text": (", and it prints {text}", "、出力に {text}"),
    "required": ("required", "必須"),
}
