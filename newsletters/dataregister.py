"""What the columns of letters to members are for. No address stands in any of them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from supportgroups.lib.dataregister import (
    GIVEN,
    GONE,
    GROUP,
    KEY,
    LEFT_OUT,
    NOBODY,
    OF_GROUP,
    OWNER,
    REF,
    Column,
    Ends,
    Lasts,
    Table,
)

# For the question "did you send it?"; and a month's letter must be known until the next month's.
LETTERS_LAST = 62

DATA = {
    "newsletters.DigestPreference": Table(
        "How often a face wants mail, at which hour, and how much a letter may say.",
        {
            "group": OF_GROUP,
            "persona": KEY,
            "cadence": _("how often"),
            "says": _("how much it says"),
            "hour": _("at which hour"),
            "weekday": _("on which day of the week"),
            "next_at": _("next letter"),
            "told_up_to": _("told of what is older than"),
            "asked_at": _("asked for"),
            "followed_next_at": _("next letter about threads I follow"),
            "followed_up_to": _("told of what is older than, in threads I follow"),
        },
        owner="persona",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("Letters I want"),
        erasure=GONE,
    ),
    "newsletters.Digest": Table(
        "One letter to one face for one period. Its words are made when it is sent and kept nowhere.",
        {
            "id": KEY,
            "ref": REF,
            "group": OF_GROUP,
            "persona": Column("to whom", export=LEFT_OUT),
            "kind": _("kind"),
            "period": _("period"),
            "covers_from": _("covers from"),
            "covers_to": _("covers to"),
            "due_at": Column("when it is due", export=LEFT_OUT),
            "claimed_at": Column("when a worker took it", export=LEFT_OUT),
            "handed_over_at": Column("when it went to the mail server", export=LEFT_OUT),
            "sent_at": _("sent"),
            "gone_at": _("given up"),
            "tries": Column("how often it was tried", export=LEFT_OUT),
        },
        owner="persona",
        seen=NOBODY,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("Letters that were sent to me"),
        erasure=GONE,
        ends=(Ends(LETTERS_LAST, "covers_to", Q(sent_at__isnull=False) | Q(gone_at__isnull=False)),),
    ),
    "newsletters.NewsletterIssue": Table(
        "A letter that an editor writes to the group, in the group's name; it stays the group's.",
        {
            "id": KEY,
            "ref": REF,
            "group": OF_GROUP,
            "number": _("number"),
            "title": _("title"),
            "source": _("words"),
            "html": Column("the words, as shown", export=LEFT_OUT),
            "renderer": Column("which version of the renderer made them", export=LEFT_OUT),
            "by": Column("who wrote it", export=LEFT_OUT),
            "published_at": _("sent out"),
        },
        owner="by",
        seen=GROUP,
        export=GIVEN,
        title=_("Newsletters I wrote"),
    ),
}
