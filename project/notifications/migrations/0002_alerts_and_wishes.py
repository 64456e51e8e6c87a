"""Bells, wishes, devices, and what holds a message back."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import project.kernel.fields


class Migration(migrations.Migration):
    """What people see at once, and how they wish to be told."""

    dependencies = [
        ("identity", "0002_libraries_first"),
        ("notifications", "0001_deliveries"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("context", models.JSONField(default=dict)),
                ("path", models.CharField(max_length=300)),
                ("once", models.CharField(blank=True, max_length=120, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("is_trimmed", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                "verbose_name": "alert",
                "verbose_name_plural": "alerts",
            },
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("endpoint", models.URLField(max_length=1000)),
                ("key", models.CharField(max_length=100)),
                ("secret", models.CharField(max_length=40)),
                ("agent", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ("reached_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "device",
                "verbose_name_plural": "devices",
            },
        ),
        migrations.CreateModel(
            name="Hours",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="quiet from")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="quiet until")),
                ("digest_hour", models.PositiveSmallIntegerField(default=8, verbose_name="daily mail at")),
            ],
            options={
                "verbose_name": "hours",
                "verbose_name_plural": "hours",
            },
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                ("provider", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=300)),
                ("tries", models.PositiveSmallIntegerField(default=1)),
                ("since", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ("next_try_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "outage",
                "verbose_name_plural": "outages",
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("address", models.EmailField(max_length=254, verbose_name="address")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted at")),
            ],
            options={
                "verbose_name": "suppression",
                "verbose_name_plural": "suppressions",
            },
        ),
        migrations.CreateModel(
            name="SuppressionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("address", models.EmailField(max_length=254, verbose_name="address")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("bookings", "Bookings"),
                            ("money", "Money"),
                            ("messages", "Messages"),
                            ("house", "Your house"),
                            ("account", "Your account"),
                            ("office", "Back office"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("in_app", "In Nivas"), ("email", "E-mail"), ("push", "Push"), ("sms", "SMS")],
                        max_length=6,
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[("now", "At once"), ("digest", "In one daily mail"), ("off", "Off")], max_length=6
                    ),
                ),
            ],
            options={
                "verbose_name": "wish",
                "verbose_name_plural": "wishes",
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("hi", "हिन्दी"), ("kn", "ಕನ್ನಡ")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=150, verbose_name="subject")),
                ("short", models.CharField(blank=True, max_length=160, verbose_name="short text")),
                ("lead", models.TextField(blank=True, max_length=1000, verbose_name="first paragraph")),
                ("changed_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
            ],
            options={
                "verbose_name": "wording",
                "verbose_name_plural": "wordings",
            },
        ),
        migrations.CreateModel(
            name="WordingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("hi", "हिन्दी"), ("kn", "ಕನ್ನಡ")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=150, verbose_name="subject")),
                ("short", models.CharField(blank=True, max_length=160, verbose_name="short text")),
                ("lead", models.TextField(blank=True, max_length=1000, verbose_name="first paragraph")),
                ("changed_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="delivery",
            name="delivery_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="delivery",
            name="delivery_channel_is_known",
        ),
        migrations.RemoveIndex(
            model_name="delivery",
            name="delivery_waiting",
        ),
        migrations.AddField(
            model_name="delivery",
            name="digest",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bundled",
                to="notifications.delivery",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="waits_for_digest",
            field=models.BooleanField(default=False, verbose_name="goes with the daily mail"),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="channel",
            field=models.CharField(
                choices=[("in_app", "In Nivas"), ("email", "E-mail"), ("push", "Push"), ("sms", "SMS")],
                default="email",
                max_length=6,
                verbose_name="channel",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="last_error",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="once",
            field=models.CharField(blank=True, max_length=120, null=True),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="state",
            field=models.CharField(
                choices=[("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed"), ("suppressed", "Suppressed")],
                default="waiting",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["channel", "next_try_at"], name="delivery_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("once", "channel"), name="delivery_is_owed_once_by_a_channel"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "sent", "failed", "suppressed"])),
                name="delivery_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["in_app", "email", "push", "sms"])),
                name="delivery_channel_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("waits_for_digest", False), ("channel", "email"), _connector="OR"),
                name="delivery_in_a_digest_is_a_mail",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest", None), ("waits_for_digest", True), _connector="OR"),
                name="delivery_of_a_digest_waited_for_it",
            ),
        ),
        migrations.AddField(
            model_name="alert",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="device",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="hours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from", None), ("quiet_until", None)),
                    models.Q(
                        ("quiet_from__isnull", False),
                        ("quiet_until__isnull", False),
                        models.Q(("quiet_from", models.F("quiet_until")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hours_of_quiet_have_two_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="hours",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest_hour__lt", 24)), name="hours_digest_is_an_hour_of_the_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="suppression",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)),
                fields=("address",),
                name="suppression_of_an_address_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="suppression",
            constraint=models.CheckConstraint(
                condition=models.Q(("address", django.db.models.functions.text.Lower("address"))),
                name="suppression_address_is_lower_case",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppression",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notifications_suppressionevent" ("address", "created_at", "id", "lifted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason") VALUES (NEW."address", NEW."created_at", NEW."id", NEW."lifted_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason"); RETURN NULL;',
                    hash="b5edbddd00a9fd84d61872c6b14d4dd35713cc42",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d5ae8",
                    table="notifications_suppression",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppression",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "notifications_suppressionevent" ("address", "created_at", "id", "lifted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason") VALUES (NEW."address", NEW."created_at", NEW."id", NEW."lifted_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason"); RETURN NULL;',
                    hash="f93598ca6090eb4c6f5eea6a49983305a5bd182e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dc565",
                    table="notifications_suppression",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppression",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notifications_suppressionevent" ("address", "created_at", "id", "lifted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason") VALUES (OLD."address", OLD."created_at", OLD."id", OLD."lifted_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason"); RETURN NULL;',
                    hash="095ff502593227732b851e9408916ee65439bdfa",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_df2df",
                    table="notifications_suppression",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="suppressionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="suppressionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="notifications.suppression",
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(fields=("kind", "language"), name="wording_of_a_kind_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "hi", "kn"])), name="wording_language_is_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wording",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notifications_wordingevent" ("changed_at", "id", "kind", "language", "lead", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "subject") VALUES (NEW."changed_at", NEW."id", NEW."kind", NEW."language", NEW."lead", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short", NEW."subject"); RETURN NULL;',
                    hash="90d84e6af39a003ae54987846263a3114605dbb2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_087e0",
                    table="notifications_wording",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wording",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "notifications_wordingevent" ("changed_at", "id", "kind", "language", "lead", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "subject") VALUES (NEW."changed_at", NEW."id", NEW."kind", NEW."language", NEW."lead", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short", NEW."subject"); RETURN NULL;',
                    hash="895ac48d577d06ae5e07fde3ce6e50627120f80a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_719c4",
                    table="notifications_wording",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wording",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notifications_wordingevent" ("changed_at", "id", "kind", "language", "lead", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "subject") VALUES (OLD."changed_at", OLD."id", OLD."kind", OLD."language", OLD."lead", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."short", OLD."subject"); RETURN NULL;',
                    hash="46fd94bbc0f88e7f1a6e30095c478df4e8025314",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_28fc6",
                    table="notifications_wording",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="wordingevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="wordingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="notifications.wording",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("is_trimmed", False)), fields=["person", "-id"], name="alert_newest_first"
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("is_trimmed", False), ("read_at", None)), fields=["person"], name="alert_unread"
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(condition=models.Q(("is_trimmed", False)), fields=["created_at"], name="alert_by_age"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(fields=("once",), name="alert_is_made_once"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("path__startswith", "/"), models.Q(("path__startswith", "//"), _negated=True)),
                name="alert_opens_a_page_of_ours",
            ),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.UniqueConstraint(fields=("endpoint",), name="device_is_of_one_person"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppressionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3826f617bdd55ee21499dbbf7e8648d725be6178",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1b5af",
                    table="notifications_suppressionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(fields=("person", "group", "channel"), name="wish_is_made_once"),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(("group__in", ["bookings", "money", "messages", "house", "account", "office"])),
                name="wish_group_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["email", "push", "sms"])), name="wish_channel_can_be_chosen"
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("choice__in", ["now", "off"]),
                    models.Q(("channel", "email"), ("choice", "digest")),
                    _connector="OR",
                ),
                name="wish_only_mails_are_bundled",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wordingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c3ac64aea14b73e5e585e929c8e14bb40440ba0d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ccaa7",
                    table="notifications_wordingevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
