import django.db.models.deletion
import supportgroups.lib.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0012_moved_threads'),
        ('groups', '0014_closing'),
        ('personas', '0006_fees'),
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=160)),
                ('made_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personas.persona')),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='poll', to='forums.thread')),
            ],
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
                ('persona', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='personas.persona')),
                ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.poll')),
            ],
        ),
        migrations.CreateModel(
            name='PollOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=120)),
                ('votes', models.PositiveIntegerField(default=0)),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
                ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='options', to='forums.poll')),
            ],
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='poll_key'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='poll_thread_group', via='thread'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.UniqueConstraint(fields=('poll', 'persona'), name='ballot_once'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='ballot_poll_group', via='poll'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=supportgroups.lib.constraints.Agrees(columns={'group': 'group_space'}, name='ballot_persona_group', via='persona'),
        ),
        migrations.AddConstraint(
            model_name='polloption',
            constraint=models.UniqueConstraint(fields=('poll', 'position'), name='poll_option_once'),
        ),
        migrations.AddConstraint(
            model_name='polloption',
            constraint=supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='option_poll_group', via='poll'),
        ),
    ]
