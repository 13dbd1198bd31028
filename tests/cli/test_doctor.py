"""`doctor`: what would fail at night is found at noon, and each finding says what to do (S1-17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

CONTACTS = "incidentctl: 1\ncontacts:\n" + "".join(
    f'  - {{id: {name}, who: "{name} duty"}}\n'
    for name in ("dev", "support", "legal", "sales", "pr", "public_affairs", "management", "privacy")
)


def write(desk: Desk, name: str, text: str) -> None:
    """Put a file among the team's runbooks."""
    path = desk.home / ".incidentctl" / "runbooks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    desk.home.chmod(0o700)
    path.write_text(text, encoding="utf-8")


def checks(desk: Desk) -> dict[str, str]:
    return {check["check"]: check["severity"] for check in desk("doctor", "--json").json["checks"]}


def test_a_fresh_machine_fails_nothing_and_misses_its_contacts(desk: Desk) -> None:
    ran = desk("doctor")
    assert ran.code == 0
    assert "incidentctl help contacts" in ran.out
    assert checks(desk)["no-contacts"] == "warn"
    assert "fail" not in checks(desk).values()


def test_with_contacts_all_is_well(desk: Desk) -> None:
    write(desk, "policy/contacts.yaml", CONTACTS)
    assert checks(desk)["contacts"] == "ok"


def test_a_department_that_a_notice_should_reach_and_cannot_is_named(desk: Desk) -> None:
    write(desk, "policy/contacts.yaml", CONTACTS.replace("id: legal", "id: customers"))
    ran = desk("doctor")
    assert (ran.code, "legal" in ran.out) == (0, True)


@pytest.mark.parametrize(
    "text",
    [
        "incidentctl: 1\ncontacts:\n  - {id: suport, who: x}\n",
        "incidentctl: 1\ncontacts:\n  - {id: support}\n",
        "incidentctl: 1\ncontacts: [\n",
    ],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_broken_contact_list_fails_with_its_place(desk: Desk, text: str, lang: str) -> None:
    write(desk, "policy/contacts.yaml", text)
    ran = desk("doctor", "--lang", lang)
    assert ran.code == 8
    assert "contacts.yaml:3" in ran.out or "contacts.yaml:2" in ran.out
    assert "doctor" in ran.err


def test_a_checklist_that_asks_for_no_end_is_told(desk: Desk) -> None:
    step = 'steps:\n  - {id: F1, title: "Look"}\n'
    write(desk, "first-response.yaml", f'incidentctl: 1\nid: first-response\ntitle: "Ours"\n{step}')
    assert "resolved_when" in desk("doctor").out


def test_a_checklist_that_cannot_be_walked_fails(desk: Desk) -> None:
    write(desk, "ours.yaml", "incidentctl: 1\nid: ours\n")
    ran = desk("doctor")
    assert (ran.code, "runbook check" in ran.out) == (8, True)


def test_every_finding_is_worded_in_both_languages(desk: Desk) -> None:
    for lang in ("en", "ja"):
        for check in desk("doctor", "--json", "--lang", lang).json["checks"]:
            assert check["text"]
            assert check["severity"] == "ok" or check["next"]


def test_holidays_are_known_long_enough_ahead(desk: Desk) -> None:
    assert checks(desk)["calendar"] == "ok"
    desk.wait(days=500)
    assert checks(desk)["holidays-end"] == "warn"
    desk.zone = "Europe/Oslo"
    assert checks(desk)["no-holidays"] == "warn"


def test_a_legal_clock_in_use_is_looked_up_once_a_year(desk: Desk) -> None:
    assert "clocks-old" not in checks(desk)
    write(desk, "policy/clocks.yaml", "incidentctl: 1\nclocks:\n  - {id: gdpr-33, enabled: true}\n")
    assert "clocks-old" not in checks(desk)
    desk.wait(days=400)
    assert checks(desk)["clocks-old"] == "warn"
