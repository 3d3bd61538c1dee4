from django.db import migrations
from django.db.models import Exists, F, OuterRef, Subquery


def under_the_name_it_began_with(apps, schema_editor):
    """Threads that began under a name for them alone: whoever asked or settled there as their beginner bears it.

    Only who facilitates can have settled another's thread. A poll that came with a joined thread stays as it is.
    """
    Thread, Poll, Settled, Merger = (
        apps.get_model("forums", name) for name in ("Thread", "Poll", "Settled", "Merger")
    )
    Appointment = apps.get_model("groups", "Appointment")
    began = Thread.objects.filter(pk=OuterRef("thread_id")).values("author_id")[:1]
    threads = Thread.objects.filter(space__isnull=False).exclude(author__space_id=F("group_id"))
    joined = Merger.objects.filter(into_id=OuterRef("thread_id"))
    Poll.objects.filter(~Exists(joined), thread__in=threads.values("pk")).update(made_by=Subquery(began))
    looks_after = Appointment.objects.filter(membership__persona_id=OuterRef("made_by_id"))
    Settled.objects.filter(~Exists(looks_after), thread__in=threads.values("pk")).update(made_by=Subquery(began))


class Migration(migrations.Migration):

    dependencies = [
        ("forums", "0025_notes_of_any_length"),
        ("groups", "0033_runs_that_follow"),
    ]

    operations = [
        migrations.RunPython(under_the_name_it_began_with, migrations.RunPython.noop),
    ]
