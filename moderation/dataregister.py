"""What the columns of the desk are for: that something was decided stays, words about somebody go with her."""

from django.utils.translation import gettext_lazy as _

from supportgroups.lib.dataregister import (
    ADMINS,
    DESK,
    EMPTIED,
    GIVEN,
    GONE,
    KEY,
    LEFT_OUT,
    OF_GROUP,
    OPERATOR,
    OWNER,
    REF,
    Column,
    Ends,
    Lasts,
    Table,
)

# Long enough for an appeal and for looking back on a year; then it is only a number.
WORDS_TO_THE_DESK_LAST = 365

DATA = {
    "moderation.Case": Table(
        "What was reported about one post, or one face, until it is decided.",
        {
            "id": KEY,
            "ref": REF,
            "group": OF_GROUP,
            "post": "the post it is about",
            "about": "the face it is about",
            "is_urgent": "whether it cannot wait",
            "opened_at": "opened",
            "escalate_at": "when admins hear that nobody has taken it",
            "taken_by": "who works on it",
            "taken_at": "since when",
            "closed_at": "closed",
        },
        seen=DESK,
    ),
    "moderation.Report": Table(
        "One member's word about a post or a face; its author is never told who wrote it.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "case": Column("the case it belongs to", export=LEFT_OUT),
            "reporter": Column("who wrote it", export=LEFT_OUT),
            "ground": _("what it was about"),
            "words": Column(_("what I wrote to the desk"), erasure=EMPTIED),
            "made_at": _("written"),
        },
        owner="reporter",
        seen=DESK,
        export=GIVEN,
        title=_("What I reported"),
        ends=(Ends(WORDS_TO_THE_DESK_LAST, "case__closed_at", empties={"words": ""}),),
    ),
    "moderation.Decision": Table(
        "What was decided about somebody's post, and by whom.",
        {
            "id": KEY,
            "ref": REF,
            "group": OF_GROUP,
            "case": Column("the case", export=LEFT_OUT),
            "verdict": _("what was decided"),
            "silence_days": _("days of silence"),
            "by": Column("who decided", DESK, LEFT_OUT),
            "at": _("when"),
        },
        owner="case__about",
        seen=OWNER | DESK,
        export=GIVEN,
        title=_("Decisions about what I wrote"),
    ),
    "moderation.Reason": Table(
        "The words that went with a decision.",
        {"decision": KEY, "text": _("why")},
        owner="decision__case__about",
        seen=OWNER | DESK,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("Why it was decided so"),
        erasure=GONE,
    ),
    "moderation.Hold": Table(
        "That a post waits for a facilitator to let it through.",
        {"group": OF_GROUP, "post": KEY, "why": "why it waits", "made_at": "since when"},
        owner="post__author",
        seen=DESK,
        lasts=Lasts.PERSON,
        erasure=GONE,
    ),
    "moderation.AlertWord": Table(
        "A word after which a post waits for a facilitator.",
        {"id": KEY, "group": OF_GROUP, "word": "the word", "holds": "whether the post waits"},
        seen=DESK | ADMINS | OPERATOR,
    ),
    "moderation.Approval": Table(
        "The operator's word on a new group.",
        {
            "group": KEY,
            "asked_at": "asked",
            "approved_at": "approved",
            "declined_at": "not opened",
            "note": "why, in the operator's words",
        },
        seen=OPERATOR | ADMINS,
    ),
}
