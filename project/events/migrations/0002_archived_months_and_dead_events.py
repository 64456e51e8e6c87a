"""Events that wait for a person, and the months that left the log."""

import project.kernel.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """One column and one table."""

    dependencies = [
        ('events', '0001_event_log'),
    ]

    operations = [
        migrations.AlterModelOptions(name="cursor", options={"verbose_name": "subscriber"}),
        migrations.AddField(
            model_name='parked',
            name='dead_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name='Archive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(unique=True)),
                ('file', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('events', models.BigIntegerField()),
                ('last_position', models.BigIntegerField()),
                ('archived_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                'verbose_name': 'archived month',
                'verbose_name_plural': 'archived months',
                'constraints': [models.CheckConstraint(condition=models.Q(('month__day', 1)), name='archive_month_is_its_first_day')],
            },
        ),
    ]
