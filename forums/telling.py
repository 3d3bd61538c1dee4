"""The words of the app's notices, made when they are read."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.models import Draft, Post, Thread
from forums.waiting import is_waiting
from personas import letterbox
from personas.letterbox import NoticeText

DRAFT_KEPT = "forums.draft_kept"
PROMPT_BACK = "forums.prompt_back"
GOODBYE = "forums.goodbye"
ERASURE_ASKED = "forums.erasure_asked"
MENTIONED = "forums.mentioned"
NOTED = "forums.noted"
TEXT_ERASED = "forums.text_erased"
WAITS, WAITS_A_DAY = "forums.waits", "forums.waits_a_day"


def tell_of_kept_drafts(draft_ids: list[int]) -> Mapping[int, NoticeText]:
    """Drafts that were due but could not be posted. One query; those that went on since then are left out."""
    drafts = Draft.objects.filter(pk__in=draft_ids, state=Draft.State.WRITING).only("pk", "ref")
    return {
        draft.pk: NoticeText(
            title=_("Your words are not posted yet"),
            text=_(
                "When they were due, this place was closed to new posts for you or for everybody."
                " Your words are safe under “My drafts”."
            ),
            url=reverse("forums:draft", args=[draft.ref]),
        )
        for draft in drafts
    }


def tell_of_prompts_back(draft_ids: list[int]) -> Mapping[int, NoticeText]:
    """Words for a week that is not to come any more. One query; those that went on since then are left out."""
    drafts = Draft.objects.filter(pk__in=draft_ids, state=Draft.State.WRITING).select_related("forum")
    text = _(
        "The days of %(run)s were changed, and the week for which you had written ahead is not to come any more."
        " Your words are a draft again: choose another week, or keep them."
    )
    return {
        draft.pk: NoticeText(
            title=_("Your words for a week are a draft again"),
            text=text % {"run": draft.forum.name},
            url=reverse("forums:draft", args=[draft.ref]),
        )
        for draft in drafts.only("ref", "forum__name")
    }


def tell_of_goodbyes(draft_ids: list[int]) -> Mapping[int, NoticeText]:
    """To who has left a run before its end. One query; what was written or thrown away since then is left out."""
    drafts = Draft.objects.filter(pk__in=draft_ids, state=Draft.State.WRITING).select_related("group", "forum")
    text = _(
        "You have left %(group)s before the end of %(run)s. For a month you can write a few words of goodbye, if you"
        " like. A facilitator reads them first, and then the others do. You need not."
    )
    return {
        draft.pk: NoticeText(
            title=_("If you would like to say goodbye"),
            text=text % {"group": letterbox.called(draft.group.name), "run": draft.forum.name},
            url=reverse("forums:draft", args=[draft.ref]),
        )
        for draft in drafts
    }


def tell_of_erasure_asked(post_ids: list[int]) -> Mapping[int, NoticeText]:
    """To who facilitates: an author wants an earlier text of hers gone. One query."""
    title = _("Somebody asks to have an earlier text erased")
    text = _(
        "Its author changed a post, and wishes that nobody can read what stood there before. Members cannot already."
    )
    return _of_earlier_texts(post_ids, title, text)


def tell_of_text_erased(post_ids: list[int]) -> Mapping[int, NoticeText]:
    """To the author: it is done. One query."""
    title = _("An earlier text of yours is erased")
    return _of_earlier_texts(
        post_ids, title, _("A facilitator took its words away for good. Your post stays as it is.")
    )


def tell_of_notes(post_ids: list[int]) -> Mapping[int, NoticeText]:
    """To the author: what her post talks about was noted by somebody else. One query. The note is not said here."""
    posts = Post.objects.published().filter(pk__in=post_ids).select_related("group", "thread")
    text = _(
        "Others then choose whether to open it. Nothing is wrong with your post, and its words are as you wrote them."
        " You can put the note in other words, or take it off: the link is under “More”, below your post."
    )
    return {
        post.pk: NoticeText(
            title=_("A facilitator noted what a post of yours talks about"), text=text, url=_place_of(post)
        )
        for post in posts.only("number", "group__code", "thread__ref")
    }


def _of_earlier_texts(post_ids: list[int], title: str, text: str) -> Mapping[int, NoticeText]:
    posts = Post.objects.filter(pk__in=post_ids, number__isnull=False).select_related("group", "thread")
    return {
        post.pk: NoticeText(
            title, text, reverse("forums:revisions", args=[post.group.code, post.thread.ref, post.number])
        )
        for post in posts.only("number", "group__code", "thread__ref")
    }


def tell_of_waiting(thread_ids: list[int]) -> Mapping[int, NoticeText]:
    """Threads that wait for a first reply, for members who are there for first posts. One query."""
    return _waiting(thread_ids, _("Somebody waits for a first answer"))


def tell_of_waiting_a_day(thread_ids: list[int]) -> Mapping[int, NoticeText]:
    """The same for facilitators. One query."""
    return _waiting(thread_ids, _("Nobody has answered for a day"))


def _waiting(thread_ids: list[int], title: str) -> Mapping[int, NoticeText]:
    """What was answered since then is left out. Nothing of the thread is said: a notice may go by mail."""
    first = _("Somebody has written here for the first time. One sentence is enough: that you read it.")
    other = _("One sentence is enough: that you read it, and are here.")
    threads = Thread.objects.filter(is_waiting(), pk__in=thread_ids).select_related("group")
    return {
        thread.pk: NoticeText(
            title=title,
            text=first if thread.is_first_of_author else other,
            url=reverse("forums:thread", args=[thread.group.code, thread.ref]),
        )
        for thread in threads
    }


def tell_of_mentions(post_ids: list[int]) -> Mapping[int, NoticeText]:
    """To who was called by name, while the post is there to read, bears no note, and its thread calls. One query."""
    posts = Post.objects.published().filter(
        pk__in=post_ids, content_notes="", thread__content_notes="", thread__calls_nobody=False
    )
    found: dict[int, NoticeText] = {}
    for post in posts.select_related("group", "thread").only("number", "group__code", "thread__ref"):
        found[post.pk] = NoticeText(
            title=_("Somebody called you by name"),
            text=_("You are meant in a post. You need not answer."),
            url=_place_of(post),
        )
    return found


def _place_of(post: Post) -> str:
    """Where a post stands. Needs its group and its thread loaded."""
    url = reverse("forums:thread", args=[post.group.code, post.thread.ref])
    return f"{url}?from={post.number}#post-{post.number}"
