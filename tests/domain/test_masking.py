"""Secrets in what comes in pieces are found and masked wherever the pieces end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentctl.domain import masking
from incidentctl.domain.masking import Sieve
from incidentctl.domain.secrets import masked

KEY = (
    "-----BEGIN RSA PRIVATE KEY-----\n"
    + "\n".join("c2VjcmV0IGtleSBtYXRlcmlhbCBvZiBhIHRlc3Q" + "A" * 25 for _ in range(60))
    + "\n-----END RSA PRIVATE KEY-----\n"
)
LINES = ("plain line\n", "password=hunter2!A\n", "パスワード：hunter2!A\n", "ghp_" + "a1B2" * 9 + "\n", KEY)


def through(data: bytes, size: int, *, masks: bool) -> tuple[bytes, Sieve]:
    sieve = Sieve(masks=masks)
    return b"".join(sieve.through(data[i : i + size] for i in range(0, len(data), size))), sieve


@given(st.lists(st.sampled_from(LINES), max_size=40), st.integers(1, 9000))
def test_pieces_are_masked_as_the_whole_is(lines: list[str], size: int) -> None:
    text = "".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(masking, "WINDOW", 8192)  # more than the key of this test
        patch.setattr(masking, "LONGEST_KEY", 8000)
        out, sieve = through(text.encode(), size, masks=True)
    assert out.decode() == masked(text)
    assert bool(sieve.kinds) == (masked(text) != text)


@given(st.binary(max_size=3000), st.integers(1, 500))
def test_what_is_not_masked_comes_through_byte_for_byte(data: bytes, size: int) -> None:
    assert through(data + b"\npassword=hunter2!A\n" + data, size, masks=False)[0] == (
        data + b"\npassword=hunter2!A\n" + data
    )


def test_a_line_without_an_end_is_looked_through_in_bounded_memory() -> None:
    out, _ = through(b"x" * 3_000_000, 65536, masks=True)
    assert out == b"x" * 3_000_000
