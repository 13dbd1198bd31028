"""Walk: through a checklist question by question; each answer is on the timeline before the next is put."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.checklist import Checklist, Item, next_item, open_parts, progress
from incidentctl.domain.events.steps import StepDone, StepStarted
from incidentctl.domain.facts import New
from incidentctl.domain.screens import RUN, Reply, Say
from incidentctl.errors import NeedsAnswer, NotFound, UsageError
from incidentctl.usecases.asking import Asking, place
from incidentctl.usecases.freezing import choose_runbook, frozen, is_edited, runbook_for
from incidentctl.usecases.keeping import Again, Keeping
from incidentctl.usecases.others import Others
from incidentctl.usecases.role import role_label
from incidentctl.usecases.slash import Slash
from incidentctl.usecases.steps import (
    Addressed,
    answer,
    field_of,
    items_on,
)
from incidentctl.usecases.talking import Talk

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.runbook import Part, Runbook
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located

ECHOED = frozenset({"time", "count", "duration"})
"""Types whose answers are read by a grammar, so that what was understood is shown."""


SAID_AFTER = {
    ("triage.result", "not_incident"): "not-an-incident",
    ("mitigation.result", "restored"): "users-can-work",
}
"""What is said after an answer: a key of words/warning.py."""


class Walked(NamedTuple):
    """How a walk ended: how many steps have an outcome, of how many that apply, and what comes next.

    `is_paused`: somebody quit; `waiting_for` names the step that the rest waits for ("" if none does).
    """

    located: Located
    runbook: Runbook
    ended: int
    total: int
    is_paused: bool
    waiting_for: str = ""
    next_runbook: str = ""


class _Paused(Exception):  # noqa: N818 - no error: somebody wants to stop here
    """Ends the walk; everything that was answered is on the timeline."""


def walk(context: Context, located: Located, wanted: str = "") -> Walked:
    """Go through a checklist, resuming at the first open step (a fold over the log, never a cursor).

    Raises `NotFound`, `Invalid` (the runbook), `NeedsAnswer` (nobody can be asked) and `Interrupted`;
    whatever was answered before that is on the timeline.
    """
    incident = context.timeline.state(located.id)
    runbook = runbook_for(context, located, incident, choose_runbook(context, incident, wanted))
    return _Walk(context, located, runbook).run()


class _Walk:
    """One walk through one runbook."""

    def __init__(self, context: Context, located: Located, runbook: Runbook) -> None:
        self.context = context
        self.located = located
        self.runbook = runbook
        self.words = context.words
        self.prompter = context.prompter
        self.focus = ""  # the step that /b went back to
        self.visited: list[str] = []
        self.asking, self.talk = Asking(context, runbook), Talk(context)
        self.keeping = Keeping(context, located, self.talk)
        self.incident = self.reread()
        self.slash = Slash(context, located, self.keeping, self.talk)
        self._frozen = self.incident.runbooks.get(runbook.id)
        self._checklist = Checklist(runbook)
        self._items: tuple[Incident | None, tuple[Item, ...]] = (None, ())  # as they stand in that state
        self.zone = context.zone_of(self.incident.pulse.zone)
        self.others = Others(context, self.incident, self.zone)

    def reread(self) -> Incident:
        """Fold the log again: another terminal may have answered meanwhile."""
        return self.context.timeline.state(self.located.id)

    def run(self) -> Walked:
        """Ask until nothing is open or somebody stops."""
        self.announce()
        if self._frozen is not None and is_edited(self.context, self.incident, self.runbook.id):
            self.talk.say("walk.edited", runbook=self.runbook.id)
        is_paused = False
        try:
            while (item := self.current()) is not None:
                try:
                    self.take(item)
                except Again:
                    continue
        except _Paused:
            is_paused = True
        self.incident = self.reread()
        items = self.items()
        ended, total = progress(items)
        waiting = next((item.because for item in items if item.state == "waiting"), "")
        try:
            following = choose_runbook(self.context, self.incident)
        except NotFound:
            following = ""
        return Walked(self.located, self.runbook, ended, total, is_paused, waiting, following)

    def announce(self) -> None:
        """Say where a walk resumes, and since when nothing was recorded (cli.md, behaviour 7)."""
        items = self.items()
        item = next_item(items)
        if item is None or progress(items)[0] <= 1 or not self.incident.entries:
            return
        last = self.incident.entries[-1]
        ago = self.words.length(int((self.context.now() - last.fact.recorded).total_seconds() // 60))
        at = last.fact.recorded.astimezone(self.zone).strftime("%H:%M")
        role = role_label(self.context, self.incident.pulse, last.role)
        self.talk.say("walk.resumed", place=place(items, item), at=at, role=role, ago=ago)

    def items(self) -> tuple[Item, ...]:
        """Give the checklist as it stands."""
        of, items = self._items
        if of is not self.incident:
            items = items_on(self.context, self.incident, self._checklist)
            self._items = self.incident, items
        return items

    def current(self) -> Item | None:
        """Give the step to show: the one gone back to, else the first open one."""
        self.incident = self.reread()
        self.renew()
        items = self.items()
        if self.focus:
            return next((item for item in items if item.step.id == self.focus), None)
        return next_item(items)

    def renew(self) -> None:
        """Go on with the text that somebody adopted meanwhile."""
        fact = self.incident.runbooks.get(self.runbook.id)
        if fact is None or self._frozen is None or fact.event.compiled == self._frozen.event.compiled:
            self._frozen = fact
            return
        self._frozen = fact
        self.runbook = frozen(self.context, self.incident, self.runbook.id) or self.runbook
        self.asking, self._checklist = Asking(self.context, self.runbook), Checklist(self.runbook)
        self._items = None, ()
        self.focus = ""
        self.talk.say("walk.adopted", runbook=self.runbook.id)

    def take(self, item: Item) -> None:
        """Show one step and record what comes back."""
        step = item.step
        addressed = Addressed(self.runbook, step)
        if (step.timebox or step.wait_for) and item.record.started is None:
            self.keeping.append([New(StepStarted(addressed.key))])
            self.incident = self.reread()
            item = next(known for known in self.items() if known.step.id == step.id)
        if self.visited[-1:] != [step.id]:
            self.visited.append(step.id)
            for ref in item.notes:
                self.talk.say("walk.was-skipped", step=ref)
        # one question, then the log is read again: another terminal may have answered the next one
        parts = step.parts if self.focus == step.id else open_parts(item)[:1]
        if not step.parts:
            self.tick(item, addressed)
        for part in parts:
            self.question(item, addressed, part)
        self.focus = ""

    def tick(self, item: Item, addressed: Addressed) -> None:
        """Put a step that asks nothing: Enter ticks it, text becomes its remark."""
        if (item.step.run or item.step.shell) and self.perform(item, addressed):
            return
        reply = self.put(item, addressed, None)
        if (item.step.run or item.step.shell) and reply.text.strip().casefold() == RUN:
            raise Again  # it was not run, and what is to be done about that was said
        self.keeping.answer(New(StepDone(addressed.key, reply.text.strip())), addressed)

    def perform(self, item: Item, addressed: Addressed) -> bool:
        """Put a step that is a command, which may be run from here; False where that may not be."""
        from incidentctl.usecases.performing import Performing, command_of, is_long, missing  # noqa: PLC0415 - start-up

        commands = Performing(self.context, self.located, self.talk)
        if not commands.may(self.incident, addressed):
            return False
        for field in missing(item.step, self.incident)[:1]:
            return commands.fill(field, addressed.key)
        self.asking.command = command_of(item.step, self.incident)
        if is_long(self.asking.command, item.step):  # its end could be below the edge of the screen
            commands.show(self.asking.command)
        try:
            reply = self.put(item, addressed, None)
        finally:
            self.asking.command = None
        if reply.text == RUN:
            commands.perform(self.incident, item, addressed)
        else:
            self.keeping.answer(New(StepDone(addressed.key)), addressed)
        return True

    def question(self, item: Item, addressed: Addressed, part: Part) -> None:
        """Put one question until its answer can be read and is on the timeline."""
        is_explained = False
        while True:
            reply = self.put(item, addressed, part)
            if part.save == "severity" and reply.text == "unknown" and not is_explained:
                is_explained = True
                self.talk.say("walk.severity-questions")
                with suppress(NeedsAnswer):  # a file of answers need not have any for these
                    self.asking.level = self.talk.level(self.context.policy())
                continue
            known = self.incident.fields.get(part.save)
            is_same = known is not None and known.value == reply.text
            kept = known.certainty if known and is_same else ""  # saying it again makes it no less certain
            try:
                new = answer(self.context, self.located, addressed, part, reply.text, certainty=kept)
            except UsageError as error:
                self.talk.say_error(error)
                continue
            facts = self.keeping.answer(new, addressed)
            if field_of(part).type in ECHOED:
                heard = tuple(fact for fact in facts if fact.kind != "overridden")[:1]
                self.prompter.say(Say("walk.heard", {}, facts=heard, zone=self.zone))
            if following := SAID_AFTER.get((part.save, reply.text)):
                self.talk.say(f"warning.{following}")
            if part.save == "privacy.concern":
                self.keeping.advise(facts)
            if any(fact.kind == "resolved" for fact in facts):
                self.talk.say("warning.tell-recovery")
            return

    def put(self, item: Item, addressed: Addressed, part: Part | None) -> Reply:
        """Draw the step and give an answer; a slash command is carried out and draws the step again."""
        self.context.echoed = len(self.context.receipts)  # each answer stands on the screen by now
        self.others.announce(self.incident)
        screen = self.asking.screen(self.incident, self.items(), item, part)
        reply = self.prompter.ask(screen._replace(live=self.others.beside(item)))
        if reply.command:
            self.command(reply, item, addressed)
            raise Again
        if self.context.is_interactive and self.is_answered(item, addressed, part):
            self.others.announce(self.incident)
            if not self.talk.confirmed("walk.ask-second"):
                raise Again
        return reply

    def is_answered(self, item: Item, addressed: Addressed, part: Part | None) -> bool:
        """Say whether somebody else answered this question while it was open here."""
        self.incident = self.reread()
        record = self.incident.steps.get(addressed.key, item.record)
        if part is None or record.outcome in {"skipped", "failed"}:
            return record.outcome != item.record.outcome
        unanswered = object()
        before = item.record.parts.get(part.save, unanswered)
        return bool(record.parts.get(part.save, before) != before)

    def command(self, reply: Reply, item: Item, addressed: Addressed) -> None:
        """Carry out a slash command; unknown letters were already refused by the prompt."""
        match reply.command:
            case "q":
                raise _Paused
            case "b":
                self.back(item)
            case _:
                if self.slash.carry_out(reply, self.incident, item, addressed):
                    self.focus = ""

    def back(self, item: Item) -> None:
        """Go back to the step shown before this one."""
        earlier = [known for known in self.visited if known != item.step.id]
        items = self.items()
        position = [known.step.id for known in items].index(item.step.id)
        applicable = [
            known.step.id for known in items[:position] if known.state not in {"not_applicable", "waiting"}
        ]
        target = earlier[-1] if earlier else (applicable[-1] if applicable else "")
        if not target:
            self.talk.say("walk.nothing-before")
            return
        self.visited = [known for known in self.visited if known not in {item.step.id, target}]
        self.focus = target
