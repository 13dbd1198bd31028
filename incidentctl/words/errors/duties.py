"""Clocks of duties: what cannot be done with one."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "clock-in-drill": (
        "This is a drill: no legal clock runs in it.",
        "これは訓練です。訓練では法令上の期限を動かせません。",
    ),
    "clock-in-drill.next": (
        'Note that you would have done it: incidentctl note "clock: {clock}"',
        '実際なら行うこととして残す: incidentctl note "期限: {clock}"',
    ),
    "no-such-clock": (
        "No clock is called {clock}.",
        "{clock} という期限はありません。",
    ),
    "no-such-clock.next": (
        "Did you mean {suggestion}? See: incidentctl clock list --all",
        "もしかして: {suggestion}。一覧: incidentctl clock list --all",
    ),
    "needs-clock": (
        "The clock is missing.",
        "どの期限かがありません。",
    ),
    "needs-clock.next": (
        "See which there are: incidentctl clock list --all",
        "一覧を見る: incidentctl clock list --all",
    ),
    "needs-anchor": (
        "From when does {clock} run? Only a person can say: {anchor}.",
        "{clock} の起点がありません。人が決める時刻です: {anchor}。",
    ),
    "needs-anchor.next": (
        "Add it: incidentctl clock start {clock} --anchor 14:05",
        "付けてください: incidentctl clock start {clock} --anchor 14:05",
    ),
    "anchor-unknown": (
        "Nothing is started: without its anchor, {clock} would show a wrong time. It stays “anchor not set”.",
        "開始していません。起点が分からないまま数えると、{clock} の期限が誤って見えます。「起点が未設定」のままにします。",
    ),
    "anchor-unknown.next": (
        "Ask legal from when it runs, then: incidentctl clock start {clock} --anchor TIME",
        "起点を法務に確かめてから: incidentctl clock start {clock} --anchor 時刻",
    ),
    "clock-waits": (
        "{clock} runs from the submission of {other}, not from a time of its own.",
        "{clock} の起点は {other} の提出です。単独では始まりません。",
    ),
    "clock-waits.next": (
        "Record that submission: incidentctl clock submitted {other} --at TIME",
        "提出を記録してください: incidentctl clock submitted {other} --at 時刻",
    ),
    "clock-not-in-policy": (
        "Nothing says how long {clock} runs: it is no longer in clocks.yaml.",
        "{clock} の長さが分かりません。clocks.yaml にもうありません。",
    ),
    "clock-not-in-policy.next": (
        "See which there are: incidentctl clock list --all",
        "一覧を見る: incidentctl clock list --all",
    ),
}
