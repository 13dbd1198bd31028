"""`doctor`: what would fail at three in the morning, found at noon."""

import sys

from incidentctl.cli.call import Call
from incidentctl.errors import FoundWanting
from incidentctl.ports import Symptom
from incidentctl.render.safe import safe
from incidentctl.render.style import fitted
from incidentctl.usecases.doctor import examine

FAIL = "fail"


def doctor(call: Call) -> None:
    """Look at the directory, the settings, runbooks, policy, contacts and criteria; 8 if anything fails."""
    symptoms = examine(call.context)
    failed = sum(symptom.severity == FAIL for symptom in symptoms)
    if call.is_json:
        call.json({"checks": [_json(call, symptom) for symptom in symptoms], "failed": failed})
    else:
        for symptom in symptoms:
            _print(call, symptom)
    if failed:
        raise FoundWanting("doctor-found", count=failed)


def _print(call: Call, symptom: Symptom) -> None:
    mark = f"{call.words(f'doctor.{symptom.severity}')}"
    line = safe(f"{mark} {call.words(f'doctor.{symptom.key}', **symptom.params)}")
    for part in fitted(line, sys.stdout):
        call.out_styled(call.style().reverse(part) if symptom.severity == FAIL else part)
    call.out(*(f"     {line}" for line in symptom.details))
    if following := call.words(f"doctor.{symptom.key}.next", **symptom.params):
        call.out_fitted(f"     → {following}")


def _json(call: Call, symptom: Symptom) -> dict[str, object]:
    return {
        "check": symptom.key,
        "severity": symptom.severity,
        "text": call.words(f"doctor.{symptom.key}", **symptom.params),
        "next": call.words(f"doctor.{symptom.key}.next", **symptom.params) or None,
        "details": list(symptom.details),
    }


commands = {"doctor": (doctor, False)}
