import uuid

from django.conf import settings
from django.db import migrations, models

from supportgroups.lib.constraints import Agrees, AppendOnly
from supportgroups.lib.migrations_sql import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("personas", "0001_initial"),
        ("personas", "0002_kept_words"),
        ("personas", "0003_looks"),
        ("personas", "0004_unmasking_in_time"),
        ("personas", "0005_contact_cards"),
        ("personas", "0006_fees"),
        ("personas", "0007_office_holders"),
        ("personas", "0008_office_words"),
        ("personas", "0009_codes_by_currency"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Space",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("parent", models.ForeignKey(editable=False, null=True, on_delete=models.PROTECT, related_name="+", to="personas.space")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"), name="space_not_in_itself"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Persona",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("space", models.ForeignKey(editable=False, on_delete=models.PROTECT, related_name="+", to="personas.space")),
                        ("group_space", models.ForeignKey(editable=False, on_delete=models.PROTECT, related_name="+", to="personas.space")),
                        ("handle", models.CharField(blank=True, max_length=30, verbose_name="name")),
                        ("about", models.TextField(blank=True, max_length=1000, verbose_name="about me")),
                        ("pronouns", models.CharField(blank=True, db_default="", default="", max_length=30, verbose_name="pronouns")),
                        ("picture", models.UUIDField(editable=False, null=True, unique=True)),
                        ("picture_file", models.CharField(blank=True, db_default="", default="", editable=False, max_length=80)),
                        ("state", models.CharField(choices=[("active", "active"), ("blanked", "blanked"), ("memorial", "in memory")], default="active", editable=False, max_length=10)),
                        ("made_on", models.DateField(editable=False)),
                        ("renamed_on", models.DateField(editable=False, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group_space", "state"], name="persona_of_group"),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("state__in", ["active", "blanked", "memorial"])), name="persona_state"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "blanked"), ("handle", ""), ("about", "")),
                                    models.Q(models.Q(("state", "blanked"), _negated=True), models.Q(("handle", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="persona_blanked_has_no_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state", "blanked"), _negated=True), models.Q(("picture__isnull", True), ("pronouns", ""), ("renamed_on__isnull", True)), _connector="OR"),
                                name="persona_blanked_has_no_looks",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("picture__isnull", True), ("picture_file", "")), models.Q(("picture__isnull", False), models.Q(("picture_file", ""), _negated=True)), _connector="OR"
                                ),
                                name="persona_picture_has_its_file",
                            ),
                            models.UniqueConstraint(fields=("id", "group_space"), name="persona_key_group"),
                            models.UniqueConstraint(fields=("id", "space"), name="persona_key_space"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handle",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group_space", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.space")),
                        ("handle_key", models.CharField(max_length=100)),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("until", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group_space", "handle_key"), name="handle_taken_once"),
                            models.UniqueConstraint(condition=models.Q(("until__isnull", True)), fields=("persona",), name="handle_worn_once"),
                            models.CheckConstraint(condition=models.Q(("handle_key", ""), _negated=True), name="handle_has_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CardOpening",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group_space", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.space")),
                        ("persona", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("opened_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("reason", models.TextField(max_length=2000)),
                        ("opened_at", models.DateTimeField()),
                        ("reviewed_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("reviewed_at", models.DateTimeField(null=True)),
                        ("review", models.TextField(blank=True, max_length=2000)),
                        ("chased_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group_space", "-opened_at", "-id"], name="cardopening_of_group"),
                            models.Index(fields=["persona", "-opened_at"], name="cardopening_of_persona"),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="cardopening_has_reason"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("review", ""), ("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                                    models.Q(
                                        ("reviewed_at__gte", models.F("opened_at")),
                                        ("reviewed_by__isnull", False),
                                        models.Q(("reviewed_by", models.F("opened_by")), _negated=True),
                                        models.Q(("review", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cardopening_reviewed_by_another",
                            ),
                            Agrees(columns={"group_space": "group_space"}, name="cardopening_persona_of_group", via="persona"),
                            Agrees(columns={"group_space": "group_space"}, name="cardopening_opened_by_of_group", via="opened_by"),
                            Agrees(columns={"group_space": "group_space"}, name="cardopening_reviewed_by_of_group", via="reviewed_by"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChainEntry",
                    fields=[
                        ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("previous", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                        ("kind", models.CharField(max_length=40)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name_plural": "chain entries",
                        "ordering": ["seq"],
                        "constraints": [
                            models.UniqueConstraint(fields=("previous",), name="chain_one_after_each"),
                            models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="chain_counts_from_one"),
                            AppendOnly(name="chain_append_only"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChainDetail",
                    fields=[
                        ("entry", models.OneToOneField(on_delete=models.PROTECT, primary_key=True, related_name="detail", serialize=False, to="personas.chainentry")),
                        ("salt", models.CharField(blank=True, max_length=64)),
                        ("detail", models.JSONField(null=True)),
                        ("erased_under", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("erased_under", ""), models.Q(("salt", ""), _negated=True), ("detail__isnull", False)),
                                    models.Q(models.Q(("erased_under", ""), _negated=True), ("salt", ""), ("detail__isnull", True)),
                                    _connector="OR",
                                ),
                                name="chain_detail_erased_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChainHead",
                    fields=[
                        ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ("seq", models.BigIntegerField(default=0)),
                        ("link", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="chain_one_head"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeptWords",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("words", models.JSONField()),
                        ("version", models.BigIntegerField()),
                        ("saved_at", models.DateTimeField()),
                        ("group", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.space")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("place", models.CharField(max_length=80)),
                    ],
                    options={
                        "verbose_name_plural": "kept words",
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "persona", "place"), name="kept_once_a_place"),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="kept_counts_from_one"),
                            Agrees(columns={"group": "group_space"}, name="kept_in_its_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.space")),
                        ("kind", models.CharField(max_length=40)),
                        ("subject_id", models.BigIntegerField()),
                        ("persona", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="+", to="personas.persona")),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group", "at"], name="event_of_group"),
                            models.Index(fields=["kind", "subject_id"], name="event_of_subject"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("group", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.space")),
                        ("kind", models.CharField(max_length=40)),
                        ("subject_id", models.BigIntegerField()),
                        ("made_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["persona", "-made_at"], name="notice_newest"),
                            models.Index(condition=models.Q(("sent_at__isnull", True)), fields=["made_at"], name="notice_unsent"),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("read_at__isnull", True), ("read_at__gte", models.F("made_at")), _connector="OR"), name="notice_read_later"),
                            models.CheckConstraint(condition=models.Q(("sent_at__isnull", True), ("sent_at__gte", models.F("made_at")), _connector="OR"), name="notice_sent_later"),
                            Agrees(columns={"group": "group_space"}, name="notice_of_its_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("persona", models.ForeignKey(on_delete=models.PROTECT, related_name="standings", to="personas.persona")),
                        ("group_space", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.space")),
                        ("kind", models.CharField(choices=[("silence", "silence"), ("suspension", "suspension"), ("removal", "removal")], max_length=10)),
                        ("since", models.DateTimeField()),
                        ("until", models.DateTimeField(blank=True, null=True)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("lifted_at__isnull", True)), fields=["group_space", "kind"], name="standing_open_in_group"),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("kind__in", ["silence", "suspension", "removal"])), name="standing_kind"),
                            models.CheckConstraint(condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"), name="standing_ends_later"),
                            models.CheckConstraint(condition=models.Q(("lifted_at__isnull", True), ("lifted_at__gte", models.F("since")), _connector="OR"), name="standing_lifted_later"),
                            models.UniqueConstraint(condition=models.Q(("lifted_at__isnull", True)), fields=("persona", "kind"), name="standing_one_open"),
                            Agrees(columns={"group_space": "group_space"}, name="standing_of_its_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unmasking",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group_space", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.space")),
                        ("persona", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("asked_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("reason", models.TextField(max_length=2000)),
                        ("asked_at", models.DateTimeField()),
                        ("agreed_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("opened_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("tell_days", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ("delay_reason", models.TextField(blank=True, db_default="", default="", max_length=2000)),
                        ("told_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group_space", "-asked_at", "-id"], name="unmasking_of_group"),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="unmasking_has_reason"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_by__isnull", True), ("opened_at__isnull", True)),
                                    models.Q(("agreed_by__isnull", False), ("opened_at__gte", models.F("asked_at")), models.Q(("agreed_by", models.F("asked_by")), _negated=True)),
                                    _connector="OR",
                                ),
                                name="unmasking_takes_two",
                            ),
                            models.CheckConstraint(condition=models.Q(("opened_at__isnull", True), ("closed_at__isnull", True), _connector="OR"), name="unmasking_opened_or_closed"),
                            models.CheckConstraint(
                                condition=models.Q(("tell_days", 0), models.Q(("tell_days__lte", 30), models.Q(("delay_reason", ""), _negated=True)), _connector="OR"),
                                name="unmasking_delay_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("told_at__isnull", True), models.Q(("opened_at__isnull", False), ("told_at__gte", models.F("opened_at"))), _connector="OR"),
                                name="unmasking_told_of_what_was_seen",
                            ),
                            models.UniqueConstraint(condition=models.Q(("closed_at__isnull", True), ("opened_at__isnull", True)), fields=("persona",), name="unmasking_one_waiting"),
                            Agrees(columns={"group_space": "group_space"}, name="unmasking_persona_of_group", via="persona"),
                            Agrees(columns={"group_space": "group_space"}, name="unmasking_asked_by_of_group", via="asked_by"),
                            Agrees(columns={"group_space": "group_space"}, name="unmasking_agreed_by_of_group", via="agreed_by"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ownership",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("account", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("persona", models.OneToOneField(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("space", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.space")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("account", "space"), name="one_face_in_a_space"),
                            Agrees(columns={"space": "space"}, name="face_of_its_space", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactCard",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ownership", models.OneToOneField(on_delete=models.CASCADE, related_name="+", to="personas.ownership")),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("phone", models.CharField(blank=True, max_length=60)),
                        ("somebody", models.CharField(blank=True, max_length=240)),
                        ("written_on", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("name", ""), ("phone", ""), ("somebody", ""), _negated=True), name="card_says_something"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentCode",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("code", models.CharField(max_length=9, unique=True)),
                        ("is_current", models.BooleanField(db_default=True, default=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("is_current", True)), fields=("persona",), name="one_current_code"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficeHolder",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("account", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("office", models.UUIDField(unique=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="OfficeWords",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("words", models.JSONField()),
                        ("version", models.BigIntegerField()),
                        ("saved_at", models.DateTimeField()),
                        ("holder", models.OneToOneField(on_delete=models.CASCADE, related_name="+", to="personas.officeholder")),
                    ],
                    options={
                        "verbose_name_plural": "office words",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="office_words_count_from_one"),
                        ],
                    },
                ),
            ],
        ),
    ]
