"""Running a command: what is shown before, and how it is asked."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "shown": ("This will be run:", "次のコマンドを実行する:"),
    "shown-change": (
        "This will be run, and counts as a change of the system:",
        "次のコマンドを実行する。システムへの変更として扱う:",
    ),
    "ask": ("Run it?", "実行しますか。"),
    "yes": ("run it", "実行する"),
    "no": ("do not", "やめる"),
    "untrusted": (
        "The commands of {runbook} are not trusted here yet. Look at them: incidentctl runbook trust {runbook}",
        "{runbook} のコマンドはまだ信頼されていない。内容を確かめる: incidentctl runbook trust {runbook}",
    ),
    "untrusted-older": (
        "{runbook} was edited since it came into this incident, and its older commands are not trusted here. Look at"
        " the edit: incidentctl runbook diff {runbook}; take it over: incidentctl runbook adopt {runbook}",
        "{runbook} は取り込み後に編集されている。取り込んだ版のコマンドは信頼されていない。"
        "変更を見る: incidentctl runbook diff {runbook}、取り入れる: incidentctl runbook adopt {runbook}",
    ),
    "only-looks": ("only looks", "見るだけ"),
    "relative": (
        "A path such as ./ops/x is looked for in the directory where incidentctl is called, not beside the runbook.",
        "./ops/x のようなパスは、手順書の場所ではなく、incidentctl を実行したディレクトリから探す。",
    ),
    "ask-trust": (
        "May these commands be run, as they stand in {path}? An edit asks again.",
        "{path} にあるこれらのコマンドを、実行してよいものとして信頼しますか。編集すると、もう一度尋ねます。",
    ),
    "trust-yes": ("trust them", "信頼する"),
    "trust-no": ("do not", "信頼しない"),
    "trusted": ("Trusted: {runbook}, as it stands now.", "信頼した: {runbook}(今の内容)"),
    "trusted-already": ("These commands are trusted already.", "これらのコマンドは信頼済み。"),
    "not-trusted": (
        "Not trusted. They can still be run by hand.",
        "信頼していない。手で実行することはできる。",
    ),
    "no-commands": ("This runbook runs no commands.", "この手順書にコマンドはない。"),
    "needs": ("The command needs: {field}", "このコマンドに必要: {field}"),
    "needs-other": (
        "The program would read {value} ({field}) as an option of its own. It needs another value.",
        "{value}({field})は、プログラムのオプションとして読まれる。別の値が要る。",
    ),
    "ask-value": ("Its value (/q: back)", "値(/q で戻る)"),
    "ask-skipped": (
        "A step before it was skipped or failed. Why run it anyway?",
        "前提の手順が飛ばされたか失敗している。それでも実行する理由は何か",
    ),
    "expected": ("As expected: {end}, {seconds} s.", "期待どおり: {end}、{seconds}秒。"),
    "unexpected": ("Not as expected: {end}, {seconds} s.", "期待と違う: {end}、{seconds}秒。"),
    "expected-text": ("It should have printed: {text}", "出力に含まれるはずの文字: {text}"),
    "step-run": ("run it", "実行する"),
    "step-by-hand": ("done by hand", "手で実行した"),
    "not-run": ("Nothing was run, and nothing recorded.", "実行しませんでした。記録もしていません。"),
}
