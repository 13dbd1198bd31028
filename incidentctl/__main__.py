"""The entry points: signals, and the one place where errors become messages."""

from __future__ import annotations

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while importing ends at once, without a traceback

import gc  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from contextlib import suppress  # noqa: E402
from typing import TYPE_CHECKING  # noqa: E402

from incidentctl.errors import ExitCode, IncidentctlError, Interrupted  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import FrameType

    from incidentctl.ports import Context
    from incidentctl.words import Lang, Words


def main(  # noqa: PLR0911 - one for each way to end
    argv: Sequence[str], context: Context | None = None, environ: Mapping[str, str] | None = None
) -> ExitCode | int:
    """Run one command and give its exit code; a test brings its own context.

    Everything that can go wrong ends here as a message in the user's language (house.md, "Errors").
    """
    environ = os.environ if environ is None else environ
    words = _words(argv, environ)
    try:
        from incidentctl.bootstrap import make_context  # noqa: PLC0415 - after the signals are set

        if context is None:
            context = make_context(environ)
        context.lang = _asked(argv) or context.lang
        words = context.words
        from incidentctl.cli.app import run  # noqa: PLC0415 - after the signals are set

        return run(argv, context, environ)
    except IncidentctlError as error:
        _tell(error, words)
        _tell_unprinted(context, words, is_interrupted=isinstance(error, Interrupted))
        return error.code
    except KeyboardInterrupt:
        _tell(Interrupted("interrupted"), words)
        _tell_unprinted(context, words, is_interrupted=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return ExitCode.OK
    except OSError as error:
        if context is not None and not _is_output(error):
            return _unexpected(error, context, words)
        _forget_stdout()
        _print_err(words("errors.output-failed", why=error.strerror or str(error)))
        _tell_unprinted(context, words)
        return ExitCode.OUTPUT_FAILED
    except Exception as error:  # noqa: BLE001 - the one place
        return _parser_refusal(error, argv, words) or _unexpected(error, context, words)


def _is_output(error: OSError) -> bool:
    """Say whether a write to stdout failed: those errors name no file."""
    return error.filename is None


def _asked(argv: Sequence[str]) -> Lang | None:
    """Give the language that `--lang` asks for, so that even the parser's own errors speak it."""
    for index, word in enumerate(argv):
        value = (
            argv[index + 1] if word == "--lang" and index + 1 < len(argv) else word.partition("--lang=")[2]
        )
        if value in {"en", "ja"} and word.startswith("--lang"):
            return "ja" if value == "ja" else "en"
    return None


def _words(argv: Sequence[str], environ: Mapping[str, str]) -> Words:
    from incidentctl.bootstrap import language  # noqa: PLC0415 - after the signals are set
    from incidentctl.words import Words  # noqa: PLC0415 - as above

    return Words(_asked(argv) or language(environ, environ.get("INCIDENTCTL_LANG", "")))


def _print_err(*lines: str) -> None:
    from incidentctl.render.safe import safe  # noqa: PLC0415 - only where something is wrong
    from incidentctl.render.style import fitted  # noqa: PLC0415 - as above

    try:
        for line in lines:
            for part in fitted(safe(line), sys.stderr):
                sys.stderr.write(f"{part}\n")
        sys.stderr.flush()
    except OSError:
        pass  # there is nobody left to tell


def _tell(error: IncidentctlError, words: Words) -> None:
    from incidentctl.cli.errors import lines  # noqa: PLC0415 - only where something is wrong

    _print_err(*lines(error, words))


def _tell_unprinted(
    context: Context | None, words: Words, *, is_interrupted: bool = False, is_broken: bool = False
) -> None:
    """Say what is on the timeline although its echo was never printed, or that nothing is; and how to go on.

    `is_broken`: the command did not come to the point where it would have said so itself.
    """
    if (is_interrupted or is_broken) and (context is None or not context.receipts):
        _print_err(words("errors.was-nothing"))
    if context is None:
        return
    for receipt in context.receipts[context.echoed :]:
        handles = " ".join(f"{fact.id[:6]}" for fact in receipt.facts)
        _print_err(words(f"errors.was-{receipt.outcome}", handles=handles))
    incident = context.receipts[-1].pulse.id if context.receipts else ""
    if incident and is_interrupted:
        _print_err(words("errors.how-to-resume", id=incident[-4:]))


def _parser_refusal(error: Exception, argv: Sequence[str], words: Words) -> int:
    """Word what the parser refused, and give its code; 0 when this is no refusal of the parser."""
    import typer  # noqa: PLC0415 - loaded already

    if isinstance(error, typer.Exit):
        return error.exit_code
    if isinstance(error, typer.Abort):
        _tell(Interrupted("interrupted"), words)
        return ExitCode.INTERRUPTED
    if not isinstance(error, typer.TyperException):
        return 0
    from incidentctl.cli.refusals import refusal  # noqa: PLC0415 - only where something is wrong

    wrong = refusal(error, argv)
    _tell(wrong, words)
    return wrong.code


def _unexpected(error: Exception, context: Context | None, words: Words) -> int:
    """Report a bug: what it was, where its traceback is, and that nothing recorded is lost."""
    import tempfile  # noqa: PLC0415 - only for a bug
    import traceback  # noqa: PLC0415 - only for a bug

    text = "".join(traceback.format_exception(error))
    path = ""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="incidentctl-", suffix=".txt", delete=False, errors="backslashreplace"
        ) as file:
            file.write(text)
            path = file.name
    except OSError:
        _print_err(text)
    _print_err(words("errors.unexpected", what=f"{type(error).__name__}: {error}", path=path))
    _tell_unprinted(context, words, is_broken=True)
    return ExitCode.UNEXPECTED


def _forget_stdout() -> None:
    """Let nothing more be written to a stdout that is gone; Python would complain at its end."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError):
        pass


def _open_closed_streams() -> None:
    """Give a stream to whatever was closed (`>&-`), so that no log file ever gets the number of stdout.

    Writing to a closed stdout fails as on a full disk (exit 9); there is nobody at a closed stderr.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _pass(number: int, frame: FrameType | None) -> None:
    del number, frame


def _interrupt(number: int, frame: FrameType | None) -> None:
    """End the command; a second signal must not cut short what is said about the first."""
    del number, frame
    for each in _SIGNALS:
        signal.signal(each, _pass)  # not SIG_IGN: Python complains of one that is on its way already
    raise KeyboardInterrupt


def run() -> None:
    """Be the console entry point: set signals, run, flush, and leave without a slow tear-down."""
    gc.set_threshold(100_000)  # looking for garbage while modules load takes a tenth of a `note`
    for number in _SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:  # nohup
            signal.signal(number, _interrupt)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # what a terminal sends is UTF-8, whatever an old locale says
    argv = [os.fsencode(word).decode("utf-8", "surrogateescape") for word in sys.argv[1:]]
    try:
        code = int(main(argv))
    except KeyboardInterrupt:  # before anything was begun
        code = ExitCode.INTERRUPTED
    try:
        sys.stdout.flush()
    except OSError as error:
        _forget_stdout()
        if not isinstance(error, BrokenPipeError):
            _print_err(_words(argv, os.environ)("errors.output-failed", why=error.strerror or ""))
            code = code or ExitCode.OUTPUT_FAILED
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
