"""Text that people typed, made safe for where it is shown: a terminal, Markdown, a CSV cell."""

from __future__ import annotations

FOLD = "⏎"
"""What stands for a line break where only one line may be shown."""

_BIDI = frozenset((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_SEPARATORS = frozenset((0x2028, 0x2029))
_WORD_JOINER = "\u2060"
_MARKUP = frozenset("\\`*_[]<>|~&$#")
_MARKUP_AT_START = frozenset("-+=:")


class _Visible(dict[int, str]):
    """A table for `str.translate`, filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        """Give what is shown for a character, and remember it."""
        shown = self[code] = _shown(code)
        return shown


def _shown(code: int) -> str:
    if code in (0x09, 0x0A):
        return chr(code)
    if code < 0x20 or 0x7F <= code < 0xA0:  # noqa: PLR2004 - C0; DEL and C1
        return f"\\x{code:02x}"
    if code in _BIDI or code in _SEPARATORS or 0xD800 <= code < 0xE000:  # noqa: PLR2004 - surrogates
        return f"\\u{code:04x}"
    return chr(code)


_VISIBLE = _Visible()


def safe(text: str) -> str:
    r"""Give `text` with everything that could steer a terminal made visible (`\x1b`, `\u202e`).

    That is C0 except newline and tab, DEL, C1, bidi controls, line separators and lone surrogates
    (faults 1 and 21). The result can be encoded as UTF-8. It is for showing, never for storing.
    """
    return text if text.isprintable() else text.translate(_VISIBLE)


def one_line(text: str) -> str:
    """Give `safe` text on one line: each line break becomes a visible mark, each tab a space (fault 2)."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").strip("\n")
    return safe(text).replace("\n", f" {FOLD} ").replace("\t", " ")


def markdown(text: str) -> str:
    r"""Give `text` as one line of Markdown that reads as the same text in CommonMark and GFM (fault 23).

    Whatever can be markup gets a backslash, line breaks become a mark, outer white space goes. A word
    joiner (U+2060, invisible) parts `@` from a name and `#` from a number, since forges link those
    after the Markdown is parsed, where no backslash helps. A bare URL and `#channel` stay as they are.
    """
    line = one_line(text).strip()
    if not line or line.isalnum():
        return line
    out: list[str] = []
    before = ""
    for here, after in zip(line, (*line[1:], ""), strict=True):
        is_markup = here in _MARKUP or (here in _MARKUP_AT_START and not before)
        is_tag = here == "#" and after.isalpha()  # "#inc-checkout": neither a heading nor the end of one
        out.append("\\" + here if is_markup and not is_tag else here)
        if (here == "@" and _is_name(after) and not _is_name(before)) or (here == "#" and after.isdigit()):
            out.append(_WORD_JOINER)
        before = here
    digits = len(line) - len(line.lstrip("0123456789"))
    if digits and line[digits : digits + 1] in (".", ")") and line[digits + 1 : digits + 2] in ("", " "):
        out.insert(digits, "\\")
    return "".join(out)


def _is_name(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_") and char != ""


def csv_cell(text: str) -> str:
    """Give `safe` text that no spreadsheet takes for a formula: a `'` goes in front (fault 24).

    Quoting is left to the `csv` module. A cell that began with `= + - @`, their full-width forms, a tab
    or a line break comes back with the `'` when the file is read again.
    """
    return "'" + safe(text) if text.startswith(tuple("=+-@\t\r\n＝＋－＠")) else safe(text)
