"""What use cases may rely on: the context of a call, and the protocols behind it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple, Protocol

from incidentctl.errors import Invalid, UsageError
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime, tzinfo
    from pathlib import Path
    from typing import BinaryIO

    from incidentctl.domain.cases import Case
    from incidentctl.domain.facts import Fact, New
    from incidentctl.domain.forms import Form
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.lint import Wording
    from incidentctl.domain.policy import Policy, Profile
    from incidentctl.domain.pulse import Pulse
    from incidentctl.domain.runbook import Runbook
    from incidentctl.domain.runbook_rules import Finding
    from incidentctl.domain.screens import Ask, Look, Reply, Say
    from incidentctl.domain.summary import Day, Finds, Page, Summary, Wanted
    from incidentctl.errors import IncidentctlError
    from incidentctl.words import Lang


class Receipt(NamedTuple):
    """Proof that facts are in the log.

    `outcome` is "recorded" or "unconfirmed" (written, but the disk did not confirm it). `where` is "log",
    or "private" (the lock was not to be had in time) or "fallback" (the log could not be written), with
    `path` the file; one that would not outlive a restart leaves them unconfirmed. NOT RECORDED is no
    receipt: it is raised as `errors.NotRecorded`.
    """

    facts: tuple[Fact, ...]
    outcome: str
    where: str
    path: str
    pulse: Pulse


class Trouble(NamedTuple):
    """A place in the log that is not as it should be; `key` is worded by words/verify.py.

    `line` counts from 1, `byte` from 0. `severity` is "damage", "notice" (fenced, in progress) or "fork".
    """

    key: str
    file: str
    line: int
    byte: int
    severity: str
    params: Mapping[str, object]


class Symptom(NamedTuple):
    """What `doctor` found; `key` is worded by words/doctor.py. `severity` is ok, warn or fail."""

    key: str
    severity: str
    params: Mapping[str, object]
    details: tuple[str, ...] = ()


class Repair(NamedTuple):
    """Something that `recover` did, or would do; `key` is worded by words/recover.py.

    `path` is the file that it is about. `is_left`: it was not put right, and somebody has to look.
    """

    key: str
    incident: str
    path: str
    params: Mapping[str, object]
    is_left: bool = False


class Head(NamedTuple):
    """The last record of one file: who wrote it, its counter, and its hash."""

    writer: str
    n: int
    hash: str


class Reading(NamedTuple):
    """All readable facts of an incident in order, what had to be stepped around, and the heads.

    `places` are the directories that were read, where there is a disk.
    """

    facts: tuple[Fact, ...]
    troubles: tuple[Trouble, ...]
    heads: tuple[Head, ...]
    places: tuple[str, ...] = ()


class Exported(NamedTuple):
    """An archive as it was written: its size in bytes and its SHA-256, how many facts and blobs it holds.

    `heads` are writer, counter and hash of the last record of each file. `missing` are the hashes of blobs
    that facts name and that are not here, `damaged` the files of facts that are not whole.
    """

    incident: str
    size: int
    sha256: str
    facts: int
    heads: Sequence[tuple[str, int, str]]
    blobs: int
    missing: Sequence[str]
    damaged: Sequence[str]


class TakenIn(NamedTuple):
    """What an archive brought: records that were not here, files of facts that it changed, blobs.

    `is_behind`: more is here than in the archive. `erased`: texts that the archive or this machine still had
    of facts that were redacted. `forks` are the files made because a chain goes on otherwise here. `is_own`:
    it brought what this machine wrote once, so that from now on it writes under another id.
    """

    incident: str
    is_new: bool
    facts: int
    logs: int
    blobs: int
    is_behind: bool
    erased: int
    forks: Sequence[str]
    is_own: bool


class Archives(Protocol):
    """Whole incidents, out of the log and into it."""

    def knows(self, first: bytes) -> bool:
        """Say whether a file that begins so (512 bytes, if it has as many) means to be an archive."""
        ...

    def export(self, incident: str, out: BinaryIO) -> Exported:
        """Write an incident as an archive; raise `NotFound`, and `FoundWanting` archive-two-places."""
        ...

    def take(
        self, stream: BinaryIO, first: bytes = b"", *, expected: str = "", is_dry: bool = False
    ) -> TakenIn:
        """Take in what `export` wrote: all of it or nothing; `first` is what was read of it already.

        `expected` is how the id must end that it is of ("": any). `is_dry`: put nothing in place. Raise
        `FoundWanting` (archive-...: nothing is taken of one that is not sound), `UsageError`
        archive-other-incident, and `NotRecorded`.
        """
        ...


class Index(Protocol):
    """Questions about all incidents at once: a shortcut, which never says anything but what the logs say.

    `day` gives the local day on which an incident was declared, where `wanted` asks for days.
    """

    def summaries(self, wanted: Wanted, day: Day) -> Page:
        """Give the incidents that are asked for: the open ones first, then as `wanted.sort` says."""
        ...

    def search(self, terms: Sequence[str], wanted: Wanted, day: Day, *, private: bool = False) -> Finds:
        """Find the incidents in which every term (folded) stands: a title counts most, then the newest.

        Texts of the privacy track are found only where `private` asks for them.
        """
        ...

    def like(self, title: str, besides: str, seconds: float) -> Sequence[Summary]:
        """Give incidents other than `besides` with a title like this one, the most alike first.

        A courtesy: nothing where the shortcut is not at hand, or it takes longer than `seconds`.
        """
        ...


class Timeline(Protocol):
    """The log of all incidents. Its promises are in timeline.md; one contract suite holds every kind."""

    def incidents(self) -> Sequence[str]:
        """Give the ids of all incidents, newest first."""
        ...

    def open_incidents(self) -> Sequence[str]:
        """Give the ids of the incidents that still need somebody, newest first."""
        ...

    def begin(self, news: Sequence[New], *, by: str, day: date) -> Receipt:
        """Create an incident (its id is minted from `day`, the local date) with its first facts."""
        ...

    def append(self, incident: str, news: Sequence[New], *, by: str) -> Receipt:
        """Record open facts without looking at the state; raise `NotRecorded` if that cannot be done."""
        ...

    def transact(
        self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str
    ) -> Receipt | None:
        """Decide under the lock and record what was decided; None when nothing was.

        `decide` sees the state that includes every earlier fact, and refuses by raising. When the lock is
        not to be had, guarded events raise `NotRecorded`; open ones go to a private file.
        """
        ...

    def adopt(self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str) -> Receipt | None:
        """Record history, as an import brings it: all or none of it, and what is there already only once.

        As `transact`, but each of the facts has an `id` that follows from what it says; those whose id is in
        the log are left out. None when all are there. Raise `NotRecorded` when nothing was recorded.
        """
        ...

    def redact(
        self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str
    ) -> Receipt | None:
        """Record which facts are erased, as `transact` does, then erase their texts from this machine.

        None: all were erased before; what is left of them is erased then. Other machines do so when they
        write to the incident or `recover`. Raise `NotRecorded`, and `Unconfirmed` when something is left.
        """
        ...

    def read(self, incident: str) -> Reading:
        """Read everything, without a lock; raise `NotFound` or `Damaged` (nothing could be read)."""
        ...

    def state(self, incident: str) -> Incident:
        """Give the fold of everything, as it stands now; what this call of the program read, is read once.

        Raise `NotFound`, or `Damaged` (nothing could be read).
        """
        ...

    def pulse(self, incident: str) -> Pulse:
        """Give the pulse, from the shortcut on disk where that can be trusted."""
        ...

    def verify(self, incident: str, heads: Sequence[Head] = ()) -> Reading:
        """Check frame, hashes, counters, chains, forks and pulse, trusting none of the writer's code.

        `heads`: last records as somebody wrote them down at a time; each of them has to be there.
        """
        ...

    def examine(self) -> Sequence[Symptom]:
        """Say whether the place where the log is kept will take facts, before one is lost there."""
        ...

    def recover(self, *, is_dry: bool) -> Iterator[Repair]:
        """Take home what was kept outside, and copy damaged lines aside; each repair as it is done.

        `is_dry`: do nothing, and give what would be done.
        """
        ...

    def keep(self, data: bytes) -> str:
        """Store a blob durably and give its SHA-256 in hex."""
        ...

    def keep_stream(self, pieces: Iterable[bytes]) -> tuple[str, int]:
        """Store what comes in pieces as a blob, in bounded memory; give its SHA-256 in hex, and its size.

        Raise `NotRecorded`; what the pieces raise passes through, and nothing is kept.
        """
        ...

    def fetch(self, digest: str) -> bytes:
        """Give a blob; raise `Damaged` when it is missing or not what its name says."""
        ...

    def signs(self, incident: str) -> str:
        """Give what changes whenever the log of an incident does ("": there is none), reading no file."""
        ...

    def index(self) -> Index:
        """Give what answers questions about all incidents at once."""
        ...

    def last_used(self, terminal: str) -> str:
        """Give the incident that this terminal session used last; "" for none."""
        ...

    def use(self, terminal: str, incident: str) -> None:
        """Remember the incident that this terminal session uses."""
        ...


class Problem(NamedTuple):
    """A mistake in a runbook or policy file. `line` and `column` count from 1.

    `severity` is "error" or "note"; `excerpt` is the line, `width` how many columns the caret spans;
    `key` and `params` are worded by words/runbook.py.
    """

    file: str
    line: int
    column: int
    key: str
    params: Mapping[str, object]
    excerpt: str = ""
    width: int = 1
    severity: str = "error"


class Found(NamedTuple):
    """A runbook on the search path. `origin` is flag, environment, project, user or builtin."""

    id: str
    path: str
    origin: str
    runbook: Runbook | None
    source: bytes
    problems: tuple[Problem, ...] = ()


class Tests(NamedTuple):
    """A file of tests, or a runbook without any. `found` is the runbook; None where something is wrong.

    `lang` is the language of what is shown ("": the runbook's own); `at` gives a difference at its place.
    """

    path: str
    found: Found | None
    cases: tuple[Case, ...]
    lang: str
    problems: tuple[Problem, ...]
    at: Callable[[Finding], Problem]


class FormSource(Protocol):
    """Forms of reports from YAML."""

    def names(self) -> Sequence[str]:
        """Give the forms that there are: the built-in ones in their order, then the team's."""
        ...

    def get(self, name: str) -> Form:
        """Give the form of a name out of `names`; raise `Invalid` with every problem of its file."""
        ...

    def built_in(self, name: str) -> Form | None:
        """Give what is built in under a name, whatever the team's files say; None for a team's own."""
        ...


class RunbookSource(Protocol):
    """Runbooks and policy from YAML."""

    def find(self) -> Sequence[Found]:
        """Give every runbook once (the first that has an id wins): the flow's stages first, in order."""
        ...

    def get(self, runbook_id: str) -> Found:
        """Give one sound runbook; raise `NotFound` (with a suggestion) or `Invalid` (every problem)."""
        ...

    def compiled(self, source: bytes) -> Runbook | None:
        """Give the runbook that a text says; None when it is not sound."""
        ...

    def blocks(self, source: bytes) -> Mapping[str, tuple[str, ...]]:
        """Give the lines of a runbook by step, with the remarks above it; those before the steps under ""."""
        ...

    def check(self, paths: Sequence[Path]) -> Sequence[Found]:
        """Read files, or all YAML files below directories, and give each with its problems."""
        ...

    def tests(self, paths: Sequence[Path]) -> Sequence[Tests]:
        """Read files of tests and runbooks, or all below directories; no path: all on the search path."""
        ...

    def template(self, name: str) -> str:
        """Give a built-in example for whoever writes a runbook, by the name of its file."""
        ...

    def schema(self, root: str) -> Mapping[str, object]:
        """Give the JSON Schema of a kind of file out of `schema_roots`."""
        ...

    def schema_roots(self) -> Sequence[str]:
        """Give the kinds of files that there is a JSON Schema for."""
        ...

    def policy(self) -> Policy:
        """Give severities, phrases and phases; raise `Invalid`."""
        ...

    def profiles(self) -> Mapping[str, Profile]:
        """Give the formations alone; raise `Invalid`."""
        ...

    def wording(self) -> Wording:
        """Give the rules about wording; raise `Invalid`."""
        ...

    def forms(self) -> FormSource:
        """Give the forms of reports."""
        ...

    def built_in_policy(self) -> Policy:
        """Give what is built in, whatever the team's files say."""
        ...


class Command(NamedTuple):
    """What is to be run: `argv` without a shell, or the text `shell`, which sees `values` as variables.

    `timeout` in seconds (0: none): then it is asked to end, and soon after it has to. `is_aside`: what it
    prints goes to standard error, since standard output is for something else.
    """

    argv: tuple[str, ...] = ()
    shell: str = ""
    values: Mapping[str, str] = {}
    timeout: int = 0
    is_aside: bool = False


class Finished(NamedTuple):
    """How a command ended, and what it printed.

    `end`: exited, killed (by a signal of somebody else), timeout, interrupted, or missing (it could not be
    started; `reason` is the system's word). `code` is its exit code, below zero the signal that ended it.
    `output` holds both outputs as they came, of very many bytes begin and end (`is_cut`); `size` counts all.
    `unshown`: why some of it could not be passed on, "" where all was.
    """

    end: str
    code: int
    seconds: float
    output: bytes
    size: int
    reason: str = ""
    unshown: str = ""
    is_cut: bool = False


class Trust(Protocol):
    """The texts of runbooks whose commands may be run because somebody here was shown them."""

    def __contains__(self, source: bytes) -> bool:
        """Say whether exactly this text was trusted."""
        ...

    def add(self, source: bytes) -> None:
        """Trust exactly this text; raise `NotRecorded` where that cannot be kept."""
        ...


class Runner(Protocol):
    """Runs commands, showing what they print."""

    def run(self, command: Command) -> Finished:
        """Run a command to its end; it is never left behind, and never raises for what it does."""
        ...


class Screen(Protocol):
    """Turns what is asked or said into safe lines; `columns` and `rows` are those of the terminal."""

    def draw(self, ask: Ask, columns: int, rows: int = 24, look: Look = "step") -> list[str]:
        """Draw a question: as a step, with the whole detail ("whole"), or as a trace of it ("done")."""
        ...

    def tell(self, say: Say, columns: int = 0) -> list[str]:
        """Word what is said between questions; 0 columns: do not wrap."""
        ...


class Prompter(Protocol):
    """Asks one question at a time, and says things in between."""

    def ask(self, ask: Ask) -> Reply:
        """Put a question; raise `Interrupted` on Ctrl-C and `NeedsAnswer` where nobody can answer."""
        ...

    def say(self, say: Say) -> None:
        """Show something between two questions."""
        ...


class Context:
    """One call of the program: who, when, where, in which language, and the ports."""

    def __init__(  # noqa: PLR0913 - the one place where everything comes together
        self,
        *,
        clock: Callable[[], datetime],
        zone: tzinfo,
        zone_name: str,
        zones: Callable[[str], tzinfo],
        user: str,
        lang: Lang,
        terminal: str,
        is_interactive: bool,
        config: Mapping[str, str],
        timeline: Callable[[], Timeline],
        runbooks: Callable[[], RunbookSource],
        prompter: Callable[[], Prompter],
        receipts: list[Receipt],
        runner: Callable[[], Runner] | None = None,
        trust: Callable[[], Trust] | None = None,
        on_disk: Callable[[str, str], bytes | None] = lambda _, __: None,
        archives: Callable[[], Archives] | None = None,
    ) -> None:
        """Keep what bootstrap (or a test) chose. The ports are made when they are first needed."""
        self.clock = clock
        self.zone = zone
        self.zone_name = zone_name
        self.is_zone_asked = False  # see `ask_for_zone`
        self._zones = zones
        self.user = user
        self.lang = lang
        self.terminal = terminal
        self.is_interactive = is_interactive
        self.config = config
        self.receipts = receipts
        self.echoed = 0  # how many of the receipts were told to the user
        self.on_disk = on_disk  # what a runbook's file holds now, by origin and name; None where it is gone
        self.trouble: IncidentctlError | None = None  # a setting that could not be read; see cli/call.py
        self._make = (timeline, runbooks, prompter)
        self._make_runner, self._make_trust, self._make_archives = runner, trust, archives
        self._timeline: Timeline | None = None
        self._runbooks: RunbookSource | None = None
        self._prompter: Prompter | None = None

    def ask_with(self, prompter: Prompter) -> None:
        """Let somebody else answer from now on, such as a file of answers."""
        self._prompter = prompter

    def now(self) -> datetime:
        """Give the present time in the zone of this call."""
        return self.clock().astimezone(self.zone)

    def zone_of(self, name: str) -> tzinfo:
        """Give the zone of an incident, in which it was declared, or the one that this call asks for.

        UTC, where this machine knows none of that name: what was written elsewhere can be read here.
        """
        if self.is_zone_asked or name in {"", self.zone_name}:
            return self.zone
        try:
            return self._zones(name)
        except UsageError:
            return UTC

    def ask_for_zone(self, name: str) -> None:
        """Read and show times in this zone, whatever zone an incident has; UsageError "no-such-zone"."""
        self.zone, self.zone_name, self.is_zone_asked = self._zones(name), name, True

    @property
    def words(self) -> Words:
        """The sentences of the program in the reader's language."""
        return Words(self.lang)

    @property
    def timeline(self) -> Timeline:
        """The log."""
        if self._timeline is None:
            self._timeline = self._make[0]()
        return self._timeline

    @property
    def runbooks(self) -> RunbookSource:
        """The runbooks on the search path."""
        if self._runbooks is None:
            self._runbooks = self._make[1]()
        return self._runbooks

    def policy(self) -> Policy:
        """Give the policy; where the team's is wrong, the built-in one, and `trouble` says what is wrong.

        A mistake in a file must not keep anybody from reporting.
        """
        try:
            return self.runbooks.policy()
        except Invalid as error:
            self.trouble = self.trouble or error
            return self.runbooks.built_in_policy()

    def profile(self, name: str) -> Profile:
        """Give a formation, as `policy` would; the default one where there is none of that name."""
        from incidentctl.domain.policy import DEFAULT_PROFILE  # noqa: PLC0415 - start-up

        try:
            profiles = self.runbooks.profiles()
        except Invalid as error:
            self.trouble = self.trouble or error
            profiles = self.runbooks.built_in_policy().profiles
        return profiles.get(name) or profiles[DEFAULT_PROFILE]

    def form(self, name: str) -> Form:
        """Give a form out of `runbooks.forms().names()`; as `policy`, the built-in one where it is wrong.

        Raises Invalid where there is none built in under that name.
        """
        forms = self.runbooks.forms()
        try:
            return forms.get(name)
        except Invalid as error:
            known = forms.built_in(name)
            if known is None:
                raise
            self.trouble = self.trouble or error
            return known

    @property
    def runner(self) -> Runner:
        """Whoever runs commands."""
        assert self._make_runner is not None  # noqa: S101 - a test that runs none brings none
        return self._make_runner()

    @property
    def trust(self) -> Trust:
        """What somebody here has trusted."""
        assert self._make_trust is not None  # noqa: S101 - as for the runner
        return self._make_trust()

    @property
    def archives(self) -> Archives:
        """What takes whole incidents out, and in."""
        assert self._make_archives is not None  # noqa: S101 - as for the runner
        return self._make_archives()

    @property
    def prompter(self) -> Prompter:
        """Whoever asks questions."""
        if self._prompter is None:
            self._prompter = self._make[2]()
        return self._prompter
