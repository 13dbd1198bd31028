"""There is no such thing, or there are several."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "no-such-profile": (
        "There is no formation {profile}.",
        "{profile} という体制はありません。",
    ),
    "no-such-profile.next": (
        "Known: {choices}. Set `profile` in config.yaml, or $INCIDENTCTL_PROFILE.",
        "使えるもの: {choices}。config.yaml の `profile` か $INCIDENTCTL_PROFILE で指定してください。",
    ),
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
    "no-such-shell": (
        "There is no completion for “{shell}”.",
        "「{shell}」の補完はありません。",
    ),
    "no-such-shell.next": (
        "Use one of: {choices}",
        "次のどれかを使ってください: {choices}",
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
    "no-such-stance": (
        "“{to}” is no stance of a note.",
        "「{to}」という種別はありません。",
    ),
    "no-such-stance.next": (
        "Use one of: {choices}",
        "次のどれかを使ってください: {choices}",
    ),
    "guess-or-fact": (
        "--guess and --fact exclude each other.",
        "--guess と --fact は同時に使えません。",
    ),
    "guess-or-fact.next": (
        "Keep one.",
        "どちらか一つにしてください。",
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
    "privacy-not-for": (
        "The report of the personal-data track is only for those who work on it.",
        "個人情報の報告は、その対応にあたる人だけのものです。",
    ),
    "privacy-not-for.next": (
        "Leave out --audience, or choose another form.",
        "--audience を付けずに実行するか、別の様式を選んでください。",
    ),
    "no-such-apology": (
        "The setting apology takes languages (en, ja) or off, not “{text}”.",
        "設定 apology に書けるのは言語(en、ja)か off です(「{text}」ではありません)。",
    ),
    "no-such-apology.next": (
        "Until then customers read an apology in Japanese only.",
        "直すまでは、日本語の報告書にだけお詫びを載せます。",
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
}
