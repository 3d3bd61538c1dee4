"""Doors and ground rules to begin with, by what kind of group it is. All of it can be changed later."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.actions.founding import Charter, FirstRun
from groups.models import AdmissionPolicy, SupportGroup

Door = AdmissionPolicy.Door


@dataclass(frozen=True)
class Beginning:
    """A kind of group: what it is called, what it comes with in a sentence, and its values.

    `rules`: its ground rules; empty for those that any group begins with. `question`: what its door asks.
    """

    label: str | Promise
    says: str | Promise
    door: str
    rules: str | Promise = ""
    question: str | Promise = ""
    answer_days: int = 3
    capacity: int | None = None
    keeps_list: bool = False
    offers_first: bool = False
    least_age: int | None = None
    formed: str = SupportGroup.Formed.PEER
    first_run: FirstRun | None = None

    def charter(self) -> Charter:
        """In the founder's language."""
        return Charter(
            rules=str(self.rules),
            question=str(self.question),
            answer_days=self.answer_days,
            capacity=self.capacity,
            keeps_list=self.keeps_list,
            offers_first=self.offers_first,
            least_age=self.least_age,
            formed=self.formed,
            first_run=self.first_run,
        )


BEGINNINGS: dict[str, Beginning] = {
    "peer": Beginning(
        _("People with the same experience"),
        _("Anyone may join. No limit on places."),
        Door.OPEN,
    ),
    "carers": Beginning(
        _("People who look after somebody"),
        _("Anyone may join. The rules keep the person looked after private."),
        Door.OPEN,
        rules=_(
            "- We speak of our own lives, and give advice when somebody asks for it.\n"
            "- The person we look after has a right to privacy: no names, and no pictures of them.\n"
            "- What is written here stays here.\n"
            "- Being tired, angry or away for weeks needs no apology.\n"
            "- If a day is dangerous, we look under “Help now”: this group is too slow for that."
        ),
    ),
    "twelve_step": Beginning(
        _("A twelve-step fellowship"),
        _("Anyone may join who has the wish to stop. No cross-talk."),
        Door.OPEN,
        rules=_(
            "- The only thing you need to come in is the wish to stop.\n"
            "- We share our own experience, strength and hope. We do not comment on what others share.\n"
            "- Who you see here and what you read here stays here.\n"
            "- We belong to no party, church or clinic, and take no sides.\n"
            "- If a day is dangerous, we look under “Help now”, or ring our sponsor."
        ),
    ),
    "cohort": Beginning(
        _("A group with a professional, few people, same start and end"),
        _("You answer each request. 8 people, from 18, for ten weeks that start in three; with a waiting list."),
        Door.REQUEST,
        question=_("What would you like these weeks to help you with?"),
        answer_days=7,
        first_run=FirstRun(starts_in=3, weeks=10, places=8, sealed_after_week=2),
        keeps_list=True,
        offers_first=True,
        least_age=18,
        formed=SupportGroup.Formed.PROFESSIONAL,
    ),
    "identity": Beginning(
        _("People who share an identity, and need a room of their own"),
        _("You answer each request. Nobody has to prove who they are."),
        Door.REQUEST,
        question=_("In a sentence: what makes this group yours? You need not prove anything."),
        rules=_(
            "- We believe each other about who we are.\n"
            "- Nobody is asked for proof, an old name, or a picture.\n"
            "- We give advice when somebody asks for it.\n"
            "- What is written here stays here: to tell who is here can put somebody in danger.\n"
            "- If a day is dangerous, we look under “Help now”: this group is too slow for that."
        ),
    ),
}
