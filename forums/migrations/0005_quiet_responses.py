import django.db.models.deletion
import supportgroups.lib.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0004_answered_findings'),
        ('groups', '0002_talk_switches'),
        ('personas', '0002_kept_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('read', 'I read this'), ('thanks', 'Thank you'), ('me-too', 'Me too'), ('thinking', 'Thinking of you')], max_length=10)),
                ('made_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
                ('persona', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='personas.persona')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='forums.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('group', 'post', 'kind', 'persona'), name='response_once'), supportgroups.lib.constraints.Agrees(columns={'group': 'group'}, name='response_post_group', via='post'), supportgroups.lib.constraints.Agrees(columns={'group': 'group_space'}, name='response_persona_group', via='persona')],
            },
        ),
    ]
