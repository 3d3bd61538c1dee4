from django.db import migrations, models
from django.db.models import Count, OuterRef, Subquery

COUNTERS = {"read": "said_read", "thanks": "said_thanks", "me-too": "said_me_too", "thinking": "said_thinking"}


def count(apps, _schema_editor):
    """By what has been said so far; a post to which nothing was said is left alone."""
    post, response = apps.get_model("forums", "Post"), apps.get_model("forums", "Response")
    for kind, counter in COUNTERS.items():
        said = response.objects.filter(kind=kind)
        here = said.filter(group_id=OuterRef("group_id"), post_id=OuterRef("pk")).order_by().values("post")
        number = Subquery(here.annotate(number=Count("pk")).values("number"))
        post.objects.filter(pk__in=said.values("post")).update(**{counter: number})


class Migration(migrations.Migration):
    """What was said to a post without words is counted beside it, so that no page counts."""

    dependencies = [
        ("forums", "0022_words_with_their_group"),
    ]

    operations = [
        *[
            migrations.AddField(
                model_name="post",
                name=counter,
                field=models.PositiveIntegerField(db_default=0, default=0),
            )
            for counter in COUNTERS.values()
        ],
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
