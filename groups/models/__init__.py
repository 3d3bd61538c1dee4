"""The tables of the door: groups, who belongs to them, how they came in and what they agreed to."""

from groups.models.admission import AdmissionMessage, AdmissionRequest, AdmissionStep
from groups.models.caring import Grant, LogEntry, Need, Offer
from groups.models.closing import Closing
from groups.models.door import AdmissionPolicy, Agreement, Consent, Signature
from groups.models.fees import Fee, FeeAccount, FeePayment, FeeWaiver
from groups.models.group import GroupPower, Host, OldSlug, SupportGroup
from groups.models.hiding import Hiding
from groups.models.hosting import Helplines, HostDefaults, Office
from groups.models.invitations import Invitation, InvitationUse
from groups.models.membership import Appointment, CohortSeat, FacilitatorWeek, Membership
from groups.models.questions import AdmissionAnswer, AdmissionQuestion
from groups.models.runs import Cohort, CohortStep

__all__ = [
    "AdmissionAnswer",
    "AdmissionMessage",
    "AdmissionPolicy",
    "AdmissionQuestion",
    "AdmissionRequest",
    "AdmissionStep",
    "Agreement",
    "Appointment",
    "Closing",
    "Cohort",
    "CohortSeat",
    "CohortStep",
    "Consent",
    "FacilitatorWeek",
    "Fee",
    "FeeAccount",
    "FeePayment",
    "FeeWaiver",
    "Grant",
    "GroupPower",
    "Helplines",
    "Hiding",
    "Host",
    "HostDefaults",
    "Invitation",
    "InvitationUse",
    "LogEntry",
    "Membership",
    "Need",
    "Offer",
    "Office",
    "OldSlug",
    "Signature",
    "SupportGroup",
]
