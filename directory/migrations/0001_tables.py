import uuid

from django.db import migrations, models

from supportgroups.lib.migrations_sql import CreateTextIndex, CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("directory", "0001_initial"),
        ("directory", "0002_words_sorted_sooner"),
    ]

    dependencies = [
        ("groups", "0001_tables"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("key", models.SlugField(max_length=80, unique=True)),
                        ("name", models.CharField(max_length=160)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Listing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.OneToOneField(blank=True, null=True, on_delete=models.CASCADE, related_name="listing", to="groups.supportgroup")),
                        ("source", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="listings", to="directory.source")),
                        ("key", models.CharField(blank=True, max_length=200)),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "medium",
                            models.CharField(
                                choices=[("here", "In writing, here"), ("online", "Online"), ("place", "In a place"), ("both", "Online and in a place"), ("ask", "They say where when you ask")],
                                default="here",
                                max_length=8,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=255)),
                        ("region", models.CharField(blank=True, max_length=255)),
                        ("zone", models.CharField(blank=True, max_length=64)),
                        ("url", models.URLField(blank=True, max_length=500)),
                        ("join_url", models.URLField(blank=True, max_length=500)),
                        ("facts", models.JSONField(blank=True, default=dict)),
                        ("is_paused", models.BooleanField(default=False)),
                        ("is_gone", models.BooleanField(default=False)),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["confirmed_on"], name="listing_by_confirmed"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("group__isnull", False), ("key", ""), ("name", ""), ("source__isnull", True)),
                                    models.Q(("group__isnull", True), ("source__isnull", False), models.Q(("key", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="listing_is_ours_or_elsewhere",
                            ),
                            models.UniqueConstraint(condition=models.Q(("source__isnull", False)), fields=("source", "key"), name="listing_key_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Concern",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("listing", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="concerns", to="directory.listing")),
                        ("slug", models.SlugField(max_length=60)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["listing"], name="concern_by_listing"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("slug", "listing"), name="concern_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signal",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("kind", models.CharField(max_length=24)),
                        ("week_on", models.DateField()),
                        ("value", models.FloatField()),
                        ("events", models.PositiveIntegerField()),
                        ("band", models.CharField(blank=True, max_length=16)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "kind", "week_on"), name="signal_once_a_week"),
                        ],
                    },
                ),
            ],
        ),
        CreateTextIndex(
            name="directory_words",
            scope=False,
            typos=True,
        ),
    ]
