"""The public door of the vault: taking a face, finding one's own, and what holds for them.

Nothing here says whose a face is; ``mine`` gives a subquery over the asking actor's own faces and no more.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from personas.actors import Actor
from personas.models import Handle, Persona, Space, Standing
from personas.models.faces import KEY_LENGTH
from personas.vault import Ownership, PaymentCode
from supportgroups.lib import handles
from supportgroups.lib.handles import HandleRefused
from supportgroups.lib.prepared import Word, prepared

# How long a former name is kept from others: as long as people remember who wore it.
FORMER_NAME_KEPT = timedelta(days=180)
# Of a payment code: no letter or digit that is taken for another when it is read aloud or typed from paper.
CODE_LETTERS = "ACDEFGHJKLMNPQRTUVWXY3479"
_SUGGESTIONS = 40


class NameTaken(ValueError):
    """Somebody in the group wears the name or one that looks like it, or did until lately; ``str()`` says so kindly."""

    def __init__(self) -> None:
        super().__init__(_("This name, or one very like it, is in use here. Please choose another one."))


class FaceTaken(ValueError):
    """The actor has a face in this space already: ``persona``."""

    def __init__(self, persona: Persona) -> None:
        super().__init__(str(persona))
        self.persona = persona


def new_space(parent: Space | None = None) -> Space:
    """A new group's space, or with its group's space as ``parent`` that of a thread."""
    if parent is not None and parent.parent_id is not None:
        raise ValueError("a thread has no spaces of its own")
    return Space.objects.create(parent=parent)


def suggest_handle(group_space: Space | int) -> str:
    """Two calm words that are free in this group. One query; three in a group that has taken very many."""
    space_id = group_space.group_space_id if isinstance(group_space, Space) else group_space
    chance = SystemRandom()
    for round_number in range(3):
        ending = f" {chance.randint(2, 99)}" if round_number else ""
        wishes = {
            handles.handle_key(name): name for name in (handles.suggest(chance) + ending for _n in range(_SUGGESTIONS))
        }
        taken = Handle.objects.filter(group_space=space_id, handle_key__in=wishes).values_list("handle_key", flat=True)
        if free := sorted(set(wishes) - set(taken)):
            return wishes[chance.choice(free)]
    return f"{handles.suggest(chance)} {chance.randint(100, 9999)}"


def space_for(key: UUID) -> tuple[Space, bool]:
    """The space of a form's key, and whether it is new: a second press finds the first one's. Inside a transaction."""
    return Space.objects.get_or_create(ref=key)


def take_face(*, actor: Actor, space: Space, handle: str, now: datetime) -> Persona:
    """Give the actor a face in the space. Two presses at once give one face: the database decides. Who laid one down
    here takes it up again under this name: one person has one face in a space, whatever becomes of it.

    Raises ``HandleRefused``, ``NameTaken``, ``FaceTaken``. Whether the actor may come in is asked by the caller, and so
    is ``is_barred``.
    """
    if actor._account_id is None:
        raise PermissionDenied("a guest has no face")
    cleaned, key = _checked(handle)
    if laid_down := _laid_down(actor._account_id, space.pk):
        return _take_up(laid_down[0], cleaned, key, now)
    try:
        with transaction.atomic():
            _free_lapsed(space.group_space_id, key, now)
            persona = Persona.objects.create(
                space=space, group_space_id=space.group_space_id, handle=cleaned, made_on=timezone.localdate(now)
            )
            Ownership.objects.create(account_id=actor._account_id, persona=persona, space=space)
            Handle.objects.create(group_space_id=space.group_space_id, handle_key=key, persona=persona)
    except IntegrityError as clash:
        if existing := face_in(actor, space.pk):
            raise FaceTaken(existing) from clash
        if Handle.objects.filter(group_space=space.group_space_id, handle_key=key).exists():
            raise NameTaken from clash
        raise
    return persona


def take_suggested_face(*, actor: Actor, space: Space, now: datetime) -> Persona:
    """Give the actor a face whose name comes from us, so that it is like none they chose. Raises ``FaceTaken``, and
    ``NameTaken`` when many take names at the same moment."""
    for _attempt in range(2):
        with suppress(NameTaken):
            return take_face(actor=actor, space=space, handle=suggest_handle(space), now=now)
    return take_face(actor=actor, space=space, handle=suggest_handle(space), now=now)


@transaction.atomic
def rename(*, persona: Persona, handle: str, now: datetime) -> Persona:
    """Change a face's name; the former one is kept from others for ``FORMER_NAME_KEPT``. Safe to repeat. How often a
    name may change is the caller's.

    Raises ``HandleRefused`` and ``NameTaken``. Locks the persona's row.
    """
    cleaned, key = _checked(handle)
    persona = Persona.objects.select_for_update(no_key=True).get(pk=persona.pk)
    if persona.state == Persona.State.BLANKED:
        raise PermissionDenied("a blanked face has no name")
    worn = Handle.objects.current().get(persona=persona)
    if worn.handle_key != key:
        _free_lapsed(persona.group_space_id, key, now)
        Handle.objects.filter(pk=worn.pk).update(until=now + FORMER_NAME_KEPT)
        _wear(persona, key)
        persona.renamed_on = timezone.localdate(now)
    persona.handle = cleaned
    persona.save(update_fields=["handle", "renamed_on"])
    return persona


def own_many(pairs: Iterable[tuple[Any, Persona]]) -> None:
    """Give each account its face, in bulk and without asking: for a database of made-up people, to measure with."""
    Ownership.objects.bulk_create(
        [Ownership(account=account, persona=face, space_id=face.space_id) for account, face in pairs], batch_size=2_000
    )


def mine(actor: Actor) -> "QuerySet[Ownership, Any]":
    """Ids of the actor's faces, for ``persona__in=mine(actor)``. No query of its own; empty for a guest."""
    if actor._account_id is None:
        return Ownership.objects.none().values("persona_id")
    return Ownership.objects.filter(account_id=actor._account_id).values("persona_id")


def faces_of(actor: Actor) -> QuerySet[Persona]:
    """All faces of the actor, one-thread names too; for the actor's own eyes."""
    return Persona.objects.filter(pk__in=mine(actor))


def face_in(actor: Actor, space_id: int) -> Persona | None:
    """The actor's face in this very space; none when it was laid down. One query."""
    found = [] if actor._account_id is None else _worn_in(actor._account_id, space_id)
    return found[0] if found else None


@prepared
def _worn_in(account_id: int, space_id: int) -> QuerySet[Persona]:
    owned = Ownership.objects.filter(account_id=account_id).values("persona_id")
    return Persona.objects.filter(pk__in=owned, space_id=space_id).exclude(state=Persona.State.BLANKED)


@prepared
def _laid_down(account_id: int, space_id: int) -> QuerySet[Persona]:
    owned = Ownership.objects.filter(account_id=account_id).values("persona_id")
    return Persona.objects.filter(pk__in=owned, space_id=space_id, state=Persona.State.BLANKED)


def held_kinds(actor: Actor, space: Space | int, now: datetime) -> set[str]:
    """Kinds of standing that hold for any face of the actor in this group, and so for all of them; only the actor is
    ever told. One query."""
    space_id = space.group_space_id if isinstance(space, Space) else space
    return set() if actor._account_id is None else set(_kinds(actor._account_id, space_id, now))


@prepared
def _kinds(account_id: int, group_space_id: int, now: datetime) -> "QuerySet[Standing, str]":
    owned = Ownership.objects.filter(account_id=account_id).values("persona_id")
    held = Standing.objects.open(now).filter(persona__in=owned, group_space=group_space_id)
    return held.values_list("kind", flat=True)


def is_barred(actor: Actor, space: Space | int, now: datetime | None = None) -> bool:
    """Whether a face of the actor was removed from this group and the removal holds. Told to nobody: neither what comes
    back to the actor nor how long it takes may differ from an ordinary no. One query."""
    return Standing.Kind.REMOVAL in held_kinds(actor, space, now or timezone.now())


def standings_behind(persona_id: int, group_id: int, now: datetime) -> QuerySet[Standing]:
    """What holds in the group for whoever wears this face, under whichever of their names: for a check that runs while
    nobody is signed in. Told to nobody but the one it holds for. A subquery."""
    owner = Ownership.objects.filter(persona=persona_id).values("account_id")
    worn = Ownership.objects.filter(account_id__in=owner).values("persona_id")
    return Standing.objects.open(now).filter(group_space=group_id, persona__in=worn)


def faces_behind(persona_id: int, group_id: int) -> "QuerySet[Ownership, Any]":
    """Ids of all faces in the group of whoever wears this one: for asking whether they are a member while nobody is
    signed in. A subquery; what comes back is never shown, kept or logged."""
    owner = Ownership.objects.filter(persona=persona_id).values("account_id")
    return Ownership.objects.filter(account_id__in=owner, persona__group_space=group_id).values("persona_id")


@transaction.atomic
def lay_down(*, persona: Persona, now: datetime) -> None:
    """Take off the name and all that is said of the face; what it wrote reads as by somebody who has left. Its names
    are kept from others for ``FORMER_NAME_KEPT``. Who comes back takes it up with ``take_face``. Safe to repeat."""
    Handle.objects.current().filter(persona=persona).update(until=now + FORMER_NAME_KEPT)
    _blank(persona)


def forget(persona: Persona) -> None:
    """Blank the face: no name, no words about it, its names free again. The row stays, so that threads stay readable;
    the account's own row in the vault goes with the account."""
    Handle.objects.filter(persona=persona).delete()
    PaymentCode.objects.filter(persona=persona).delete()
    _blank(persona)


def group_face_behind(persona: Persona) -> Persona | None:
    """The group face of whoever wears this one-thread name. Only for ``personas.unmasking``, which notes who asked."""
    owner = Ownership.objects.filter(persona=persona).values("account_id")
    return Persona.objects.filter(
        pk__in=Ownership.objects.filter(account_id__in=owner, space_id=persona.group_space_id).values("persona_id")
    ).first()


def address_behind(persona: Persona) -> str:
    """The e-mail address of whoever wears this face; empty when the account is gone. For ``personas.unmasking``."""
    return Ownership.objects.filter(persona=persona).values_list("account__email", flat=True).first() or ""


def payment_codes(persona_ids: Iterable[int]) -> list[str]:
    """The codes under which these faces pay, made for those that have none; in no order that says whose is whose.

    Two statements, and one for each new code.
    """
    wanted = set(persona_ids)
    current = PaymentCode.objects.filter(is_current=True)
    known = dict(current.filter(persona__in=wanted).values_list("persona_id", "code"))
    for persona_id in sorted(wanted - set(known)):
        row, _is_new = current.get_or_create(persona_id=persona_id, is_current=True, defaults={"code": _new_code()})
        known[persona_id] = row.code
    return sorted(known.values())


def payment_code(persona_id: int) -> str:
    """The code under which this face pays; empty while it has none. One statement, and nothing is made."""
    return next(iter(_current_code(persona_id)), "")


@prepared
def _current_code(persona_id: int) -> "QuerySet[PaymentCode, str]":
    return PaymentCode.objects.filter(persona=persona_id, is_current=True).values_list("code", flat=True)


@transaction.atomic
def another_code(code: str) -> str:
    """A further code for whoever pays under this one, and from now on her own; the one she has by now, if this is an
    earlier one. Safe to repeat in two workers at once. LookupError for a code that is nobody's."""
    found = PaymentCode.objects.filter(code=code).first()
    if found is None:
        raise LookupError("nobody pays under this code")
    rows = PaymentCode.objects.select_for_update().filter(persona=found.persona_id, is_current=True)
    current = rows.first()
    if current is not None and current.code != code:
        return current.code
    rows.update(is_current=False)
    return PaymentCode.objects.create(persona_id=found.persona_id, code=_new_code()).code


def codes_beside(code: str) -> list[str]:
    """All codes of whoever pays under this one; whose, it does not say. One statement."""
    owner = PaymentCode.objects.filter(code=code).values("persona")
    return sorted({code, *PaymentCode.objects.filter(persona__in=owner).values_list("code", flat=True)})


def payer_behind(code: str) -> int | None:
    """Whose code it is, to tell that face something and for nothing else: never on a page, never in a log."""
    return PaymentCode.objects.filter(code=code).values_list("persona_id", flat=True).first()


def codes_in_use(codes: Iterable[str]) -> set[str]:
    """Those of these codes that are somebody's; whose, it does not say. One statement."""
    return set(PaymentCode.objects.filter(code__in=list(codes)).values_list("code", flat=True))


def _new_code() -> str:
    chance = SystemRandom()
    letters = "".join(chance.choice(CODE_LETTERS) for _n in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _blank(persona: Persona) -> None:
    Persona.objects.filter(pk=persona.pk).update(handle="", about="", renamed_on=None, state=Persona.State.BLANKED)


@transaction.atomic
def _take_up(persona: Persona, cleaned: str, key: str, now: datetime) -> Persona:
    """Wear a name again on a face that was laid down. Raises ``NameTaken``."""
    _free_lapsed(persona.group_space_id, key, now)
    Persona.objects.select_for_update(no_key=True).get(pk=persona.pk)
    if not Handle.objects.current().filter(persona=persona).exists():
        _wear(persona, key)
        Persona.objects.filter(pk=persona.pk).update(handle=cleaned, state=Persona.State.ACTIVE)
    persona.refresh_from_db()
    return persona


def _checked(handle: str) -> tuple[str, str]:
    cleaned = handles.clean_handle(handle)
    key = handles.handle_key(cleaned)
    if not key or len(key) > KEY_LENGTH:
        raise HandleRefused(_("This name is hard to read aloud. Please choose one with ordinary letters."))
    return cleaned, key


def _free_lapsed(group_space_id: int, key: str, now: datetime) -> None:
    if _lapsed(group_space_id, Word(key), now):
        Handle.objects.filter(group_space=group_space_id, handle_key=key, until__lte=now).delete()


@prepared
def _lapsed(group_space_id: int, key: Word, now: datetime) -> "QuerySet[Handle, int]":
    former = Handle.objects.filter(group_space=group_space_id, handle_key=key, until__lte=now)
    return former.values_list("pk", flat=True)


def _wear(persona: Persona, key: str) -> None:
    """Take the name; one's own former name is taken back."""
    if Handle.objects.filter(persona=persona, handle_key=key).update(until=None):
        return
    try:
        with transaction.atomic():
            Handle.objects.create(group_space_id=persona.group_space_id, handle_key=key, persona=persona)
    except IntegrityError as clash:
        raise NameTaken from clash
