"""What the columns of talk are for. Words go when their author goes; the places where they stood stay."""

from django.utils.translation import gettext_lazy as _

from forums.dataregister_pictures import PICTURES
from forums.dataregister_words import WORDS
from supportgroups.lib.dataregister import (
    EMPTIED,
    GIVEN,
    GONE,
    GROUP,
    KEY,
    LEFT_OUT,
    NOBODY,
    OF_GROUP,
    OWNER,
    Column,
    Lasts,
    Table,
)

_PLACES = {
    "forums.Forum": Table(
        "A place for threads.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "cohort": "the run it is for",
            "name": "its name",
            "slug": "its address",
            "about": "about it",
            "position": "its place in the list",
            "thread_count": "how many threads",
            "post_count": "how many posts",
            "last_post_at": "the newest post",
            "ending_round": "the thread in which the people of its run part",
        },
        seen=GROUP,
    ),
    "forums.Thread": Table(
        "A conversation; whose it is began it.",
        {
            "id": KEY,
            "ref": Column(_("address"), export=GIVEN),
            "group": OF_GROUP,
            "forum": Column(_("forum"), reads="forum__name"),
            "space": Column("where one-thread names are taken", NOBODY, LEFT_OUT),
            "author": Column("who began it", export=LEFT_OUT),
            "title": Column(_("title"), erasure=EMPTIED),
            "kind": _("kind"),
            "content_notes": Column(_("content notes"), erasure=EMPTIED),
            "language": _("language"),
            "has_poll": Column("whether there is a poll", export=LEFT_OUT),
            "is_first_of_author": Column("whether it is its author's first", export=LEFT_OUT),
            "last_number": Column("the number of its last post", NOBODY, LEFT_OUT),
            "post_count": Column("how many posts", export=LEFT_OUT),
            "numbering": Column("how often its posts were numbered anew", NOBODY, LEFT_OUT),
            "calls_nobody": Column("whether nobody can be called into it by name", export=LEFT_OUT),
            "begun_at": _("begun"),
            "last_post_at": Column("the newest post", export=LEFT_OUT),
            "first_reply_at": Column("when somebody first replied", NOBODY, LEFT_OUT),
            "first_peer_reply_at": Column("when a peer first replied; for signals", NOBODY, LEFT_OUT),
        },
        owner="author",
        seen=GROUP,
        export=GIVEN,
        title=_("Threads I began"),
    ),
    "forums.Lock": Table(
        "That nobody but those who facilitate may write in a thread for now.",
        {
            "group": OF_GROUP,
            "thread": KEY,
            "made_by": "who locked it",
            "made_at": "since when",
            "reason": "why",
        },
        seen=GROUP,
    ),
    "forums.Settled": Table(
        "That a thread waits for nobody any more.",
        {
            "group": OF_GROUP,
            "thread": KEY,
            "how": "answered, or in need of no reply",
            "made_by": "who said so",
            "made_at": "since when",
        },
        seen=GROUP,
    ),
    "forums.Merger": Table(
        "That what was said in a thread stands in another now.",
        {
            "group": OF_GROUP,
            "thread": KEY,
            "into": "where it stands now",
            "made_by": "who joined them",
            "made_at": "since when",
        },
        seen=GROUP,
    ),
    "forums.Offshoot": Table(
        "That a thread began as an answer in another.",
        {
            "group": OF_GROUP,
            "thread": KEY,
            "out_of": "where it began",
            "made_by": "who made it a thread of its own",
            "made_at": "since when",
        },
        seen=GROUP,
    ),
    "forums.Pin": Table(
        "That a thread stands on top of its forum.",
        {"group": OF_GROUP, "thread": KEY, "made_by": "who put it there", "made_at": "since when"},
        seen=GROUP,
    ),
}
_POLLS = {
    "forums.Poll": Table(
        "A question to everybody who reads a thread.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "thread": Column(_("thread"), reads="thread__ref"),
            "question": _("question"),
            "made_by": Column("who asked", export=LEFT_OUT),
            "made_at": _("asked on"),
        },
        title=_("What I asked in polls"),
        owner="made_by",
        seen=GROUP,
        export=GIVEN,
        erasure=GONE,
    ),
    "forums.PollOption": Table(
        "An answer to choose, and how often it was chosen.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "poll": Column(_("question"), reads="poll__question"),
            "position": _("place"),
            "words": _("answer"),
            "votes": _("how often it was chosen"),
        },
        title=_("Answers I offered in polls"),
        owner="poll__made_by",
        seen=GROUP,
        export=GIVEN,
        erasure=GONE,
    ),
    "forums.Ballot": Table(
        "That a face has chosen in a poll; what, is kept nowhere.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "poll": Column(_("question"), reads="poll__question"),
            "persona": Column("who chose", export=LEFT_OUT),
        },
        title=_("Polls I chose in"),
        owner="persona",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        erasure=GONE,
    ),
}
_RESPONSES = {
    "forums.Response": Table(
        "What a face says to a post without words; the post's author alone reads whose it is.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "post": Column(_("said to the post"), reads="post__ref"),
            "persona": Column("who said it", export=LEFT_OUT),
            "kind": Column(_("said"), GROUP),
            "made_at": Column(_("said on"), NOBODY),
        },
        title=_("What I said without words"),
        owner="persona",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        erasure=GONE,
    ),
}
_WELCOME = {
    "forums.Claim": Table(
        "That somebody is answering a thread; it goes once it has lapsed.",
        {
            "group": OF_GROUP,
            "thread": Column(_("thread"), reads="thread__ref"),
            "made_by": Column("who is answering", export=LEFT_OUT),
            "made_at": _("since"),
            "lapses_at": Column(_("until"), NOBODY),
        },
        owner="made_by",
        seen=GROUP,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("What I am answering"),
        erasure=GONE,
    ),
    "forums.Nudge": Table(
        "That others were told of a thread that waits, so that they are told once; it names nobody.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "thread": "the thread that waits",
            "told": "which of the two were told: willing members or facilitators",
            "made_at": "when they were told",
        },
        seen=NOBODY,
    ),
}
_READING = {
    "forums.ReadMark": Table(
        "How far a face has read in a thread.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "thread": Column(_("thread"), reads="thread__ref"),
            "persona": Column("who reads", export=LEFT_OUT),
            "number": _("read up to number"),
        },
        owner="persona",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("How far I have read"),
        erasure=GONE,
    ),
    "forums.Watch": Table(
        "That a face wants word of a thread.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "thread": Column(_("thread"), reads="thread__ref"),
            "persona": Column("who wants it", export=LEFT_OUT),
            "level": _("how much"),
            "since": _("each reply since"),
        },
        owner="persona",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("Threads I follow"),
        erasure=GONE,
    ),
}
_VIEWS = {
    "forums.ThreadView": Table(
        "How a face likes to read threads.",
        {
            "group": OF_GROUP,
            "persona": Column("whose choice it is", export=LEFT_OUT),
            "view": _("order of posts"),
        },
        title=_("How I like to read threads"),
        owner="persona",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        erasure=GONE,
    ),
}
DATA = _POLLS | PICTURES | _VIEWS | _PLACES | WORDS | _RESPONSES | _WELCOME | _READING
