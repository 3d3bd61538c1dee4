import uuid

from django.db import migrations, models

from supportgroups.lib.constraints import Agrees
from supportgroups.lib.migrations_sql import CreateTextIndex, CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("forums", "0001_initial"),
        ("forums", "0002_text_index"),
        ("forums", "0003_draft_versions"),
        ("forums", "0004_answered_findings"),
        ("forums", "0005_quiet_responses"),
        ("forums", "0006_words_of_posts"),
        ("forums", "0007_named_revisions"),
        ("forums", "0008_changed_posts"),
        ("forums", "0009_conversations"),
        ("forums", "0010_settled_threads"),
        ("forums", "0011_first_replies"),
        ("forums", "0012_moved_threads"),
        ("forums", "0013_polls"),
        ("forums", "0014_pictures_of_posts"),
        ("forums", "0015_each_reply"),
        ("forums", "0016_calls_nobody"),
        ("forums", "0017_ending_rounds"),
        ("forums", "0018_prompts_of_weeks"),
        ("forums", "0019_keys_at_once"),
        ("forums", "0020_pins_by_group"),
        ("forums", "0021_drafts_begun"),
        ("forums", "0022_words_with_their_group"),
        ("forums", "0023_counted_responses"),
        ("forums", "0024_own_responses"),
        ("forums", "0025_notes_of_any_length"),
        ("forums", "0026_who_asked_and_settled"),
        ("forums", "0027_words_sorted_sooner"),
    ]

    dependencies = [
        ("groups", "0001_tables"),
        ("personas", "0001_tables"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Thread",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="threads", to="groups.supportgroup")),
                        ("forum", models.ForeignKey(db_index=False, on_delete=models.PROTECT, related_name="threads", to="forums.forum")),
                        ("space", models.OneToOneField(blank=True, null=True, on_delete=models.PROTECT, related_name="thread", to="personas.space")),
                        ("author", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("title", models.CharField(blank=True, max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("share", "sharing"), ("question", "question"), ("check_in", "check-in"), ("prompt", "prompt"), ("announcement", "announcement")],
                                default="share",
                                max_length=14,
                            ),
                        ),
                        ("content_notes", models.TextField(blank=True)),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("has_poll", models.BooleanField(default=False)),
                        ("is_first_of_author", models.BooleanField(default=False)),
                        ("last_number", models.PositiveIntegerField(default=0)),
                        ("post_count", models.PositiveIntegerField(default=0)),
                        ("numbering", models.PositiveSmallIntegerField(default=0)),
                        ("calls_nobody", models.BooleanField(db_default=False, default=False)),
                        ("begun_at", models.DateTimeField()),
                        ("last_post_at", models.DateTimeField()),
                        ("first_reply_at", models.DateTimeField(blank=True, null=True)),
                        ("first_peer_reply_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["forum", "-last_post_at", "-id"], name="thread_list"),
                            models.Index(fields=["group", "-last_post_at", "-id"], name="thread_by_group"),
                            models.Index(condition=models.Q(("first_reply_at__isnull", True)), fields=["group", "-is_first_of_author", "-begun_at", "-id"], name="thread_waiting"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "group"), name="thread_key"),
                            Agrees(columns={"group": "group"}, name="thread_forum_group", via="forum"),
                            Agrees(columns={"group": "group_space"}, name="thread_author_group", via="author"),
                            models.CheckConstraint(condition=models.Q(("post_count__lte", models.F("last_number"))), name="thread_counts_agree"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Forum",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="forums", to="groups.supportgroup")),
                        ("cohort", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="forums", to="groups.cohort")),
                        ("name", models.CharField(max_length=80)),
                        ("slug", models.SlugField(max_length=80)),
                        ("about", models.CharField(blank=True, max_length=240)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("thread_count", models.PositiveIntegerField(default=0)),
                        ("post_count", models.PositiveIntegerField(default=0)),
                        ("last_post_at", models.DateTimeField(blank=True, null=True)),
                        ("ending_round", models.OneToOneField(blank=True, null=True, on_delete=models.SET_NULL, related_name="+", to="forums.thread")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "slug"), name="forum_slug_once"),
                            models.UniqueConstraint(fields=("id", "group"), name="forum_key"),
                            Agrees(columns={"group": "group"}, name="forum_cohort_group", via="cohort"),
                            Agrees(columns={"group": "group"}, name="forum_ending_group", via="ending_round"),
                            models.CheckConstraint(condition=models.Q(("ending_round__isnull", True), ("cohort__isnull", False), _connector="OR"), name="forum_ending_is_of_a_run"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lock",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="lock", serialize=False, to="forums.thread")),
                        ("made_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                        ("reason", models.CharField(blank=True, max_length=240)),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="lock_thread_group", via="thread"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pin",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="pin", serialize=False, to="forums.thread")),
                        ("made_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group"], name="pin_by_group"),
                        ],
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="pin_thread_group", via="thread"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="claim", serialize=False, to="forums.thread")),
                        ("made_by", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                        ("lapses_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="claim_thread_group", via="thread"),
                            Agrees(columns={"group": "group_space"}, name="claim_persona_group", via="made_by"),
                            models.CheckConstraint(condition=models.Q(("lapses_at__gt", models.F("made_at"))), name="claim_lapses_later"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Nudge",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="nudges", to="forums.thread")),
                        ("told", models.CharField(choices=[("willing", "members who are there for first posts"), ("facilitators", "facilitators")], max_length=14)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("thread", "told"), name="nudge_once"),
                            Agrees(columns={"group": "group"}, name="nudge_thread_group", via="thread"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Settled",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="settled", serialize=False, to="forums.thread")),
                        ("how", models.CharField(choices=[("answered", "Answered"), ("no-reply", "Needs no reply")], max_length=10)),
                        ("made_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="settled_thread_group", via="thread"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merger",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="merger", serialize=False, to="forums.thread")),
                        ("into", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="forums.thread")),
                        ("made_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="merger_thread_group", via="thread"),
                            Agrees(columns={"group": "group"}, name="merger_into_group", via="into"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offshoot",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="offshoot", serialize=False, to="forums.thread")),
                        ("out_of", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="forums.thread")),
                        ("made_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="offshoot_thread_group", via="thread"),
                            Agrees(columns={"group": "group"}, name="offshoot_out_of_group", via="out_of"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("said_read", models.PositiveIntegerField(db_default=0, default=0)),
                        ("said_thanks", models.PositiveIntegerField(db_default=0, default=0)),
                        ("said_me_too", models.PositiveIntegerField(db_default=0, default=0)),
                        ("said_thinking", models.PositiveIntegerField(db_default=0, default=0)),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.ForeignKey(db_index=False, on_delete=models.PROTECT, related_name="posts", to="forums.thread")),
                        ("number", models.PositiveIntegerField(blank=True, null=True)),
                        ("path", models.CharField(blank=True, default="", max_length=24)),
                        ("author", models.ForeignKey(db_index=False, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("parent", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="forums.post")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("published", "published"),
                                    ("held", "waits to be read by a facilitator"),
                                    ("hidden", "hidden by a facilitator"),
                                    ("withdrawn", "taken back by its author"),
                                    ("removed", "taken away by a facilitator"),
                                    ("blanked", "its author has gone"),
                                ],
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField()),
                        ("source", models.TextField()),
                        ("html", models.TextField()),
                        ("excerpt", models.CharField(blank=True, max_length=200)),
                        ("renderer", models.PositiveSmallIntegerField()),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("content_notes", models.TextField(blank=True)),
                        (
                            "wants",
                            models.CharField(
                                blank=True,
                                choices=[("heard", "to be heard"), ("experience", "your experience"), ("advice", "advice"), ("help", "practical help"), ("company", "company")],
                                max_length=12,
                            ),
                        ),
                        ("as_facilitator", models.BooleanField(default=False)),
                        ("picture_count", models.PositiveSmallIntegerField(default=0)),
                        ("edited_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group", "author", "-published_at", "-id"], name="post_by_author"),
                            models.Index(fields=["group", "-published_at"], name="post_by_group"),
                            models.Index(fields=["thread", "path"], name="post_by_conversation"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("thread", "number"), name="post_number_once"),
                            models.UniqueConstraint(fields=("id", "group"), name="post_key"),
                            models.UniqueConstraint(fields=("id", "thread"), name="post_key_thread"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number__gte", 1), ("number__isnull", False)),
                                    models.Q(("number__isnull", True), models.Q(("state__in", ("published", "hidden")), _negated=True)),
                                    _connector="OR",
                                ),
                                name="post_shown_has_its_number",
                            ),
                            models.CheckConstraint(condition=models.Q(models.Q(("state", "held"), _negated=True), ("number__isnull", True), _connector="OR"), name="post_held_has_no_number"),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("number__isnull", True), ("path", "")), models.Q(("number__lte", 999999), models.Q(("path", ""), _negated=True)), _connector="OR"),
                                name="post_numbered_has_its_path",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state", "blanked"), _negated=True), models.Q(("excerpt", ""), ("html", ""), ("source", "")), _connector="OR"),
                                name="post_blanked_is_empty",
                            ),
                            Agrees(columns={"group": "group"}, name="post_thread_group", via="thread"),
                            Agrees(columns={"group": "group_space"}, name="post_author_group", via="author"),
                            Agrees(columns={"thread": "thread"}, name="post_parent_thread", via="parent"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="revisions", to="forums.post")),
                        ("title", models.CharField(blank=True, max_length=160)),
                        ("source", models.TextField()),
                        ("replaced_at", models.DateTimeField()),
                        ("is_hidden", models.BooleanField(default=False)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("erased_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="revision_post_group", via="post"),
                            models.CheckConstraint(condition=models.Q(("erased_at__isnull", True), models.Q(("source", ""), ("title", "")), _connector="OR"), name="revision_erased_is_empty"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("author", models.ForeignKey(db_index=False, on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("forum", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="forums.forum")),
                        ("thread", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="drafts", to="forums.thread")),
                        ("parent", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="forums.post")),
                        ("post", models.OneToOneField(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="forums.post")),
                        ("edits", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="forums.post")),
                        (
                            "state",
                            models.CharField(
                                choices=[("writing", "being written"), ("scheduled", "about to be posted"), ("published", "posted"), ("discarded", "thrown away")], default="writing", max_length=10
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=160)),
                        ("source", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("share", "sharing"), ("question", "question"), ("check_in", "check-in"), ("prompt", "prompt"), ("announcement", "announcement")],
                                default="share",
                                max_length=14,
                            ),
                        ),
                        (
                            "wants",
                            models.CharField(
                                blank=True,
                                choices=[("heard", "to be heard"), ("experience", "your experience"), ("advice", "advice"), ("help", "practical help"), ("company", "company")],
                                max_length=12,
                            ),
                        ),
                        ("content_notes", models.TextField(blank=True)),
                        ("as_facilitator", models.BooleanField(default=False)),
                        ("picture_mark", models.CharField(blank=True, db_default="", default="", max_length=64)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("reread", models.CharField(blank=True, max_length=64)),
                        ("answered", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField()),
                        ("version_kept_at", models.DateTimeField(blank=True, null=True)),
                        ("publish_at", models.DateTimeField(blank=True, null=True)),
                        ("week", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("state", "scheduled")), fields=["publish_at"], name="draft_due"),
                            models.Index(condition=models.Q(("state", "scheduled")), fields=["thread", "publish_at"], name="draft_due_in_thread"),
                            models.Index(condition=models.Q(("state", "scheduled")), fields=["forum", "publish_at"], name="draft_due_in_forum"),
                            models.Index(fields=["author", "-saved_at", "-id"], name="draft_by_author"),
                            models.Index(condition=models.Q(("state", "writing")), fields=["author", "thread"], name="draft_begun"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("state", "scheduled"), _negated=True), models.Q(("publish_at__isnull", False), models.Q(("reread", ""), _negated=True)), _connector="OR"),
                                name="draft_scheduled_has_its_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("edits__isnull", True), ("post__isnull", False), ("state", "published")),
                                    models.Q(models.Q(("state", "published"), _negated=True), ("post__isnull", True)),
                                    models.Q(("edits__isnull", False), ("post__isnull", True)),
                                    _connector="OR",
                                ),
                                name="draft_published_has_its_post",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("edits__isnull", True), models.Q(("thread__isnull", False), models.Q(("state", "scheduled"), _negated=True)), _connector="OR"),
                                name="draft_of_a_change_goes_at_once",
                            ),
                            Agrees(columns={"group": "group"}, name="draft_forum_group", via="forum"),
                            Agrees(columns={"group": "group_space"}, name="draft_author_group", via="author"),
                            Agrees(columns={"group": "group"}, name="draft_thread_group", via="thread"),
                            Agrees(columns={"thread": "thread"}, name="draft_edits_thread", via="edits"),
                            Agrees(columns={"thread": "thread"}, name="draft_parent_thread", via="parent"),
                            models.UniqueConstraint(fields=("id", "group"), name="draft_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftVersion",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("draft", models.ForeignKey(on_delete=models.CASCADE, related_name="versions", to="forums.draft")),
                        ("is_aside", models.BooleanField(default=False)),
                        ("title", models.CharField(blank=True, max_length=160)),
                        ("source", models.TextField()),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group"}, name="version_draft_group", via="draft"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftPicture",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("alt", models.CharField(blank=True, max_length=400)),
                        ("is_plain", models.BooleanField(default=False)),
                        ("picture_file", models.CharField(editable=False, max_length=80, unique=True)),
                        ("width", models.PositiveSmallIntegerField()),
                        ("height", models.PositiveSmallIntegerField()),
                        ("draft", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="pictures", to="forums.draft")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("draft", "position"), name="draft_picture_place"),
                            models.CheckConstraint(condition=models.Q(("position__gte", 1), ("position__lte", 4)), name="draft_picture_in_place"),
                            models.CheckConstraint(condition=models.Q(("is_plain", False), ("alt", ""), _connector="OR"), name="draft_picture_plain_has_no_words"),
                            Agrees(columns={"group": "group"}, name="draft_picture_group", via="draft"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostPicture",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("alt", models.CharField(blank=True, max_length=400)),
                        ("is_plain", models.BooleanField(default=False)),
                        ("picture_file", models.CharField(editable=False, max_length=80, unique=True)),
                        ("width", models.PositiveSmallIntegerField()),
                        ("height", models.PositiveSmallIntegerField()),
                        ("post", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="pictures", to="forums.post")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "position"), name="post_picture_place"),
                            models.CheckConstraint(condition=models.Q(("position__gte", 1), ("position__lte", 4)), name="post_picture_in_place"),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("alt", ""), ("is_plain", True)), models.Q(("is_plain", False), models.Q(("alt", ""), _negated=True)), _connector="OR"),
                                name="post_picture_has_its_words",
                            ),
                            Agrees(columns={"group": "group"}, name="post_picture_group", via="post"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Poll",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.OneToOneField(on_delete=models.CASCADE, related_name="poll", to="forums.thread")),
                        ("question", models.CharField(max_length=160)),
                        ("made_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="personas.persona")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "group"), name="poll_key"),
                            Agrees(columns={"group": "group"}, name="poll_thread_group", via="thread"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollOption",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("poll", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="options", to="forums.poll")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("words", models.CharField(max_length=120)),
                        ("votes", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "position"), name="poll_option_once"),
                            Agrees(columns={"group": "group"}, name="option_poll_group", via="poll"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("poll", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="forums.poll")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "persona"), name="ballot_once"),
                            Agrees(columns={"group": "group"}, name="ballot_poll_group", via="poll"),
                            Agrees(columns={"group": "group_space"}, name="ballot_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadMark",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="marks", to="forums.thread")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("number", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("thread", "persona"), name="mark_once"),
                            Agrees(columns={"group": "group"}, name="mark_thread_group", via="thread"),
                            Agrees(columns={"group": "group_space"}, name="mark_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("thread", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="watches", to="forums.thread")),
                        ("persona", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("level", models.CharField(choices=[("each", "each reply"), ("digest", "with my summary"), ("none", "nothing")], default="digest", max_length=8)),
                        ("since", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("level", "each")), fields=["thread"], name="watch_each"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("thread", "persona"), name="watch_once"),
                            Agrees(columns={"group": "group"}, name="watch_thread_group", via="thread"),
                            Agrees(columns={"group": "group_space"}, name="watch_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ThreadView",
                    fields=[
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("persona", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="+", serialize=False, to="personas.persona")),
                        ("view", models.CharField(choices=[("time", "in the order of writing"), ("conversation", "by conversation")], default="time", max_length=12)),
                    ],
                    options={
                        "constraints": [
                            Agrees(columns={"group": "group_space"}, name="view_persona_group", via="persona"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("group", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="groups.supportgroup")),
                        ("post", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="responses", to="forums.post")),
                        ("persona", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="+", to="personas.persona")),
                        ("kind", models.CharField(choices=[("read", "I read this"), ("thanks", "Thank you"), ("me-too", "Me too"), ("thinking", "Thinking of you")], max_length=10)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["persona", "post", "kind"], name="response_by_persona"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "post", "kind", "persona"), name="response_once"),
                            Agrees(columns={"group": "group"}, name="response_post_group", via="post"),
                            Agrees(columns={"group": "group_space"}, name="response_persona_group", via="persona"),
                        ],
                    },
                ),
            ],
        ),
        CreateTextIndex(
            name="forums_post_text",
            scope=True,
            typos=True,
        ),
    ]
