"""The keys of runbooks and of their tests, as an editor explains them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "runbook": (
        "A runbook of incidentctl. `incidentctl runbook check FILE` finds what an editor cannot.",
        "incidentctl の手順書。エディターで分からない誤りは `incidentctl runbook check FILE` で見つかる。",
    ),
    "test": (
        "A test of a runbook: `incidentctl runbook test FILE`. Nothing is ever run.",
        "手順書のテスト: `incidentctl runbook test FILE`。何も実行しない。",
    ),
    "lang-overlay": ("The same texts in this language.", "同じ文の、この言語での書き方。"),
    "runbook.incidentctl": ("The version of the format.", "形式の番号。"),
    "runbook.lang": (
        "The language of the plain keys (en unless said); a block under the other one's code holds its texts.",
        "外側のキーの言語(省けば en)。もう一つの言語の文は、そのコードのブロックに書く。",
    ),
    "runbook.id": (
        "What it is called on the command line; one with the id of a built-in runbook replaces it.",
        "コマンドで使う名前。組み込みの手順書と同じ ID なら、それを置き換える。",
    ),
    "runbook.title": ("One line: what it is for.", "何の手順書かを1行で。"),
    "runbook.stage": (
        "The stage of the flow; absent for a runbook of a service.",
        "全体の流れのどの段階か。サービスごとの手順書では省く。",
    ),
    "runbook.alongside": ("Runbooks that are walked beside it.", "並行して進める手順書。"),
    "runbook.suggest": ("When the brief offers it.", "概況でこの手順書を勧める条件。"),
    "runbook.steps": ("The steps, in their order.", "手順を順に。"),
    "suggest.services": ("Services that it is about.", "対象のサービス。"),
    "suggest.words": ("Words in the title of the incident.", "障害のタイトルに含まれる語。"),
    "step.id": (
        "What the log knows the step by: it never changes, wherever the step stands.",
        "記録での手順の名前。順序を変えても、ID は変えない。",
    ),
    "step.kind": (
        "do: tick it off (unless said). ask: a free answer. choose: one of `options`. run: a command. wait: for a time.",
        "do: 済みにする(省いたとき)。ask: 自由に答える。choose: options から選ぶ。run: コマンド。wait: 待つ。",
    ),
    "step.title": (
        "One line that a tired person understands. $service stands for a field.",
        "疲れていても分かる1行。$service のように書くと、項目の値が入る。",
    ),
    "step.detail": ("What else has to be known, in a few lines.", "補足を数行で。"),
    "step.when": (
        "Only then: step == answer, !=, in [a, b], answered(step), and, or, not.",
        "この手順を出す条件: 手順 == 答え、!=、in [a, b]、answered(手順)、and、or、not。",
    ),
    "step.role": ("The role that it is meant for.", "誰向けの手順か(役割)。"),
    "step.timebox": (
        "After this long the tool says so (5m); it never skips anything.",
        "目安の時間(5m)。過ぎたら知らせるだけで、飛ばすことはない。",
    ),
    "step.required": (
        "Only the commander may leave it out, with a reason.",
        "飛ばせるのは指揮官だけで、理由も要る。",
    ),
    "step.looks_at": (
        "What is looked at; code comes last.",
        "何を見る手順か。コードを見るのは最後。",
    ),
    "step.save": (
        "The field that the answer is saved to; custom.NAME is free.",
        "答えを保存する項目。custom.名前 は自由に使える。",
    ),
    "step.type": ("The type of a custom field.", "custom の項目の型。"),
    "step.options": (
        "What can be chosen; “don't know” is always offered. A map gives each a label.",
        "選択肢。「分からない」は常に出る。「ID: 表示」の形でも書ける。",
    ),
    "step.fields": ("Several short questions.", "短い質問を続けて尋ねる。"),
    "step.for": ("How long to wait (10m).", "待つ時間(10m)。"),
    "step.run": (
        "The command and its arguments, without a shell; $name stays one argument.",
        "コマンドと引数。シェルを通さない。$name の値は1つの引数のまま渡る。",
    ),
    "step.shell": (
        "A text for a shell, which sees fields as variables only (IC_SERVICE).",
        "シェルに渡す文。項目の値は変数(IC_SERVICE など)としてだけ見える。",
    ),
    "step.writes": (
        "false for a command that only looks; true unless said.",
        "見るだけのコマンドなら false。省けば true。",
    ),
    "step.timeout": ("After this long the command is ended (10m).", "この時間で打ち切る(10m)。"),
    "step.expect": (
        "What it must come to, so that the step ticks itself.",
        "期待する結果。そのとおりなら、手順は自動で済みになる。",
    ),
    "step.undo": (
        "How to take it back; it is shown, never run.",
        "元に戻す方法。示すだけで、実行はしない。",
    ),
    "field.save": ("The field that the answer is saved to.", "答えを保存する項目。"),
    "field.title": ("The question, in one line.", "質問を1行で。"),
    "field.detail": ("What else has to be known.", "補足。"),
    "field.type": ("The type of a custom field.", "custom の項目の型。"),
    "field.options": ("What can be chosen.", "選択肢。"),
    "expect.exit": ("The exit code; 0 unless said.", "終了コード。省けば 0。"),
    "expect.output": ("A text that it prints.", "出力に含まれる文字。"),
    "test.incidentctl": ("The version of the format.", "形式の番号。"),
    "test.lang": ("The language of what is shown.", "表示を確かめる言語。"),
    "test.runbook": (
        "A file beside this one, or the id of a runbook.",
        "隣にあるファイルの名前か、手順書の ID。",
    ),
    "test.cases": ("Each is a walk from the top.", "それぞれが、最初から歩く1回分。"),
    "case.name": ("What is tried.", "何を試すか。"),
    "case.known": ("Fields that are known before.", "先に分かっている項目。"),
    "case.answers": (
        "What is typed at each step. What is not here goes well; a question needs an answer.",
        "手順ごとに入力するもの。書かれていない手順はうまくいく。質問には答えが要る。",
    ),
    "case.steps": ("How steps must end.", "手順がどう終わるはずか。"),
    "case.fields": ("Fields and their values in the end.", "最後の項目の値。"),
    "case.commands": (
        "Every command that may run, with its exact arguments.",
        "実行されてよいすべてのコマンドと、その引数。",
    ),
    "case.shown": ("A piece of what stands on the screen at a step.", "手順の画面に出る文の一部。"),
    "reply.exit": ("The exit code of the command.", "コマンドの終了コード。"),
    "reply.output": ("What the command prints.", "コマンドの出力。"),
}
