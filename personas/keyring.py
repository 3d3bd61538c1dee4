"""Granted powers, by face. The only file that speaks to django-guardian, whose rows hold accounts.

Rows are read here and not through ``has_perm``, which says yes to a superuser in every group. Whoever asks also asks
for membership: ``Seat.holds`` does.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from guardian.shortcuts import remove_perm
from guardian.utils import get_user_obj_perms_model

from personas.actors import Actor
from personas.models import Persona
from personas.vault import Ownership
from supportgroups.lib.prepared import prepared


def grant(persona: Persona | int, power: str, group: Model) -> None:
    """Give the power in this group; safe to repeat. ``power`` is a permission's codename of the group's model.

    Raises LookupError when nobody is behind the face, ``Permission.DoesNotExist`` for an unknown power.
    """
    grant_all(persona, [power], group)


def grant_all(persona: Persona | int, powers: Iterable[str], group: Model) -> None:
    """The same for several powers, in three statements. Nothing is given when one of them is unknown."""
    account, wanted = _account_behind(persona), set(powers)
    known = Permission.objects.filter(content_type=ContentType.objects.get_for_model(group), codename__in=wanted)
    if unknown := wanted - {permission.codename for permission in known}:
        raise Permission.DoesNotExist(", ".join(sorted(unknown)))
    rows = get_user_obj_perms_model(group)
    rows._default_manager.bulk_create(
        [rows(user=account, permission=permission, content_object=group) for permission in known],
        ignore_conflicts=True,
    )


def revoke(persona: Persona | int, power: str, group: Model) -> None:
    """Take the power away; safe to repeat. Raises LookupError when nobody is behind the face."""
    remove_perm(power, _account_behind(persona), group)


def revoke_all(persona: Persona | int, group: Model) -> None:
    """Take all powers in this group away; quiet when there are none, or nobody is behind the face."""
    owner = Ownership.objects.filter(persona=_id(persona)).values("account_id")
    _rows(group).filter(user_id__in=owner).delete()


def powers_of(actor: Actor, group: Model) -> frozenset[str]:
    """What has been granted to the actor in this group. One query; none for a guest."""
    if actor._account_id is None:
        return frozenset()
    rows = _rows(group).filter(user_id=actor._account_id)
    return frozenset(rows.values_list("permission__codename", flat=True))


def powers_in(actor: Actor, groups: type[Model], group_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """What has been granted to the actor in each of these groups; a group without a grant is left out. One query."""
    found: dict[int, set[str]] = {}
    for group_id, power in granted(actor, groups, group_ids).values_list("content_object_id", "permission__codename"):
        found.setdefault(group_id, set()).add(power)
    return {group_id: frozenset(powers) for group_id, powers in found.items()}


def granted(actor: Actor, groups: type[Model], group_ids: Iterable[int]) -> "QuerySet[Any, Any]":
    """The rows of what has been granted to the actor in these groups, to be read together with other rows. No query of
    its own."""
    rows = get_user_obj_perms_model(groups())._default_manager.all()
    return rows.filter(user_id=actor._account_id, content_object__in=list(group_ids))


def holders(group: Model, power: str, *, besides: int | None = None) -> list[int]:
    """Ids of the group faces that hold the power, lowest first; without whoever is behind the face ``besides``, be it a
    group face or not. One query; ``group.pk`` is the id of its space."""
    return _holders_in(type(group))(group.pk, power, besides)


@cache
def _holders_in(groups: type[Model]) -> Callable[[int, str, int | None], list[int]]:
    """The statement of `holders` for groups of this model."""

    @prepared
    def holders(group_id: int, power: str, besides: int | None) -> "QuerySet[Ownership, int]":
        rows = get_user_obj_perms_model(groups())._default_manager.filter(content_object=group_id)
        accounts = rows.filter(permission__codename=power).values("user_id")
        owned = Ownership.objects.filter(account_id__in=accounts, space_id=group_id)
        if besides is not None:
            owned = owned.exclude(account_id__in=Ownership.objects.filter(persona_id=besides).values("account_id"))
        return owned.order_by("persona_id").values_list("persona_id", flat=True)

    return holders


def _rows(group: Model) -> Any:
    return get_user_obj_perms_model(group)._default_manager.filter(content_object=group)


def _account_behind(persona: Persona | int) -> Any:
    owners = _owners(_id(persona))
    if not owners:
        raise LookupError(f"nobody is behind persona {_id(persona)}")
    return owners[0].account


@prepared
def _owners(persona_id: int) -> QuerySet[Ownership]:
    return Ownership.objects.select_related("account").filter(persona=persona_id)


def _id(persona: Persona | int) -> int:
    return int(persona.pk if isinstance(persona, Persona) else persona)
