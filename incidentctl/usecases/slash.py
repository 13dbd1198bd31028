"""Slash commands: what is done at a step of a walk besides answering it, but for stopping and going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.checklist import open_parts
from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.events.steps import StepDeferred, StepDone, StepFailed, StepSkipped
from incidentctl.domain.facts import New
from incidentctl.domain.runbook import PRIVACY
from incidentctl.domain.screens import Say
from incidentctl.domain.times import iso, parse_due
from incidentctl.errors import NotFound, Refused, UsageError
from incidentctl.usecases.asking import REVIEWED
from incidentctl.usecases.correct import undoable
from incidentctl.usecases.keeping import Again
from incidentctl.usecases.note import note
from incidentctl.usecases.spoken import spoken
from incidentctl.usecases.steps import check_skip

if TYPE_CHECKING:
    from incidentctl.domain.checklist import Item
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.screens import Reply
    from incidentctl.ports import Context
    from incidentctl.usecases.keeping import Keeping
    from incidentctl.usecases.locate import Located
    from incidentctl.usecases.steps import Addressed
    from incidentctl.usecases.talking import Talk


class Slash:
    """Carries out the slash commands of one walk."""

    def __init__(self, context: Context, located: Located, keeping: Keeping, talk: Talk) -> None:
        """Record through `keeping`, and speak through `talk`."""
        self._context, self._located = context, located
        self._keeping, self._talk = keeping, talk

    def carry_out(self, reply: Reply, incident: Incident, item: Item, addressed: Addressed) -> bool:
        """Do what was typed at a step; True where that step, if somebody went back to it, is left now."""
        text = reply.text.strip()
        match reply.command:
            case "n":
                is_left = self._note(text, addressed)
            case "u":
                is_left = self._undo(incident)
            case "s":
                is_left = self._skip(text, incident, addressed)
            case "d":
                is_left = bool(self._keeping.answer(New(StepDone(addressed.key, text)), addressed))
            case "w":
                is_left = self._defer(text, incident, addressed)
            case "f":
                is_left = self._end(StepFailed(addressed.key, self._reason(text, "walk.ask-failed")))
            case _:
                is_left = self._help(incident, item)
        return is_left

    def _note(self, text: str, addressed: Addressed) -> bool:
        """Record a note with its own time; the step stays where it is."""
        text = self._reason(text, "walk.ask-note")
        recorded = note(self._context, self._located, text, at_step=addressed.key)
        self._keeping.tell(recorded.receipt)
        self._talk.say("walk.noted", handle=recorded.handle(recorded.facts[0]), text=text)
        for warning in recorded.warnings:
            self._talk.say(f"warning.{warning.key}", **warning.params)
        parts = addressed.step.parts
        if addressed.runbook.id == PRIVACY or any(part.save.startswith("privacy.") for part in parts):
            self._talk.say("warning.note-is-private")
        return False

    def _undo(self, incident: Incident) -> bool:
        """Show the last undoable fact of this user, and take it back if that is meant."""
        try:
            entry = undoable(incident, self._context.user)
        except NotFound as error:
            self._talk.say_error(error)
            return False
        zone = self._context.zone_of(incident.pulse.zone)
        self._context.prompter.say(Say("walk.would-undo", {}, facts=(entry.fact,), zone=zone))
        if not self._talk.confirmed("walk.ask-undo"):
            return False
        self._keeping.append([New(Undone(entry.fact.id))])
        self._talk.say("walk.undone")
        return True

    def _skip(self, text: str, incident: Incident, addressed: Addressed) -> bool:
        """Leave the step out, for a reason; a required one only if this is the commander."""
        try:
            check_skip(incident, addressed, self._context.user)
        except Refused as error:
            self._talk.say_error(error)
            return False
        return self._end(StepSkipped(addressed.key, self._reason(text, "walk.ask-skip")))

    def _defer(self, text: str, incident: Incident, addressed: Addressed) -> bool:
        """Put the step off: until a time, else to the end of this runbook."""
        zone = self._context.zone_of(incident.pulse.zone)
        try:
            until = iso(parse_due(text, self._context.now(), zone)) if text else ""
        except UsageError as error:
            self._talk.say_error(error)
            return False
        return self._end(StepDeferred(addressed.key, until))

    def _end(self, event: StepSkipped | StepDeferred | StepFailed) -> bool:
        """Record the outcome and go on."""
        self._keeping.append([New(event)])
        return True

    def _help(self, incident: Incident, item: Item) -> bool:
        """Show the whole step and what each slash command does."""
        details = (item.step.detail, *(part.detail for part in item.step.parts))
        texts = [spoken(self._context, incident, text) for text in details]
        lines = [line for text in texts for line in text.split("\n") if line]
        question = next(iter(open_parts(item)), None)
        if question is not None and question.save.startswith(REVIEWED):
            from incidentctl.usecases.review import brought_back  # noqa: PLC0415 - start-up: days later

            lines += brought_back(self._context, incident, item.step, question)
        if item.step.run or item.step.shell:
            from incidentctl.usecases.performing import command_of  # noqa: PLC0415 - start-up
            from incidentctl.usecases.run import shown  # noqa: PLC0415 - as above

            lines.append(f"$ {shown(command_of(item.step, incident))}")
        if undo := spoken(self._context, incident, item.step.undo):
            lines.append(self._context.words("walk.undo-text", text=undo))
        self._context.prompter.say(Say("walk.help", {}, tuple(lines)))
        return False

    def _reason(self, text: str, key: str) -> str:
        """Give the text of a slash command, asked for where there is none; else the step comes again."""
        typed = text or self._talk.line(key)
        if not typed:
            raise Again
        return typed
