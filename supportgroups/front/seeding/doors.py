"""Who stands at the doors of the small world: some wait for an answer, one was asked back, some wait for a place."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.text import slugify

from groups import actions
from groups.actions import fees
from groups.models import AdmissionPolicy, AdmissionRequest, Cohort, SupportGroup
from groups.seats import seat
from personas.models import Persona
from personas.seating import actor_of
from supportgroups.front.seeding.people import make_account

EMAIL_DOMAIN = "people.example"
# name, words, hours ago; the longest wait last
AT_A_DOOR_THAT_ASKS = (
    ("Slow Tide", "My brother died in the spring. I have not found words for it anywhere else.", 20),
    ("Grey Barley", "I lost my mother two weeks ago. I would like to read for a while, if that is all right.", 50),
    ("Pale Larch", "My friend. I do not know whether that counts.", 60),
)
QUESTION_BACK = "It counts. Would you like to be among people who lost a friend, or among all of us?"
NOTE = "I would like to let them in as soon as they have answered."
ASKED_BESIDE = (
    actions.Question(
        "choice", "How long ago was it?", ("Some weeks", "Some months", "A year or more"), may_withhold=True
    ),
    actions.Question("several", "What would you like to do here?", ("Read for a while", "Write", "I do not know yet")),
    actions.Question(
        "text", "Is there anything we should know, to look after you well?", may_withhold=True, is_sensitive=True
    ),
    actions.Question("ack", "This group is no treatment, and too slow for a dangerous night.", is_required=True),
)
WAITING_FOR_A_PLACE = (
    ("Blue Gate", "I am in my second round, and the evenings are long.", 200),
    ("Small Hours", "Just diagnosed. I would like not to be alone with it.", 150),
    ("Window Seat", "Half way through. Ten weeks sounds like something I can hold on to.", 100),
)

THOUGHT_AGAIN = "Wide Stairs"
# name, words, hours ago, what came in so far
ABOUT_TO_PAY = (
    ("Tin Whistle", "Operation in March. I would like to be among people before that.", 60, 200),
    (THOUGHT_AGAIN, "My sister was in the spring group and said to ask.", 90, 400),
)


ASKS_FOR_THE_NEXT = ("Late Train", "I begin in the new year, and would like to know nobody is ahead of me.", 5)


def seed_request_door(group: SupportGroup, answers: Persona, now: datetime) -> None:
    """Three people have asked; one of them was asked something back."""
    asked = [_ask(group, handle, words, now - timedelta(hours=hours)) for handle, words, hours in AT_A_DOOR_THAT_ASKS]
    last = asked[-1]
    actions.write_note(request=last, by=answers, words=NOTE, now=now - timedelta(hours=31))
    actions.ask_back(request=last, by=answers, words=QUESTION_BACK, now=now - timedelta(hours=30))
    actions.ask_questions(group=group, questions=ASKED_BESIDE, version=0, by=answers, now=now - timedelta(hours=10))


def seed_waiting_list(group: SupportGroup, answers: Persona, now: datetime) -> None:
    """All places of the run under way are taken but two, which are offered to those who have waited longest for one;
    another waits, and somebody asks for the next run."""
    run = actions.open_runs(group, now)[0]
    places = run.places
    AdmissionPolicy.objects.filter(group=group).update(keeps_list=True, offers_first=True)
    _give_places(run, run.places - actions.free_in_run(run))
    for handle, words, hours in WAITING_FOR_A_PLACE:
        sent = now - timedelta(hours=hours)
        request = _ask(group, handle, words, sent, run)
        actions.put_on_list(request=request, by=answers, now=sent + timedelta(hours=20))
    _give_places(run, places)
    actions.keep_time(now - timedelta(hours=10))
    handle, words, hours = ASKS_FOR_THE_NEXT
    _ask(group, handle, words, now - timedelta(hours=hours), actions.open_runs(group, now)[1])


def seed_paying(group: SupportGroup, answers: Persona, keeps: Persona, now: datetime) -> None:
    """One has a place that is kept for the fee, and has paid a part; another had paid, and thought again."""
    for handle, words, hours, paid in ABOUT_TO_PAY:
        run, sent = actions.door_run(group, now), now - timedelta(hours=hours)
        if run is None:
            raise LookupError("the seeded group has a run that takes people")
        asked = _ask(group, handle, words, sent, run)
        actions.offer_place(request=asked, by=answers, now=sent + timedelta(hours=3))
        actions.take_place(request=asked, now=sent + timedelta(hours=5))
        account = fees.entry_account(asked.persona_id, group.pk)
        if account is None:
            raise LookupError("the seeded group asks for a fee before entry")
        fees.record_payment(account=account, amount=paid, on_day=sent.date(), by=keeps, now=sent + timedelta(hours=20))
        if handle == THOUGHT_AGAIN:
            actions.take_back(request=asked, now=sent + timedelta(hours=21))
    fees.tell_who_keeps(now=now)


def _give_places(run: Cohort, places: int) -> None:
    run.places = places
    run.save(update_fields=["places"])


def seed_invitations(group: SupportGroup, makes: Persona, now: datetime) -> None:
    """A code for five people, beside a door with a person behind it."""
    actions.invite(group=group, by=makes, uses=5, days=14, now=now)


def _ask(group: SupportGroup, handle: str, words: str, sent: datetime, run: Cohort | None = None) -> AdmissionRequest:
    account = make_account(f"{slugify(handle)}@{EMAIL_DOMAIN}")
    begun = actions.begin_request(
        actor=seat(actor_of(account), group, sent),
        group=group,
        handle=handle,
        agreed_version=actions.agreement_in_force(group).version,
        consented=True,
        wish=actions.RunWish(run.ref if run else None),
        now=sent,
    )
    return actions.submit_request(request=begun, words=words, now=sent)
