"""Looking behind a one-thread name: one asks with a reason, another agrees, the member is told, and it is all kept.

What comes out is the same person's group face; the account is shown to nobody. Who may ask and who may agree is
moderation's rule.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from personas import chain, letterbox
from personas.faces import group_face_behind
from personas.letterbox import NoticeText
from personas.models import Persona, Unmasking

TOLD = "personas.unmasked"


def ask(*, persona: Persona, by: Persona, reason: str, now: datetime) -> Unmasking:
    """Ask which group face is behind a one-thread name. While a question about it is open, that one is returned."""
    if not persona.is_one_thread_face or not reason.strip():
        raise ValueError("only a one-thread name is asked about, and with a reason")
    question, _is_new = Unmasking.objects.get_or_create(
        persona=persona,
        opened_at=None,
        defaults={
            "group_space_id": persona.group_space_id,
            "asked_by": by,
            "reason": reason.strip(),
            "asked_at": now,
        },
    )
    return question


@transaction.atomic
def agree(*, unmasking: Unmasking, by: Persona, now: datetime) -> Persona | None:
    """Open it: the group face behind the name, or None when it has left for good. Told to the one-thread name, logged.

    Raises PermissionDenied when the one who asked agrees. Safe to repeat: it is opened, told and logged once.
    """
    unmasking = Unmasking.objects.select_for_update(of=("self",)).select_related("persona").get(pk=unmasking.pk)
    if unmasking.opened_at is None:
        if unmasking.asked_by_id == by.pk:
            raise PermissionDenied("a second person agrees")
        unmasking.agreed_by, unmasking.opened_at = by, now
        unmasking.save(update_fields=["agreed_by", "opened_at"])
        letterbox.tell(unmasking.persona_id, TOLD, group_id=unmasking.group_space_id, subject_id=unmasking.pk, now=now)
        chain.append(TOLD, {"unmasking": unmasking.pk, "asked_by": unmasking.asked_by_id, "agreed_by": by.pk}, now)
    return group_face_behind(unmasking.persona)


def words(subject_ids: list[int]) -> dict[int, NoticeText]:
    """The letter to the one-thread name."""
    text = NoticeText(
        _("Somebody looked behind one of your names"),
        _(
            "Two people who look after a group agreed to see which name in the group belongs to a name that you took "
            "for one thread. They did not see your account or your address. You can write to them to ask why."
        ),
        "/home/",
    )
    return dict.fromkeys(subject_ids, text)


def forget(persona: Persona) -> None:
    """What was written about a forgotten face when it was asked about; that it was asked stays."""
    Unmasking.objects.filter(persona=persona).update(reason="-")
