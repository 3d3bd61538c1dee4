"""What the columns of the private side are for, the vault's among them, and the tables of the packages we build on."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from supportgroups.lib.dataregister import (
    DESK,
    EMPTIED,
    GIVEN,
    GONE,
    KEY,
    LEFT_OUT,
    NOBODY,
    OPERATOR,
    OWNER,
    PAIR,
    Column,
    Ends,
    Lasts,
    Table,
)

# That a letter was sent is kept so long, for the question "did you send it?".
LETTERS_LAST = 30
# From where somebody signed in is shown to her for a day; nobody asks after it later.
NETWORK_LASTS = 1
NO_NETWORK = "0.0.0.0"  # noqa: S104 - an address that is nobody's

_PERSON = {
    "accounts.Account": Table(
        "A person, as the site knows them. It has no name.",
        {
            "id": KEY,
            "password": Column("a password's Argon2 hash, if there is one", NOBODY, LEFT_OUT),
            "is_superuser": Column(_("runs the server"), OPERATOR),
            "email": Column(_("e-mail address"), OWNER | PAIR),
            "is_staff": Column(_("opens the staff pages"), OPERATOR),
            "is_active": Column(_("may come in"), OPERATOR),
            "zone": _("time zone"),
            "language": _("language"),
            "is_discreet": _("discreet"),
            "note_rules": _("what to cover"),
            "warned_words": _("words to be told of"),
            "made_on": _("account made"),
            "opens_by_mail": _("opened by a code to the mailbox"),
            "way_back_at": _("way back asked for, open from"),
            "asks_again_after": _("asked again after so many minutes away"),
        },
        owner="pk",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("My account"),
        erasure=GONE,
    ),
    "accounts.Letter": Table(
        "One mail to the person themselves. Its words are sealed, and emptied once it is sent.",
        {
            "id": KEY,
            "account": Column("to whom", export=LEFT_OUT),
            "kind": _("what it was about"),
            "sealed": Column("address and words, encrypted", export=LEFT_OUT, erasure=EMPTIED),
            "mark": Column("tells letters to one address apart while they wait", export=LEFT_OUT, erasure=EMPTIED),
            "due_at": Column("when it is due", export=LEFT_OUT),
            "until": Column("when it is of no use any more", export=LEFT_OUT),
            "tries": Column("how often it was tried", export=LEFT_OUT),
            "sent_at": _("sent"),
            "gone_at": _("given up"),
        },
        owner="account",
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("Letters about my account"),
        erasure=GONE,
        ends=(Ends(LETTERS_LAST, "until", Q(sent_at__isnull=False) | Q(gone_at__isnull=False)),),
    ),
    "accounts.Mailbox": Table(
        "How an address has behaved: bounces count, and a full count pauses list mail.",
        {
            "account": KEY,
            "score": _("bounces"),
            "scored_on": _("last bounce"),
            "paused_at": _("mail paused"),
        },
        owner="account",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("How my mailbox has behaved"),
        erasure=GONE,
    ),
    "accounts.Export": Table(
        "A copy of everything that is a person's own, on its way or waiting to be fetched.",
        {
            "account": KEY,
            "asked_at": _("asked for"),
            "due_at": Column("when a worker may begin", NOBODY, LEFT_OUT),
            "tries": Column("how often it was begun", NOBODY, LEFT_OUT),
            "done": Column("how far it is", export=LEFT_OUT),
            "total": Column("how far it goes", export=LEFT_OUT),
            "file": Column("where it lies in the storage; three days at most", NOBODY, LEFT_OUT),
            "ready_at": _("made"),
            "runs_out_at": _("to be fetched until"),
            "fetched_at": _("fetched"),
        },
        owner="account",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("The copy I asked for"),
        erasure=GONE,
        ends=(Ends(30, "asked_at", Q(file="")),),
    ),
    "accounts.Erasure": Table(
        "That a person wants to be erased, and when.",
        {"account": KEY, "asked_at": _("asked for"), "due_at": _("to be erased on")},
        owner="account",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("That I want to be erased"),
        erasure=GONE,
    ),
    "personas.ContactCard": Table(
        "The vault: how to reach a member, in the member's words; opened by one person for a reason.",
        {
            "id": KEY,
            "ownership": Column("whose it is", export=LEFT_OUT),
            "name": _("a name to ask for"),
            "phone": _("a number"),
            "somebody": _("somebody to call"),
            "written_on": _("written on"),
        },
        owner="ownership__account",
        seen=OWNER | DESK,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("My contact cards"),
        erasure=GONE,
    ),
    "personas.Ownership": Table(
        "The vault: which account is behind a face.",
        {"id": KEY, "account": "the account", "persona": "the face", "space": "where it is worn"},
        owner="account",
        lasts=Lasts.PERSON,
        erasure=GONE,
    ),
    "personas.PaymentCode": Table(
        "The vault: under which code a face pays.",
        {
            "id": KEY,
            "persona": Column(_("group"), reads="persona__group_space__support_group__name"),
            "code": Column(_("reference code"), OWNER),
        },
        owner="persona",
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("My payment codes"),
        erasure=GONE,
    ),
}
_PACKAGES = {
    "accounts.Account_groups": Table("Django's; empty.", {}, owner="account", lasts=Lasts.PERSON, erasure=GONE),
    "accounts.Account_user_permissions": Table(
        "Django's: single rights in the staff pages.", {}, owner="account", seen=OPERATOR, erasure=GONE
    ),
    "account.EmailAddress": Table(
        "Addresses by which a person comes in.",
        {"email": _("e-mail address"), "verified": _("confirmed"), "primary": _("the main one")},
        owner="user",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("My e-mail address"),
        erasure=GONE,
    ),
    "account.EmailConfirmation": Table(
        "Not used: addresses are confirmed by codes.", {}, owner="email_address__user", erasure=GONE
    ),
    "mfa.Authenticator": Table(
        "A passkey, an app or recovery codes.",
        {"type": _("kind"), "created_at": _("made"), "last_used_at": _("last used")},
        owner="user",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("My passkeys and second step"),
        erasure=GONE,
    ),
    "usersessions.UserSession": Table(
        "Where somebody is signed in.",
        {
            "created_at": _("signed in"),
            "ip": Column(_("from"), erasure=GONE),
            "user_agent": _("browser"),
        },
        owner="user",
        seen=OWNER,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("Where I am signed in"),
        erasure=GONE,
        ends=(Ends(NETWORK_LASTS, "created_at", ~Q(ip=NO_NETWORK), {"ip": NO_NETWORK}),),
    ),
    "sessions.Session": Table(
        "What a browser and the site remember between two pages.", {}, lasts=Lasts.SITE, ends=(Ends(0, "expire_date"),)
    ),
    "admin.LogEntry": Table(
        "What an operator changed in the staff pages; without names of things.",
        {},
        owner="user",
        seen=OPERATOR,
        erasure=GONE,
        ends=(Ends(365, "action_time"),),
    ),
    "guardian.UserObjectPermission": Table("Not used: powers are `groups.GroupPower`.", {}, owner="user", erasure=GONE),
    "guardian.GroupObjectPermission": Table("Not used.", {}),
    "auth.Permission": Table("The names of rights.", {}, lasts=Lasts.SITE),
    "auth.Group": Table("Not used.", {}, lasts=Lasts.SITE),
    "auth.Group_permissions": Table("Not used.", {}, lasts=Lasts.SITE),
    "contenttypes.ContentType": Table("The names of tables.", {}, lasts=Lasts.SITE),
    "django_migrations": Table("Which changes of the tables were made.", {}, lasts=Lasts.SITE),
}
DATA = _PERSON | _PACKAGES
