"""Secrets in a text: tokens, keys and passwords, found by how they are written, and masked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

MASK = "***"
"""What stands for a secret; what says which kind it was stays before it (`ghp_***`)."""

LONGEST_KEY = 65_536
"""Characters of a private key without its end that are taken for it."""


class Secret(NamedTuple):
    """Where a secret stands in a text (`start` to `end`), and its kind: a key of words/secret.py."""

    start: int
    end: int
    kind: str


class Token(NamedTuple):
    """A kind of secret: what is in every text that holds one (in small letters), and a pattern.

    The secret is the group `s` of the pattern. Every repeat has an end and none stands inside another, so
    that the time grows with the text and no faster. Where only the word before it tells a secret, `sorts` is
    of how many sorts its characters must be (see `_sorts`).
    """

    kind: str
    signs: tuple[str, ...]
    pattern: str
    sorts: int = 0


_B = r"(?<![A-Za-z0-9])"
_E = r"(?![A-Za-z0-9])"
_SETS = r"\s{0,3}(?::=|=>|[:=：＝])\s{0,3}"
_QUOTE = r"""\\?["'`「『]?"""  # in JSON that stands in a log a quote has a backslash before it
_VALUE = rf"{_QUOTE}(?P<s>[!#-&(-_a-~]{{6,256}})"
_PROSE = rf"{_QUOTE}(?P<s>(?=[!#-&(-_a-~]{{0,64}}[0-9!@#$%^&*])[!#-&(-_a-~]{{6,256}})"
"""A value, and one behind a verb: there a digit or a sign tells it from the next word of the sentence."""

_NAMES = "password|passwd|passphrase|pwd|パスワード|パスフレーズ|暗証番号"
_SIGNS = ("pass", "pw", "パスワード", "暗証", "パスフレーズ")

TOKENS: tuple[Token, ...] = (
    Token("aws", ("akia", "asia"), rf"{_B}(?:AKIA|ASIA)(?P<s>[A-Z2-7]{{16}}){_E}"),
    Token(
        "aws",
        ("secret",),
        r"(?i:secret_?access_?key)[\"'\s:=]{1,6}(?P<s>[A-Za-z0-9/+]{40}=?)(?![A-Za-z0-9/+])",
    ),
    Token("github", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), rf"{_B}gh[pousr]_(?P<s>[A-Za-z0-9]{{30,255}})"),
    Token("github", ("github_pat_",), rf"{_B}github_pat_(?P<s>[A-Za-z0-9_]{{22,255}})"),
    Token(
        "gitlab",
        ("glpat-", "glptt-", "gldt-", "glrt-"),
        rf"{_B}gl(?:pat|ptt|dt|rt)-(?P<s>[A-Za-z0-9_-]{{20,255}})",
    ),
    Token("slack", ("xox", "xapp-"), rf"{_B}(?:xox[abeoprs]|xapp)-(?P<s>[A-Za-z0-9-]{{10,255}})"),
    Token("slack", ("hooks.slack.com",), r"hooks\.slack\.com/services/(?P<s>[A-Za-z0-9/_]{20,128})"),
    Token("google", ("aiza",), rf"{_B}AIza(?P<s>[0-9A-Za-z_-]{{35}})(?![0-9A-Za-z_-])"),
    Token("google", ("ya29.", "gocspx-"), rf"{_B}(?:ya29\.|GOCSPX-)(?P<s>[0-9A-Za-z_-]{{20,512}})"),
    Token(
        "stripe",
        ("k_live_", "k_test_", "whsec_"),
        rf"{_B}(?:[rs]k_(?:live|test)|whsec)_(?P<s>[0-9A-Za-z]{{16,255}})",
    ),
    Token(
        "openai",
        ("sk-",),
        rf"{_B}sk-(?:(?:proj|svcacct|admin|ant|or)-)?(?P<s>(?=[A-Za-z_-]{{0,64}}[0-9])[A-Za-z0-9_-]{{20,255}})",
    ),
    Token(
        "registry",
        ("npm_", "pypi-", "dckr_pat_"),
        rf"{_B}(?:npm_|pypi-AgE|dckr_pat_)(?P<s>[A-Za-z0-9_-]{{24,512}})",
    ),
    Token("sendgrid", ("sg.",), rf"{_B}SG\.(?P<s>[A-Za-z0-9_-]{{16,32}}\.[A-Za-z0-9_-]{{16,64}})"),
    Token(
        "cloud",
        ("dop_v1_", "hvs.", "hvb.", "glsa_", "nrak-", "shpat_", "atatt3x", "age-secret-key-1"),
        rf"{_B}(?:dop_v1_|hv[sb]\.|glsa_|NRAK-|shpat_|ATATT3x|AGE-SECRET-KEY-1)(?P<s>[A-Za-z0-9_-]{{20,255}})",
    ),
    Token(
        "azure",
        ("accountkey=", "sharedaccesskey="),
        r"(?i:accountkey|sharedaccesskey)=(?P<s>[A-Za-z0-9+/]{40,100}={0,2})",
    ),
    Token("cloud", ("hf_",), rf"{_B}hf_(?P<s>[A-Za-z0-9]{{30,40}}){_E}"),
    Token(
        "azure",
        ("sig=", "x-amz-signature="),
        r"(?:[?&;]sig|(?i:x-amz-signature))=(?P<s>[A-Za-z0-9%+/]{16,256}={0,2})",
    ),
    Token(
        "jwt",
        ("eyj",),
        rf"{_B}eyJ(?P<s>[A-Za-z0-9_-]{{8,2048}}\.eyJ[A-Za-z0-9_-]{{8,4096}}\.[A-Za-z0-9_-]{{8,1024}})",
    ),
    Token("key", ("private key",), r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?P<s>)"),
    Token("url", ("://",), r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{0,64}:(?P<s>[^\s/@]{1,128})@"),
    Token("url", ("://",), r"://(?P<s>(?=[A-Za-z_-]{0,64}[0-9])[A-Za-z0-9_-]{16,255})@"),
    Token(
        "header",
        ("authorization",),
        rf"(?i:authorization){_QUOTE}\s{{0,3}}[:=]\s{{0,3}}{_QUOTE}(?i:basic|bearer|token|apikey|negotiate)\s{{1,3}}"
        r"(?P<s>(?=[a-z._~+/-]{0,64}[0-9A-Z])[A-Za-z0-9._~+/-]{8,4096}={0,2})",
    ),
    Token(
        "header",
        ("cookie",),
        rf"(?i:{_B}(?:set-)?cookie){_QUOTE}:\s{{0,3}}[^\s=;]{{1,64}}="
        r"(?P<s>(?=[^\s;0-9]{0,64}[0-9])[^\s;]{16,4096})",
    ),
    Token(
        "header",
        ("bearer", "basic"),
        rf"(?i:{_B}(?:bearer|basic))\s{{1,3}}(?P<s>(?=[A-Za-z._~+/-]{{0,64}}[0-9])[A-Za-z0-9._~+/-]{{16,4096}}={{0,2}})",
    ),
    Token(
        "password",
        _SIGNS,
        rf"(?i:{_NAMES}|(?<![A-Za-z])(?:pw|pass)){_QUOTE}(?:{_SETS}|(?<=--password)\s{{1,3}}){_VALUE}",
        sorts=2,
    ),
    Token(
        "password",
        _SIGNS,
        rf"(?i:{_NAMES})(?:\s{{1,3}}(?i:is|was)\s{{0,3}}:?\s{{1,3}}|\s{{0,3}}(?:は|が)\s{{0,3}}){_PROSE}",
        sorts=2,
    ),
    Token(
        "password",
        ("暗証番号",),
        rf"暗証番号(?:{_SETS}|\s{{0,3}}は\s{{0,3}}){_QUOTE}(?P<s>[0-9]{{4,12}})(?![0-9])",
    ),
    Token(
        "password",
        ("-u", "--user"),
        r"(?<!\S)(?:-u|--user)[\s=]{1,3}[^\s:=]{1,64}:(?P<s>[!#-&(-_a-~]{6,256})",
        sorts=2,
    ),
    Token(
        "password",
        ("mysql", "mariadb", "sshpass"),
        r"(?<![A-Za-z])(?:mysql[a-z]{0,10}|mariadb[a-z-]{0,10}|sshpass)\s[^|;&]{0,80}?(?<!\S)-p\s?(?P<s>[!#-&(-_a-~]{6,256})",
        sorts=2,
    ),
    Token(
        "credential",
        ("secret", "token", "key", "シークレット", "トークン", "キー", "秘密鍵"),
        r"(?i:(?:api|access|auth|private|secret|client|signing|encryption)[_ -]?(?:key|token|secret)|"
        r"(?<![A-Za-z])(?:secret|token)|秘密鍵|シークレット|トークン|(?:API|アクセス)キー)"
        rf"{_QUOTE}{_SETS}{_VALUE}",
        sorts=3,
    ),
)
"""Every kind, the surest first. A private key goes to its end line."""

_PLACEHOLDERS = ("$", "<", "{", "%", "*", "[", "(", "/", "~", ".")
"""What a value begins with that only stands for one, or is a path."""


def secrets_in(text: str) -> tuple[Secret, ...]:
    """Give the secrets in a text, in order; none of them overlap."""
    folded = text.casefold()
    if not any(sign in folded for token in TOKENS for sign in token.signs):
        return ()
    every = (token for token in TOKENS if any(sign in folded for sign in token.signs))
    found: list[Secret] = []
    for start, end, kind in sorted(each for token in every for each in _found(token, text)):
        if found and start < found[-1].end:
            found[-1] = found[-1]._replace(end=max(end, found[-1].end))
        else:
            found.append(Secret(start, end, kind))
    return tuple(found)


def masked(text: str) -> str:
    """Give a text with `MASK` in the place of every secret."""
    parts, done = [], 0
    for start, end, _ in secrets_in(text):
        parts += [text[done:start], MASK]
        done = end
    return "".join((*parts, text[done:])) if parts else text


def masked_words(words: Sequence[str]) -> tuple[str, ...]:
    """Give words of a command with their secrets masked, also where one word says that the next is one."""
    joined = "\n".join(words)
    parts = masked(joined).split("\n")
    is_whole = len(parts) == len(words)  # a word may have several lines
    return tuple(parts) if is_whole else tuple(map(masked, words))


def _found(token: Token, text: str) -> Iterator[Secret]:
    last = 0
    for match in _compiled(token.pattern).finditer(text):
        start, end = match.span("s")
        if start < last:
            continue
        if token.kind == "key":
            end = last = _end_of_key(text, start)
        elif token.sorts:
            if not _is_like_one(match["s"], token.sorts):
                continue
            end -= match["s"].endswith((";", ",")) and not text[end : end + 1].strip()  # of the sentence
        if text[start:end] not in {"", MASK}:
            yield Secret(start, end, token.kind)


def _end_of_key(text: str, start: int) -> int:
    """Give where the line that ends a private key begins; without one, the end of what may be of it."""
    end = text.find("-----END", start, start + LONGEST_KEY)
    return end if end >= 0 else min(len(text), start + LONGEST_KEY)


def _is_like_one(value: str, sorts: int) -> bool:
    """Say whether a value looks chosen or made at random; a plain word, a number or `$NAME` does not."""
    if value.startswith(_PLACEHOLDERS) or value.startswith(MASK):
        return False
    digits = sum(sign.isdigit() for sign in value)
    is_long = len(value) >= 20 and digits >= 4 and value.isalnum()  # noqa: PLR2004 - as made by a machine
    return is_long or _sorts(value) >= sorts


def _sorts(value: str) -> int:
    """Count the sorts of characters: small, capital, digit, and signs that no name is made with."""
    tests = (str.islower, str.isupper, str.isdigit, lambda sign: sign in "!@#$%^&*+=~?|\\")
    return sum(any(map(test, value)) for test in tests)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    import re  # noqa: PLC0415 - start-up: only where a sign of a secret was seen

    return re.compile(pattern)
