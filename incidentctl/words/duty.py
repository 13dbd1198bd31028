"""Duties and their deadlines, as `clock list` and the report of the privacy track tell them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "verify": ("verify with legal", "法務に確認"),
    "not-advice": (
        "Deadlines as clocks.yaml counts them; not legal advice.",
        "期限は clocks.yaml の定めによる計算で、法的助言ではない。",
    ),
    "disabled": ("(disabled)", "(無効)"),
    "none": (
        "No clock is enabled or started. Worked examples: incidentctl clock list --all",
        "有効な期限も、開始した期限もない。例の一覧: incidentctl clock list --all",
    ),
    # how a clock stands
    "not_started": ("anchor not set ({anchor})", "起点が未設定({anchor})"),
    "waiting": ("waiting until {other} is submitted", "{other} の提出待ち"),
    "running": ("due {due}, {left} left", "期限 {due}(残り{left})"),
    "overdue": ("WAS DUE {due}, {left} ago", "期限 {due} を{left}過ぎている"),
    "submitted": ("submitted {at}", "提出済み({at})"),
    "submitted-late": ("submitted {at}, after it was due ({due})", "提出済み({at}、期限は {due})"),
    "stopped": ("does not apply: {why} (judged by: {role})", "対象外: {why}(判断: {role})"),
    "asap": ("as soon as possible; {text}", "速やかに。{text}"),
    "soft": ("{low}-{high} days: {when}", "{low}–{high}日: {when}"),
    "soft.ahead": ("in {low} to {high} days ({due})", "{low}日後〜{high}日後({due})"),
    "soft.begun": ("from today on, {high} d left ({due})", "今日〜{high}日後({due})"),
    "soft.today": ("today ({due})", "今日({due})"),
    "soft.due": ("at the latest {due}", "遅くとも {due}"),
    "from": ("from {at}", "起点 {at}"),
    "start": ("  incidentctl clock start {id} --anchor TIME", "  incidentctl clock start {id} --anchor 時刻"),
    "question": ("  ? {text}", "  ? {text}"),
    "recipient": ("to: {text}", "提出先: {text}"),
    "fields": ("must hold: {text}", "記載事項: {text}"),
    "source": (
        "source: {text} (checked {checked_on}, confidence {confidence})",
        "根拠: {text}({checked_on} 確認、確度 {confidence})",
    ),
    "confidence.high": ("high", "高"),
    "confidence.medium": ("medium", "中"),
    "confidence.low": ("low", "低"),
    # what a clock runs from
    "anchor.occurred": ("from when it happened", "発生した時刻から"),
    "anchor.detected": ("from when it was noticed", "検知した時刻から"),
    "anchor.aware": ("from when it became known", "知った時刻から"),
    "anchor.classified": ("from when it was classified", "分類した時刻から"),
    "anchor.determined": ("from when it was determined", "判断した時刻から"),
    "anchor.available": ("from when the data is available", "情報がそろった時刻から"),
    "anchor.year_end": ("from the end of the year", "年末から"),
    # who must be told, whatever a clock says
    "obligations": ("Who must be told", "報告の要否"),
    "judged": ("{label}: {value}", "{label}: {value}"),
    "judged-by": ("{label}: {value} (judged by: {judge})", "{label}: {value}(判断: {judge})"),
    "not-examined": ("not examined yet", "未検討"),
    "examine": (
        "incidentctl set {field} applies (or no, undecided)",
        "incidentctl set {field} applies(または no・undecided)",
    ),
}
