"""Who may tell, who may look and decide, and who is told. A thing is a group, a post, a case, a hold or a decision."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.permissions import holds, may_read, seat_at
from moderation.models import Case, Decision, Hold
from personas.actors import Actor
from supportgroups.lib.rules import Predicate


def person_of(thing: Any) -> int:
    """The face that a thing is about; of a post, who wrote it."""
    if isinstance(thing, Case):
        return int(thing.about_id)
    if isinstance(thing, Decision):
        return int(thing.case.about_id)
    return int(thing.post.author_id if isinstance(thing, Hold) else thing.author_id)


def is_about_me(actor: Actor, thing: Any) -> bool:
    """It is about one of the actor's faces in this group, one-thread names too."""
    return person_of(thing) in seat_at(actor, thing).face_ids


def is_about_another(actor: Actor, thing: Any) -> bool:
    """It is about somebody else: nobody looks at, or decides on, what is about oneself."""
    return not is_about_me(actor, thing)


RULES: dict[str, list[list[Predicate]]] = {
    "moderation.report": [[may_read, is_about_another]],
    "moderation.desk": [[may_read, holds("moderate")]],
    "moderation.decide": [[may_read, holds("moderate"), is_about_another]],
    "moderation.see_decision": [[is_about_me]],
}

SENTENCES: dict[str, str | Promise] = {
    "moderation.report": _(
        "These are your own words, so nobody else needs to look at them for you. If you wish they were not here, you"
        " can take them back."
    ),
    "moderation.desk": _(
        "The desk is for the facilitators of the group. If something worries you, tell them with “Tell a facilitator”"
        " below a post."
    ),
    "moderation.decide": _("This is looked at by another facilitator of the group."),
    "moderation.see_decision": _("This page is for the person whose post it is about."),
}
