"""Asking: one step, or one question of it, as the value that prompts put and render draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.screens import BY_HAND, RUN, Ask, Choice
from incidentctl.domain.severity import COUNTS_AS, minutes_to_first
from incidentctl.domain.values import typed
from incidentctl.usecases.notices import notices_for
from incidentctl.usecases.spoken import spoken
from incidentctl.usecases.steps import field_of, labels_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.checklist import Item
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.pulse import Pulse
    from incidentctl.domain.runbook import Part, Runbook, Step
    from incidentctl.ports import Command, Context

COMMANDS = "nubsdwfhq"

RISKY = frozenset({"rollback", "privacy"})
"""Fields of these groups are risk questions: nothing is highlighted on them (cli.md)."""

REVIEWED = ("lessons.", "priorities.", "runbook_change")
"""Fields of the review: what was kept for it, or is to be settled, stands beside their questions."""

AT_ONCE = frozenset({"acknowledged_at", "mitigated_at", "resolved_at", "ended_at", "fixed_at", "closed_at"})
"""Times that are answered as they come: Enter takes "now". Of when something began, nobody knows that."""


class Asking:
    """Makes the screens of one walk through one runbook."""

    def __init__(self, context: Context, runbook: Runbook) -> None:
        """Ask in the language of `context`."""
        self._context, self._runbook, self._words = context, runbook, context.words
        self.command: Command | None = None  # what the step on the screen would run
        self.level = ""  # what the questions behind the severity came to
        self._explained: dict[str, str] = {}  # the question with which the detail of a step was shown

    def screen(self, incident: Incident, items: Sequence[Item], item: Item, part: Part | None) -> Ask:
        """Make the value that is drawn: the step, its clocks, and one question (None: it asks nothing)."""
        step = item.step
        key = f"{self._runbook.id}/{step.id}"
        choices = self._choices(part) if part else self._runs()
        default = self._default(incident, item, part) if part else ""
        if self.command is not None and not step.writes:
            default = choices[0].id  # looking harms nothing
        highlighted = next((n for n, choice in enumerate(choices) if default and choice.id == default), -1)
        is_risky = part is not None and part.save.partition(".")[0] in RISKY
        where = place(items, item)
        if part is not None and len(step.parts) > 1:
            where += f" · {step.parts.index(part) + 1}/{len(step.parts)}"
        title, detail = self._texts(incident, item, part)
        return Ask(
            name=f"{key}:{part.save}" if part and part.save else key,
            kind="choose" if choices else ("text" if part else "do"),
            title=title,
            detail=detail,
            place=where,
            runbook=self._runbook.id,
            choices=choices,
            default="" if choices else default,
            highlighted=-1 if is_risky else highlighted,
            hint=self._hint(part),
            flag=f"incidentctl step done {step.id}",
            notices=notices_for(self._context, incident.pulse, item),
            pulse=incident.pulse,
            now=self._context.now(),
            commands=COMMANDS,
        )

    def _texts(self, incident: Incident, item: Item, part: Part | None) -> tuple[str, str]:
        """Give title and detail; the detail of the step stands with its first question only."""
        step = item.step
        title, detail = (spoken(self._context, incident, text) for text in (step.title, step.detail))
        if part is not None and part.title != step.title:
            title = f"{title} — {spoken(self._context, incident, part.title)}"
            is_first = self._explained.setdefault(step.id, part.save) == part.save
            more = spoken(self._context, incident, part.detail)
            detail = "\n".join(filter(None, (detail if is_first else "", more)))
        if part is not None and part.save.startswith(REVIEWED):
            from incidentctl.usecases.review import brought_back  # noqa: PLC0415 - start-up: days later

            detail = "\n".join(filter(None, (detail, *brought_back(self._context, incident, step, part))))
        if part is None and (step.run or step.shell):
            detail = "\n".join(filter(None, (detail, self._command(incident, step))))
        return title, detail

    def _command(self, incident: Incident, step: Step) -> str:
        """Give the command of a step, exactly; "" for a long one that can be run, which was said before."""
        from incidentctl.usecases.performing import command_of, is_long  # noqa: PLC0415 - start-up: only for one
        from incidentctl.usecases.run import shown  # noqa: PLC0415 - as above

        command = command_of(step, incident)
        if self.command is None:
            return self._words("walk.by-hand", command=shown(command))
        return "" if is_long(command, step) else f"$ {shown(command)}"

    def _runs(self) -> tuple[Choice, ...]:
        """Give the answers to a step that is a command; () where it asks nothing."""
        if self.command is None:
            return ()
        words = self._words
        return (Choice("1", RUN, words("run.step-run")), Choice("2", BY_HAND, words("run.step-by-hand")))

    def _choices(self, part: Part) -> tuple[Choice, ...]:
        """Give the numbered answers of a part, "don't know" last; () for free text."""
        labels = labels_for(self._context, part)
        if not labels:
            return ()
        known = tuple(Choice(str(n), id_, label) for n, (id_, label) in enumerate(labels.items(), start=1))
        return (*known, Choice("?", "unknown", self._words("walk.unknown")))

    def _default(self, incident: Incident, item: Item, part: Part) -> str:
        """Give what Enter takes: the value that is already known, else what is safe (S0-4), else nothing."""
        value = item.record.parts.get(part.save)
        if value is None and part.save:
            value = incident.value(part.save)
        zone = self._context.zone_of(incident.pulse.zone)
        return self._proposal(incident.pulse, part) if value is None else typed(value, field_of(part), zone)

    def _proposal(self, pulse: Pulse, part: Part) -> str:
        """Give what Enter takes where nothing is known yet; "" for nothing."""
        match part.save:
            case "severity":
                return self.level or pulse.severity or COUNTS_AS
            case "roles.commander":
                return pulse.commander or pulse.declarer
            case "triage.result":
                return "incident"
            case "detected_at":
                return typed({"t": pulse.declared}, field_of(part), self._context.zone_of(pulse.zone))
            case "next_update_at":
                minutes = minutes_to_first(self._context.policy(), pulse.severity)
                return self._words("walk.minutes", minutes=minutes)
            case save:
                return self._words("walk.now") if save in AT_ONCE else ""

    def _hint(self, part: Part | None) -> str:
        """Give the line that says how to answer, by type."""
        if part is None:
            return self._words("walk.hint-do") if self.command is None else ""
        if labels_for(self._context, part):
            return ""  # the answers are listed
        field = field_of(part)
        key = "walk.hint-due" if field.type == "time" and field.ahead else f"walk.hint-{field.type}"
        unknown = f"? {self._words('walk.unknown')}"
        return "   ".join((unknown, self._words(key))) if self._words.has(key) else unknown


def place(items: Sequence[Item], item: Item) -> str:
    """Give the place of a step among those that apply: "3/9"."""
    at, states = [known.step for known in items].index(item.step), [known.state for known in items]
    before, hidden = states[:at].count("not_applicable"), states.count("not_applicable")
    return f"{at + 1 - before}/{len(states) - hidden}"
