import django.db.models.deletion
import supportgroups.lib.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0011_first_replies'),
        ('groups', '0006_unmask_power'),
        ('personas', '0004_unmasking_in_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='thread',
            name='numbering',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='Merger',
            fields=[
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='merger', serialize=False, to='forums.thread')),
                ('made_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
                ('into', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.thread')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personas.persona')),
            ],
            options={
                'constraints': [supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='merger_thread_group', via='thread'), supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='merger_into_group', via='into')],
            },
        ),
        migrations.CreateModel(
            name='Offshoot',
            fields=[
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='offshoot', serialize=False, to='forums.thread')),
                ('made_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personas.persona')),
                ('out_of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.thread')),
            ],
            options={
                'constraints': [supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='offshoot_thread_group', via='thread'), supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='offshoot_out_of_group', via='out_of')],
            },
        ),
    ]
