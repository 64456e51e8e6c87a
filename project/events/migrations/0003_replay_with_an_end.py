"""A replay may have an end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Where a subscriber stands still; it never reads past it."""

    dependencies = [("events", "0002_archived_months_and_dead_events")]
    operations = [
        migrations.AddField("cursor", "until", models.BigIntegerField(blank=True, editable=False, null=True)),
        migrations.AddConstraint(
            "cursor",
            models.CheckConstraint(
                condition=models.Q(("until", None), ("position__lte", models.F("until")), _connector="OR"),
                name="cursor_never_passes_its_end",
            ),
        ),
    ]
