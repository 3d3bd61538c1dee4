"""The words for what happens to a run, to those who have a place in it. No title names the group or the run."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from groups.carenotices import day_words
from groups.models import Cohort
from personas import letterbox
from personas.letterbox import NoticeText


def register() -> None:
    """Called once when the app is ready."""
    letterbox.teller("groups.run_cancelled", run_cancelled)
    letterbox.teller("groups.run_ended", run_ended)
    letterbox.teller("groups.run_follows", run_follows)


def run_cancelled(ids: list[int]) -> Mapping[int, NoticeText]:
    """To those who had a place in a run that does not take place. One statement."""
    words = _(
        "%(run)s in %(group)s does not take place. We are sorry. If you were here for it alone, you stand first on"
        " the waiting list for the next run, and can leave it at any time."
    )
    return {
        run.pk: NoticeText(
            title=_("A run was called off"),
            text=words % {"run": run.name, "group": run.group.name},
            url=f"/g/{run.group.code}/join/request/",
        )
        for run in Cohort.objects.filter(pk__in=ids).select_related("group")
    }


def run_ended(ids: list[int]) -> Mapping[int, NoticeText]:
    """To those who had a place in a run that is over; left out once nobody reads it any more. One statement."""
    kept = _("%(run)s in %(group)s has come to its end. You can read it until %(day)s; it is then put away. %(next)s")
    erased = _("%(run)s in %(group)s has come to its end. You can read it until %(day)s; it is then erased. %(next)s")
    goes_on = _("If you would like to go on, look under “Runs” whether another takes people.")
    return {
        run.pk: NoticeText(
            title=_("A run has come to its end"),
            text=(erased if run.afterwards == Cohort.Afterwards.ERASE else kept)
            % {"run": run.name, "group": run.group.name, "day": day_words(run.read_until), "next": goes_on},
            url=f"/g/{run.group.code}/runs/",
        )
        for run in Cohort.objects.filter(pk__in=ids, state=Cohort.State.READ_ONLY).select_related("group")
    }


def run_follows(ids: list[int]) -> Mapping[int, NoticeText]:
    """To those who may go on in a further run; left out once it takes nobody. One statement."""
    words = _(
        "%(run)s in %(group)s is for you, too: from %(day)s on you can take a place in it while there are some. Nothing"
        " is asked of you again, and nobody minds if you would rather not."
    )
    runs = Cohort.objects.live().filter(pk__in=ids, follows__isnull=False).select_related("group")
    return {
        run.pk: NoticeText(
            title=_("If you would like to go on"),
            text=words % {"run": run.name, "group": run.group.name, "day": day_words(run.opens_on)},
            url=f"/g/{run.group.code}/runs/{run.ref}/place/",
        )
        for run in runs
    }
