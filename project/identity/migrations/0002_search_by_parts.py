"""Staff find people by any part of their name, e-mail or phone."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations


class Migration(migrations.Migration):
    """One index for all three: whoever types does not say which of them it is."""

    dependencies = [("identity", "0001_people"), ("kernel", "0001_clock_and_extensions")]
    operations = [
        migrations.AddIndex(
            model_name="user",
            index=django.contrib.postgres.indexes.GinIndex(
                *(
                    django.contrib.postgres.indexes.OpClass(
                        django.db.models.functions.text.Upper(field), name="gin_trgm_ops"
                    )
                    for field in ("name", "email", "phone")
                ),
                name="user_by_parts_of_its_names",
            ),
        )
    ]
