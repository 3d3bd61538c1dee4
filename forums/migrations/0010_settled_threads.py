import django.db.models.deletion
import supportgroups.lib.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0009_conversations'),
        ('groups', '0005_life_at_the_door'),
        ('personas', '0003_looks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Settled',
            fields=[
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='settled', serialize=False, to='forums.thread')),
                ('how', models.CharField(choices=[('answered', 'Answered'), ('no-reply', 'Needs no reply')], max_length=10)),
                ('made_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personas.persona')),
            ],
            options={
                'constraints': [supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='settled_thread_group', via='thread')],
            },
        ),
    ]
