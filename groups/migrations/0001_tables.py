import uuid

from django.conf import settings
from django.db import migrations, models

from supportgroups.lib.constraints import Agrees, AppendOnly
from supportgroups.lib.migrations_sql import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("groups", "0001_initial"),
        ("groups", "0002_talk_switches"),
        ("groups", "0003_door_ages"),
        ("groups", "0004_hiding"),
        ("groups", "0005_life_at_the_door"),
        ("groups", "0006_unmask_power"),
        ("groups", "0007_contact_cards"),
        ("groups", "0008_questions_at_the_door"),
        ("groups", "0009_second_steps_and_labels"),
        ("groups", "0010_looking_after"),
        ("groups", "0011_fees"),
        ("groups", "0012_invitations"),
        ("groups", "0013_reading_over"),
        ("groups", "0014_closing"),
        ("groups", "0015_currency_choices"),
        ("groups", "0016_fee_before_entry"),
        ("groups", "0017_places_that_end"),
        ("groups", "0018_address_power"),
        ("groups", "0019_who_came_in"),
        ("groups", "0020_fee_provider"),
        ("groups", "0021_runs"),
        ("groups", "0022_fee_for_each_run"),
        ("groups", "0023_edit_hours_first_words"),
        ("groups", "0024_offices"),
        ("groups", "0025_host_defaults"),
        ("groups", "0026_host_helplines"),
        ("groups", "0027_rereading_by_choice"),
        ("groups", "0028_money_back"),
        ("groups", "0029_choosing_a_run"),
        ("groups", "0030_who_is_silent"),
        ("groups", "0031_amounts_of_runs"),
        ("groups", "0032_a_place_is_in_a_run"),
        ("groups", "0033_runs_that_follow"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("personas", "0001_tables"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Host",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=120)),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("about", models.TextField(blank=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="SupportGroup",
                    fields=[
                        ("space", models.OneToOneField(on_delete=models.PROTECT, primary_key=True, related_name="support_group", serialize=False, to="personas.space")),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("code", models.SlugField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("summary", models.CharField(max_length=240)),
                        ("for_whom", models.CharField(max_length=240)),
                        ("about_source", models.TextField(blank=True)),
                        ("about_html", models.TextField(blank=True)),
                        ("welcome_source", models.TextField(blank=True)),
                        ("welcome_html", models.TextField(blank=True)),
                        ("host", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="groups", to="groups.host")),
                        (
                            "state",
                            models.CharField(choices=[("awaiting", "waits for approval"), ("open", "open"), ("full", "takes nobody new for now"), ("closed", "closed")], default="open", max_length=10),
                        ),
                        (
                            "readership",
                            models.CharField(
                                choices=[("members", "Only members can read what is written here."), ("anyone", "Anyone can read what is written here, also without signing in.")],
                                default="members",
                                max_length=10,
                            ),
                        ),
                        (
                            "formed",
                            models.CharField(
                                choices=[("peer", "run by people with the same experience"), ("professional", "run by professionals"), ("both", "run by peers and professionals together")],
                                default="peer",
                                max_length=14,
                            ),
                        ),
                        ("is_listed", models.BooleanField(default=True)),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("zone", models.CharField(default="UTC", max_length=64)),
                        ("has_cohorts", models.BooleanField(default=False)),
                        ("asks_second_step", models.BooleanField(db_default=False, default=False)),
                        ("allows_kinds", models.BooleanField(default=False)),
                        ("allows_polls", models.BooleanField(default=False)),
                        ("allows_pictures", models.BooleanField(default=False)),
                        ("allows_mentions", models.BooleanField(default=False)),
                        ("allows_thread_names", models.BooleanField(default=False)),
                        ("asks_contact_card", models.BooleanField(db_default=False, default=False)),
                        ("card_days", models.PositiveSmallIntegerField(db_default=30, default=30)),
                        ("requires_rereading", models.BooleanField(default=False)),
                        ("edit_hours", models.PositiveSmallIntegerField(db_default=24, default=24)),
                        ("first_words", models.CharField(blank=True, db_default="", default="", max_length=240)),
                        ("founded_on", models.DateField()),
                        ("looked_after_on", models.DateField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "permissions": (
                            ("admit_members", "Answer requests to join"),
                            ("moderate", "Work at the desk"),
                            ("open_contact_card", "Open a contact card, with a reason"),
                            ("unmask", "Look, with a second person, behind a one-thread name"),
                            ("unmask_account", "See, with a second person, the e-mail address behind a name"),
                            ("manage_roles", "Appoint and dismiss"),
                            ("edit_settings", "Change the group"),
                            ("keep_fees", "Look after fees"),
                            ("write_newsletter", "Write the newsletter"),
                        ),
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", False), ("state", "closed")), models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)), _connector="OR"
                                ),
                                name="group_closed_has_its_time",
                            ),
                            models.CheckConstraint(condition=models.Q(("card_days__lte", 365)), name="group_card_days_in_bounds"),
                            models.CheckConstraint(condition=models.Q(("edit_hours__in", (0, 1, 24, 168))), name="group_edit_hours_known"),
                            models.UniqueConstraint(fields=("space", "has_cohorts"), name="group_key_has_cohorts"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OldSlug",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("group", models.ForeignKey(on_delete=models.CASCADE, related_name="old_slugs", to="groups.supportgroup")),
                    ],
                ),
                migrations.CreateModel(
                    name="GroupPower",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("permission", models.ForeignKey(on_delete=models.CASCADE, to="auth.permission")),
                        ("user", models.ForeignKey(on_delete=models.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ("content_object", models.ForeignKey(on_delete=models.CASCADE, related_name="_powers", to="groups.supportgroup")),
                    ],
                    options={
                        "unique_together": {("user", "permission", "content_object")},
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Fee",
                    fields=[
                        ("group", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="fee", serialize=False, to="groups.supportgroup")),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[("once", "once"), ("monthly", "every month"), ("yearly", "every year"), ("run", "for each run"), ("gift", "whenever somebody would like to give something")],
                                max_length=8,
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                choices=[
                                    ("AUD", "AUD"),
                                    ("BRL", "BRL"),
                                    ("CAD", "CAD"),
                                    ("CHF", "CHF"),
                                    ("CZK", "CZK"),
                                    ("DKK", "DKK"),
                                    ("EUR", "EUR"),
                                    ("GBP", "GBP"),
                                    ("HUF", "HUF"),
                                    ("INR", "INR"),
                                    ("ISK", "ISK"),
                                    ("JPY", "JPY"),
                                    ("KES", "KES"),
                                    ("KWD", "KWD"),
                                    ("MXN", "MXN"),
                                    ("NOK", "NOK"),
                                    ("NZD", "NZD"),
                                    ("PLN", "PLN"),
                                    ("RON", "RON"),
                                    ("SEK", "SEK"),
                                    ("TND", "TND"),
                                    ("USD", "USD"),
                                    ("ZAR", "ZAR"),
                                ],
                                max_length=3,
                            ),
                        ),
                        ("least", models.PositiveIntegerField()),
                        ("suggested", models.PositiveIntegerField()),
                        ("most", models.PositiveIntegerField()),
                        ("how_to_pay", models.TextField(max_length=1000)),
                        ("grace_days", models.PositiveSmallIntegerField(default=30)),
                        ("before_entry", models.BooleanField(db_default=False, default=False)),
                        ("provider", models.CharField(blank=True, db_default="", default="", max_length=40)),
                        ("starts_on", models.DateField()),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("least__lte", models.F("suggested")), ("suggested__lte", models.F("most"))), name="fee_amounts_in_order"),
                            models.CheckConstraint(condition=models.Q(("suggested__gt", 0)), name="fee_suggests_something"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "currency__in",
                                        [
                                            "AUD",
                                            "BRL",
                                            "CAD",
                                            "CHF",
                                            "CZK",
                                            "DKK",
                                            "EUR",
                                            "GBP",
                                            "HUF",
                                            "INR",
                                            "ISK",
                                            "JPY",
                                            "KES",
                                            "KWD",
                                            "MXN",
                                            "NOK",
                                            "NZD",
                                            "PLN",
                                            "RON",
                                            "SEK",
                                            "TND",
                                            "USD",
                                            "ZAR",
                                        ],
                                    )
                                ),
                                name="fee_currency_is_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("how_to_pay", ""), _negated=True), name="fee_says_how_to_pay"),
                            models.CheckConstraint(condition=models.Q(("before_entry", True), ("rhythm", "gift"), _negated=True), name="fee_gift_opens_no_door"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeeAccount",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("code", models.CharField(max_length=9, unique=True)),
                        (
                            "currency",
                            models.CharField(
                                choices=[
                                    ("AUD", "AUD"),
                                    ("BRL", "BRL"),
                                    ("CAD", "CAD"),
                                    ("CHF", "CHF"),
                                    ("CZK", "CZK"),
                                    ("DKK", "DKK"),
                                    ("EUR", "EUR"),
                                    ("GBP", "GBP"),
                                    ("HUF", "HUF"),
                                    ("INR", "INR"),
                                    ("ISK", "ISK"),
                                    ("JPY", "JPY"),
                                    ("KES", "KES"),
                                    ("KWD", "KWD"),
                                    ("MXN", "MXN"),
                                    ("NOK", "NOK"),
                                    ("NZD", "NZD"),
                                    ("PLN", "PLN"),
                                    ("RON", "RON"),
                                    ("SEK", "SEK"),
                                    ("TND", "TND"),
                                    ("USD", "USD"),
                                    ("ZAR", "ZAR"),
                                ],
                                max_length=3,
                            ),
                        ),
                        ("wish", models.PositiveIntegerField(blank=True, null=True)),
                        ("balance", models.BigIntegerField(default=0)),
                        ("entry", models.PositiveIntegerField(blank=True, null=True)),
                        ("opens_at", models.DateTimeField(blank=True, null=True)),
                        ("back_on", models.DateField(blank=True, null=True)),
                        ("back_told", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group", "code"], name="feeaccount_by_code"),
                            models.Index(condition=models.Q(("opens_at__isnull", False)), fields=["opens_at"], name="feeaccount_opening"),
                            models.Index(condition=models.Q(("back_on__isnull", False)), fields=["group", "back_on", "code"], name="feeaccount_going_back"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "group"), name="feeaccount_key"),
                            models.CheckConstraint(condition=models.Q(("code", ""), _negated=True), name="feeaccount_has_its_code"),
                            models.CheckConstraint(condition=models.Q(("opens_at__isnull", True), ("entry__isnull", False), _connector="OR"), name="feeaccount_opens_for_an_entry"),
                            models.CheckConstraint(
                                condition=models.Q(("back_on__isnull", True), models.Q(("balance__lt", 0), ("entry__isnull", True)), _connector="OR"), name="feeaccount_gives_back_what_came"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeePayment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("account", models.ForeignKey(db_index=False, on_delete=models.PROTECT, related_name="entries", to="groups.feeaccount")),
                        ("kind", models.CharField(choices=[("due", "due"), ("paid", "paid"), ("refunded", "paid back"), ("waived", "waived"), ("corrected", "corrected")], max_length=10)),
                        ("change", models.BigIntegerField()),
                        (
                            "currency",
                            models.CharField(
                                choices=[
                                    ("AUD", "AUD"),
                                    ("BRL", "BRL"),
                                    ("CAD", "CAD"),
                                    ("CHF", "CHF"),
                                    ("CZK", "CZK"),
                                    ("DKK", "DKK"),
                                    ("EUR", "EUR"),
                                    ("GBP", "GBP"),
                                    ("HUF", "HUF"),
                                    ("INR", "INR"),
                                    ("ISK", "ISK"),
                                    ("JPY", "JPY"),
                                    ("KES", "KES"),
                                    ("KWD", "KWD"),
                                    ("MXN", "MXN"),
                                    ("NOK", "NOK"),
                                    ("NZD", "NZD"),
                                    ("PLN", "PLN"),
                                    ("RON", "RON"),
                                    ("SEK", "SEK"),
                                    ("TND", "TND"),
                                    ("USD", "USD"),
                                    ("ZAR", "ZAR"),
                                ],
                                max_length=3,
                            ),
                        ),
                        ("on_day", models.DateField()),
                        ("period", models.CharField(blank=True, max_length=10)),
                        ("corrects", models.OneToOneField(blank=True, null=True, on_delete=models.PROTECT, related_name="correction", to="groups.feepayment")),
                        ("provider", models.CharField(blank=True, max_length=40)),
                        ("event", models.CharField(blank=True, max_length=120)),
                        ("by", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["account", "-id"], name="feepayment_of_account"),
                            models.Index(fields=["group", "-id"], name="feepayment_of_group"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("change__gt", 0), ("kind__in", ("due", "refunded"))),
                                    models.Q(("change__lt", 0), ("kind__in", ("paid", "waived"))),
                                    models.Q(("kind", "corrected"), models.Q(("change", 0), _negated=True)),
                                    _connector="OR",
                                ),
                                name="feepayment_has_its_sign",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("corrects__isnull", False), ("kind", "corrected")), models.Q(models.Q(("kind", "corrected"), _negated=True), ("corrects__isnull", True)), _connector="OR"
                                ),
                                name="feepayment_corrects_a_line",
                            ),
                            models.UniqueConstraint(condition=models.Q(("kind", "due"), models.Q(("period", ""), _negated=True)), fields=("account", "period"), name="feepayment_due_once"),
                            models.UniqueConstraint(condition=models.Q(("event", ""), _negated=True), fields=("provider", "event"), name="feepayment_event_once"),
                            models.UniqueConstraint(fields=("id", "account"), name="feepayment_key_account"),
                            Agrees(columns={"group": "group"}, name="feepayment_account_group", via="account"),
                            Agrees(columns={"account": "account"}, name="feepayment_corrects_account", via="corrects"),
                            AppendOnly(name="feepayment_append_only"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeeWaiver",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("account", models.ForeignKey(on_delete=models.CASCADE, related_name="waivers", to="groups.feeaccount")),
                        ("state", models.CharField(choices=[("asked", "asked for"), ("granted", "granted"), ("declined", "not granted"), ("ended", "over")], default="asked", max_length=10)),
                        ("asked_on", models.DateField()),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True, max_length=1000)),
                        ("by", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("state", "asked")), fields=["group", "asked_on", "id"], name="feewaiver_waiting"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("state__in", ("asked", "granted"))), fields=("account",), name="feewaiver_open_once"),
                            models.CheckConstraint(condition=models.Q(("state__in", ("asked", "ended")), ("decided_on__isnull", False), _connector="OR"), name="feewaiver_decided_has_its_day"),
                            models.CheckConstraint(condition=models.Q(models.Q(("state", "granted"), _negated=True), ("until__isnull", False), _connector="OR"), name="feewaiver_granted_has_its_end"),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state", "declined"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"), name="feewaiver_no_has_its_reason"
                            ),
                            Agrees(columns={"group": "group"}, name="feewaiver_account_group", via="account"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cohort",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(on_delete=models.CASCADE, related_name="cohorts", to="groups.supportgroup")),
                        ("name", models.CharField(max_length=80)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("announced", "announced"),
                                    ("running", "under way"),
                                    ("read_only", "over, and still to be read"),
                                    ("archived", "put away"),
                                    ("erased", "erased"),
                                    ("cancelled", "called off"),
                                ],
                                db_default="announced",
                                default="announced",
                                max_length=10,
                            ),
                        ),
                        ("opens_on", models.DateField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("places", models.PositiveSmallIntegerField()),
                        ("says_places", models.BooleanField(db_default=False, default=False)),
                        ("own_amount", models.PositiveIntegerField(blank=True, null=True)),
                        ("own_currency", models.CharField(blank=True, db_default="", default="", max_length=3)),
                        ("sealed_after_week", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("read_only_weeks", models.PositiveSmallIntegerField(db_default=4, default=4)),
                        (
                            "afterwards",
                            models.CharField(
                                choices=[("archive", "Put it away: nobody reads it any more, and the server keeps it"), ("erase", "Erase what was written. This cannot be undone")],
                                db_default="archive",
                                default="archive",
                                max_length=10,
                            ),
                        ),
                        ("follows", models.ForeignKey(blank=True, null=True, on_delete=models.RESTRICT, related_name="+", to="groups.cohort")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("put_away_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "name"), name="cohort_name_once"),
                            models.UniqueConstraint(fields=("id", "group"), name="cohort_key"),
                            models.CheckConstraint(condition=models.Q(("opens_on__lte", models.F("starts_on")), ("starts_on__lt", models.F("ends_on"))), name="cohort_days_in_order"),
                            models.CheckConstraint(condition=models.Q(("places__range", (1, 200))), name="cohort_has_places"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("own_amount__isnull", True), ("own_currency", "")),
                                    models.Q(
                                        ("own_amount__isnull", False),
                                        (
                                            "own_currency__in",
                                            [
                                                "AUD",
                                                "BRL",
                                                "CAD",
                                                "CHF",
                                                "CZK",
                                                "DKK",
                                                "EUR",
                                                "GBP",
                                                "HUF",
                                                "INR",
                                                "ISK",
                                                "JPY",
                                                "KES",
                                                "KWD",
                                                "MXN",
                                                "NOK",
                                                "NZD",
                                                "PLN",
                                                "RON",
                                                "SEK",
                                                "TND",
                                                "USD",
                                                "ZAR",
                                            ],
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="cohort_amount_has_its_currency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("read_only_weeks__lte", 104), models.Q(("sealed_after_week__isnull", True), ("sealed_after_week__lte", 104), _connector="OR")),
                                name="cohort_weeks_in_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("put_away_at__isnull", True), ("state__in", ("announced", "running"))),
                                    models.Q(("ended_at__isnull", False), ("put_away_at__isnull", True), ("state__in", ("read_only", "cancelled"))),
                                    models.Q(("ended_at__isnull", False), ("put_away_at__isnull", False), ("state__in", ("archived", "erased"))),
                                    _connector="OR",
                                ),
                                name="cohort_ended_has_its_times",
                            ),
                            models.CheckConstraint(condition=models.Q(("follows__isnull", True), models.Q(("follows", models.F("id")), _negated=True), _connector="OR"), name="cohort_follows_another"),
                            Agrees(columns={"group": "group"}, name="cohort_follows_group", via="follows"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CohortStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("cohort", models.ForeignKey(on_delete=models.CASCADE, related_name="steps", to="groups.cohort")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("announced", "announced"),
                                    ("running", "under way"),
                                    ("read_only", "over, and still to be read"),
                                    ("archived", "put away"),
                                    ("erased", "erased"),
                                    ("cancelled", "called off"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="cohortstep_cohort_group", via="cohort"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdmissionRequest",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="admission_requests", to="groups.supportgroup")),
                        ("persona", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("cohort", models.ForeignKey(blank=True, null=True, on_delete=models.RESTRICT, related_name="+", to="groups.cohort")),
                        ("by_runs", models.BooleanField(blank=True, null=True)),
                        ("wanted", models.ForeignKey(blank=True, null=True, on_delete=models.RESTRICT, related_name="wishes", to="groups.cohort")),
                        ("wanted_gone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("begun", "begun"),
                                    ("submitted", "sent"),
                                    ("claimed", "being read"),
                                    ("asked_back", "asked back"),
                                    ("offered", "a place is offered"),
                                    ("waiting", "on the waiting list"),
                                    ("paying", "a place is kept until the fee is settled"),
                                    ("admitted", "admitted"),
                                    ("elsewhere", "pointed elsewhere"),
                                    ("withdrawn", "taken back"),
                                    ("lapsed", "ran out of time"),
                                ],
                                default="begun",
                                max_length=10,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("begun_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("warned_at", models.DateTimeField(blank=True, null=True)),
                        ("promised_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("claimed_by", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("claimed_until", models.DateTimeField(blank=True, null=True)),
                        ("waitlisted_at", models.DateTimeField(blank=True, null=True)),
                        ("not_before", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_by", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("reason", models.TextField(blank=True, max_length=2000)),
                        ("alternatives", models.JSONField(blank=True, default=list)),
                        ("again_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("state__in", ("submitted", "claimed"))), fields=["group", "submitted_at", "id"], name="request_queue"),
                            models.Index(condition=models.Q(("state", "waiting")), fields=["group", "waitlisted_at", "id"], name="request_waiting_list"),
                            models.Index(condition=models.Q(("state", "admitted")), fields=["group", "-id"], name="request_came_in"),
                            models.Index(condition=models.Q(("state__in", ("begun", "submitted", "claimed", "asked_back", "offered", "waiting", "paying"))), fields=["due_at"], name="request_due"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("begun", "submitted", "claimed", "asked_back", "offered", "waiting", "paying"))), fields=("group", "persona"), name="request_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("begun", "submitted", "claimed", "asked_back", "offered", "waiting", "paying")), _negated=True), ("due_at__isnull", False), _connector="OR"
                                ),
                                name="request_open_has_its_next_word",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("begun", "withdrawn", "lapsed")), ("submitted_at__isnull", False), _connector="OR"), name="request_sent_has_its_time"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state", "claimed"), _negated=True), models.Q(("claimed_by__isnull", False), ("claimed_until__isnull", False)), _connector="OR"),
                                name="request_claimed_has_face_and_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state", "waiting"), _negated=True), ("waitlisted_at__isnull", False), _connector="OR"), name="request_waiting_has_its_time"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state__in", ("admitted", "elsewhere")), _negated=True), ("decided_at__isnull", False), _connector="OR"),
                                name="request_decided_has_its_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state", "elsewhere"), _negated=True), ("decided_by__isnull", False), _connector="OR"), name="request_elsewhere_has_its_face"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state", "elsewhere"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"), name="request_elsewhere_has_its_reason"
                            ),
                            models.UniqueConstraint(fields=("id", "group"), name="request_key"),
                            Agrees(columns={"group": "group_space"}, name="request_persona_group", via="persona"),
                            Agrees(columns={"group": "group"}, name="request_cohort_group", via="cohort"),
                            Agrees(columns={"group": "group"}, name="request_wanted_group", via="wanted"),
                            Agrees(columns={"by_runs": "has_cohorts"}, name="request_kept_as_the_group_goes", via="group"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("by_runs__isnull", True), models.Q(("state__in", ("offered", "paying")), _negated=True)),
                                    models.Q(("by_runs", True), ("by_runs__isnull", False), ("cohort__isnull", False), ("state__in", ("offered", "paying"))),
                                    models.Q(("by_runs", False), ("by_runs__isnull", False), ("cohort__isnull", True), ("state__in", ("offered", "paying"))),
                                    _connector="OR",
                                ),
                                name="request_kept_in_a_run_where_there_are_runs",
                            ),
                            models.CheckConstraint(condition=models.Q(("wanted_gone_at__isnull", True), ("wanted__isnull", False), _connector="OR"), name="request_gone_was_wanted"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdmissionStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("request", models.ForeignKey(on_delete=models.CASCADE, related_name="steps", to="groups.admissionrequest")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("begun", "begun"),
                                    ("submitted", "sent"),
                                    ("claimed", "being read"),
                                    ("asked_back", "asked back"),
                                    ("offered", "a place is offered"),
                                    ("waiting", "on the waiting list"),
                                    ("paying", "a place is kept until the fee is settled"),
                                    ("admitted", "admitted"),
                                    ("elsewhere", "pointed elsewhere"),
                                    ("withdrawn", "taken back"),
                                    ("lapsed", "ran out of time"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="step_request_group", via="request"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdmissionMessage",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("request", models.ForeignKey(on_delete=models.CASCADE, related_name="messages", to="groups.admissionrequest")),
                        ("kind", models.CharField(choices=[("asked", "asked back"), ("answered", "answered"), ("note", "a note")], max_length=10)),
                        ("by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("words", models.TextField(max_length=2000)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="admission_message_has_words"),
                            Agrees(columns={"group": "group"}, name="admission_message_request_group", via="request"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="memberships", to="groups.supportgroup")),
                        ("persona", models.OneToOneField(on_delete=models.PROTECT, related_name="membership", to="personas.persona")),
                        ("status", models.CharField(choices=[("active", "member"), ("break", "on a break"), ("left", "left"), ("removed", "removed")], default="active", max_length=10)),
                        ("is_appointed", models.BooleanField(default=False)),
                        ("is_willing_to_welcome", models.BooleanField(default=False)),
                        ("label", models.CharField(blank=True, db_default="", default="", max_length=40)),
                        ("joined_on", models.DateField()),
                        ("last_visit_on", models.DateField(blank=True, null=True)),
                        ("first_posted_at", models.DateTimeField(blank=True, null=True)),
                        ("skips_rereading", models.BooleanField(default=False)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "ended_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("left", "left"),
                                    ("removed", "removed"),
                                    ("died", "died"),
                                    ("cohort", "the run ended"),
                                    ("erased", "the account was erased"),
                                    ("closed", "the group was closed"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group", "status", "persona"], name="membership_by_group"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_how", ""), ("ended_on__isnull", True), ("status__in", ("active", "break"))),
                                    models.Q(("ended_on__isnull", False), ("status__in", ("left", "removed")), models.Q(("ended_how", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="membership_ended_has_its_day",
                            ),
                            models.CheckConstraint(condition=models.Q(("is_appointed", False), ("status__in", ("active", "break")), _connector="OR"), name="membership_appointed_is_current"),
                            models.UniqueConstraint(fields=("id", "group"), name="membership_key"),
                            Agrees(columns={"group": "group_space"}, name="membership_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CohortSeat",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("cohort", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="seats", to="groups.cohort")),
                        ("membership", models.ForeignKey(on_delete=models.CASCADE, related_name="cohort_seats", to="groups.membership")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("cohort", "membership"), name="cohort_seat_once"),
                            Agrees(columns={"group": "group"}, name="cohortseat_cohort_group", via="cohort"),
                            Agrees(columns={"group": "group"}, name="cohortseat_membership_group", via="membership"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="appointments", to="groups.supportgroup")),
                        ("membership", models.ForeignKey(on_delete=models.CASCADE, related_name="appointments", to="groups.membership")),
                        (
                            "role",
                            models.CharField(
                                choices=[("admin", "admin"), ("facilitator", "facilitator"), ("screener", "screener"), ("treasurer", "treasurer"), ("editor", "newsletter editor")], max_length=12
                            ),
                        ),
                        ("kind", models.CharField(choices=[("peer", "peer"), ("professional", "professional")], default="peer", max_length=12)),
                        ("profession", models.CharField(blank=True, max_length=80)),
                        ("credential", models.CharField(blank=True, max_length=120)),
                        ("checked_by", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("checked_on", models.DateField(blank=True, null=True)),
                        ("credential_ends_on", models.DateField(blank=True, null=True)),
                        ("host", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="groups.host")),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("end_told_at", models.DateTimeField(blank=True, null=True)),
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("ended_at__isnull", True), ("ends_on__isnull", False)), fields=["ends_on"], name="appointment_terms"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("ended_at__isnull", True)), fields=("group", "membership", "role"), name="appointment_open_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_by__isnull", True), ("checked_on__isnull", True)),
                                    models.Q(("checked_by__isnull", False), ("checked_on__isnull", False), models.Q(("credential", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="appointment_checked_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("credential_ends_on__isnull", True), models.Q(("credential", ""), _negated=True), _connector="OR"), name="appointment_end_of_a_credential"
                            ),
                            models.CheckConstraint(condition=models.Q(("end_told_at__isnull", True), ("ends_on__isnull", False), _connector="OR"), name="appointment_told_of_an_end"),
                            Agrees(columns={"group": "group"}, name="appointment_membership_group", via="membership"),
                            Agrees(columns={"group": "group_space"}, name="appointment_checked_by_group", via="checked_by"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FacilitatorWeek",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("week_on", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "week_on", "persona"), name="facilitator_week_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="grants", to="groups.supportgroup")),
                        ("membership", models.ForeignKey(on_delete=models.CASCADE, related_name="grants", to="groups.membership")),
                        (
                            "power",
                            models.CharField(
                                choices=[
                                    ("admit_members", "Answer requests to join"),
                                    ("moderate", "Work at the desk"),
                                    ("open_contact_card", "Open a contact card, with a reason"),
                                    ("manage_roles", "Give and end roles"),
                                    ("edit_settings", "Change the group"),
                                    ("keep_fees", "Look after fees"),
                                    ("write_newsletter", "Write the newsletter"),
                                    ("unmask", "Look, with a second person, behind a one-thread name"),
                                    ("unmask_account", "See, with a second person, the e-mail address behind a name"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("ended_at__isnull", True)), fields=("group", "membership", "power"), name="grant_open_once"),
                            Agrees(columns={"group": "group"}, name="grant_membership_group", via="membership"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(on_delete=models.CASCADE, related_name="needs", to="groups.supportgroup")),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("no_admin", "Nobody can give roles or change the group."),
                                    ("no_facilitator", "Nobody works at the desk."),
                                    ("silent", "Nobody who facilitates the group has done anything for two weeks."),
                                    ("hushed", "Nobody who facilitates the group has done anything for ten days."),
                                    ("closing", "The only one who looks after it asks to close it, and a second person has to agree."),
                                    ("reported", "A report is about the only facilitator, so nobody in the group can look at it."),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("shut_door", models.BooleanField(default=False)),
                        ("met_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("met_at__isnull", True)), fields=["since", "id"], name="need_list"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("met_at__isnull", True)), fields=("group", "why"), name="need_open_once"),
                            models.CheckConstraint(condition=models.Q(("met_at__isnull", True), ("met_at__gte", models.F("since")), _connector="OR"), name="need_met_later"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(on_delete=models.CASCADE, related_name="offers", to="groups.supportgroup")),
                        ("membership", models.OneToOneField(on_delete=models.CASCADE, related_name="offer", to="groups.membership")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="offer_membership_group", via="membership"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LogEntry",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="log", to="groups.supportgroup")),
                        ("kind", models.CharField(max_length=40)),
                        ("role", models.CharField(blank=True, max_length=12)),
                        ("about", models.CharField(blank=True, max_length=40)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group", "-id"], name="group_log_newest"),
                        ],
                        "constraints": [
                            AppendOnly(name="group_log_append_only"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(on_delete=models.CASCADE, related_name="closings", to="groups.supportgroup")),
                        ("asked_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("asked_at", models.DateTimeField()),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("closes_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("erases", models.BooleanField(default=False)),
                        ("agreed_by", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("shut_door", models.BooleanField(default=False)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("ended_at__isnull", True), ("withdrawn_at__isnull", True)), fields=["closes_on"], name="closing_due"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("withdrawn_at__isnull", True)), fields=("group",), name="closing_standing_once"),
                            models.CheckConstraint(condition=models.Q(("ends_on__gte", models.F("closes_on"))), name="closing_days_in_order"),
                            models.CheckConstraint(
                                condition=models.Q(("agreed_by__isnull", True), models.Q(("agreed_at__isnull", False), models.Q(("agreed_by", models.F("asked_by")), _negated=True)), _connector="OR"),
                                name="closing_agreed_by_a_second",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closed_at__isnull", True), models.Q(("agreed_at__isnull", False), ("withdrawn_at__isnull", True)), _connector="OR"),
                                name="closing_agreed_before_closed",
                            ),
                            models.CheckConstraint(condition=models.Q(("ended_at__isnull", True), ("closed_at__isnull", False), _connector="OR"), name="closing_closed_before_ended"),
                            Agrees(columns={"group": "group_space"}, name="closing_asked_by_group", via="asked_by"),
                            Agrees(columns={"group": "group_space"}, name="closing_agreed_by_group", via="agreed_by"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdmissionPolicy",
                    fields=[
                        ("group", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="policy", serialize=False, to="groups.supportgroup")),
                        (
                            "door",
                            models.CharField(
                                choices=[("open", "Anyone who signs up can join."), ("request", "You ask to join, and a person answers."), ("invitation", "By invitation only.")],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("question", models.CharField(blank=True, max_length=240)),
                        ("answer_days", models.PositiveSmallIntegerField(default=3)),
                        ("capacity", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("least_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("keeps_list", models.BooleanField(default=False)),
                        ("list_cap", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("questions_version", models.PositiveIntegerField(default=0)),
                        ("sensitive_days", models.PositiveSmallIntegerField(default=30)),
                        ("offers_first", models.BooleanField(default=False)),
                        ("offer_days", models.PositiveSmallIntegerField(default=5)),
                        ("claim_hours", models.PositiveSmallIntegerField(default=48)),
                        ("keeps_host_rules", models.BooleanField(db_default=False, default=False)),
                        ("keeps_host_door", models.BooleanField(db_default=False, default=False)),
                        ("keeps_host_helplines", models.BooleanField(db_default=False, default=False)),
                        ("keeps_host_cards", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("answer_days__range", (1, 30)), ("claim_hours__range", (1, 336)), ("offer_days__range", (2, 30))), name="policy_times_in_their_bounds"
                            ),
                            models.CheckConstraint(condition=models.Q(("sensitive_days__range", (1, 365))), name="policy_sensitive_answers_end"),
                            models.CheckConstraint(condition=models.Q(("list_cap__isnull", True), ("list_cap__gte", 1), _connector="OR"), name="policy_list_has_room_at_least_for_one"),
                            models.CheckConstraint(condition=models.Q(("capacity__isnull", True), ("capacity__gte", 1), _connector="OR"), name="policy_has_a_place_at_least"),
                            models.CheckConstraint(condition=models.Q(("least_age__isnull", True), ("least_age__range", (13, 99)), _connector="OR"), name="policy_age_in_its_bounds"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="agreements", to="groups.supportgroup")),
                        ("version", models.PositiveSmallIntegerField()),
                        ("source", models.TextField()),
                        ("html", models.TextField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "version"), name="agreement_version_once"),
                            models.UniqueConstraint(fields=("id", "group"), name="agreement_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("agreement", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.agreement")),
                        ("agreed_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agreement", "persona"), name="signature_once"),
                            Agrees(columns={"group": "group"}, name="signature_agreement_group", via="agreement"),
                            Agrees(columns={"group": "group_space"}, name="signature_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("wording", models.CharField(max_length=20)),
                        ("given_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("withdrawn_at__isnull", True)), fields=("group", "persona"), name="consent_open_once"),
                            Agrees(columns={"group": "group_space"}, name="consent_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hiding",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("by", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("about", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("is_mutual", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "by", "about"), name="hiding_once"),
                            models.CheckConstraint(condition=models.Q(("by", models.F("about")), _negated=True), name="hiding_of_another"),
                            Agrees(columns={"group": "group_space"}, name="hiding_by_group", via="by"),
                            Agrees(columns={"group": "group_space"}, name="hiding_about_group", via="about"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Office",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("host", models.ForeignKey(on_delete=models.PROTECT, related_name="offices", to="groups.host")),
                        ("title", models.CharField(max_length=80)),
                        (
                            "role",
                            models.CharField(
                                choices=[("admin", "admin"), ("facilitator", "facilitator"), ("screener", "screener"), ("treasurer", "treasurer"), ("editor", "newsletter editor")], max_length=12
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=10)),
                        ("code_until", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("code", ""), _negated=True), fields=("code",), name="office_code_once"),
                            models.CheckConstraint(condition=models.Q(("code", ""), models.Q(("ended_at__isnull", True), ("taken_at__isnull", True)), _connector="OR"), name="office_code_used_once"),
                            models.CheckConstraint(condition=models.Q(("ended_at__isnull", True), ("ended_at__gte", models.F("made_at")), _connector="OR"), name="office_ends_later"),
                            models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="office_has_a_title"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HostDefaults",
                    fields=[
                        ("host", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="defaults", serialize=False, to="groups.host")),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("rules", models.TextField(blank=True, default="")),
                        (
                            "door",
                            models.CharField(
                                blank=True,
                                choices=[("open", "Anyone who signs up can join."), ("request", "You ask to join, and a person answers."), ("invitation", "By invitation only.")],
                                default="",
                                max_length=12,
                            ),
                        ),
                        ("answer_days", models.PositiveSmallIntegerField(default=3)),
                        ("sensitive_days", models.PositiveSmallIntegerField(default=30)),
                        ("helplines", models.TextField(blank=True, db_default="", default="")),
                        ("helplines_confirmed_on", models.DateField(blank=True, null=True)),
                        ("card_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("answer_days__range", (1, 30)), ("sensitive_days__range", (1, 365))), name="defaults_times_in_their_bounds"),
                            models.CheckConstraint(condition=models.Q(("door__in", ("", "open", "request", "invitation"))), name="defaults_door_known"),
                            models.CheckConstraint(
                                condition=models.Q(("helplines_confirmed_on__isnull", True), models.Q(("helplines", ""), _negated=True), _connector="OR"), name="defaults_confirmed_is_something"
                            ),
                            models.CheckConstraint(condition=models.Q(("card_days__isnull", True), ("card_days__lte", 365), _connector="OR"), name="defaults_card_days_in_bounds"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Helplines",
                    fields=[
                        ("group", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="+", serialize=False, to="groups.supportgroup")),
                        ("lines", models.TextField()),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "helplines",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("lines", ""), _negated=True), name="helplines_say_something"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="invitations", to="groups.supportgroup")),
                        ("code", models.CharField(max_length=8, unique=True)),
                        ("made_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                        ("until", models.DateTimeField()),
                        ("uses_left", models.PositiveSmallIntegerField()),
                        ("cohort", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to="groups.cohort")),
                        ("is_by_mail", models.BooleanField(default=False)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group", "-made_at"], name="invitation_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "group"), name="invitation_key"),
                            models.CheckConstraint(condition=models.Q(("until__gt", models.F("made_at"))), name="invitation_ends_later"),
                            models.CheckConstraint(condition=models.Q(("uses_left__gte", 0)), name="invitation_uses_are_counted_down"),
                            Agrees(columns={"group": "group"}, name="invitation_cohort_group", via="cohort"),
                            Agrees(columns={"group": "group_space"}, name="invitation_maker_group", via="made_by"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationUse",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("invitation", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="uses", to="groups.invitation")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("used_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("invitation", "persona"), name="invitation_used_once_by_each"),
                            Agrees(columns={"group": "group"}, name="invitationuse_invitation_group", via="invitation"),
                            Agrees(columns={"group": "group_space"}, name="invitationuse_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdmissionQuestion",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="admission_questions", to="groups.supportgroup")),
                        ("version", models.PositiveIntegerField()),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "In their own words"),
                                    ("choice", "One of several answers"),
                                    ("several", "Any of several answers"),
                                    ("yes_no", "Yes or no"),
                                    ("date", "A day"),
                                    ("ack", "Something to be read and ticked"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("label", models.CharField(max_length=240)),
                        ("choices", models.JSONField(blank=True, default=list)),
                        ("is_required", models.BooleanField(default=False)),
                        ("may_withhold", models.BooleanField(default=False)),
                        ("is_sensitive", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "version", "position"), name="question_once_a_version"),
                            models.UniqueConstraint(fields=("id", "group"), name="question_key"),
                            models.CheckConstraint(condition=models.Q(("label", ""), _negated=True), name="question_has_words"),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("kind", "ack"), _negated=True), models.Q(("is_sensitive", False), ("may_withhold", False)), _connector="OR"), name="question_ack_is_plain"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdmissionAnswer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("request", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="answers", to="groups.admissionrequest")),
                        ("question", models.ForeignKey(on_delete=models.PROTECT, related_name="answers", to="groups.admissionquestion")),
                        ("value", models.JSONField(default=list)),
                        ("is_withheld", models.BooleanField(default=False)),
                        ("erased_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "question"), name="answer_once"),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("is_withheld", False), ("erased_at__isnull", True)), ("value", []), _connector="OR"), name="answer_withheld_or_erased_is_empty"
                            ),
                            Agrees(columns={"group": "group"}, name="answer_request_group", via="request"),
                            Agrees(columns={"group": "group"}, name="answer_question_group", via="question"),
                        ],
                    },
                ),
            ],
        ),
    ]
