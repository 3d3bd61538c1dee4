"""What members read in their group's log of the work at the desk: that it was done, never what, or about whom."""

from django.utils.translation import gettext_lazy as lazy

LOGGED = {
    "moderation.decided": lazy("Something was decided at the desk."),
    "moderation.released": lazy("A post that waited was let through."),
}
