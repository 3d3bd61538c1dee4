"""Sending somebody away from a group: two steps, a reason, for a time or for good, and the words stay theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from forums.actions import publish_due, schedule
from forums.models import Draft, Post
from groups.actions import appoint, leave
from groups.models import SupportGroup
from moderation.actions import remove_member
from moderation.models import Removal
from moderation.refusals import LooksAfterTheGroup, NotHereAnyMore, ReasonMissing
from personas import forgetting
from personas.letterbox import notices_for
from personas.models import KeptWords, Notice, Standing
from tests.cast import Person
from tests.forums.conftest import Talk, begun_talk, shown, talk
from tests.groups.conftest import join_as, membership

__all__ = ["begun_talk", "talk"]

DAY = timedelta(days=1)
WHY = "You wrote to three people at night, and they asked you to stop."
FILLED = {"reason": WHY, "days": "30"}
SURE = FILLED | {"sure": "yes"}


def remove_url(talk: Talk, person: Person) -> str:
    return f"{talk.url}people/{person.face.ref}/remove/"


def remove(talk: Talk, person: Person, days: int | None = None) -> Removal:
    return remove_member(membership=membership(person), reason=WHY, days=days, by=talk.lantern.face, now=talk.now)


def holds(person: Person, talk: Talk, days: int = 0) -> bool:
    return Standing.objects.open(talk.now + days * DAY).filter(persona=person.face, kind="removal").exists()


def test_it_takes_two_steps_and_the_second_names_the_face(talk: Talk) -> None:
    browser, url = talk.lantern.client(), remove_url(talk, talk.heron)
    assert url in shown(browser, f"{talk.url}people/{talk.heron.face.ref}/")
    assert "Remove Heron from the group?" in shown(browser, url)
    second = browser.post(url, FILLED).content.decode()
    for words in ("Remove Heron now?", WHY, "For a month", 'name="reason"'):
        assert words in second
    assert not Removal.objects.exists()
    again = browser.post(url, FILLED | {"again": "yes"}).content.decode()
    assert "Remove Heron from the group?" in again
    assert WHY in again
    for _press in range(2):
        answer = browser.post(url, SURE)
    assert answer.status_code == 404
    removal = Removal.objects.get()
    assert (removal.about, removal.by, removal.reason) == (talk.heron.face, talk.lantern.face, WHY)
    assert membership(talk.heron).status == "removed"
    assert (holds(talk.heron, talk, 29), holds(talk.heron, talk, 31)) == (True, False)


def test_they_are_told_why_and_keep_what_they_wrote(talk: Talk, settings: object) -> None:
    settings.CONTACT_EMAIL = "people@server.example"
    post = talk.post(talk.heron, "I was here.")
    draft = talk.draft(talk.heron, "Not yet said.")
    removal = remove(talk, talk.heron)
    browser = talk.heron.client()
    notice = next(one for one in notices_for(talk.room.actor(talk.heron)) if one.title == "About your membership")
    assert notice.url == f"/removed/{removal.ref}/"
    page = shown(browser, notice.url)
    for words in (WHY, "people@server.example", "cannot read or write there any more", "/drafts/", "/help-now/"):
        assert words in page
    assert "Lantern" not in page
    assert "Not yet said." in shown(browser, f"/drafts/{draft.ref}/")
    assert Post.objects.get(pk=post.pk).state == "published"
    assert browser.get(talk.forum_url).status_code == 404
    for other in (talk.wren, talk.lantern):
        assert other.client().get(notice.url).status_code == 404


def test_the_page_is_theirs_in_a_hidden_group_too(talk: Talk) -> None:
    SupportGroup.objects.filter(pk=talk.group.pk).update(is_listed=False)
    removal = remove(talk, talk.heron)
    assert WHY in shown(talk.heron.client(), f"/removed/{removal.ref}/")
    assert talk.heron.client().get(talk.forum_url).status_code == 404


def test_what_waits_out_its_minutes_is_not_published(talk: Talk) -> None:
    draft = talk.draft(talk.heron, "One more thing.")
    schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now)
    remove(talk, talk.heron)
    publish_due(now=talk.now + DAY)
    assert not Post.objects.filter(source="One more thing.").exists()
    assert Draft.objects.get(pk=draft.pk).source == "One more thing."


def test_they_do_not_come_back_before_the_time_and_then_they_do(talk: Talk) -> None:
    remove(talk, talk.heron, days=30)
    browser = talk.heron.client()
    ticks = {"handle": "", "version": "1", "has_agreed": "on", "has_consented": "on"}
    browser.post(f"{talk.url}join/rules/", ticks)
    assert membership(talk.heron).status == "removed"
    past = {"until": talk.now - 10 * DAY}
    Standing.objects.filter(persona=talk.heron.face).update(since=talk.now - 40 * DAY, **past)
    Removal.objects.update(at=talk.now - 40 * DAY, **past)
    browser.post(f"{talk.url}join/rules/", ticks)
    assert membership(talk.heron).status == "active"
    assert remove(talk, talk.heron).until is None


def test_it_can_be_taken_back_and_they_are_told(talk: Talk) -> None:
    removal = remove(talk, talk.heron)
    browser, url = talk.lantern.client(), f"{talk.url}desk/removals/{removal.ref}/"
    assert "Heron" in shown(browser, f"{talk.url}desk/removals/")
    page = shown(browser, url)
    for words in ("For good.", WHY, "Let Heron come back"):
        assert words in page
    for _press in range(2):
        assert browser.post(url).url == f"{talk.url}desk/removals/"
    assert not holds(talk.heron, talk, 1)
    assert Notice.objects.filter(kind="moderation.removal_lifted", persona=talk.heron.face).count() == 1
    assert "you may come back" in shown(talk.heron.client(), f"/removed/{removal.ref}/")
    assert "Let Heron" not in shown(browser, url)
    join_as(talk.room, talk.heron, "")
    assert membership(talk.heron).status == "active"


def test_members_read_that_it_was_done_and_not_about_whom(talk: Talk) -> None:
    removal = remove(talk, talk.heron)
    page = shown(talk.wren.client(), f"{talk.url}log/").partition("<main")[2].partition("</main>")[0]
    assert "Somebody was removed from the group, and told why." in page
    for words in ("Heron", WHY, str(removal.ref)):
        assert words not in page


@pytest.mark.once
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": ""}, "Nobody should be sent away without being told why."),
        ({"days": ""}, "Please choose for how long."),
        ({"days": "7000"}, 'id="id_days_error"'),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(talk: Talk, change: dict[str, str], words: str) -> None:
    page = talk.lantern.client().post(remove_url(talk, talk.heron), SURE | change).content.decode()
    assert words in page
    assert not Removal.objects.exists()
    if not change.get("reason", "x"):
        return
    assert WHY in page


def test_the_words_are_kept_while_they_are_typed(talk: Talk) -> None:
    browser, url = talk.lantern.client(), remove_url(talk, talk.heron)
    kept = browser.post(f"{talk.url}kept/remove-{talk.heron.face.ref}/", {"reason": "You wrote", "version": "0"})
    assert kept.status_code == 200
    assert "You wrote</textarea>" in shown(browser, url)
    browser.post(url, SURE)
    assert not KeptWords.objects.exists()


def test_nobody_but_the_desk_removes_and_nobody_themselves(talk: Talk) -> None:
    screener = talk.room.member("Otter", "screener")
    for person in (talk.wren, screener):
        assert person.client().get(remove_url(talk, talk.heron)).status_code == 403
        assert person.client().post(remove_url(talk, talk.heron), SURE).status_code == 403
        assert "remove/" not in shown(person.client(), f"{talk.url}people/{talk.heron.face.ref}/")
    stranger = talk.room.person("eve").client()
    assert stranger.post(remove_url(talk, talk.heron), SURE).status_code == 404
    assert talk.lantern.client().post(remove_url(talk, talk.lantern), SURE).status_code == 403
    assert not Removal.objects.exists()


def test_who_looks_after_the_group_is_not_removed_over_their_heads(talk: Talk) -> None:
    appoint(membership=membership(talk.wren), role="screener", kind="peer", credential="", by=None, now=talk.now)
    page = talk.lantern.client().post(remove_url(talk, talk.wren), SURE, follow=True).content.decode()
    assert "Their role has to end first" in page
    assert membership(talk.wren).status == "active"
    with pytest.raises(LooksAfterTheGroup):
        remove(talk, talk.wren)


def test_without_words_and_after_they_have_left_there_is_no_removal(talk: Talk) -> None:
    with pytest.raises(ReasonMissing):
        remove_member(membership=membership(talk.heron), reason=" ", days=1, by=talk.lantern.face, now=talk.now)
    leave(membership=membership(talk.heron), now=talk.now)
    with pytest.raises(NotHereAnyMore):
        remove(talk, talk.heron)
    assert not Standing.objects.exists()


def test_the_words_go_with_whoever_is_forgotten(talk: Talk) -> None:
    removal = remove(talk, talk.heron)
    forgetting.forget(talk.heron.face)
    removal.refresh_from_db()
    assert removal.reason == ""


def test_the_database_refuses_two_and_one_of_oneself(talk: Talk) -> None:
    removal = remove(talk, talk.heron)
    same = {"group": talk.group, "by": talk.lantern.face, "at": talk.now}
    for wrong in ({"about": talk.heron.face}, {"about": talk.lantern.face}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Removal.objects.create(**same, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.filter(pk=removal.pk).update(until=talk.now - DAY)
