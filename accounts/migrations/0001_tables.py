from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Lower

import accounts.models
from supportgroups.lib.migrations_sql import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_letter_marks"),
        ("accounts", "0003_exports"),
        ("accounts", "0004_erasures"),
        ("accounts", "0005_ways_in"),
        ("accounts", "0006_warned_words"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "is_superuser",
                            models.BooleanField(default=False, help_text="Designates that this user has all permissions without explicitly assigning them.", verbose_name="superuser status"),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                        ("is_staff", models.BooleanField(default=False)),
                        ("is_active", models.BooleanField(default=True)),
                        ("zone", models.CharField(default=accounts.models.default_zone, max_length=64)),
                        ("language", models.CharField(default=accounts.models.default_language, max_length=16)),
                        ("is_discreet", models.BooleanField(default=True)),
                        ("note_rules", models.JSONField(blank=True, default=dict)),
                        ("warned_words", models.TextField(blank=True)),
                        ("made_on", models.DateField(default=accounts.models.today, editable=False)),
                        ("opens_by_mail", models.BooleanField(db_default=True, default=True)),
                        ("way_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asks_again_after",
                            models.PositiveSmallIntegerField(choices=[(0, "Do not ask"), (5, "After 5 minutes"), (15, "After 15 minutes"), (60, "After an hour")], db_default=0, default=0),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True, help_text="Specific permissions for this user.", related_name="user_set", related_query_name="user", to="auth.permission", verbose_name="user permissions"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "account",
                        "verbose_name_plural": "accounts",
                        "constraints": [
                            models.UniqueConstraint(Lower("email"), name="account_email_any_case"),
                            models.CheckConstraint(condition=models.Q(("asks_again_after__in", (0, 5, 15, 60))), name="account_away_by_choice"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("account", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("kind", models.CharField(max_length=60)),
                        ("sealed", models.TextField()),
                        ("mark", models.CharField(blank=True, db_default="", max_length=32)),
                        ("due_at", models.DateTimeField()),
                        ("until", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("gone_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("gone_at", None), ("sent_at", None)), fields=["due_at"], name="letter_due"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("gone_at", None), ("sent_at", None), models.Q(("sealed", ""), _negated=True)),
                                    models.Q(models.Q(("gone_at", None), ("sent_at", None), _negated=True), ("sealed", "")),
                                    _connector="OR",
                                ),
                                name="letter_sealed_until_done",
                            ),
                            models.CheckConstraint(condition=models.Q(("sent_at", None), ("gone_at", None), _connector="OR"), name="letter_sent_or_gone"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mailbox",
                    fields=[
                        ("account", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="+", serialize=False, to=settings.AUTH_USER_MODEL)),
                        ("score", models.FloatField(default=0)),
                        ("scored_on", models.DateField(blank=True, null=True)),
                        ("paused_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Export",
                    fields=[
                        ("account", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="+", serialize=False, to=settings.AUTH_USER_MODEL)),
                        ("asked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("file", models.CharField(blank=True, max_length=120)),
                        ("ready_at", models.DateTimeField(null=True)),
                        ("runs_out_at", models.DateTimeField(null=True)),
                        ("fetched_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("ready_at", None)), fields=["due_at"], name="export_due"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file", ""), ("ready_at", None), ("runs_out_at", None)),
                                    models.Q(("ready_at__isnull", False), ("runs_out_at__gt", models.F("ready_at")), ("runs_out_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="export_ready_has_its_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fetched_at", None), models.Q(("fetched_at__gte", models.F("ready_at")), ("file", ""), ("ready_at__isnull", False)), _connector="OR"),
                                name="export_fetched_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
                    fields=[
                        ("account", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="+", serialize=False, to=settings.AUTH_USER_MODEL)),
                        ("asked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("due_at__gt", models.F("asked_at"))), name="erasure_leaves_time_to_come_back"),
                        ],
                    },
                ),
            ],
        ),
    ]
