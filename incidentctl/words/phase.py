"""Phases: how each is called, and the prefix of what is sent while it lasts."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "suspected": ("suspected", "障害疑い"),
    "suspected.prefix": ("[SUSPECTED]", "【障害疑い】"),
    "investigating": ("investigating", "調査中"),
    "investigating.prefix": ("[INVESTIGATING]", "【調査中】"),
    "identified": ("cause identified", "原因特定"),
    "identified.prefix": ("[IDENTIFIED]", "【原因特定】"),
    "mitigating": ("mitigating", "暫定対応中"),
    "mitigating.prefix": ("[MITIGATING]", "【暫定対応中】"),
    "mitigated": ("mitigated", "暫定復旧"),
    "mitigated.prefix": ("[MITIGATED]", "【暫定復旧】"),
    "recovered": ("recovered", "復旧完了"),
    "recovered.prefix": ("[RECOVERED]", "【復旧完了】"),
    "watching": ("watching", "経過観察中"),
    "watching.prefix": ("[MONITORING]", "【経過観察中】"),
    "ended": ("stood down", "対応終了"),
    "ended.prefix": ("[CLOSED]", "【対応終了】"),
    "closed": ("closed", "クローズ済み"),
    "closed.prefix": ("[CLOSED]", "【対応終了】"),
    "withdrawn": ("withdrawn", "取り下げ"),
    "withdrawn.prefix": ("[WITHDRAWN]", "【取り下げ】"),
}
