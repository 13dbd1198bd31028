"""Report: the incident in one of the forms, for one audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.forms import RESTRICTED, apology_in
from incidentctl.domain.hindsight import marked
from incidentctl.domain.report import Basis, build, build_restricted
from incidentctl.domain.runbook import fold_id
from incidentctl.errors import UsageError

if TYPE_CHECKING:
    from incidentctl.domain.report_values import Report
    from incidentctl.ports import Context
    from incidentctl.usecases.look import Seen


def report(
    context: Context, seen: Seen, form: str, audience: str = "", *, may_be_restricted: bool = True
) -> Report:
    """Give the report of what was seen; it says so if that is what was known at a time.

    UsageError: no-such-form, with those that there are; privacy-not-for. Raises Invalid for a form of the
    team that cannot be used, where none is built in under its name.
    """
    name, known = fold_id(form.strip()), context.runbooks.forms().names()
    known = (*known, RESTRICTED) if may_be_restricted else known
    if name not in known:
        raise UsageError("no-such-form", form=form, forms=", ".join(known))
    basis = Basis(
        seen.incident,
        context.policy(),
        [(head.writer, head.n, head.hash) for head in seen.reading.heads],
        seen.as_of or context.now(),
        context.lang,
        zone=context.zone_of(seen.incident.pulse.zone),
        apologizes=context.lang in _apology(context),
    )
    if name == RESTRICTED:
        made = build_restricted(basis, audience)
    else:
        made = build(context.form(name), basis, audience)
    return marked(made, seen.as_of) if seen.as_of else made


def _apology(context: Context) -> frozenset[str]:
    """Give the languages in which customers read an apology; a wrong setting keeps nobody from reporting."""
    try:
        return apology_in(context.config.get("apology", ""))
    except UsageError as error:
        context.trouble = context.trouble or error
        return apology_in("")
