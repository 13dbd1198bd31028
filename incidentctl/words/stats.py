"""Numbers over many incidents."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "range": ("Declared {since} to {until}", "宣言日: {since} 〜 {until}"),
    "range.open": ("any day", "指定なし"),
    "counted": (
        "Incidents: {n} (not counted: false alarms {withdrawn}, drills {drills})",
        "障害: {n}件(誤報 {withdrawn}件、訓練 {drills}件は含まない)",
    ),
    "group": (
        "{group}: {n} (not counted: false alarms {withdrawn}, drills {drills})",
        "{group}: {n}件(誤報 {withdrawn}件、訓練 {drills}件は含まない)",
    ),
    "unreadable": (
        "! {n} could not be read and are not in: {ids}",
        "! {n}件は読めないため、集計に入っていません: {ids}",
    ),
    "all": ("all", "全体"),
    "no-severity": ("no severity", "重大度なし"),
    "head": ("{name} = {formula}", "{name} = {formula}"),
    "formula.ttd": ("detected - started", "検知 - 発生"),
    "formula.tta": ("acknowledged - detected", "対応開始 - 検知"),
    "formula.ttm": ("mitigated - detected", "暫定復旧 - 検知"),
    "formula.ttr": ("resolved - detected", "復旧完了 - 検知"),
    "formula.impact": (
        "mitigated (else resolved) - started",
        "暫定復旧(なければ復旧完了) - 発生",
    ),
    "row": ("{group}: {numbers}", "{group}: {numbers}"),
    "numbers": ("n {n}, median {median}, p90 {p90}", "{n}件、中央値 {median}、p90 {p90}"),
    "none": ("no value", "値なし"),
    "rough": (" ({n} from rough times)", "({n}件はおおよその時刻から)"),
    "empty": ("; empty {n}: {reasons}", "。空欄{n}件: {reasons}"),
    "empty.unknown": ("unknown {n}", "不明{n}"),
    "empty.not-recorded": ("not recorded (yet) {n}", "未記録{n}"),
    "empty.order": ("times out of order {n}", "時刻の前後が逆{n}"),
    "legend": (
        "Bars: # up to the median, - up to the p90; the full width is {length}.",
        "棒: # は中央値まで、- は p90 まで。全幅は{length}。",
    ),
    "method": (
        "p90: nearest rank, a value that occurred; of fewer than ten, the longest.",
        "p90: 遅いほうから1割目の、実際にあった値(最近順位法。10件未満では最長の値)。",
    ),
}
