"""A draft on its way: how others will see it, and where it stands once it is let go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from forums.findings import Finding, findings
from forums.grace import clock
from forums.models import Draft, Post, Thread
from forums.pages.drafts import Place, place_of
from forums.pages.frames import Reader, State, notes_of, title_of, wants_words
from forums.pages.habits import may_skip, skips_rereading, usual_answer
from forums.pages.pictures import draft_pictures
from forums.pages.posts import PostView
from forums.titles import title_from
from groups.models import Appointment, Membership
from supportgroups.lib import markup


@dataclass(frozen=True)
class Review:
    """A draft as others will see it, and what was shown as a hash. `sentence` says why it cannot be posted, if so.

    `title_behind` is a title that others see only when they ask for it. `findings` are what the writer may want to look
    at once more, each once in her life.
    """

    title: str
    title_behind: str
    kind: str
    wants: str
    post: PostView
    place: Place
    fingerprint: str
    edit_url: str
    findings: tuple[str, ...]
    may_speak_for_group: bool
    is_change: bool
    name_url: str
    wears_thread_name: bool
    sentence: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a draft stands once it is let go: `state` is waiting, posted or held."""

    state: str
    until: str
    post_url: str
    take_back_url: str
    post_now_url: str
    fingerprint: str
    place: Place
    is_first: bool
    usual_answer: str
    skip_url: str
    is_thread: bool
    group_code: str
    author_ref: UUID


def review(draft: Draft, reader: Reader, sentence: str = "") -> Review:
    """Exactly what others will see. Renders the words; raises `markup.TooLong`.

    One statement if anything was found, and one for who looks after the group.
    """
    rendered, place = markup.render(draft.source), place_of(draft, reader)
    is_thread = draft.is_opening
    title = (draft.title or title_from(rendered.text)) if is_thread else ""
    shown = PostView(
        number=1,
        url=f"/drafts/{draft.ref}/",
        author=replace(reader.face(draft.author, _role(draft, reader)), url=""),
        when=reader.when(reader.now),
        html=markup.as_html(rendered.html),
        parent=place.parent,
        notes=notes_of(draft.content_notes),
        as_facilitator=draft.as_facilitator,
        pictures=draft_pictures(draft),
    )
    return Review(
        title=title_of(Thread(title=title, content_notes=draft.content_notes), State.PUBLISHED) if is_thread else "",
        title_behind=title if draft.content_notes else "",
        kind=str(draft.get_kind_display()).capitalize() if is_thread and draft.kind != "share" else "",
        wants=wants_words(draft.wants) if is_thread else "",
        post=shown,
        place=place,
        fingerprint=draft.fingerprint,
        edit_url=f"/drafts/{draft.ref}/",
        findings=tuple(found.sentence for found in unanswered(draft, reader)),
        may_speak_for_group=reader.actor.can("forums.speak_for_group", draft),
        is_change=draft.edits_id is not None,
        name_url=f"/drafts/{draft.ref}/name/" if reader.actor.can("forums.choose_name", draft) else "",
        wears_thread_name=draft.author.is_one_thread_face,
        sentence=sentence,
    )


def _role(draft: Draft, reader: Reader) -> str:
    """The word beside the name of who facilitates, as on every post of theirs."""
    if draft.author_id != reader.seat.persona_id or not reader.seat.is_appointed:
        return ""
    now_held = Appointment.objects.filter(membership__persona_id=draft.author_id, ended_at__isnull=True)
    return _("Facilitator") if now_held.filter(role=Appointment.Role.FACILITATOR).exists() else ""


def unanswered(draft: Draft, reader: Reader) -> tuple[Finding, ...]:
    """What was found in the words and has never been answered by their writer. One statement if there is any."""
    found = findings(f"{draft.title}\n{draft.source}", reader.actor.preferences.warned_words)
    if not found:
        return ()
    earlier = Draft.objects.filter(author_id=draft.author_id).exclude(answered="").values_list("answered", flat=True)
    answered = set(" ".join(earlier).split())
    return tuple(finding for finding in found if finding.digest not in answered)


def standing(draft: Draft, reader: Reader) -> Standing:
    """Where a draft that was let go stands. Two statements: whether it is the author's first here, and what follows."""
    member = Membership.objects.filter(persona_id=draft.author_id).only("first_posted_at").first()
    post, here = draft.post, f"/drafts/{draft.ref}/"
    state = "waiting" if post is None else "held" if post.state == Post.State.HELD else "posted"
    shown_at = post.published_at if post else draft.publish_at or reader.now
    post_url = reader.paths.post(post.thread.ref, post.number) if post and post.number else ""
    first_at = member.first_posted_at if member else None
    is_first = state != "held" and _is_first(draft, first_at)
    return Standing(
        state=state,
        until=clock(shown_at, reader.now, reader.zone),
        post_url=post_url,
        take_back_url=f"{here}take-back/",
        post_now_url=f"{here}review/",
        fingerprint=draft.fingerprint,
        place=place_of(draft, reader),
        is_first=is_first,
        usual_answer=usual_answer(reader) if is_first else "",
        skip_url=_skip_url(draft, reader) if not is_first else "",
        is_thread=draft.thread_id is None,
        group_code=draft.group.code,
        author_ref=draft.author.ref,
    )


def _skip_url(draft: Draft, reader: Reader) -> str:
    """Where reading over can be left out, for who has read over often and may; nothing for others."""
    if draft.author_id != reader.seat.persona_id or skips_rereading(reader) or not may_skip(reader):
        return ""
    return f"{reader.paths.group}rereading/"


def _is_first(draft: Draft, first_at: datetime | None) -> bool:
    """Whether it is the author's first here; of a name for one thread nothing is noted, so it never is."""
    if draft.author.is_one_thread_face:
        return False
    return first_at is None or (draft.post is not None and draft.post.published_at == first_at)
