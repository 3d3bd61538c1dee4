"""The words of what is told to one face. Titles say nothing of the group, the post or anybody in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from forums.models import Post
from forums.pages.frames import Paths
from moderation.actions.asking import WHO
from moderation.models import Case, Decision, Report
from personas import letterbox
from personas.letterbox import NoticeText
from personas.models import Unmasking


def register() -> None:
    """Called once, when the app is ready."""
    letterbox.teller("moderation.decided", decided)
    letterbox.teller("moderation.report_answered", report_answered)
    letterbox.teller("moderation.released", released)
    letterbox.teller("moderation.urgent", urgent)
    letterbox.teller("moderation.untaken", untaken)
    letterbox.teller(WHO, unmasking_asked)


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


def released(ids: list[int]) -> dict[int, NoticeText]:
    """To the author of a post that waited. One statement."""
    rows = Post.objects.filter(pk__in=ids).values_list("pk", "number", "thread__ref", "group__code")
    title = _("A facilitator has read your post")
    text = _("Others can read it now. Thank you for your patience.")
    return {pk: NoticeText(title, text, Paths(code).post(ref, number)) for pk, number, ref, code in rows if number}


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
