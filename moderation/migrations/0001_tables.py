import uuid

from django.db import migrations, models

from supportgroups.lib.constraints import Agrees, AppendOnly
from supportgroups.lib.migrations_sql import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("moderation", "0001_initial"),
        ("moderation", "0002_escalation"),
        ("moderation", "0003_answers_to_new_groups"),
        ("moderation", "0004_removals"),
    ]

    dependencies = [
        ("forums", "0001_tables"),
        ("groups", "0001_tables"),
        ("personas", "0001_tables"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Removal",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("about", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("reason", models.TextField(blank=True, max_length=2000)),
                        ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("at", models.DateTimeField()),
                        ("until", models.DateTimeField(blank=True, null=True)),
                        ("lifted_by", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group", "-at", "-id"], name="removal_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("lifted_at__isnull", True)), fields=("about",), name="removal_standing_once"),
                            models.CheckConstraint(condition=models.Q(("until__isnull", True), ("until__gt", models.F("at")), _connector="OR"), name="removal_ends_later"),
                            models.CheckConstraint(condition=models.Q(("about", models.F("by")), _negated=True), name="removal_of_somebody_else"),
                            models.CheckConstraint(condition=models.Q(("lifted_at__isnull", True), ("lifted_at__gte", models.F("at")), _connector="OR"), name="removal_lifted_later"),
                            Agrees(columns={"group": "group_space"}, name="removal_about_group", via="about"),
                            Agrees(columns={"group": "group_space"}, name="removal_by_group", via="by"),
                            Agrees(columns={"group": "group_space"}, name="removal_lifted_by_group", via="lifted_by"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("post", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="cases", to="forums.post")),
                        ("about", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("is_urgent", models.BooleanField(default=False)),
                        ("opened_at", models.DateTimeField()),
                        ("escalate_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_by", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("closed_at__isnull", True)), fields=["group", "-is_urgent", "opened_at", "id"], name="case_queue"),
                            models.Index(condition=models.Q(("escalate_at__isnull", False)), fields=["escalate_at"], name="case_to_escalate"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("closed_at__isnull", True), ("post__isnull", False)), fields=("group", "post"), name="case_open_post"),
                            models.UniqueConstraint(condition=models.Q(("closed_at__isnull", True), ("post__isnull", True)), fields=("group", "about"), name="case_open_face"),
                            models.UniqueConstraint(fields=("id", "group"), name="case_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)), models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)), _connector="OR"
                                ),
                                name="case_taken_has_its_time",
                            ),
                            models.CheckConstraint(condition=models.Q(("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"), name="case_closed_later"),
                            Agrees(columns={"group": "group"}, name="case_post_group", via="post"),
                            Agrees(columns={"group": "group_space"}, name="case_about_group", via="about"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("case", models.ForeignKey(on_delete=models.CASCADE, related_name="reports", to="moderation.case")),
                        ("reporter", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("unkind", "It is unkind"),
                                    ("personal", "It tells personal details about somebody"),
                                    ("worried", "I am worried about this person"),
                                    ("methods", "It describes ways to come to harm"),
                                    ("selling", "It sells or advertises something"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "reporter"), name="report_once_a_case"),
                            Agrees(columns={"group": "group"}, name="report_case_group", via="case"),
                            Agrees(columns={"group": "group_space"}, name="report_reporter_group", via="reporter"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("case", models.ForeignKey(on_delete=models.PROTECT, related_name="decisions", to="moderation.case")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("stays", "The post stays"), ("hidden", "Hide the post"), ("removed", "Take the post away for good"), ("released", "Show the post again")], max_length=10
                            ),
                        ),
                        ("silence_days", models.PositiveSmallIntegerField(default=0)),
                        ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("verdict__in", ("stays", "hidden", "removed", "released"))), name="decision_verdict"),
                            models.CheckConstraint(condition=models.Q(models.Q(("verdict", "released"), _negated=True), ("silence_days", 0), _connector="OR"), name="decision_release_is_kind"),
                            Agrees(columns={"group": "group"}, name="decision_case_group", via="case"),
                            Agrees(columns={"group": "group_space"}, name="decision_by_group", via="by"),
                            AppendOnly(name="decision_only_added"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reason",
                    fields=[
                        ("decision", models.OneToOneField(on_delete=models.PROTECT, primary_key=True, related_name="reason", serialize=False, to="moderation.decision")),
                        ("text", models.TextField(max_length=2000)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="decision_reason_has_words"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("post", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="hold", serialize=False, to="forums.post")),
                        ("why", models.CharField(max_length=240)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="hold_post_group", via="post"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AlertWord",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="alert_words", to="groups.supportgroup")),
                        ("word", models.CharField(help_text="A word or a few. Small and capital letters are the same.", max_length=60)),
                        ("holds", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "word"), name="alert_word_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        ("group", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="approval", serialize=False, to="groups.supportgroup")),
                        ("asked_at", models.DateTimeField()),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("approved_at__isnull", True), ("declined_at__isnull", True)), fields=["asked_at"], name="approval_waiting"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("declined_at__isnull", True), models.Q(("approved_at__isnull", True), models.Q(("note", ""), _negated=True)), _connector="OR"),
                                name="approval_declined_has_its_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
