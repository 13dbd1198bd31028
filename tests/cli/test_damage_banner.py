"""What views say of a log that is not whole: true, short, once, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.words import LANGS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk

VIEWS = ("timeline", "report", "brief", "")


@pytest.fixture
def main(desk: Desk) -> Path:
    desk("declare", "Checkout returns 500", "--no-walk")
    for text in ("one", "two", "three"):
        desk("note", text)
    (path,) = desk.home.rglob("w-*.jsonl")
    return path


def rows(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def banners(desk: Desk, view: str, lang: str = "en") -> list[str]:
    ran = desk(*view.split(), "--lang", lang)
    assert ran.code == 0
    return [line for line in ran.err.splitlines() if "incidentctl verify" in line]


@pytest.mark.parametrize("view", VIEWS)
def test_a_line_that_is_shown_is_not_said_to_be_left_out(desk: Desk, main: Path, view: str) -> None:
    """A line behind a gap was told as damaged and left out, and stood in the view above."""
    lines = rows(main)
    main.write_bytes(b"".join([*lines[:3], *lines[4:]]))
    (banner,) = banners(desk, view)
    assert banner.startswith(f"! {main.name}:4: records are missing here")
    assert "left out" not in banner


@pytest.mark.parametrize("lang", LANGS)
def test_a_hundred_damaged_lines_are_one_sentence(desk: Desk, main: Path, lang: str) -> None:
    lines = rows(main)
    main.write_bytes(b"".join([*lines[:2], b"\0\n" * 100, *lines[2:]]))
    (banner,) = banners(desk, "report", lang)
    assert (main.name in banner, "100" in banner, "3" in banner) == (True, True, True)
    ran = desk("verify", "--lang", lang)
    assert len(ran.out.splitlines()) < 12
    assert str(main.parent) in ran.out


@pytest.mark.parametrize("lang", LANGS)
def test_a_log_that_is_a_link_is_told_in_the_language_of_the_reader(
    desk: Desk, main: Path, lang: str
) -> None:
    (main.parent / "w-aaaaaaaa.jsonl").symlink_to(main)
    (banner,) = banners(desk, "timeline", lang)
    assert "w-aaaaaaaa.jsonl" in banner
    told = desk("verify", "--lang", lang).out
    assert ("リンク" if lang == "ja" else "is a link") in told
    assert "symbolic" not in told


@pytest.mark.parametrize("lang", LANGS)
def test_an_incident_without_its_declaration_has_its_id_and_a_name_in_every_view(
    desk: Desk, main: Path, lang: str
) -> None:
    incident, name = main.parent.name, {"en": "(title missing)", "ja": "(件名なし)"}[lang]
    main.write_bytes(b"".join(rows(main)[1:]))
    for view in ("", "timeline", "list", "brief", "report"):
        ran = desk(*view.split(), "-i", incident, "--lang", lang)
        assert (ran.code, incident in ran.out, name in ran.out) == (0, True, True), view


@pytest.mark.parametrize("lang", LANGS)
def test_doctor_does_not_call_a_damaged_log_readable(desk: Desk, main: Path, lang: str) -> None:
    incident, lines = main.parent.name, rows(main)
    assert "logs" in [row["check"] for row in desk("doctor", "--json").json["checks"]]
    for left, key in ((b"".join(lines[:2] + lines[3:]), "logs-damaged"), (b"", "logs-unreadable")):
        main.write_bytes(left)
        found = {row["check"]: row for row in desk("doctor", "--json", "--lang", lang).json["checks"]}
        assert key in found
        assert "logs" not in found
        assert incident in found[key]["text"]
