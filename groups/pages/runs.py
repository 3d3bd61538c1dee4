"""Runs in words: to who stands before the door, to who is in one, and to who announces them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.actions.runplaces import RunPlaces, day_in
from groups.carenotices import day_words
from groups.models import AdmissionRequest, Appointment, Cohort, SupportGroup
from personas.actors import Actor
from supportgroups.lib import words

State = Cohort.State
# What is said for whichever run has a place first.
ANY = "any"


@dataclass(frozen=True)
class RunRow:
    """A run: its name, where it stands, and what else is to be said of it. `place_url` is for who may have a place in
    it, the other addresses for who may change it."""

    name: str
    stands: str
    says: tuple[str, ...]
    place_url: str
    change_url: str
    off_url: str


@dataclass(frozen=True)
class RunsPage:
    """The page. `new_url` is for who may announce one, `request_url` for who has asked for a place in one."""

    rows: tuple[RunRow, ...]
    new_url: str
    request_url: str
    group_url: str


def runs_page(actor: Actor, group: SupportGroup, now: datetime) -> RunsPage:
    """The runs of a group: to its admins all of them, to others their own and those to come. Two statements."""
    may_change = actor.can("groups.settings", group)
    mine = actor.seat_in(group.pk).cohort_ids
    found = Cohort.objects.visible_to(actor).filter(group=group).select_related("follows").order_by("-starts_on", "-pk")
    base = f"/g/{group.code}/"
    has_asked = _has_asked(actor, group)
    may_go_on = not (has_asked or serves(actor, group)) and group.takes_newcomers
    runs = list(found)
    may_go_on = may_go_on and not any(run.pk in mine and run.state == State.ANNOUNCED for run in runs)
    shown = [run for run in runs if may_change or run.pk in mine or run.state in Cohort.LIVE]
    return RunsPage(
        rows=tuple(
            _row(run, group, now, is_mine=run.pk in mine, may_change=may_change, may_go_on=may_go_on) for run in shown
        ),
        request_url=f"{base}join/request/" if has_asked else "",
        new_url=f"{base}runs/new/" if may_change else "",
        group_url=base,
    )


def serves(actor: Actor, group: SupportGroup) -> bool:
    """Who serves the whole group reads every run and needs a place in none."""
    return actor.seat_in(group.pk).role in Appointment.SERVING


def _has_asked(actor: Actor, group: SupportGroup) -> bool:
    mine = AdmissionRequest.objects.open().filter(group=group, persona_id__in=actor.seat_in(group.pk).face_ids)
    return mine.exists()


def own_run_words(actor: Actor, group: SupportGroup, now: datetime) -> list[str]:
    """Of each run that this person reads in, where it stands: "Spring: week 4 of 10". One statement; none without."""
    mine = actor.seat_in(group.pk).cohort_ids
    if not mine:
        return []
    runs = Cohort.objects.visible_to(actor).readable().filter(pk__in=mine).order_by("starts_on", "pk")
    return [_("%(run)s: %(stands)s") % {"run": run.name, "stands": stands_words(run, group, now)} for run in runs]


def door_run_words(group: SupportGroup, places: Sequence[tuple[Cohort, int]], now: datetime) -> tuple[str, ...]:
    """What somebody at the door of a group with runs is to know. `places`: of `door_places`.

    No statement; one where no run takes anybody.
    """
    if not group.has_cohorts:
        return ()
    if not places:
        return (_no_run_words(group, now),)
    run, left = next((each for each in places if each[1]), places[0])
    says = [_("People come in together, for %(weeks)s.") % {"weeks": words.count_words(run.weeks, "week")}]
    starts = _("%(run)s starts on %(day)s.") if run.starts_on > day_in(group, now) else _("%(run)s started on %(day)s.")
    says.append(starts % {"run": run.name, "day": day_words(run.starts_on)})
    says += [sealed_words(run), afterwards_words(run)]
    if run.says_places:
        says.append(places_left(left))
    says += [_also_words(other) for other, _left in places if other != run]
    return tuple(says)


def run_choice(places: Sequence[RunPlaces], *, can_wait: bool) -> tuple[tuple[str, str], ...]:
    """The runs that somebody comes into by themselves, and where one can wait those for which one waits; as (value,
    words), those with a place first. One that is the only one and full is waited for like any other. No statement."""
    free = [(str(each.run.ref), _choice_words(each.run, each.left)) for each in places if each.is_free]
    full = [each.run for each in places if not each.is_free] if can_wait else []
    if not free and len(full) < 2:
        return ()
    whichever = [] if free else [(f"wait-{ANY}", _("Whichever has a place first"))]
    waits = [(f"wait-{run.ref}", _waiting_words(run)) for run in full]
    return (*free, *whichever, *waits)


def asking_choice(places: Sequence[RunPlaces], *, also: bool = False) -> tuple[tuple[str, str], ...] | None:
    """The runs that one can ask for, and whichever comes first; None where there is nothing to choose. `also`: a run
    that is not among them was asked for, so that one of these is a choice, too. No statement."""
    if len(places) < (1 if also else 2):
        return None
    runs = [(str(each.run.ref), _asking_words(each)) for each in places]
    return ((ANY, _("Whichever has a place first")), *runs)


def run_with_days(run: Cohort) -> str:
    """ "Spring, from 1 March to 9 May"."""
    return _("%(run)s, from %(first)s to %(last)s") % {
        "run": run.name,
        "first": day_words(run.starts_on),
        "last": day_words(run.ends_on),
    }


def stands_words(run: Cohort, group: SupportGroup, now: datetime) -> str:
    """Where a run stands today."""
    day = day_in(group, now)
    if run.state in Cohort.LIVE and day <= run.ends_on:
        if day < run.starts_on:
            return _("starts on %(day)s") % {"day": day_words(run.starts_on)}
        return _("week %(week)s of %(weeks)s") % {"week": run.week_of(day), "weeks": run.weeks}
    if run.state in (*Cohort.LIVE, State.READ_ONLY):
        return _("over; it can be read until %(day)s") % {"day": day_words(run.read_until)}
    return str(run.get_state_display())


def afterwards_words(run: Cohort) -> str:
    """What becomes of what is written."""
    said = {"weeks": words.count_words(run.read_only_weeks, "week")}
    if run.afterwards == Cohort.Afterwards.ERASE:
        if run.read_only_weeks == 0:
            return _("When it ends, what was written is erased.")
        return _("After its end, what was written can be read for %(weeks)s, and is then erased.") % said
    if run.read_only_weeks == 0:
        return _("When it ends, what was written is put away, and nobody reads it any more.")
    return _("After its end, what was written can be read for %(weeks)s, and is then put away.") % said


def _row(
    run: Cohort, group: SupportGroup, now: datetime, *, is_mine: bool, may_change: bool, may_go_on: bool
) -> RunRow:
    here = f"/g/{group.code}/runs/{run.ref}/"
    is_live = run.state in Cohort.LIVE
    says: tuple[str, ...] = ()
    if is_live:
        days = _("From %(first)s to %(last)s.") % {"first": day_words(run.starts_on), "last": day_words(run.ends_on)}
        opens = _("Its door opens on %(day)s.") % {"day": day_words(run.opens_on)}
        is_shut = run.opens_on > day_in(group, now)
        says = (days, *([opens] if is_shut else []), sealed_words(run), afterwards_words(run))
    if may_change and is_live:
        says = (*says, _("It has %(places)s.") % {"places": words.count_words(run.places, "place")})
    if may_change and is_live and run.follows is not None:
        says = (*says, _("The people of %(run)s go on in it without asking.") % {"run": run.follows.name})
    if is_mine and not may_change:
        says = (*says, _("You are in it."))
    return RunRow(
        name=run.name,
        stands=stands_words(run, group, now),
        says=says,
        place_url=f"{here}place/" if may_go_on and not is_mine and run.takes_people_on(day_in(group, now)) else "",
        change_url=here if may_change and is_live else "",
        off_url=f"{here}off/" if may_change and run.state == State.ANNOUNCED else "",
    )


def _also_words(run: Cohort) -> str:
    return _("%(run)s takes people as well; its first day is %(day)s.") % {
        "run": run.name,
        "day": day_words(run.starts_on),
    }


def _choice_words(run: Cohort, left: int) -> str:
    days = run_with_days(run)
    return f"{days}. {places_left(left)}" if run.says_places else days


def _waiting_words(run: Cohort) -> str:
    return _("%(run)s. You wait for a place: all are taken, or kept for those who wait already.") % {
        "run": run_with_days(run)
    }


def _asking_words(each: RunPlaces) -> str:
    return _choice_words(each.run, each.left) if each.left else f"{run_with_days(each.run)}. {places_left(0)}"


def _no_run_words(group: SupportGroup, now: datetime) -> str:
    day = day_in(group, now)
    coming = next((run for run in Cohort.objects.live().filter(group=group) if run.opens_on > day), None)
    if coming is None:
        return _("People come in together, for a number of weeks. No run takes anybody in just now.")
    return _("People come in together. The door of the next run opens on %(opens)s; it starts on %(starts)s.") % {
        "opens": day_words(coming.opens_on),
        "starts": day_words(coming.starts_on),
    }


def sealed_words(run: Cohort) -> str:
    if run.sealed_after_week is None:
        return _("People can come in until it ends.")
    if run.sealed_after_week == 0:
        return _("Once it has started, nobody new comes in.")
    return ngettext(
        "After its first week nobody new comes in.",
        "After week %(count)s nobody new comes in.",
        run.sealed_after_week,
    ) % {"count": run.sealed_after_week}


def places_left(left: int) -> str:
    if left == 0:
        return _("All its places are taken.")
    return ngettext("One place is left.", "%(count)s places are left.", left) % {"count": left}
