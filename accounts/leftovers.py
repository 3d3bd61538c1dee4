"""What others will still see of somebody who is erased: for her own eyes, before she decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import Post, Thread
from groups.models import Membership, SupportGroup
from personas.actors import Actor
from personas.faces import mine


@dataclass(frozen=True)
class Leftover:
    """One group: its name, and sentences on what stays there and what goes."""

    group_name: str
    sentences: tuple[str, ...]


def left_behind(actor: Actor) -> list[Leftover]:
    """By name of the group. Four statements, however many groups and posts."""
    memberships = list(Membership.objects.filter(persona__in=mine(actor)).select_related("persona"))
    places = _counted(Post.objects.filter(author__in=mine(actor), number__isnull=False))
    begun = Thread.objects.filter(author__in=mine(actor), last_number__gt=0)
    threads = _counted(begun)
    answers = _counted(Post.objects.filter(thread__in=begun, number__isnull=False).exclude(author__in=mine(actor)))
    groups = SupportGroup.objects.filter(pk__in={*places, *(m.group_id for m in memberships)}).only("pk", "name")
    names = {group.pk: actor.name_of(group) for group in groups}
    by_group = {membership.group_id: membership for membership in memberships}
    found = [
        Leftover(name, tuple(_sentences(by_group.get(pk), places.get(pk, 0), threads.get(pk, 0), answers.get(pk, 0))))
        for pk, name in names.items()
    ]
    return sorted(found, key=lambda left: left.group_name)


def _counted(rows: Any) -> Mapping[int, int]:
    return dict(rows.order_by().values_list("group_id").annotate(n=Count("pk")))


def _sentences(membership: Membership | None, posts: int, threads: int, answers: int) -> list[str]:
    said = []
    if membership is not None and membership.persona.handle:
        said.append(_("The name %(name)s goes, and all that stands on its page.") % {"name": membership.persona.handle})
    if posts:
        words = ngettext(
            "The words of %(n)s post go; an empty place stays where it stood.",
            "The words of %(n)s posts go; empty places stay where they stood.",
            posts,
        )
        said.append(words % {"n": posts})
    if threads:
        words = ngettext("The title of %(n)s thread goes.", "The titles of %(n)s threads go.", threads)
        said.append(words % {"n": threads})
    if answers:
        words = ngettext(
            "%(n)s answer that somebody else wrote there stays.",
            "%(n)s answers that others wrote there stay.",
            answers,
        )
        said.append(words % {"n": answers})
    if membership is not None and membership.is_appointed:
        said.append(_("Your roles end. Please tell somebody there, so that the others are not left alone."))
    return said or [_("Nothing of yours can be seen there.")]
