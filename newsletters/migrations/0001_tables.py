import uuid

from django.db import migrations, models

from supportgroups.lib.constraints import Agrees
from supportgroups.lib.migrations_sql import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("newsletters", "0001_initial"),
        ("newsletters", "0002_each_reply"),
    ]

    dependencies = [
        ("groups", "0001_tables"),
        ("personas", "0001_tables"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="DigestPreference",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("persona", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="+", serialize=False, to="personas.persona")),
                        (
                            "cadence",
                            models.CharField(
                                choices=[
                                    ("none", "Nothing"),
                                    ("notices", "Only what is addressed to me, such as word from a facilitator"),
                                    ("each", "When somebody answers me, at most once an hour"),
                                    ("daily", "A summary once a day"),
                                    ("weekly", "A summary once a week"),
                                    ("monthly", "A summary once a month"),
                                ],
                                default="none",
                                max_length=8,
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                choices=[
                                    ("nothing", "Only that there is something new"),
                                    ("counts", "How much is new"),
                                    ("titles", "The titles of threads"),
                                    ("text", "The words themselves, with the names of those who wrote them"),
                                ],
                                default="nothing",
                                max_length=8,
                            ),
                        ),
                        ("hour", models.PositiveSmallIntegerField(default=8)),
                        ("weekday", models.PositiveSmallIntegerField(default=6)),
                        ("next_at", models.DateTimeField(blank=True, null=True)),
                        ("told_up_to", models.DateTimeField()),
                        ("asked_at", models.DateTimeField()),
                        ("followed_next_at", models.DateTimeField(blank=True, null=True)),
                        ("followed_up_to", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="digest_due"),
                            models.Index(condition=models.Q(("cadence", "each")), fields=["group"], name="digest_each_in_group"),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("hour__lte", 23), ("weekday__lte", 6)), name="digest_hour_of_a_day"),
                            models.CheckConstraint(condition=models.Q(("cadence__in", ("none", "notices", "each", "daily", "weekly", "monthly"))), name="digest_cadence_known"),
                            models.CheckConstraint(condition=models.Q(("says__in", ("nothing", "counts", "titles", "text"))), name="digest_says_known"),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("cadence__in", ("daily", "weekly", "monthly")), _negated=True), ("next_at__isnull", False), _connector="OR"),
                                name="digest_regular_has_its_next",
                            ),
                            Agrees(columns={"group": "group_space"}, name="digestpreference_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("daily", "once a day"),
                                    ("weekly", "once a week"),
                                    ("monthly", "once a month"),
                                    ("each", "an answer"),
                                    ("notice", "something addressed to me"),
                                    ("followed", "a reply in a thread I follow"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("period", models.CharField(max_length=40)),
                        ("covers_from", models.DateTimeField()),
                        ("covers_to", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("gone_at", models.DateTimeField(blank=True, null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("gone_at__isnull", True), ("handed_over_at__isnull", True)), fields=["due_at", "id"], name="digest_waiting"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "persona", "kind", "period"), name="digest_once_a_period"),
                            models.CheckConstraint(condition=models.Q(("handed_over_at__isnull", True), ("claimed_at__isnull", False), _connector="OR"), name="digest_handed_by_claimer"),
                            models.CheckConstraint(
                                condition=models.Q(("sent_at__isnull", True), models.Q(("gone_at__isnull", True), ("handed_over_at__isnull", False)), _connector="OR"),
                                name="digest_sent_was_handed_over",
                            ),
                            models.CheckConstraint(condition=models.Q(("covers_from__lte", models.F("covers_to"))), name="digest_covers_a_time"),
                            Agrees(columns={"group": "group_space"}, name="digest_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NewsletterIssue",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="newsletter_issues", to="groups.supportgroup")),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=160)),
                        ("source", models.TextField()),
                        ("html", models.TextField()),
                        ("renderer", models.PositiveSmallIntegerField()),
                        ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("published_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "number"), name="issue_number_once"),
                            models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="issue_number_from_one"),
                            Agrees(columns={"group": "group_space"}, name="issue_by_group", via="by"),
                        ],
                    },
                ),
            ],
        ),
    ]
