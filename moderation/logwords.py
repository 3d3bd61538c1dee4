"""What members read in their group's log of the work at the desk: that it was done, never what, or about whom."""

from django.utils.translation import gettext_lazy as lazy

from moderation.actions.appealing import ANSWERED
from moderation.actions.removing import LIFTED, REMOVED

LOGGED = {
    "moderation.decided": lazy("Something was decided at the desk."),
    REMOVED: lazy("Somebody was removed from the group, and told why."),
    LIFTED: lazy("Somebody who was removed may come back."),
    ANSWERED: lazy("What had been decided at the desk was looked at once more, and answered."),
    "moderation.released": lazy("A post that waited was let through."),
}
