"""Pictures on posts: with words for who cannot see them, rebuilt, and seen by whoever may read the post."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from forums.actions import (
    add_picture,
    apply_edit,
    begin_draft,
    describe_pictures,
    discard,
    hide_post,
    remove_post,
    show_post,
    withdraw_post,
)
from forums.models import Draft, DraftPicture, Post, PostPicture, Thread
from groups.models import SupportGroup
from personas.forgetting import forget
from supportgroups.lib.notes import Regard, choose
from supportgroups.lib.pictures import Picture
from tests.cast import Person
from tests.forums.conftest import Talk, shown
from tests.forums.test_edit import change, edit_url, type_change
from tests.forums.test_write import JSON, hidden
from tests.groups.conftest import make_room

SECRET = b"CANARY-of-a-camera"
WINDOW = "A window with frost on it."


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sight(talk: Talk) -> Talk:
    """The small group, in which pictures can be added."""
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_pictures=True)
    talk.group.allows_pictures = True
    return talk


def photograph(shade: int = 90) -> bytes:
    file = BytesIO()
    Image.new("RGB", (320, 240), (shade, 120, 150)).save(file, "JPEG", comment=SECRET)
    return file.getvalue()


def chosen(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("Ann Example at home.jpg", photograph() if content is None else content, "image/jpeg")


def send(client: Client, draft: Draft, act: str = "picture", **more: Any) -> Any:
    """The draft's form as the page has it, with these changes, and a press."""
    page = shown(client, f"/drafts/{draft.ref}/")
    data = {"key": hidden(page, "key"), "version": hidden(page, "version"), "source": draft.source, "act": act}
    return client.post(f"/drafts/{draft.ref}/", data | more)


def with_picture(talk: Talk, by: Person, source: str = "Look.", thread: Thread | None = None, count: int = 1) -> Draft:
    """A draft with pictures that have their words."""
    draft = talk.draft(by, source, thread)
    for number in range(count):
        added = add_picture(draft=draft, picture=Picture(b"RIFF%d" % number, 320, 240), now=talk.now)
        describe_pictures(draft=draft, said={added.ref: (WINDOW, False)}, now=talk.now)
    draft.refresh_from_db()
    return draft


def posted(talk: Talk, by: Person, source: str = "Look.", thread: Thread | None = None, count: int = 1) -> Post:
    draft = with_picture(talk, by, source, thread, count)
    answer = by.client().post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "at_once"})
    assert answer.status_code == 302
    return Post.objects.select_related("thread", "author").get(pk=Draft.objects.get(pk=draft.pk).post_id)


def addresses(page: str) -> list[str]:
    return re.findall(r'<img class="post-picture" src="([^"]+)"', page)


def files() -> list[str]:
    if not default_storage.exists("pictures"):
        return []
    folders = default_storage.listdir("pictures")[0]
    return [name for folder in folders for name in default_storage.listdir(f"pictures/{folder}")[1]]


class TestAdding:
    def test_from_the_first_word_to_the_post_without_scripts(self, sight: Talk):
        client = sight.heron.client()
        page = shown(client, f"{sight.forum_url}write/")
        assert "Add pictures" in page
        typed = {"key": hidden(page, "key"), "version": "0", "source": "My window this morning.", "act": "picture"}
        begun = client.post(f"{sight.forum_url}write/", typed)
        draft = Draft.objects.get(author=sight.heron.face)
        assert begun.url == f"/drafts/{draft.ref}/?pictures=1#pictures"
        assert 'id="pictures" open>' in shown(client, begun.url)
        assert 'id="pictures">' in shown(client, f"/drafts/{draft.ref}/"), "who does not ask for it has her words alone"
        nonsense = chosen(b"no picture")
        assert 'id="pictures" open>' in send(client, draft, picture=nonsense).text
        answer = send(client, draft, picture=chosen(), source="My window, this very morning.")
        assert answer.url == f"/drafts/{draft.ref}/?pictures=1#pictures"
        picture = DraftPicture.objects.get()
        draft.refresh_from_db()
        assert (draft.source, picture.alt, picture.position) == ("My window, this very morning.", "", 1)
        answer = send(client, draft, "review", **{f"alt-{picture.ref}": " A window\n with frost. "})
        assert answer.url == f"/drafts/{draft.ref}/review/"
        review = shown(client, answer.url)
        (url,) = addresses(review)
        assert 'alt="A window with frost."' in review
        assert client.get(url)["Content-Type"] == "image/webp"
        assert sight.wren.client().get(url).status_code == 404
        client.post(answer.url, {"reread": hidden(review, "reread"), "act": "at_once"})
        post = Post.objects.get()
        page = shown(sight.wren.client(), sight.thread_url(post.thread))
        assert 'alt="A window with frost."' in page
        assert (post.picture_count, DraftPicture.objects.count(), len(files())) == (1, 0, 1)
        assert addresses(page) != [url]
        assert client.get(url).status_code == 404

    def test_nothing_can_be_posted_before_each_picture_has_its_words_or_needs_none(self, sight: Talk):
        client, draft = sight.heron.client(), sight.draft(sight.heron, "Look.")
        send(client, draft, picture=chosen())
        picture = DraftPicture.objects.get()
        asked = send(client, draft, "review")
        assert asked.url == f"/drafts/{draft.ref}/?describe=1"
        assert "Say what there is to see, or tick that it needs no words." in shown(client, asked.url)
        assert client.get(f"/drafts/{draft.ref}/review/").url == asked.url
        draft.refresh_from_db()
        pressed = client.post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "at_once"})
        assert (pressed.url, Post.objects.count()) == (asked.url, 0)
        answer = send(client, draft, "review", **{f"alt-{picture.ref}": "", f"plain-{picture.ref}": "on"})
        assert answer.url == f"/drafts/{draft.ref}/review/"
        assert 'alt=""' in shown(client, answer.url)

    def test_words_for_a_picture_are_kept_while_they_are_typed(self, sight: Talk):
        client, draft = sight.heron.client(), sight.draft(sight.heron, "Look.")
        send(client, draft, picture=chosen())
        picture = DraftPicture.objects.get()
        draft.refresh_from_db()
        typed = {"source": "Look.", "version": draft.version, f"alt-{picture.ref}": "Fro", f"out-{picture.ref}": "on"}
        answer = client.post(f"/drafts/{draft.ref}/", typed, **JSON)
        picture.refresh_from_db()
        draft.refresh_from_db()
        assert (picture.alt, answer.json()["version"]) == ("Fro", draft.version)

    def test_a_picture_is_taken_out_and_its_file_goes(self, sight: Talk, django_capture_on_commit_callbacks: Any):
        client, draft = sight.heron.client(), with_picture(sight, sight.heron, count=3)
        second = draft.pictures.get(position=2)
        before = draft.fingerprint
        with django_capture_on_commit_callbacks(execute=True):
            send(client, draft, "keep", **{f"out-{second.ref}": "on"})
        draft.refresh_from_db()
        assert list(draft.pictures.order_by("position").values_list("position", flat=True)) == [1, 2]
        assert not default_storage.exists(second.picture_file)
        assert (len(files()), draft.fingerprint == before) == (2, False)

    def test_four_and_no_more(self, sight: Talk):
        client, draft = sight.heron.client(), with_picture(sight, sight.heron, count=4)
        assert 'type="file"' not in shown(client, f"/drafts/{draft.ref}/")
        assert "holds 4 pictures at most" in send(client, draft, picture=chosen()).text
        assert (draft.pictures.count(), len(files())) == (4, 4)

    @pytest.mark.once
    @pytest.mark.parametrize("content", [b"", b"no picture at all", b"GIF89a\xff\xff\xff\xff"])
    def test_what_is_no_picture_is_answered_kindly_and_the_words_are_kept(self, sight: Talk, content: bytes):
        client, draft = sight.heron.client(), sight.draft(sight.heron, "Look.")
        answer = send(client, draft, picture=chosen(content), source="Look at this.")
        assert answer.status_code == 200 if content else 302
        draft.refresh_from_db()
        assert (draft.source, draft.pictures.count(), files()) == ("Look at this.", 0, [])

    @pytest.mark.once
    def test_many_in_an_hour_are_slowed_down(self, sight: Talk, monkeypatch: pytest.MonkeyPatch):
        from forums.views import adding

        monkeypatch.setitem(adding.AN_HOUR, "limit", 3)
        client, draft = sight.heron.client(), sight.draft(sight.heron, "Look.")
        for _ in range(3):
            assert "many pictures in one hour" not in send(client, draft, picture=chosen(b"no picture at all")).text
        assert "many pictures in one hour" in send(client, draft, picture=chosen()).text
        assert draft.pictures.count() == 0

    def test_not_where_the_group_has_not_turned_them_on(self, talk: Talk):
        client, draft = talk.heron.client(), talk.draft(talk.heron, "Look.")
        assert "Add picture" not in shown(client, f"{talk.forum_url}write/")
        page = shown(client, f"/drafts/{draft.ref}/")
        assert 'type="file"' not in page
        answer = client.post(f"/drafts/{draft.ref}/", {"source": "Look.", "version": "1", "picture": chosen()})
        assert (answer.status_code, DraftPicture.objects.count()) == (403, 0)

    def test_only_by_its_writer(self, sight: Talk):
        draft = sight.draft(sight.heron, "Look.")
        answer = sight.wren.client().post(f"/drafts/{draft.ref}/", {"source": "Look.", "picture": chosen()})
        assert (answer.status_code, DraftPicture.objects.count()) == (404, 0)

    def test_a_second_window_loses_nothing(self, sight: Talk):
        client, draft = sight.heron.client(), sight.draft(sight.heron, "Look at the frost.")
        version = draft.version
        send(client, draft, picture=chosen())
        typed = {"source": "Another thought entirely.", "version": version, "key": draft.ref, "act": "keep"}
        answer = client.post(f"/drafts/{draft.ref}/", typed)
        assert answer.status_code == 409
        draft.refresh_from_db()
        assert (draft.source, draft.pictures.count()) == ("Look at the frost.", 1)
        assert draft.versions.filter(is_aside=True).get().source == "Another thought entirely."


class TestSeeing:
    def test_whoever_may_read_the_post_and_nobody_else(self, sight: Talk):
        post = posted(sight, sight.heron)
        (url,) = addresses(shown(sight.wren.client(), sight.thread_url(post.thread)))
        answer = sight.wren.client().get(url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert answer["Cache-Control"] == "private, no-store"
        assert not {"ETag", "Last-Modified"} & set(answer.headers)
        assert "Ann" not in answer["Content-Disposition"]
        elsewhere = make_room("Mornings", now=sight.now).member("Stork").client()
        assert elsewhere.get(url).status_code == 404
        assert Client().get(url).status_code == 302

    def test_nothing_of_the_file_comes_through(self, sight: Talk):
        client, draft = sight.heron.client(), sight.draft(sight.heron, "Look.")
        send(client, draft, picture=chosen())
        content = client.get(f"/drafts/{draft.ref}/pictures/{DraftPicture.objects.get().ref}/").content
        assert content[:4] == b"RIFF"
        assert SECRET not in content

    def test_the_same_picture_twice_shares_no_bytes_no_name_and_no_address(self, sight: Talk):
        made = []
        for person in (sight.heron, sight.wren):
            draft = sight.draft(person, "Look.")
            send(person.client(), draft, picture=chosen())
            picture = DraftPicture.objects.get(draft=draft)
            made.append((picture, person.client().get(f"/drafts/{draft.ref}/pictures/{picture.ref}/")))
        (one, first), (two, second) = made
        assert one.picture_file != two.picture_file
        assert one.ref != two.ref
        assert first.content != second.content

    @pytest.mark.parametrize("verb", [hide_post, remove_post])
    def test_a_covered_post_covers_its_pictures(self, sight: Talk, verb: Any):
        thread = sight.thread(sight.wren)
        post = posted(sight, sight.heron, thread=thread)
        (url,) = addresses(shown(sight.wren.client(), sight.thread_url(thread)))
        verb(post=post, by=sight.lantern.face, now=sight.now)
        assert addresses(shown(sight.wren.client(), sight.thread_url(thread))) == []
        assert sight.wren.client().get(url).status_code == 404
        assert sight.heron.client().get(url).status_code == 200
        assert sight.lantern.client().get(url).status_code == 200
        if verb is hide_post:
            show_post(post=post, by=sight.lantern.face, now=sight.now)
            assert sight.wren.client().get(url).status_code == 200

    def test_taken_back_they_are_gone_for_good(self, sight: Talk, django_capture_on_commit_callbacks: Any):
        post = posted(sight, sight.heron, count=2)
        (url, _other) = addresses(shown(sight.wren.client(), sight.thread_url(post.thread)))
        with django_capture_on_commit_callbacks(execute=True):
            withdraw_post(post=post, now=sight.now)
        post.refresh_from_db()
        assert (post.picture_count, PostPicture.objects.count(), files()) == (0, 0, [])
        assert sight.heron.client().get(url).status_code == 404

    def test_a_content_note_masks_them_too(self, sight: Talk):
        draft = with_picture(sight, sight.heron)
        Draft.objects.filter(pk=draft.pk).update(content_notes="hospital")
        draft.refresh_from_db()
        sight.heron.client().post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "at_once"})
        thread = Post.objects.get().thread
        page = shown(sight.wren.client(), sight.thread_url(thread))
        covered = re.search(r'<details class="post-note">(?:(?!</details>).)*post-picture"', page, re.DOTALL)
        assert covered
        sight.wren.account.note_rules = choose({}, [("hospital", Regard.AWAY)], None)
        sight.wren.account.save()
        page = shown(sight.wren.client(), sight.thread_url(thread))
        assert "You asked not to see it now." in page
        assert addresses(page) == []
        assert WINDOW not in page

    def test_a_thread_costs_no_statement_more_however_many_there_are(self, sight: Talk):
        thread = sight.thread(sight.heron)
        url, browser = sight.thread_url(thread), sight.wren.client()

        def cost() -> int:
            browser.get(url)
            with CaptureQueriesContext(connection) as captured:
                browser.get(url)
            return len(captured)

        without = cost()
        posted(sight, sight.heron, thread=thread, count=2)
        few = cost()
        for _ in range(5):
            posted(sight, sight.heron, thread=thread, count=4)
        assert (few, cost()) == (without, without)


class TestChanging:
    def test_a_change_begins_with_them_and_puts_others_in_their_place(
        self, sight: Talk, django_capture_on_commit_callbacks: Any
    ):
        post, client = posted(sight, sight.heron, count=2), sight.heron.client()
        old = list(post.pictures.order_by("position"))
        typed = type_change(sight, client, post, "Look again.")
        draft = Draft.objects.get(edits=post)
        first, _second = draft.pictures.order_by("position")
        assert not {picture.picture_file for picture in old} & {first.picture_file, _second.picture_file}
        assert len(addresses(shown(client, typed["Location"]))) == 2
        send(client, draft, "keep", **{f"out-{first.ref}": "on"})
        page = shown(client, f"/drafts/{draft.ref}/review/")
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/drafts/{draft.ref}/review/", {"reread": hidden(page, "reread"), "act": "post"})
        post.refresh_from_db()
        assert (post.picture_count, post.pictures.count()) == (1, 1)
        assert not any(default_storage.exists(picture.picture_file) for picture in old)
        page = shown(sight.wren.client(), sight.thread_url(post.thread))
        assert len(addresses(page)) == 1
        assert "Look again." in page

    def test_a_change_of_words_alone_keeps_them(self, sight: Talk):
        post = posted(sight, sight.heron, count=2)
        change(sight, sight.heron.client(), post, "Look again.")
        assert post.pictures.count() == 2
        assert addresses(shown(sight.wren.client(), edit_url(sight, post, "revisions"))) == []

    def test_they_stay_and_can_be_taken_out_where_pictures_are_turned_off(self, sight: Talk):
        post, client = posted(sight, sight.heron), sight.heron.client()
        SupportGroup.objects.filter(pk=sight.group.pk).update(allows_pictures=False)
        assert len(addresses(shown(sight.wren.client(), sight.thread_url(post.thread)))) == 1
        type_change(sight, client, post, "Look again.")
        page = shown(client, f"/drafts/{Draft.objects.get(edits=post).ref}/")
        assert "Take this picture out" in page
        assert 'type="file"' not in page

    def test_what_was_read_over_is_what_is_posted(self, sight: Talk):
        draft, client = with_picture(sight, sight.heron), sight.heron.client()
        token = hidden(shown(client, f"/drafts/{draft.ref}/review/"), "reread")
        describe_pictures(draft=draft, said={draft.pictures.get().ref: ("Something else.", False)}, now=sight.now)
        answer = client.post(f"/drafts/{draft.ref}/review/", {"reread": token, "act": "post"})
        assert answer.status_code == 409
        assert "Something else." in answer.text

    def test_another_name_for_the_thread_takes_them_along(self, sight: Talk):
        SupportGroup.objects.filter(pk=sight.group.pk).update(allows_thread_names=True)
        draft, client = with_picture(sight, sight.heron), sight.heron.client()
        old = draft.pictures.get()
        answer = client.post(f"/drafts/{draft.ref}/name/")
        new = Draft.objects.get(ref=answer.url.split("/")[2])
        assert (new.pictures.get().picture_file, new.picture_mark) == (old.picture_file, draft.picture_mark)
        assert (draft.pictures.count(), new.pictures.get().ref != old.ref) == (0, True)
        assert default_storage.exists(old.picture_file)


class TestGoing:
    def test_a_draft_thrown_away_takes_them_along(self, sight: Talk, django_capture_on_commit_callbacks: Any):
        draft = with_picture(sight, sight.heron, count=2)
        with django_capture_on_commit_callbacks(execute=True):
            discard(draft=draft)
        assert (DraftPicture.objects.count(), files()) == (0, [])

    def test_whoever_is_forgotten_leaves_none(self, sight: Talk, django_capture_on_commit_callbacks: Any):
        post = posted(sight, sight.heron)
        with_picture(sight, sight.heron)
        others = posted(sight, sight.wren)
        with django_capture_on_commit_callbacks(execute=True):
            forget(sight.heron.face)
        assert list(PostPicture.objects.values_list("post", flat=True)) == [others.pk]
        assert (DraftPicture.objects.count(), len(files())) == (0, 1)
        assert Post.objects.get(pk=post.pk).picture_count == 0

    def test_a_rollback_leaves_the_files_where_they_are(self, sight: Talk):
        draft = with_picture(sight, sight.heron)
        with transaction.atomic():
            discard(draft=draft)
            transaction.set_rollback(True)
        assert (DraftPicture.objects.count(), len(files())) == (1, 1)

    def test_the_database_refuses_nonsense(self, sight: Talk):
        picture = posted(sight, sight.heron).pictures.get()
        elsewhere = SupportGroup.objects.exclude(pk=sight.group.pk).first()
        wrong = [{"alt": ""}, {"is_plain": True}, {"position": 0}, {"position": 5}]
        for change_of in [*wrong, *([{"group": elsewhere}] if elsewhere else [])]:
            with pytest.raises(IntegrityError), transaction.atomic():
                PostPicture.objects.filter(pk=picture.pk).update(**change_of)

    def test_nobody_describes_pictures_of_another_draft(self, sight: Talk):
        mine, others = with_picture(sight, sight.heron), with_picture(sight, sight.wren)
        describe_pictures(draft=mine, said={others.pictures.get().ref: ("Mine now.", False)}, now=sight.now)
        assert others.pictures.get().alt == WINDOW

    def test_a_change_that_is_pressed_twice_is_made_once(self, sight: Talk):
        post = posted(sight, sight.heron)
        draft = begin_draft(
            author_id=sight.heron.face.pk, forum=sight.forum, thread=post.thread, edits=post,
            key=UUID(int=7), fields={"source": "Look again."}, now=sight.now,
        )  # fmt: skip
        for _ in range(2):
            apply_edit(draft=draft, reread_hash=draft.fingerprint, now=sight.now)
        assert (post.pictures.count(), post.revisions.count()) == (1, 1)
