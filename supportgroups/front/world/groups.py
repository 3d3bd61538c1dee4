"""The eight groups of the seed world: every kind of door, format and size."""

from __future__ import annotations

from dataclasses import dataclass

from supportgroups.front.world.script import flow


@dataclass(frozen=True)
class FacilitatorWords:
    """Who looks after a group: a peer, or a professional with a credential."""

    handle: str
    standing: str  # peer or professional
    credential: str = ""


@dataclass(frozen=True)
class ForumWords:
    """A room in a group; `cohort` names the run whose members alone see it, "" is for all."""

    slug: str
    title: str
    about: str
    cohort: str = ""


@dataclass(frozen=True)
class CohortWords:
    """A run of a group, its days counted back from today; one below zero is still to come."""

    slug: str
    title: str
    opened_days_ago: int
    starts_days_ago: int
    ends_days_ago: int
    places: int
    sealed_after_week: int
    read_only_weeks: int


@dataclass(frozen=True)
class GroupWords:
    """A group as its founders would describe it."""

    name: str
    slug: str
    code: str  # neutral: it stands in addresses and says nothing of the concern
    summary: str
    for_whom: str
    concerns: tuple[str, ...]
    run: str  # ongoing or cohort
    led_by: str  # peer, professional or both
    door: str  # open, by_request or by_invitation
    readership: str  # members or anyone
    founded_days_ago: int
    ground_rules: str
    welcome: str
    facilitators: tuple[FacilitatorWords, ...]
    forums: tuple[ForumWords, ...]
    host: str = ""
    language: str = "en"
    is_hidden: bool = False
    cohorts: tuple[CohortWords, ...] = ()
    questions: tuple[str, ...] = ()
    first_words: str = ""  # what newcomers are asked to write about
    uses: tuple[str, ...] = ("kinds", "mentions", "pictures", "polls")  # what its admins have turned on for talk


_TALK = ForumWords("talk", "Talk", "Anything, at any hour.")

CARERS = GroupWords(
    name="Looking after somebody",
    slug="carers-together",
    code="quiet-harbour-12",
    summary="For people who look after a parent, a partner, a child or a friend, and would like company in it.",
    for_whom=flow("""
        You look after somebody who could not manage without you. You need not live with them, and you need not call
        yourself a carer.
    """),
    concerns=("carers", "ageing-parents", "dementia-carers"),
    run="ongoing",
    led_by="peer",
    uses=("kinds", "mentions", "pictures", "polls", "thread_names"),
    door="open",
    readership="members",
    founded_days_ago=240,
    ground_rules=flow("""
        - We speak of our own lives.
        - We give advice only to those who ask for it.
        - What is written here stays here.
        - The person you look after has a right to privacy too: no names, please, and no pictures of them.
    """),
    welcome="You made it through the door, which is more than some weeks allow. Read first, if you like.",
    first_words="Who do you look after, and how was today?",
    facilitators=(FacilitatorWords("Lantern", "peer"),),
    forums=(_TALK, ForumWords("practical", "Practical things", "Forms, beds, hours, and who to ring.")),
    host="Harbour Street Community Trust",
)

LOW_DAYS = GroupWords(
    name="Low days",
    slug="low-days",
    code="amber-meadow-7",
    summary="For people who know low days, for a season or for as long as they can remember.",
    for_whom="You are low, or empty, or tired of pretending. You need no diagnosis to be here.",
    concerns=("depression", "mental-health", "loneliness"),
    run="ongoing",
    led_by="peer",
    door="open",
    readership="members",
    founded_days_ago=310,
    ground_rules=flow("""
        - We say what we did and how it was. We leave out "you need to" and "at least".
        - If a day is dangerous, we say so, and look under *Help now*: this room is too slow for that.
        - No details of ways to hurt oneself.
        - Nobody is ranked, and nobody has to get better to stay.
    """),
    welcome="Hello. Four sentences are plenty here. So is one. So is none.",
    facilitators=(FacilitatorWords("Wren", "peer"),),
    forums=(_TALK, ForumWords("nights", "Nights and mornings", "For the hours that are hardest.")),
)

AFTER_A_DEATH = GroupWords(
    name="After a death",
    slug="after-a-death",
    code="still-garden-31",
    summary="For people who have lost somebody, last month or years ago. The hospice looks after this room.",
    for_whom="Somebody you love has died. It does not matter how long ago, or what they were to you.",
    concerns=("bereavement", "loss-of-partner", "loss-of-parent", "loss-of-child"),
    run="ongoing",
    led_by="both",
    door="by_request",
    readership="members",
    founded_days_ago=290,
    ground_rules=flow("""
        - There is no right order, and no date to be better by.
        - We do not compare losses.
        - If something may be hard to read, put a note on it.
        - What is written here stays here.
    """),
    welcome="We are sorry that you have a reason to be here, and glad that you came in.",
    facilitators=(
        FacilitatorWords("Alder", "professional", "Bereavement counsellor at a hospice"),
        FacilitatorWords("Bramble", "peer"),
    ),
    forums=(_TALK, ForumWords("remembering", "Remembering", "For telling us about them.")),
    host="Stillwater Hospice",
    questions=(
        "Whom have you lost? A few words are enough.",
        "Is there anything we should know so that we can look after you well?",
    ),
)

CANCER = GroupWords(
    name="Cancer: ten weeks together",
    slug="cancer-ten-weeks",
    code="copper-bridge-4",
    summary="Eight people, ten weeks, one social worker. For anybody in treatment at a hospital near you.",
    for_whom="You are in treatment for cancer, or finished it less than three months ago.",
    concerns=("cancer", "breast-cancer", "after-cancer"),
    run="cohort",
    led_by="professional",
    door="by_request",
    readership="members",
    founded_days_ago=270,
    ground_rules=flow("""
        - Questions about your treatment go to your ward or your nurse.
        - Everything else may be said, also what is not brave.
        - We do not recommend or warn against medicines.
        - The room closes after ten weeks. For some weeks more, those who were there can read in it.
    """),
    welcome="Eight chairs, ten weeks. Take whichever chair you like.",
    facilitators=(FacilitatorWords("Morrow", "professional", "Social worker in oncology"),),
    forums=(
        ForumWords("spring", "Spring group", "The ten weeks of spring. Closed to new posts.", "spring"),
        ForumWords("autumn", "Autumn group", "The ten weeks that are running now.", "autumn"),
    ),
    host="Copper Bridge Hospital",
    cohorts=(
        CohortWords("spring", "Spring", 270, 252, 180, 8, 2, 52),
        CohortWords("autumn", "Autumn", 44, 24, -45, 8, 5, 12),
        CohortWords("winter", "Winter", 5, -40, -109, 8, 2, 12),
    ),
    questions=("Where in your treatment are you?", "What do you hope these ten weeks can be for you?"),
)

BACK_ROOM = GroupWords(
    name="The back room",
    slug="the-back-room",
    code="paper-lantern-58",
    summary="For people who are, or were, afraid of somebody at home.",
    for_whom="Somebody who knows you brought you here.",
    concerns=("domestic-abuse",),
    run="ongoing",
    led_by="peer",
    door="by_invitation",
    readership="members",
    founded_days_ago=225,
    ground_rules=flow("""
        - No places, workplaces or schools, and no plans with dates.
        - We never tell anybody to go, or to stay.
        - We believe each other.
        - Nobody outside is told that this room exists.
    """),
    welcome="You are with people who know. *Leave this site* is on every page.",
    facilitators=(FacilitatorWords("Ember", "peer"),),
    forums=(_TALK,),
    is_hidden=True,
)

ONE_DAY = GroupWords(
    name="One day",
    slug="one-day",
    code="river-stone-19",
    summary="For people who want to stop drinking, or have. One day at a time, no fees, no experts.",
    for_whom="You want to stop drinking. That is the whole of it.",
    concerns=("alcohol", "addiction"),
    run="ongoing",
    led_by="peer",
    door="open",
    readership="members",
    founded_days_ago=340,
    ground_rules=flow("""
        - We say how it was for us.
        - We do not count other people's days.
        - Nobody is turned away for coming back.
        - Whom you meet here and what you read here, let it stay here.
    """),
    welcome="The chair is warm and the coffee is for newcomers. Day one is a good day to come in.",
    facilitators=(FacilitatorWords("Tiller", "peer"),),
    forums=(_TALK, ForumWords("today", "Today", "Say that you are here.")),
)

DIABETES = GroupWords(
    name="Children with diabetes",
    slug="children-with-diabetes",
    code="window-seat-23",
    summary="For parents of children with type 1 diabetes: nights, schools, birthday cake, and ourselves.",
    for_whom="You bring up a child with diabetes, on your own or with somebody.",
    concerns=("child-with-diabetes", "diabetes", "ill-or-disabled-child"),
    run="ongoing",
    led_by="both",
    door="by_request",
    readership="members",
    founded_days_ago=265,
    ground_rules=flow("""
        - Doses and readings are for your own team: they know your child.
        - Children have a right to privacy: ages are fine, names are not.
        - Every parent here has done something they wish they had known better about. We are kind about it.
    """),
    welcome="Whatever hour it is, somebody here has been awake at it.",
    facilitators=(
        FacilitatorWords("Bobbin", "peer"),
        FacilitatorWords("Goldfinch", "professional", "Children's diabetes nurse"),
    ),
    forums=(_TALK, ForumWords("school", "School and parties", "Teachers, trips, other people's kitchens.")),
    questions=("How old is your child, and how long have you known?",),
    host="Copper Bridge Hospital",
)

RINGING = GroupWords(
    name="Ringing ears",
    slug="ringing-ears",
    code="garden-gate-40",
    summary="A new, small room for people with tinnitus.",
    for_whom="You hear something that nobody else hears.",
    concerns=("hearing-loss",),
    run="ongoing",
    led_by="peer",
    door="open",
    readership="members",
    founded_days_ago=35,
    ground_rules=flow("""
        - Nobody sells a cure here.
        - We speak of our own ears.
        - "Loud today" is a whole post.
    """),
    welcome="It is quiet in here, in the one way that ears like ours are not. You are very welcome.",
    facilitators=(FacilitatorWords("Bittern", "peer"),),
    forums=(_TALK,),
)

GROUPS: tuple[GroupWords, ...] = (CARERS, LOW_DAYS, AFTER_A_DEATH, CANCER, BACK_ROOM, ONE_DAY, DIABETES, RINGING)
