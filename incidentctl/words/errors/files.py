"""Runbooks, policy, configuration, answers files: what is wrong with a file, or with an editor."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
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
    "runbook-not-walked": (
        "This incident has not begun a runbook “{id}”.",
        "この障害では、手順書「{id}」をまだ始めていません。",
    ),
    "runbook-not-walked.next": (
        "Once begun, it is walked as its file stands then: incidentctl walk {id}",
        "始めた時点のファイルの内容で進みます: incidentctl walk {id}",
    ),
    "file-exists": (
        "There is already a file {path}; it is not replaced.",
        "{path} はすでにあります。上書きはしません。",
    ),
    "file-exists.next": (
        "Give another name, or move it away.",
        "別の名前にするか、先に移してください。",
    ),
    "no-runbook-id": (
        "“{id}” cannot be the id of a runbook.",
        "「{id}」は手順書の ID に使えません。",
    ),
    "no-runbook-id.next": (
        "Letters, digits, - _ . and at most 64 of them: checkout-rollback",
        "使えるのは文字・数字・- _ . で、64字までです: checkout-rollback",
    ),
    "no-such-schema": (
        "There is no kind of file “{kind}”.",
        "「{kind}」という種類のファイルはありません。",
    ),
    "no-such-schema.next": (
        "There are: {choices}",
        "あるのは: {choices}",
    ),
    "no-tests": (
        "There is no runbook and no test of one here: {paths}",
        "手順書もそのテストもありません: {paths}",
    ),
    "no-tests.next": (
        "Tests are called NAME.test.yaml. All runbooks, through every branch: incidentctl runbook test",
        "テストのファイル名は NAME.test.yaml です。すべての手順書を全分岐で試す: incidentctl runbook test",
    ),
    "cases-failed": (
        "{failed} of {count} walk(s) did not come out as expected.",
        "{count}通りのうち {failed}通りが期待どおりになりませんでした。",
    ),
    "cases-failed.next": (
        "Put the runbook right, or its test. Nothing was run.",
        "手順書かテストを直してください。何も実行していません。",
    ),
    "policy-invalid": (
        "The policy cannot be used: {path}",
        "ポリシーを使えません: {path}",
    ),
    "policy-invalid.next": (
        "Put the file right, or move it away: the built-in one is used then.",
        "ファイルを直すか、別の場所に移してください。移せば組み込みのものを使います。",
    ),
    "form-invalid": (
        "The form cannot be used: {path}",
        "報告書の様式を使えません: {path}",
    ),
    "form-invalid.next": (
        "Put the file right, or move it away: a built-in form of that name is used then.",
        "ファイルを直すか、別の場所に移してください。同じ名前の組み込みの様式があれば、それを使います。",
    ),
    "no-built-in-runbooks": (
        "The built-in runbooks are not where they belong: {path}",
        "組み込みの手順書が、あるべき場所にありません: {path}",
    ),
    "no-built-in-runbooks.next": (
        "Install incidentctl again.",
        "incidentctl を入れ直してください。",
    ),
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
    "answers-too-large": (
        "The answers in {file} are larger than {most} bytes.",
        "回答ファイル {file} が {most} バイトを超えています。",
    ),
    "answers-too-large.next": (
        "Keep only the lines for this walk.",
        "この手順書に使う行だけを残してください。",
    ),
    "answers-not-utf8": (
        "{file}:{line}:{column}: this is not UTF-8.",
        "{file}:{line}:{column}: UTF-8 ではありません。",
    ),
    "answers-not-utf8.next": (
        "Save the file as UTF-8.",
        "ファイルを UTF-8 で保存してください。",
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
    "runbooks-wrong": (
        "{count} problem(s) in {files} file(s).",
        "{files}個のファイルに{count}件の問題があります。",
    ),
    "runbooks-wrong.next": (
        "Mend them at the places above and run the check again.",
        "上の箇所を直して、もう一度確認してください。",
    ),
    "file-not-written": (
        "{path} could not be written: {why}",
        "{path} に書けませんでした: {why}",
    ),
    "file-not-written.next": (
        "Nothing is lost: choose another file with -o.",
        "記録は失われていません。-o で別のファイルを指定してください。",
    ),
    "file-keeps-changing": (
        "{path} keeps changing; it was left as it is.",
        "{path} が書き込みの間に変わり続けるため、書かずに残しました。",
    ),
    "file-keeps-changing.next": (
        "Save and close it in the editor, then run the command again.",
        "エディタで保存して閉じてから、もう一度実行してください。",
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
}
