"""The phases of an incident as a Mermaid chart, which forges draw where they show Markdown."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from incidentctl.domain.lifecycle import between
from incidentctl.domain.zones import offset_name
from incidentctl.render.inline import Speaker

if TYPE_CHECKING:
    from incidentctl.domain.report_values import Band, Chart, Report

_TIME = "%Y-%m-%d %H:%M"
_AFTER = frozenset({"ended", "closed", "withdrawn"})
_MARKUP = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in ":;#%<>{}[]`$&\\|\"'"})
"""What Mermaid, or what it hands the text to, could take for its own: the full-width form stands for it."""


def gantt(report: Report, chart: Chart) -> str:
    """Give the chart without its fence: the impact, then each phase until nobody was at work any more.

    Mermaid knows no zones: all times are those of the offset at the begin, which the title names, so that a
    clock change moves no bar. "" where no phase lasted for a minute.
    """
    speaker = Speaker(report)
    words = speaker.words
    local = chart.since.at.astimezone(speaker.zone)
    fixed = timezone(local.utcoffset() or timedelta())
    impact = [band for band in chart.impact if _minutes(chart, band)]
    phases = [band for band in chart.phases if band.key not in _AFTER and _minutes(chart, band)]
    if not phases:
        return ""

    def bar(band: Band, style: str) -> str:
        since, until = (at.at.astimezone(fixed) for at in (band.since, band.until or chart.until))
        return f"    {_plain(speaker.inline(band.what))} :{style}{since:{_TIME}}, {until:{_TIME}}"

    is_long = between(chart.since, phases[-1].until or chart.until) > timedelta(days=1)
    title = words("report.chart.mermaid", title=speaker.inline(report.title), zone=offset_name(local))
    lines = [
        "gantt",
        f"    title {_plain(title)}",
        "    dateFormat YYYY-MM-DD HH:mm",
        f"    axisFormat {'%m-%d %H:%M' if is_long else '%H:%M'}",
        "    todayMarker off",
    ]
    for name, bands, style in (("impact", impact, "crit, "), ("phases", phases, "")):
        if bands:
            lines.append(f"    section {words(f'report.chart.{name}')}")
            lines += [bar(band, style) for band in bands]
    return "\n".join(lines)


def _minutes(chart: Chart, band: Band) -> int:
    """Give how many minutes a band is long as it is drawn, which is from minute to minute."""
    since, until = (moment.at.timestamp() // 60 for moment in (band.since, band.until or chart.until))
    return int(until - since)


def _plain(text: str) -> str:
    """Give text that is nothing but text to Mermaid, on one line."""
    return " ".join(text.translate(_MARKUP).split())
