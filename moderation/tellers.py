"""The words of what is told to one face. Titles say nothing of the group, the post or anybody in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from forums.models import Post
from forums.pages.frames import Paths
from moderation.actions import appealing, carding, removing
from moderation.actions.asking import WHO
from moderation.models import Appeal, Approval, Case, Decision, Removal, Report
from personas import letterbox
from personas.letterbox import NoticeText
from personas.models import CardOpening, Unmasking


def register() -> None:
    """Called once, when the app is ready."""
    letterbox.teller("moderation.decided", decided)
    letterbox.teller("moderation.report_answered", report_answered)
    letterbox.teller("moderation.released", released)
    letterbox.teller("moderation.approved", approved)
    letterbox.teller("moderation.not_approved", not_approved)
    letterbox.teller("moderation.urgent", urgent)
    letterbox.teller("moderation.untaken", untaken)
    letterbox.teller(removing.REMOVED, removed)
    letterbox.teller(removing.LIFTED, removal_lifted)
    letterbox.teller(appealing.ANSWERED, appeal_answered)
    letterbox.teller(appealing.WANTED, second_look_wanted)
    letterbox.teller(WHO, unmasking_asked)
    letterbox.teller(carding.OPENED, card_opened)
    letterbox.teller(carding.TO_REVIEW, card_to_review)
    letterbox.teller(carding.LATE, card_unreviewed)


def decided(ids: list[int]) -> dict[int, NoticeText]:
    """To the author, about a decision. One statement."""
    rows = Decision.objects.filter(pk__in=ids).values_list("pk", "ref", "verdict", "group__code")
    title = _("A facilitator has looked at something you wrote")
    text = _("You can read here what was decided, why, and what you can do next.")
    shown = _("Your post can be read by others again.")
    again = (Decision.Verdict.STAYS, Decision.Verdict.RELEASED)
    return {
        pk: NoticeText(title, shown if verdict in again else text, f"/g/{code}/decisions/{ref}/")
        for pk, ref, verdict, code in rows
    }


def report_answered(ids: list[int]) -> dict[int, NoticeText]:
    """To whoever reported. What was decided is not theirs to know. One statement."""
    rows = Report.objects.filter(pk__in=ids).values_list("pk", "group__code")
    title = _("We looked at what you told us")
    text = _("A facilitator has read it and decided what to do. Thank you for looking out for others.")
    return {pk: NoticeText(title, text, f"/g/{code}/") for pk, code in rows}


def approved(ids: list[int]) -> dict[int, NoticeText]:
    """To who founded a group that waited. One statement."""
    text = _("%(group)s is open now: it can be found, and people can come in.")
    return {
        one.pk: NoticeText(_("Your group is open"), _in_group(text, one), f"/g/{one.group.code}/")
        for one in _approvals(ids)
        if one.approved_at
    }


def not_approved(ids: list[int]) -> dict[int, NoticeText]:
    """To who founded a group that is not opened; the operator's words as they are. One statement."""
    text = _("%(group)s is not open yet. Who runs the server writes: %(note)s You can change it and ask again.")
    return {
        one.pk: NoticeText(_("An answer about your group"), _in_group(text, one), f"/g/{one.group.code}/")
        for one in _approvals(ids)
        if one.declined_at
    }


def _approvals(ids: list[int]) -> list[Approval]:
    return list(Approval.objects.filter(pk__in=ids).select_related("group"))


def _in_group(text: str, one: Approval) -> str:
    return text % {"group": letterbox.called(one.group.name), "note": one.note}


def released(ids: list[int]) -> dict[int, NoticeText]:
    """To the author of a post that waited. One statement."""
    rows = Post.objects.filter(pk__in=ids).values_list("pk", "number", "thread__ref", "group__code")
    title = _("A facilitator has read your post")
    text = _("Others can read it now. Thank you for your patience.")
    return {pk: NoticeText(title, text, Paths(code).post(ref, number)) for pk, number, ref, code in rows if number}


def removed(ids: list[int]) -> dict[int, NoticeText]:
    """To somebody who was removed. One statement."""
    text = _("Somebody who looks after one of your groups has decided something. You can read here what, and why.")
    rows = Removal.objects.filter(pk__in=ids).values_list("pk", "ref")
    return {pk: NoticeText(_("About your membership"), text, f"/removed/{ref}/") for pk, ref in rows}


def removal_lifted(ids: list[int]) -> dict[int, NoticeText]:
    """To somebody who may come back. One statement."""
    text = _("You may come back to one of your groups. You come in as anybody does.")
    rows = Removal.objects.filter(pk__in=ids).values_list("pk", "ref")
    return {pk: NoticeText(_("The door is open to you"), text, f"/removed/{ref}/") for pk, ref in rows}


def appeal_answered(ids: list[int]) -> dict[int, NoticeText]:
    """To whoever asked for a second look. One statement."""
    title = _("Somebody has looked once more")
    text = _("You asked for a second look at what was decided. You can read here what came of it, and why.")
    rows = Appeal.objects.filter(pk__in=ids).values_list("pk", "group__code", "decision__ref", "removal__ref")
    return {
        pk: NoticeText(title, text, f"/removed/{removal}/" if removal else f"/g/{code}/decisions/{decision}/")
        for pk, code, decision, removal in rows
    }


def second_look_wanted(ids: list[int]) -> dict[int, NoticeText]:
    """To the admins, as long as it waits. They hear that a person is wanted, no more. One statement."""
    rows = Appeal.objects.open().filter(pk__in=ids, is_left_to_decider=True).values_list("pk", "group__code")
    title = _("The facilitators may need a hand")
    text = _(
        "Somebody asks for a second look at what was decided, and nobody is there but the one who decided it. Please"
        " ask somebody else to be a facilitator."
    )
    return {pk: NoticeText(title, text, f"/g/{code}/roles/") for pk, code in rows}


def urgent(ids: list[int]) -> dict[int, NoticeText]:
    """To the facilitators, as long as it is open. One statement."""
    rows = Case.objects.open().filter(pk__in=ids).values_list("pk", "ref", "group__code")
    title = _("Something at your desk should not wait")
    text = _("Somebody may need help soon. Please look when you can; others who look after the group are told too.")
    return {pk: NoticeText(title, text, f"/g/{code}/desk/cases/{ref}/") for pk, ref, code in rows}


def untaken(ids: list[int]) -> dict[int, NoticeText]:
    """To the admins, as long as nobody has taken it. They hear that a person is needed, no more. One statement."""
    rows = Case.objects.open().filter(pk__in=ids, taken_by__isnull=True).values_list("pk", "group__code")
    title = _("The facilitators may need a hand")
    text = _(
        "Something urgent waits at the desk and nobody looks after it yet. Please ask a facilitator, or ask somebody to"
        " be one."
    )
    return {pk: NoticeText(title, text, f"/g/{code}/roles/") for pk, code in rows}


def unmasking_asked(ids: list[int]) -> dict[int, NoticeText]:
    """To the others who may agree, as long as it waits. One statement."""
    rows = Unmasking.objects.filter(pk__in=ids, opened_at=None, closed_at=None)
    title = _("A second person is asked for")
    text = _("Somebody who looks after the group asks you to read a reason, and to agree or not.")
    codes = rows.values_list("pk", "ref", "group_space__support_group__code")
    return {pk: NoticeText(title, text, f"/g/{code}/desk/names/questions/{ref}/") for pk, ref, code in codes}


def card_opened(ids: list[int]) -> dict[int, NoticeText]:
    """To the member whose card it is. One statement."""
    rows = CardOpening.objects.filter(pk__in=ids).select_related("opened_by", "group_space__support_group")
    title = _("Somebody opened your contact card")
    return {
        one.pk: NoticeText(
            title,
            _("%(name)s, who looks after %(group)s, opened it and wrote why: %(reason)s")
            % {
                "name": one.opened_by.name,
                "group": letterbox.called(one.group_space.support_group.name),
                "reason": one.reason,
            },
            f"/g/{one.group_space.support_group.code}/me/card/",
        )
        for one in rows
    }


def card_to_review(ids: list[int]) -> dict[int, NoticeText]:
    """To the others who may open cards, as long as nobody has reviewed it. One statement."""
    text = _("Somebody opened a contact card. Please read the reason within three days, and say what you think.")
    return _unreviewed(ids, _("A second person is asked for"), text)


def card_unreviewed(ids: list[int]) -> dict[int, NoticeText]:
    """To the admins, as long as nobody has reviewed it. One statement."""
    text = _("A contact card was opened more than three days ago, and no second person has looked at the reason yet.")
    return _unreviewed(ids, _("Something was not looked at in time"), text)


def _unreviewed(ids: list[int], title: str, text: str) -> dict[int, NoticeText]:
    rows = CardOpening.objects.filter(pk__in=ids, reviewed_at=None)
    codes = rows.values_list("pk", "ref", "group_space__support_group__code")
    return {pk: NoticeText(title, text, f"/g/{code}/desk/cards/openings/{ref}/") for pk, ref, code in codes}
