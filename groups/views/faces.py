"""The face and the membership of whoever asks, for the verbs that need the rows."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from groups.actions import membership_of
from groups.models import AdmissionRequest, Membership
from personas import faces
from personas.actors import Actor
from personas.models import Persona
from supportgroups.lib.prepared import prepared


def own_face(request: HttpRequest) -> Persona:
    """The group face. Only after a rule that asks for membership. One statement."""
    face = faces.face_in(request.actor, request.group.pk)
    if face is None:
        raise LookupError("a rule let somebody without a face through")
    return face


def own_membership(request: HttpRequest) -> Membership:
    """The membership. Only after a rule that asks for one. Two statements."""
    membership = membership_of(own_face(request))
    if membership is None:
        raise LookupError("a rule let somebody without a membership through")
    return membership


def own_request_of(request: HttpRequest) -> AdmissionRequest:
    """The latest of one's own requests in this group, or 404."""
    latest = _own_requests(request.actor.for_statements(), request.group.pk)
    if not latest:
        raise Http404
    return latest[0]


@prepared
def _own_requests(actor: Actor, group_id: int) -> QuerySet[AdmissionRequest]:
    """The latest one."""
    own = actor.seat_in(group_id).face_ids
    mine = AdmissionRequest.objects.visible_to(actor).filter(group_id=group_id, persona_id__in=own)
    return mine.select_related("group__policy", "persona", "cohort", "wanted").order_by("-begun_at", "-pk")[:1]
