from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index of running holds by their end says that they have one; then nobody's own hold is looked for in it."""

    dependencies = [
        ("booking", "0002_keys_of_two_columns"),
        ("catalog", "0001_properties"),
        ("payments", "0001_money_in_and_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveIndex(model_name="booking", name="booking_running_holds"),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                condition=models.Q(("hold_until__isnull", False), ("state", "held")),
                fields=["hold_until"],
                name="booking_running_holds",
            ),
        ),
    ]
