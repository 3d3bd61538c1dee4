import django.db.models.deletion
import supportgroups.lib.constraints
from django.db import migrations, models

BATCH = 2_000


def lay_paths(apps, schema_editor):
    """Every post that has a number gets its place in the conversation (see forums/paths.py)."""
    from forums.paths import path_of

    post_model = apps.get_model("forums", "Post")
    posts = post_model.objects.filter(number__isnull=False).order_by("thread", "number").only("thread", "number", "parent")
    thread, paths, waiting = None, {}, []
    for post in posts.iterator(chunk_size=BATCH):
        if post.thread_id != thread:
            thread, paths = post.thread_id, {}
        post.path = paths[post.pk] = path_of(post.number, paths.get(post.parent_id, ""))
        waiting.append(post)
        if len(waiting) == BATCH:
            post_model.objects.bulk_update(waiting, ["path"])
            waiting = []
    post_model.objects.bulk_update(waiting, ["path"])


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0008_changed_posts'),
        ('groups', '0003_door_ages'),
        ('personas', '0003_looks'),
    ]

    operations = [
        migrations.CreateModel(
            name='ThreadView',
            fields=[
                ('persona', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='personas.persona')),
                ('view', models.CharField(choices=[('time', 'in the order of writing'), ('conversation', 'by conversation')], default='time', max_length=12)),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
            ],
            options={
                'constraints': [supportgroups.lib.constraints.Agrees(columns={'group': 'group_space'}, name='view_persona_group', via='persona')],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='path',
            field=models.CharField(blank=True, default='', max_length=24),
        ),
        migrations.RunPython(lay_paths, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['thread', 'path'], name='post_by_conversation'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('path', '')), models.Q(('number__lte', 999999), models.Q(('path', ''), _negated=True)), _connector='OR'), name='post_numbered_has_its_path'),
        ),
    ]
