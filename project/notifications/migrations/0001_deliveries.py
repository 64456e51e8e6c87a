"""What was sent to whom, and what still has to be."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import project.kernel.fields


class Migration(migrations.Migration):
    """The outbox."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                (
                    "address",
                    models.EmailField(
                        blank=True,
                        help_text="Empty: the e-mail the person signs in with.",
                        max_length=254,
                        verbose_name="sent to",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "E-mail")], default="email", max_length=5, verbose_name="channel"
                    ),
                ),
                ("context", models.JSONField(default=dict)),
                ("attachments", models.JSONField(default=list)),
                ("once", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed")],
                        default="waiting",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
                ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_try_at"], name="delivery_waiting"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "sent", "failed"])), name="delivery_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email"])), name="delivery_channel_is_known"
                    ),
                ],
            },
        ),
    ]
