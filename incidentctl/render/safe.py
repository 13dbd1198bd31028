"""Text that people typed, made safe for where it is shown: a terminal, Markdown, a CSV cell."""

from __future__ import annotations

FOLD = "⏎"
"""What stands for a line break where only one line may be shown."""

_BIDI = frozenset((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_SEPARATORS = frozenset((0x2028, 0x2029))
_WORD_JOINER = "\u2060"
_MARKUP = frozenset("\\`*_[]<>|~&$#")
_MARKUP_AT_START = frozenset("-+=:")
_SIGNS = r"[-+=:.)@\\`*_\[\]<>|~&$#]"
_URL = r"https?://[a-z0-9][\w\-.~:/?#\[\]@!$&'()*+,;=%]{0,2000}"  # RFC 3986
_AFTER = ".,;:!?'*"  # what ends a sentence and no URL


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

    Whatever can be markup gets a backslash, line breaks become a mark, outer white space goes. A web address
    stands between angle brackets, and nothing else is one: forges link bare ones before they look at
    backslashes, so that `a_b` would lead to `a\_b`. A word joiner (U+2060, invisible) parts `@` from a name
    and `#` from a number, since forges link those after the Markdown is parsed, where no backslash helps.
    `#channel` stays as it is.
    """
    line = one_line(text).strip()
    if not line or line.isalnum():
        return line
    out, at = [], 0
    for begin, end in addresses(line):
        if not _holds_entity(line[begin:end]):
            out += [_escaped(line, at, begin), f"<{line[begin:end]}>"]
            at = end
    return "".join((*out, _escaped(line, at, len(line))))


def _escaped(line: str, begin: int, end: int) -> str:
    """Give a part of a line with a backslash before whatever could be markup."""
    import re  # as below

    out, done = [], begin
    number = len(line) - len(line.lstrip("0123456789")) if not begin else 0
    is_item = (
        number and line[number : number + 1] in {".", ")"} and line[number + 1 : number + 2] in {"", " "}
    )
    for found in re.compile(_SIGNS).finditer(line, begin, end):
        at, here, after = found.start(), found[0], line[found.end() : found.end() + 1]
        is_tag = here == "#" and after.isalpha()  # "#inc-checkout": neither a heading nor the end of one
        is_markup = here in _MARKUP or (not at and here in _MARKUP_AT_START) or (is_item and at == number)
        is_markup = is_markup and not is_tag
        is_bare = (here == ":" and line.startswith("//", at + 1)) or (
            here == "." and line.endswith("www", 0, at)
        )
        is_mention = here == "@" and _is_name(after) and not _is_name(line[at - 1 : at])
        is_linked = is_mention or (here == "#" and after.isdigit())
        out += [line[done:at], "\\" if is_markup or is_bare else "", here, _WORD_JOINER if is_linked else ""]
        done = at + 1
    return "".join((*out, line[done:end]))


def addresses(text: str) -> list[tuple[int, int]]:
    """Give where in a text each web address begins and ends, without the signs that end a sentence."""
    if "://" not in text:
        return []
    import re  # `note` shows nothing with an address in it

    spans = []
    for found in re.finditer(_URL, text, re.ASCII | re.IGNORECASE):
        url = found[0].rstrip(_AFTER)
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(_AFTER)
        spans.append((found.start(), found.start() + len(url)))
    return spans


def _holds_entity(url: str) -> bool:
    """Say whether part of an address would be read as `&copy;`, which no backslash keeps from it."""
    return any(";" in part for part in url.split("&")[1:])


def _is_name(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_") and char != ""


def csv_cell(text: str) -> str:
    """Give `safe` text that no spreadsheet takes for a formula: a `'` goes in front (fault 24).

    Quoting is left to the `csv` module. A cell that began with `= + - @`, their full-width forms, a tab
    or a line break comes back with the `'` when the file is read again.
    """
    return "'" + safe(text) if text.startswith(tuple("=+-@\t\r\n＝＋－＠")) else safe(text)
