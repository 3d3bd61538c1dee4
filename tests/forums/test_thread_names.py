"""A name for one thread: made for it, stable in it, and joined with its wearer by nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from forums.models import Draft, Lock, Poll, Post, ReadMark, Settled, Thread, Watch
from groups.models import Hiding, Membership, SupportGroup
from groups.seats import seat
from personas import standings
from personas.models import ChainEntry, Handle, Persona
from personas.seating import actor_of
from supportgroups.lib.handles import handle_key
from tests.cast import Person
from tests.forums.conftest import Talk

SORE = "I have not told anybody that I am relieved."


@pytest.fixture
def quiet(talk: Talk) -> Talk:
    """The small group, which lets its members take a name for one thread."""
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_thread_names=True)
    talk.group.allows_thread_names = True
    return talk


def take(talk: Talk, by: Person, thread: Thread | None = None, source: str = SORE) -> Draft:
    """A draft whose author pressed for another name."""
    draft = talk.draft(by, source, thread)
    answer = by.client().post(f"/drafts/{draft.ref}/name/")
    assert answer.status_code == 302
    return Draft.objects.select_related("author").get(ref=answer.url.split("/")[2])


def let_go(draft: Draft, by: Person) -> Post:
    answer = by.client().post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "at_once"})
    assert answer.status_code == 302
    return Post.objects.select_related("author", "thread").get(pk=Draft.objects.get(pk=draft.pk).post_id)


def pages(talk: Talk, by: Person, *paths: str) -> list[str]:
    browser = by.client()
    for path in paths:
        browser.get(f"{talk.url}{path}")
    return [bare(browser.get(f"{talk.url}{path}").text) for path in paths]


def bare(text: str) -> str:
    """A page without what is drawn anew for every form."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r'name="key" value="[\w-]+"', "", text)


class TestTaking:
    def test_draft_and_post_carry_that_name_and_no_other(self, quiet: Talk):
        thread = quiet.thread(quiet.wren)
        draft = take(quiet, quiet.heron, thread)
        assert draft.author.is_one_thread_face
        assert draft.source == SORE
        assert Draft.objects.get(author=quiet.heron.face).source == ""
        post = let_go(draft, quiet.heron)
        assert post.author == draft.author
        assert post.thread == thread
        seen = quiet.wren.client().get(quiet.thread_url(thread)).text
        assert SORE in seen.replace("&#x27;", "'")
        assert draft.author.handle in seen
        assert "Heron" not in seen.replace(draft.author.handle, "")  # which may be a heron of another kind
        assert str(quiet.heron.face.ref) not in seen

    def test_marks_and_watches_hold_no_such_name(self, quiet: Talk):
        thread = quiet.thread(quiet.wren)
        let_go(take(quiet, quiet.heron, thread), quiet.heron)
        quiet.heron.client().get(quiet.thread_url(thread))
        names = Persona.objects.exclude(space=quiet.group.pk).values("pk")
        assert not ReadMark.objects.filter(persona__in=names).exists()
        assert not Watch.objects.filter(persona__in=names).exists()

    def test_it_stays_the_same_in_its_thread_and_is_another_in_the_next(self, quiet: Talk):
        one, two = quiet.thread(quiet.wren), quiet.thread(quiet.wren, "Another evening.")
        first, again, elsewhere = (take(quiet, quiet.heron, thread) for thread in (one, one, two))
        assert first.author == again.author
        assert elsewhere.author != first.author
        assert handle_key(elsewhere.author.handle) != handle_key(first.author.handle)
        page = quiet.heron.client().get(f"/drafts/{quiet.draft(quiet.heron, SORE, one).ref}/name/").text
        assert f"Write as {first.author.handle}, as before" in page

    def test_a_thread_of_its_own_wears_it_from_the_first_word(self, quiet: Talk):
        draft = take(quiet, quiet.heron)
        thread = let_go(draft, quiet.heron).thread
        assert (thread.author, thread.space) == (draft.author, draft.author.space)
        assert take(quiet, quiet.heron, thread).author == draft.author

    def test_nothing_of_a_first_post_is_noted_of_the_usual_name(self, quiet: Talk):
        post = let_go(take(quiet, quiet.heron), quiet.heron)
        assert not post.thread.is_first_of_author
        assert Membership.objects.get(persona=quiet.heron.face).first_posted_at is None
        assert "first post" not in quiet.heron.client().get(f"/drafts/{Draft.objects.get(post=post).ref}/").text

    def test_the_usual_name_is_one_press_away(self, quiet: Talk):
        draft = take(quiet, quiet.heron, quiet.thread(quiet.wren))
        answer = quiet.heron.client().post(f"/drafts/{draft.ref}/name/")
        back = Draft.objects.get(ref=answer.url.split("/")[2])
        assert (back.author, back.source) == (quiet.heron.face, SORE)
        assert Draft.objects.get(pk=draft.pk).source == ""

    def test_an_older_window_keeps_its_words_under_its_own_name(self, quiet: Talk):
        thread = quiet.thread(quiet.wren)
        draft = quiet.draft(quiet.heron, "Typed before", thread)
        browser = quiet.heron.client()
        browser.post(f"/drafts/{draft.ref}/name/")
        sent = {"source": "Typed before, and on", "key": str(draft.ref), "version": "1"}
        browser.post(f"{quiet.thread_url(thread)}reply/", sent)
        kept = Draft.objects.get(author=quiet.heron.face, state="writing")
        assert kept.source == "Typed before, and on"

    def test_the_composer_never_shows_a_draft_under_the_wrong_name(self, quiet: Talk):
        thread = quiet.thread(quiet.wren)
        take(quiet, quiet.heron, thread)
        seen = quiet.heron.client().get(quiet.thread_url(thread)).text
        assert "You write as Heron" in seen
        assert SORE not in seen

    def test_a_name_of_another_is_nobody_s_to_take(self, quiet: Talk):
        draft = take(quiet, quiet.heron)
        assert quiet.wren.client().post(f"/drafts/{draft.ref}/name/").status_code == 404
        assert Client().post(f"/drafts/{draft.ref}/name/").status_code == 302

    def test_where_the_group_has_none_there_is_none(self, talk: Talk):
        draft = talk.draft(talk.heron, SORE)
        browser = talk.heron.client()
        answer = browser.post(f"/drafts/{draft.ref}/name/")
        assert answer.status_code == 403
        assert "writes under one name" in answer.text
        assert "another name" not in browser.get(f"/drafts/{draft.ref}/review/").text
        assert Draft.objects.get(pk=draft.pk).author == talk.heron.face

    def test_it_never_speaks_for_the_group_nor_passes_a_lock(self, quiet: Talk):
        draft = take(quiet, quiet.lantern)
        assert "Post for the group" not in quiet.lantern.client().get(f"/drafts/{draft.ref}/review/").text
        thread = quiet.thread(quiet.wren)
        locked = take(quiet, quiet.lantern, thread)
        Lock.objects.create(group=quiet.group, thread=thread, made_by=quiet.lantern.face, made_at=quiet.now)
        quiet.lantern.client().post(f"/drafts/{locked.ref}/review/", {"reread": locked.fingerprint, "act": "at_once"})
        assert Draft.objects.get(pk=locked.pk).state == "writing"

    def test_it_begins_nothing_that_only_who_facilitates_begins(self, quiet: Talk):
        """Else everybody would know what its wearer is."""
        SupportGroup.objects.filter(pk=quiet.group.pk).update(allows_kinds=True)
        draft, browser = quiet.draft(quiet.lantern, SORE, kind="announcement"), quiet.lantern.client()
        browser.post(f"/drafts/{draft.ref}/name/")
        renamed = Draft.objects.select_related("author").get(source=SORE, state="writing")
        assert (renamed.author.is_one_thread_face, renamed.kind) == (True, "share")
        browser.post(f"/drafts/{renamed.ref}/name/")
        usual = Draft.objects.select_related("author").get(source=SORE, state="writing")
        post = let_go(take(quiet, quiet.lantern, source="Once more."), quiet.lantern)
        change = f"{quiet.thread_url(post.thread)}posts/1/edit/"
        offered = browser.get(change).text
        assert 'value="question"' in offered
        assert 'value="announcement"' not in offered
        Draft.objects.filter(pk=usual.pk).update(kind="prompt")
        usual.refresh_from_db()
        assert let_go(usual, quiet.lantern).thread.kind == "prompt"

    def test_who_facilitates_no_more_begins_no_such_thread(self, quiet: Talk):
        draft = quiet.draft(quiet.heron, SORE, kind="announcement")
        assert let_go(draft, quiet.heron).thread.kind == "share"

    def test_who_has_left_posts_under_no_name(self, quiet: Talk):
        draft = take(quiet, quiet.heron)
        quiet.heron.client().post(f"{quiet.url}leave/")
        answer = quiet.heron.client().post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint})
        assert answer.status_code == 403


class TestStanding:
    def test_it_holds_for_every_name_there_and_shows_nowhere(self, quiet: Talk):
        thread = quiet.thread(quiet.wren)
        cloud = let_go(take(quiet, quiet.heron, thread), quiet.heron).author
        quiet.post(quiet.heron, "Good morning.", thread)
        places = ("", "roles/", f"people/{quiet.heron.face.ref}/", f"people/{cloud.ref}/", f"threads/{thread.ref}/")
        lookers = (quiet.wren, quiet.lantern)
        before = [pages(quiet, looker, *places) for looker in lookers]
        for kind in ("silence", "suspension"):
            standings.impose(persona=cloud, kind=kind, now=quiet.now)
            assert [pages(quiet, looker, *places) for looker in lookers] == before
        mine = seat(actor_of(quiet.heron.account), quiet.group, quiet.now).seat_in(quiet.group.pk)
        assert (mine.is_silenced, mine.is_suspended) == (True, True)

    def test_a_draft_on_its_way_does_not_appear(self, quiet: Talk):
        usual = quiet.draft(quiet.heron, "Good morning.")
        cloud = let_go(take(quiet, quiet.heron), quiet.heron).author
        standings.impose(persona=cloud, kind="silence", now=quiet.now)
        answer = quiet.heron.client().post(f"/drafts/{usual.ref}/review/", {"reread": usual.fingerprint})
        assert answer.status_code == 403
        standings.lift(persona=cloud, kind="silence", now=quiet.now)
        assert (
            quiet.heron.client().post(f"/drafts/{usual.ref}/review/", {"reread": usual.fingerprint}).status_code == 302
        )


class TestTwoPersonas:
    def tokens(self, page: str) -> set[str]:
        """Everything in a page that could be carried from one to another: ids, addresses, long words."""
        return set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[\w/-]{6,}|\b\w{16,}\b", page))

    def test_around_two_names_of_one_person_only_the_pages_own_tokens_are_shared(self, quiet: Talk):
        thread = quiet.thread(quiet.wren)
        cloud = let_go(take(quiet, quiet.heron, thread), quiet.heron).author
        quiet.post(quiet.heron, "Good morning.", thread)
        browser = quiet.wren.client()

        def around(person: Persona) -> set[str]:
            return self.tokens(bare(browser.get(f"{quiet.url}people/{person.ref}/").text))

        shared = around(quiet.heron.face) & around(cloud)
        constants = around(quiet.lantern.face) | {f"/g/{quiet.group.code}/threads/{thread.ref}/"}
        assert shared - constants == set()

    def test_acting_under_one_leaves_the_others_page_as_it_is(self, quiet: Talk):
        thread = quiet.thread(quiet.wren)
        cloud = let_go(take(quiet, quiet.heron, thread), quiet.heron).author
        browser = quiet.heron.client()
        page = f"people/{cloud.ref}/"
        before = pages(quiet, quiet.wren, page)
        browser.post(f"{quiet.url}me/words/", {"about": "I like rain.", "pronouns": "she/her"})
        browser.post(f"{quiet.url}me/name/", {"handle": "Grey Heron"})
        browser.post("/account/preferences/", {"zone": "Asia/Kathmandu", "language": "en"})
        quiet.post(quiet.heron, "Good morning.", thread)
        quiet.thread(quiet.heron, "A new day.")
        assert pages(quiet, quiet.wren, page) == before
        usual = f"people/{quiet.heron.face.ref}/"
        before = pages(quiet, quiet.wren, usual)
        let_go(take(quiet, quiet.heron, thread, "Once more."), quiet.heron)
        assert pages(quiet, quiet.wren, usual) == before

    def test_no_table_outside_the_vault_holds_both(self, quiet: Talk):
        """Whatever has two columns for a face holds two of one person in no row."""
        thread = quiet.thread(quiet.wren)
        let_go(take(quiet, quiet.heron, thread), quiet.heron)
        let_go(take(quiet, quiet.heron), quiet.heron)
        mine = set(
            Persona.objects.exclude(pk__in=[quiet.wren.face.pk, quiet.lantern.face.pk]).values_list("pk", flat=True)
        )
        assert len(mine) == 3
        assert rows_with_two_of(mine) == []
        assert Handle.objects.filter(persona__in=mine).count() == 3

    def test_who_began_a_thread_under_it_asks_and_settles_under_it(self, quiet: Talk):
        SupportGroup.objects.filter(pk=quiet.group.pk).update(allows_polls=True)
        post = let_go(take(quiet, quiet.heron), quiet.heron)
        url, browser = quiet.thread_url(post.thread), quiet.heron.client()
        browser.post(f"{url}poll/new/", {"question": "Tea or coffee?", "answers": "Tea\nCoffee"})
        browser.post(f"{url}settled/answered/")
        mine = {quiet.heron.face.pk, post.author_id}
        made = {Poll.objects.get(thread=post.thread).made_by_id, Settled.objects.get(thread=post.thread).made_by_id}
        assert made == {post.author_id}
        rule = Hiding.objects.create(group=quiet.group, by=quiet.wren.face, about=quiet.heron.face, made_at=quiet.now)
        page = quiet.wren.client().get(url).text
        assert f"{post.author.name} marked it as answered" in page
        assert "Tea or coffee?" in page
        assert "Heron" not in page
        assert "Folded away" not in page, "whoever hides the one name learns nothing of the other"
        rule.delete()
        browser.post(f"{url}poll/take-back/")
        assert not ChainEntry.objects.filter(kind="forums.poll_gone").exists()
        assert rows_with_two_of(mine) == []
        browser.post(f"{quiet.thread_url(quiet.thread(quiet.heron))}settled/answered/")
        assert Settled.objects.get(made_by=quiet.heron.face)


def rows_with_two_of(mine: set[int]) -> list[Any]:
    from django.apps import apps

    found = []
    for model in apps.get_models():
        columns = [
            field.attname for field in model._meta.fields if field.is_relation and field.related_model is Persona
        ]
        if len(columns) > 1:
            found += [(model, row) for row in model._base_manager.values_list(*columns) if len(mine & set(row)) > 1]
    return found


def test_a_form_s_own_key_finds_no_draft_of_another_name(quiet: Talk):
    thread = quiet.thread(quiet.wren)
    draft = take(quiet, quiet.heron, thread)
    sent = {"source": "Other words", "key": str(draft.ref), "version": "1"}
    assert quiet.heron.client().post(f"{quiet.thread_url(thread)}reply/", sent).status_code == 404
    assert Draft.objects.get(pk=draft.pk).source == SORE
