"""Decisions, concerns, hypotheses and what is parked: what is missing, or cannot be meant."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "needs-decision": (
        "What is decided is missing.",
        "何を決めたかがありません。",
    ),
    "needs-decision.next": (
        'Add it: incidentctl decide "roll back to 411" --basis evidence --risk "new orders show old prices"',
        '付けてください: incidentctl decide "411へ切り戻す" --basis 経験 --risk "新しい注文に旧価格が出る"',
    ),
    "needs-why-declined": (
        "Why it was declined is missing.",
        "認めなかった理由がありません。",
    ),
    "needs-why-declined.next": (
        "Add it: --why TEXT",
        "付けてください: --why 理由",
    ),
    "decide-or-settle": (
        "A decision is taken with its text, or settled by its id; --by and --why belong to the id.",
        "決めたことを書くか、IDで承認・却下するかのどちらかです。--by と --why はIDと一緒に使います。",
    ),
    "decide-or-settle.next": (
        "incidentctl decide TEXT      or: incidentctl decide --approve ID --by WHO",
        "incidentctl decide 決めたこと      または: incidentctl decide --approve ID --by 承認者",
    ),
    "no-such-decision": (
        "No decision has the id “{id}” here.",
        "「{id}」という決定はありません。",
    ),
    "no-such-decision.next": (
        "See the decisions: incidentctl timeline --kind decided",
        "決定を見る: incidentctl timeline --kind decided",
    ),
    "decision-not-waiting": (
        "{id} waits for nobody: it was settled, or can be decided by the field.",
        "{id} は判断待ちではありません。すでに判断されたか、現場で決められる決定です。",
    ),
    "decision-not-waiting.next": (
        "Put another one up: incidentctl decide TEXT --level owner",
        "改めて判断を仰ぐ: incidentctl decide 決めたいこと --level owner",
    ),
    "needs-concern": (
        "The concern is missing.",
        "懸念の内容がありません。",
    ),
    "needs-concern.next": (
        'Add it: incidentctl concern "the backup is two days old"',
        '付けてください: incidentctl concern "バックアップが2日前のもの"',
    ),
    "needs-concern-answer": (
        "Which concern, and is it accepted or declined?",
        "どの懸念に、どう答えるかがありません。",
    ),
    "needs-concern-answer.next": (
        "incidentctl concern answer ID accepted --why TEXT   (ids: incidentctl concern list)",
        "incidentctl concern answer ID accepted --why 理由   (ID: incidentctl concern list)",
    ),
    "needs-why-answer": (
        "The reason for the answer is missing.",
        "答えの理由がありません。",
    ),
    "needs-why-answer.next": (
        "Add it: --why TEXT",
        "付けてください: --why 理由",
    ),
    "no-such-concern": (
        "No concern has the id “{id}” here.",
        "「{id}」という懸念はありません。",
    ),
    "no-such-concern.next": (
        "See them: incidentctl concern list",
        "一覧を見る: incidentctl concern list",
    ),
    "needs-parked": (
        "What to keep for the review is missing.",
        "振り返りに残す内容がありません。",
    ),
    "needs-parked.next": (
        'Add it: incidentctl park "the alert came 20 minutes late"',
        '付けてください: incidentctl park "アラートが20分遅れて届いた"',
    ),
    "needs-hypothesis": (
        "The hypothesis is missing.",
        "仮説の内容がありません。",
    ),
    "needs-hypothesis.next": (
        'Add it: incidentctl hypothesis add "the pool of 10 is exhausted"',
        '付けてください: incidentctl hypothesis add "接続プール10本が枯渇している"',
    ),
    "needs-hypothesis-result": (
        "Which hypothesis, and was it refuted, supported, or is it left open?",
        "どの仮説が、否定・支持・保留のどれになったかがありません。",
    ),
    "needs-hypothesis-result.next": (
        "incidentctl hypothesis settle ID refuted --because TEXT   (ids: incidentctl hypothesis list)",
        "incidentctl hypothesis settle ID 否定 --because 根拠   (ID: incidentctl hypothesis list)",
    ),
    "needs-because": (
        "What shows it is missing.",
        "そう言える根拠がありません。",
    ),
    "needs-because.next": (
        "Add what was seen: --because TEXT",
        "見たことを付けてください: --because 根拠",
    ),
    "no-such-hypothesis": (
        "No hypothesis has the id “{id}” here.",
        "「{id}」という仮説はありません。",
    ),
    "no-such-hypothesis.next": (
        "See them: incidentctl hypothesis list",
        "一覧を見る: incidentctl hypothesis list",
    ),
    "no-such-verdict": (
        "“{text}” is not one of the answers.",
        "「{text}」という答えはありません。",
    ),
    "no-such-verdict.next": (
        "Did you mean {suggestion}? The answers: {choices}",
        "{suggestion} ではありませんか。選べるもの: {choices}",
    ),
}
