"""Times, lengths of time, counts, and the few words that stand for a value."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "unknown": ("unknown", "不明"),
    "yes": ("yes", "はい"),
    "no": ("no", "いいえ"),
    "weekdays": ("Mon Tue Wed Thu Fri Sat Sun", "月 火 水 木 金 土 日"),
    "date": ("{year:04d}-{month:02d}-{day:02d} ({weekday})", "{year}年{month}月{day}日({weekday})"),
    "zoned": ("{text} {zone}", "{text} {zone}"),
    "on": ("{date} {clock}", "{date} {clock}"),
    "about": ("about {clock}", "{clock}頃"),
    "all_day": ("time unknown", "時刻不明"),
    "under_a_minute": ("under 1 min", "1分未満"),
    "list": (", ", "、"),
    "count.exact": ("{low}", "{low}{unit}"),
    "count.range": ("{low}–{high}", "{low}〜{high}{unit}"),
    "count.at_least": ("at least {low}", "{low}{unit}以上"),
    "count.at_most": ("at most {high}", "{high}{unit}以下"),
    "count.about": ("about {text}", "約{text}"),
    "unit.impact.users": ("", "人"),
    "unit.impact.tickets": ("", "件"),
    "unit.privacy.count": ("", "人"),
}
