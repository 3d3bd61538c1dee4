"""Handing requests to each other, and several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from groups.actions.refusals import DecidedMeanwhile, NotAnAnswerer, Refusal
from groups.actions.steps import State, locked_request, step, tell
from groups.models import AdmissionRequest, SupportGroup
from personas import keyring
from personas.models import Persona


@dataclass(frozen=True)
class Done:
    """What came of several presses at once: how many did what they say, and why others did not, each reason once."""

    done: int
    refused: tuple[str, ...]


def find_answerer(group: SupportGroup, ref: UUID) -> Persona | None:
    """The face of this reference, if it answers requests in the group. Two statements."""
    return Persona.objects.filter(pk__in=keyring.holders(group, "admit_members"), ref=ref).first()


@transaction.atomic
def assign(*, request: AdmissionRequest, to: Persona, by: Persona, now: datetime) -> AdmissionRequest:
    """Ask somebody else of those who answer to read it; they are told. Safe to repeat.

    Raises `DecidedMeanwhile`, and `NotAnAnswerer` for somebody who does not answer requests.
    """
    request = locked_request(request)
    if request.state not in AdmissionRequest.PENDING:
        raise DecidedMeanwhile
    if request.state == State.CLAIMED and request.claimed_by_id == to.pk:
        return request
    if to.pk not in keyring.holders(request.group, "admit_members"):
        raise NotAnAnswerer
    request.claimed_by = to
    request.claimed_until = now + timedelta(hours=request.group.policy.claim_hours)
    step(request, State.CLAIMED, by=by, now=now)
    if to.pk != by.pk:
        tell(request, "groups.assigned", to=to.pk, now=now)
    return request


def each(requests: Iterable[AdmissionRequest], verb: Callable[[AdmissionRequest], object]) -> Done:
    """The same for each, one transaction a request: what somebody else answered meanwhile stops none of the others."""
    done, refused = 0, []
    for request in requests:
        try:
            verb(request)
        except Refusal as reason:
            refused.append(str(reason))
        else:
            done += 1
    return Done(done, tuple(dict.fromkeys(refused)))
