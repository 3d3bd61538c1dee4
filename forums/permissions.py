"""Who may do what where people talk. A thing is a group, forum, thread, post or draft, loaded with its forum."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forums.models import Draft, Forum, Post, Thread
from groups.models import SupportGroup
from groups.models.group import A_DAY, A_WEEK, AN_HOUR, NEVER
from groups.permissions import holds, is_signed_in, may_write, seat_at
from groups.permissions import may_read as may_read_group
from personas.actors import Actor
from supportgroups.lib.rules import NotAllowed, Predicate


def forum_of(thing: Any) -> Forum | None:
    """The forum a thing stands in; a group as a whole stands in none."""
    if isinstance(thing, Forum | SupportGroup):
        return thing if isinstance(thing, Forum) else None
    forum: Forum = thing.thread.forum if isinstance(thing, Post) else thing.forum
    return forum


def may_read(actor: Actor, thing: Any) -> bool:
    """The same as `visible_to`: a member who is not suspended, and of the run if the forum is for one."""
    if not may_read_group(actor, thing):
        return False
    forum = forum_of(thing)
    if forum is not None and forum.cohort_id is not None and forum.cohort_id not in seat_at(actor, thing).cohort_ids:
        return False
    return _is_shown_to(actor, thing)


def _is_shown_to(actor: Actor, thing: Any) -> bool:
    if isinstance(thing, Thread):
        return thing.last_number > 0
    if isinstance(thing, Post):
        seat = seat_at(actor, thing)
        return thing.number is not None or thing.author_id in seat.face_ids or seat.holds("moderate")
    return True


def is_goodbye(thing: Any) -> bool:
    """It is, or stands in, the thread in which the people of a run part."""
    forum = forum_of(thing)
    thread_id = thing.pk if isinstance(thing, Thread) else getattr(thing, "thread_id", None)
    return forum is not None and thread_id is not None and thread_id == forum.ending_round_id


def may_part(actor: Actor, thing: Any) -> bool:
    """Somebody who left a run before its end, lately and of herself, in the thread in which its people part."""
    seat, forum = seat_at(actor, thing), forum_of(thing)
    is_hers = forum is not None and forum.cohort_id in seat.goodbye_ids and is_goodbye(thing)
    return is_hers and not (seat.is_silenced or seat.is_suspended)


def is_of_run(_actor: Actor, thread: Thread) -> bool:
    """In the place of a run. Needs the forum loaded."""
    return thread.forum.cohort_id is not None


def is_live(actor: Actor, thing: Any) -> bool:
    """The group is not closed, and the run it is for is not over, but for goodbyes. Needs `thing.group` loaded."""
    forum = forum_of(thing)
    is_over = forum is not None and forum.cohort_id in seat_at(actor, thing).over_ids and not is_goodbye(thing)
    return bool(thing.group.state != SupportGroup.State.CLOSED) and not is_over


def is_live_group(_actor: Actor, group: SupportGroup) -> bool:
    """The same, for the group itself."""
    return bool(group.state != SupportGroup.State.CLOSED)


def is_unlocked(_actor: Actor, thread: Thread) -> bool:
    """Everyone may answer. Needs the thread's lock loaded."""
    return not thread.is_locked


def lets_ask(_actor: Actor, thread: Thread) -> bool:
    """The group uses polls, and this thread has none. Needs `thread.group` loaded."""
    return bool(thread.group.allows_polls) and not thread.has_poll


def is_openers(actor: Actor, thread: Thread) -> bool:
    """Begun by a face of the actor's."""
    return thread.author_id in seat_at(actor, thread).face_ids


def is_own(actor: Actor, thing: Draft | Post) -> bool:
    """Written by a face of the actor's in this group."""
    return thing.author_id in seat_at(actor, thing).face_ids


def is_published(_actor: Actor, post: Post) -> bool:
    """Shown to others now, or waiting to be."""
    return post.state in (Post.State.PUBLISHED, Post.State.HELD)


def is_anothers(actor: Actor, post: Post) -> bool:
    """Written by none of the actor's own faces."""
    return not is_own(actor, post)


def is_shown(_actor: Actor, post: Post) -> bool:
    """Others can read it now."""
    return post.is_readable


def is_recent(_actor: Actor, post: Post) -> bool:
    """Posted so lately that the group lets it be changed: long enough to mend it, and what was answered stays what was
    said. Needs the post's group loaded."""
    return timezone.now() - post.published_at < timedelta(hours=post.group.edit_hours)


def is_lately_said(_actor: Actor, post: Post) -> bool:
    """Posted within a day: a slip of the button is noticed by then, whatever the group says of words."""
    return timezone.now() - post.published_at < timedelta(hours=A_DAY)


def is_by_usual_name(actor: Actor, post: Post) -> bool:
    """Written under the actor's usual name in the group, not under one for a single thread."""
    return post.author_id == seat_at(actor, post).persona_id


def is_in_open_thread(actor: Actor, post: Post) -> bool:
    """Everyone may answer where it stands. Needs the thread's lock loaded."""
    return is_unlocked(actor, post.thread)


def shares_a_group(actor: Actor, persona: Any) -> bool:
    """The persona belongs to a group that the actor may read."""
    seat = actor.seat_in(persona.group_space_id)
    return seat.is_member and not seat.is_suspended


def is_in_usual_name(actor: Actor, thing: Any) -> bool:
    """Whatever is not a draft, and a draft that is not written under a name for one thread."""
    return not isinstance(thing, Draft) or thing.author_id == seat_at(actor, thing).persona_id


def allows_pictures(_actor: Actor, draft: Draft) -> bool:
    """The group uses pictures. Needs the draft's group loaded."""
    return bool(draft.group.allows_pictures)


def wears_thread_name(_actor: Actor, draft: Draft) -> bool:
    """New words under a name for one thread. Needs the draft's author loaded."""
    return draft.author.is_one_thread_face and draft.edits_id is None


def allows_thread_names(_actor: Actor, draft: Draft) -> bool:
    """The group lets its members take a name for one thread, and the words are new. Needs the draft's group loaded."""
    return bool(draft.group.allows_thread_names) and draft.edits_id is None


def may_come_near(_actor: Actor, post: Post) -> bool:
    """Neither of the two keeps a distance, or the post was written for the group. Needs `is_apart` from `find_post`."""
    return not post.is_apart or post.as_facilitator  # type: ignore[attr-defined]


RULES: dict[str, list[list[Predicate]]] = {
    "forums.read": [[may_read]],
    "forums.search": [[may_read]],
    "forums.search_everywhere": [[is_signed_in]],
    "forums.see_person": [[shares_a_group]],
    "forums.write_thread": [[may_read, is_live]],
    "forums.reply": [
        [may_read, is_live, is_unlocked],
        [may_read, is_live, holds("moderate")],
        [may_part, is_live, is_unlocked],
    ],
    "forums.answer_post": [[may_read, may_come_near], [may_read, holds("moderate")]],
    "forums.claim": [
        [may_read, may_write, is_live, is_unlocked],
        [may_read, may_write, is_live, holds("moderate")],
    ],
    "forums.speak_for_group": [[may_read, holds("moderate"), is_in_usual_name]],
    "forums.choose_name": [[is_own, may_read, may_write, allows_thread_names], [is_own, may_read, wears_thread_name]],
    "forums.own_drafts": [[is_signed_in]],
    "forums.see_draft": [[is_own]],
    "forums.edit_draft": [[is_own, may_read], [is_own, may_part]],
    "forums.add_picture": [[is_own, may_read, allows_pictures]],
    "forums.publish_draft": [[is_own, may_read, may_write, is_live], [is_own, may_part, is_live]],
    "forums.choose_rereading": [[may_read]],
    "forums.withdraw": [[is_own, may_read, is_published]],
    "forums.tend": [[may_read, holds("moderate")]],
    "forums.end_round": [[may_read, holds("moderate"), is_of_run]],
    "forums.open_forum": [[may_read, holds("edit_settings"), is_live_group]],
    "forums.ask_poll": [[may_read, may_write, is_live, is_openers, lets_ask]],
    "forums.take_poll_back": [[may_read, is_openers], [may_read, holds("moderate")]],
    "forums.vote": [[may_read, may_write, is_live, is_unlocked]],
    "forums.settle": [[may_read, is_openers], [may_read, holds("moderate")]],
    "forums.watch": [[may_read]],
    "forums.respond": [[may_read, may_write, is_live, is_anothers, is_shown, may_come_near]],
    "forums.take_response_back": [[may_read]],
    "forums.see_responses": [[is_own, may_read]],
    "forums.edit": [[is_own, may_read, may_write, is_live, is_shown, is_recent, is_in_open_thread]],
    "forums.note": [[may_read, is_shown, is_own], [may_read, is_shown, holds("moderate")]],
    "forums.correct_voice": [
        [is_by_usual_name, may_read, may_write, is_live, is_shown, is_lately_said, holds("moderate")]
    ],
    "forums.see_picture": [[may_read, is_shown], [may_read, is_own], [may_read, holds("moderate")]],
    "forums.see_revisions": [[may_read, is_shown], [may_read, is_own], [may_read, holds("moderate")]],
    "forums.wish_erasure": [[is_own, may_read]],
    "forums.tend_revisions": [[may_read, holds("moderate"), is_anothers]],
}

SENTENCES: dict[str, str | Promise] = {
    "forums.read": _("What is written here can be read by members of the group."),
    "forums.search": _("Members of the group can search what is written here."),
    "forums.search_everywhere": _("You can search in your groups once you have signed in."),
    "forums.see_person": _("This page is for members of the group."),
    "forums.write_thread": _(
        "This group, or this run of it, is over now. You can still read what was written, and what you wrote is safe"
        " under “My drafts”."
    ),
    "forums.reply": _(
        "This thread takes no more answers for now. What you wrote is safe under “My drafts”. If something should"
        " still be said, write to a facilitator."
    ),
    "forums.claim": _("You can take this up while the thread takes answers and you can write here."),
    "forums.choose_name": _(
        "In this group everybody writes under one name. If something is hard to say, a facilitator can help you find a"
        " way."
    ),
    "forums.answer_post": _(
        "This post takes no answer of its own from you. You can answer in the thread. What you wrote is safe under"
        " “My drafts”."
    ),
    "forums.speak_for_group": _("Only a facilitator speaks for the whole group. You can post this in your own name."),
    "forums.own_drafts": _("Your drafts are here once you have signed in."),
    "forums.see_draft": _("Only the person who wrote this draft can see it."),
    "forums.edit_draft": _(
        "You are not in this group at the moment, so this draft rests. Your words stay here for you to read and copy."
    ),
    "forums.add_picture": _("In this group posts are words alone. Your words are safe under “My drafts”."),
    "forums.publish_draft": _(
        "You can read here, but not post for a while. A facilitator asked for this and wrote to you why. Your words are"
        " safe under “My drafts”, and you can post them later."
    ),
    "forums.choose_rereading": _("Members of the group choose this for themselves."),
    "forums.withdraw": _("Only the person who wrote a post can take it back."),
    "forums.tend": _("Threads are looked after by the group's facilitators. If something should change, write to one."),
    "forums.end_round": _(
        "In which thread a run says goodbye is chosen by who facilitates it, in a place that is the run's own."
    ),
    "forums.open_forum": _("Forums are opened by the group's admins. If one is missing, write to one of them."),
    "forums.ask_poll": _("Whoever began a thread can ask in a poll, where the group uses polls."),
    "forums.take_poll_back": _("A poll is taken back by whoever asked it, or by a facilitator."),
    "forums.vote": _("You can choose while the group and the thread are open and you can write here."),
    "forums.settle": _("Whoever began a thread says whether it still waits for answers; a facilitator can, too."),
    "forums.watch": _("This is for members of the group."),
    "forums.respond": _(
        "You can say this to what somebody else has written, while it can be read and while you can write here."
    ),
    "forums.take_response_back": _("Only members of the group can do this."),
    "forums.see_responses": _("Only the person who wrote a post sees who has said what to it."),
    "forums.edit": _(
        "A post can be changed by the person who wrote it, for as long as the group lets it, while the thread takes"
        " answers. Later you can take it back, or say more in an answer of your own. What you typed is safe under “My"
        " drafts”."
    ),
    "forums.note": _("What a post talks about is noted by its author, or by a facilitator, while it is shown."),
    "forums.correct_voice": _(
        "Who facilitates can change whether a post of theirs was said for the group, for a day after it was posted."
    ),
    "forums.see_picture": _("A picture is seen by whoever may read the post that it belongs to."),
    "forums.see_revisions": _("This post is not shown at the moment, and neither is what it said before."),
    "forums.wish_erasure": _("Only the person who wrote a post can ask to have an earlier text of it erased."),
    "forums.tend_revisions": _("Earlier texts are hidden or erased by a facilitator who did not write them."),
}

_EDITED_FOR = {
    NEVER: _("In this group a post stays as it was written."),
    AN_HOUR: _("In this group a post can be changed for an hour, and that hour is over."),
    A_DAY: _("In this group a post can be changed for a day, and that day is over."),
    A_WEEK: _("In this group a post can be changed for a week, and that week is over."),
}
_INSTEAD = _("You can take it back, or say more in an answer of your own. What you typed is safe under “My drafts”.")


def no_change(actor: Actor, post: Post) -> NotAllowed:
    """Why a post cannot be changed, as exactly as it is known. Needs the post's group loaded."""
    if is_own(actor, post) and post.is_readable and not is_recent(actor, post):
        return NotAllowed("forums.edit", f"{_EDITED_FOR[post.group.edit_hours]} {_INSTEAD}")
    return NotAllowed("forums.edit")
