"""What the composed pages show that no single room knows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.actions import agreement_in_force
from groups.models import SupportGroup
from groups.pages.face import Helper, helpers
from personas.actors import Actor


@dataclass(frozen=True)
class Places:
    """(words, address) of what else there is in a group: the work of who looks after it, and what is for everybody."""

    work: tuple[tuple[str, str], ...]
    mine: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Welcome:
    """What a newcomer is told: the group's own words, who facilitates, the ground rules, a card if one is asked for."""

    html: str
    first_words: str
    helpers: tuple[Helper, ...]
    rules_html: str
    card_url: str


def welcome(group: SupportGroup) -> Welcome:
    """For the first visit, and for whoever looks it up again. Two statements."""
    agreement = agreement_in_force(group)
    card_url = f"/g/{group.code}/me/card/" if group.asks_contact_card else ""
    return Welcome(group.welcome_html, group.first_words, helpers(group), agreement.html, card_url)


def places(actor: Actor, group: SupportGroup) -> Places:
    """What this actor may open. The same rules as the pages themselves; no statement."""
    base = f"/g/{group.code}/"
    work = [
        ("moderation.desk", _("The desk"), f"{base}desk/"),
        ("groups.admit", _("People at the door"), f"{base}admissions/"),
        ("groups.fees", _("Fees"), f"{base}fees/"),
        ("groups.admit", _("Invitations"), f"{base}invitations/"),
        ("groups.settings", _("Settings of the group"), f"{base}settings/"),
        ("groups.settings", _("How people come in"), f"{base}settings/door/"),
        ("forums.open_forum", _("Open a further forum"), f"{base}forums/new/"),
        ("directory.edit_listing", _("How the group is found"), f"{base}settings/listing/"),
    ]
    mine = [
        ("forums.read", _("What came while you were away"), f"{base}back/"),
        ("groups.own_face", _("Your name and picture here"), f"{base}me/"),
        ("groups.own_fee", _("Membership fee"), f"{base}fee/"),
        ("groups.roles_see", _("Who looks after this group"), f"{base}roles/"),
        ("groups.log", _("What was changed here"), f"{base}log/"),
        ("newsletters.read", _("Newsletter"), f"{base}newsletter/"),
        ("newsletters.preference", _("Mail from this group"), f"{base}mail/"),
        ("groups.be_willing", _("Be there for first posts"), f"{base}welcoming/"),
        ("groups.break", _("Take a break"), f"{base}break/"),
        ("groups.leave", _("Leave this group"), f"{base}leave/"),
    ]
    may_look = group.allows_thread_names or actor.seat_in(group.pk).holds("unmask_account")
    work += _if_used(may_look, "moderation.unmask", _("Looking behind a name"), f"{base}desk/names/")
    work += _if_used(group.asks_contact_card, "moderation.open_cards", _("Opened contact cards"), f"{base}desk/cards/")
    mine += _if_used(group.asks_contact_card, "groups.own_card", _("Your contact card"), f"{base}me/card/")
    work += _if_used(group.has_cohorts, "groups.settings", _("Runs of the group"), f"{base}runs/")
    mine += _if_used(group.has_cohorts, "groups.runs", _("Runs of this group"), f"{base}runs/")
    greeting = (_("Welcome, and the ground rules"), f"{base}welcome/")
    about = (_("About this group"), f"/groups/{group.slug}/")
    return Places(_work(actor, group, work), (greeting, about, *_allowed(actor, group, mine)))


def _if_used(is_used: bool, rule: str, words: str, url: str) -> list[tuple[str, str, str]]:
    """A place of something that not every group uses."""
    return [(rule, words, url)] if is_used else []


SECOND_STEP_FIRST = gettext_lazy(
    "This group asks those who look after it for a second step. Set up a passkey or an app in your account, and sign in"
    " with it. As a member you read and write as before."
)
SECOND_STEP_PLACE = (gettext_lazy("Passkeys and a second step"), "/account/keys/")


def _work(actor: Actor, group: SupportGroup, work: list[tuple[str, str, str]]) -> tuple[tuple[str, str], ...]:
    if actor.seat_in(group.pk).waits_for_second_step:
        return ((_("To look after this group, take your second step"), SECOND_STEP_PLACE[1]),)
    return _allowed(actor, group, work)


def running_places(actor: Actor) -> tuple[tuple[str, str], ...]:
    """(words, address) of what who runs the server looks after; nothing for anybody else. No statement."""
    if not actor.can("groups.needs"):
        return ()
    return (
        (_("Groups that need somebody"), "/running/groups/"),
        (_("New groups that wait"), "/running/approvals/"),
    )


def asked_groups(actor: Actor) -> list[tuple[str, str]]:
    """(where it stands, address of the request) for groups that the actor, seated everywhere, has asked to join. A
    statement only where there are any."""
    states = {pk: state for pk in actor.known_group_ids if (state := actor.seat_in(pk).request_state)}
    if not states:
        return []
    groups = SupportGroup.objects.filter(pk__in=states).order_by("name", "pk").values_list("pk", "name", "code")
    return [(_stands(states[pk], name), f"/g/{code}/join/request/") for pk, name, code in groups]


def _stands(state: str, name: str) -> str:
    said = {
        "begun": _("You have begun to write to %(name)s."),
        "asked_back": _("A facilitator of %(name)s has asked you something."),
        "waiting": _("You wait for a place in %(name)s."),
        "offered": _("A place in %(name)s is kept for you."),
        "paying": _("A place in %(name)s is kept for you. One step is left."),
    }
    return said.get(state, _("You have asked to join %(name)s.")) % {"name": name}


def _allowed(actor: Actor, group: SupportGroup, rows: list[tuple[str, str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((words, url) for rule, words, url in rows if actor.can(rule, group))
