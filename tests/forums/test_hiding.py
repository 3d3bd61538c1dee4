"""Hide and distance: a reader's own choice about another, of which the other is never told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from forums.actions import begin_draft
from forums.models import Draft
from groups.actions import hide, unhide
from groups.actions.refusals import TooManyHidden
from groups.models import Hiding
from groups.seats import seat
from newsletters import news
from personas import chain, faces, forgetting
from personas.models import ChainEntry, Event, Notice
from personas.seating import actor_of
from tests.cast import Person
from tests.forums.conftest import Talk
from tests.house.walls import forbidden_in

WORDS = "The kettle is my oldest friend."


def choose(talk: Talk, by: Person, about: Person, how: str) -> Any:
    return by.client().post(f"{talk.url}people/{about.face.ref}/distance/", {"how": how})


def undo(talk: Talk, by: Person, about: Person) -> Any:
    return by.client().post(f"{talk.url}people/{about.face.ref}/distance/over/")


def page(talk: Talk, by: Person, path: str = "") -> str:
    return by.client().get(f"{talk.url}{path}").text


class TestHide:
    def test_what_they_write_is_folded_away_until_asked_for(self, talk: Talk):
        thread = talk.thread(talk.wren)
        talk.post(talk.heron, WORDS, thread)
        url = f"threads/{thread.ref}/"
        assert "Folded away" not in page(talk, talk.wren, url)
        assert choose(talk, talk.wren, talk.heron, "hide").url == f"{talk.url}me/distances/"
        seen = page(talk, talk.wren, url)
        assert "Somebody you have hidden" in seen
        assert "<summary" in seen[seen.index("Folded away") - 100 : seen.index("Folded away")]
        assert str(talk.heron.face.ref) not in seen
        assert "Tell a facilitator" in seen
        undo(talk, talk.wren, talk.heron)
        assert "Folded away" not in page(talk, talk.wren, url)

    def test_their_threads_leave_the_lists_search_and_mail(self, talk: Talk):
        thread = talk.thread(talk.heron, WORDS)
        places = ("", f"forums/{talk.forum.slug}/")
        reader = seat(actor_of(talk.wren.account), talk.group, timezone.now())

        def letters() -> int:
            return news.posts_since(reader, talk.group, talk.now.replace(year=2000), "daily").count()

        def found() -> str:
            return talk.wren.client().post(f"{talk.url}search/", {"words": "kettle"}).text

        assert all(str(thread.ref) in page(talk, talk.wren, place) for place in places)
        assert (str(thread.ref) in found(), letters()) == (True, 1)
        choose(talk, talk.wren, talk.heron, "hide")
        assert not any(str(thread.ref) in page(talk, talk.wren, place) for place in places)
        assert (str(thread.ref) in found(), letters()) == (False, 0)
        assert all(str(thread.ref) in page(talk, talk.lantern, place) for place in places)

    def test_an_answer_to_them_says_nothing_of_them(self, talk: Talk):
        thread = talk.thread(talk.wren)
        first = talk.post(talk.heron, WORDS, thread)
        talk.post(talk.lantern, "So it is.", thread, parent=first)
        choose(talk, talk.wren, talk.heron, "hide")
        seen = page(talk, talk.wren, f"threads/{thread.ref}/")
        assert "somebody you have hidden" in seen
        assert "Heron" not in seen
        assert seen.count(WORDS) == 1

    def test_what_is_written_for_the_group_stays_in_sight(self, talk: Talk):
        thread = talk.thread(talk.wren)
        talk.post(talk.lantern, "As myself.", thread)
        talk.post(talk.lantern, "For all of us.", thread, as_facilitator=True)
        choose(talk, talk.wren, talk.lantern, "distance")
        seen = page(talk, talk.wren, f"threads/{thread.ref}/")
        assert seen.count("Folded away") == 1
        assert "Lantern" in seen

    def test_their_page_says_so_and_offers_the_way_back(self, talk: Talk):
        talk.thread(talk.heron, WORDS)
        choose(talk, talk.wren, talk.heron, "hide")
        seen = page(talk, talk.wren, f"people/{talk.heron.face.ref}/")
        assert "You have hidden this person" in seen
        assert "distance/over/" in seen
        assert WORDS not in seen

    def test_the_other_sees_no_difference_anywhere(self, talk: Talk):
        thread = talk.thread(talk.wren)
        talk.post(talk.heron, WORDS, thread)
        places = ("", f"threads/{thread.ref}/", f"people/{talk.wren.face.ref}/", "me/", "me/distances/", "roles/")
        browser = talk.heron.client()
        for place in places:
            browser.get(f"{talk.url}{place}")
        before = [bare(browser.get(f"{talk.url}{place}").text) for place in places]
        rows = Event.objects.count(), Notice.objects.count(), ChainEntry.objects.count()
        choose(talk, talk.wren, talk.heron, "hide")
        assert [bare(browser.get(f"{talk.url}{place}").text) for place in places] == before
        assert (Event.objects.count(), Notice.objects.count(), ChainEntry.objects.count()) == rows
        assert chain.verify() == []


class TestDistance:
    @pytest.fixture
    def apart(self, talk: Talk) -> Any:
        """Wren keeps her distance from Heron; both have written."""
        thread = talk.thread(talk.wren)
        talk.post(talk.heron, WORDS, thread)
        choose(talk, talk.wren, talk.heron, "distance")
        return thread

    def test_the_other_reads_on_but_cannot_come_near(self, talk: Talk, apart: Any):
        browser, url = talk.heron.client(), f"{talk.url}threads/{apart.ref}/"
        seen = browser.get(url).text
        assert "Is anybody awake?" in seen
        assert f"people/{talk.wren.face.ref}/" not in seen
        assert "reply/?to=1" not in seen
        assert "Folded away" not in seen
        assert browser.get(f"{talk.url}people/{talk.wren.face.ref}/").status_code == 404
        assert "posts/1/responses/" not in seen
        assert browser.post(f"{url}posts/1/responses/thanks/").status_code == 403
        refused = browser.get(f"{url}reply/?to=1")
        assert refused.status_code == 403
        assert "You can answer in the thread" in refused.text
        assert forbidden_in(refused.text) == []

    def test_words_pressed_all_the_same_are_kept_beside_the_post(self, talk: Talk, apart: Any):
        answer = talk.heron.client().post(f"{talk.url}threads/{apart.ref}/reply/", {"to": "1", "source": "Please."})
        assert answer.status_code == 403
        draft = Draft.objects.get(author=talk.heron.face, state="writing")
        assert (draft.source, draft.parent) == ("Please.", None)

    def test_a_draft_from_before_is_not_let_go_under_the_post(self, talk: Talk):
        thread = talk.thread(talk.wren)
        first = thread.posts.get()
        draft = talk.draft(talk.heron, "Please.", thread, parent=first)
        choose(talk, talk.wren, talk.heron, "distance")
        browser, url = talk.heron.client(), f"/drafts/{draft.ref}/review/"
        assert "takes no answer of its own from you" in browser.get(url).text
        assert browser.post(url, {"reread": draft.fingerprint, "act": "at_once"}).status_code == 403
        assert Draft.objects.get(pk=draft.pk).state == "writing"
        undo(talk, talk.wren, talk.heron)
        assert browser.post(url, {"reread": draft.fingerprint, "act": "at_once"}).status_code == 302

    def test_another_name_comes_no_nearer(self, talk: Talk):
        thread = talk.thread(talk.wren)
        space = faces.new_space(parent=talk.group.space)
        actor = seat(actor_of(talk.heron.account), talk.group, talk.now)
        cloud = faces.take_face(actor=actor, space=space, handle="Passing Cloud", now=talk.now)
        choose(talk, talk.wren, talk.heron, "distance")
        draft = begin_draft(
            author_id=cloud.pk, forum=talk.forum, thread=thread, parent=thread.posts.get(), key=cloud.ref,
            fields={"source": "Please."}, now=talk.now,
        )  # fmt: skip
        page = talk.heron.client().get(f"/drafts/{draft.ref}/review/").text
        assert "takes no answer of its own from you" in page

    def test_who_began_it_cannot_answer_either_and_sees_no_words(self, talk: Talk, apart: Any):
        browser = talk.wren.client()
        assert browser.get(f"{talk.url}threads/{apart.ref}/reply/?to=2").status_code == 403
        assert "You keep your distance" in page(talk, talk.wren, f"people/{talk.heron.face.ref}/")

    def test_who_looks_after_the_group_goes_on_doing_so(self, talk: Talk):
        thread = talk.thread(talk.wren)
        choose(talk, talk.wren, talk.lantern, "distance")
        browser = talk.lantern.client()
        assert browser.get(f"{talk.url}people/{talk.wren.face.ref}/").status_code == 200
        assert browser.get(f"{talk.url}threads/{thread.ref}/reply/?to=1").status_code == 200


class TestChoosing:
    def test_the_list_is_its_owners_alone(self, talk: Talk):
        choose(talk, talk.wren, talk.heron, "hide")
        assert "Heron" in page(talk, talk.wren, "me/distances/")
        assert "You have hidden nobody" in page(talk, talk.heron, "me/distances/")

    def test_the_last_choice_holds_and_twice_is_once(self, talk: Talk):
        for how in ("hide", "distance", "distance"):
            choose(talk, talk.wren, talk.heron, how)
        assert Hiding.objects.get().is_mutual
        choose(talk, talk.wren, talk.heron, "hide")
        assert not Hiding.objects.get().is_mutual
        for _press in range(2):
            assert undo(talk, talk.wren, talk.heron).status_code == 302
        assert not Hiding.objects.exists()

    def test_nobody_hides_from_oneself_nor_another_name_of_ones_own(self, talk: Talk):
        actor = seat(actor_of(talk.wren.account), talk.group, talk.now)
        space = faces.new_space(parent=talk.group.space)
        own = faces.take_face(actor=actor, space=space, handle="Passing Cloud", now=talk.now)
        for ref in (talk.wren.face.ref, own.ref):
            answer = talk.wren.client().post(f"{talk.url}people/{ref}/distance/", {"how": "hide"})
            assert answer.status_code == 403
        with pytest.raises(IntegrityError), transaction.atomic():
            Hiding.objects.create(group=talk.group, by=talk.wren.face, about=talk.wren.face, made_at=talk.now)

    def test_a_choice_about_one_name_says_nothing_of_another(self, talk: Talk):
        """Were the second name hidden along with the first, hiding would show that the two are one."""
        actor = seat(actor_of(talk.heron.account), talk.group, talk.now)
        space = faces.new_space(parent=talk.group.space)
        cloud = faces.take_face(actor=actor, space=space, handle="Passing Cloud", now=talk.now)
        before = bare(page(talk, talk.wren, f"people/{cloud.ref}/"))
        choose(talk, talk.wren, talk.heron, "distance")
        assert bare(page(talk, talk.wren, f"people/{cloud.ref}/")) == before

    def test_two_hundred_are_enough(self, talk: Talk, monkeypatch: Any):
        monkeypatch.setattr("groups.actions.hiding.MOST_HIDDEN", 1)
        choose(talk, talk.wren, talk.heron, "hide")
        choose(talk, talk.wren, talk.heron, "distance")
        with pytest.raises(TooManyHidden):
            hide(by=talk.wren.face, about=talk.lantern.face, is_mutual=False, now=talk.now)
        assert "hidden very many" in choose(talk, talk.wren, talk.lantern, "hide").text

    def test_it_goes_with_either_of_the_two(self, talk: Talk):
        for gone in (talk.heron, talk.wren):
            hide(by=talk.lantern.face, about=gone.face, is_mutual=True, now=talk.now)
            hide(by=gone.face, about=talk.lantern.face, is_mutual=True, now=talk.now)
            forgetting.forget(gone.face)
        assert not Hiding.objects.exists()
        assert not unhide(by=talk.lantern.face, about=talk.heron.face)

    def test_strangers_have_nobody_to_hide(self, talk: Talk):
        eve = talk.room.person("eve").client()
        assert eve.post(f"{talk.url}people/{talk.heron.face.ref}/distance/", {"how": "hide"}).status_code == 403
        assert eve.get(f"{talk.url}me/distances/").status_code == 403


def bare(text: str) -> str:
    """A page without what is drawn anew for every form."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r'name="key" value="[\w-]+"', "", text)
