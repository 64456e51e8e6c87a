"""Money coming in and going back, what banks and saved cards have to do with it, and the proof that none is missing."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import project.kernel.fields
from project.kernel.postgres.operations import CreateTables


class Migration(migrations.Migration):
    """Each table comes whole, with its truths and its history."""

    initial = True
    dependencies = [
        ("identity", "0002_libraries_first"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        CreateTables(
            migrations.CreateModel(
                name="InboxEvent",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("event_id", models.CharField(max_length=255, unique=True)),
                    ("type", models.CharField(max_length=120, verbose_name="type")),
                    ("api_version", models.CharField(blank=True, max_length=60)),
                    ("body", models.JSONField()),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("new", "Waiting"),
                                ("done", "Done"),
                                ("ignored", "Not for us"),
                                ("failed", "Failed"),
                            ],
                            default="new",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    (
                        "received_at",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="received at"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "webhook",
                    "verbose_name_plural": "webhooks",
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state", "new")), fields=["next_try_at"], name="inbox_waiting"
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["new", "done", "ignored", "failed"])),
                            name="inbox_state_is_known",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="inbox_keeps_what_came",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_inboxevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: inbox_keeps_what_came' USING ERRCODE = '23514', CONSTRAINT = 'inbox_keeps_what_came', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.event_id, OLD.type, OLD.api_version, OLD.body) IS DISTINCT FROM ROW(NEW.event_id, NEW.type, NEW.api_version, NEW.body) THEN RAISE EXCEPTION 'nivas: inbox_keeps_what_came' USING ERRCODE = '23514', CONSTRAINT = 'inbox_keeps_what_came', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_inbox_keeps_what_came_c8d4d",
                                hash="4c3640bbef2454bbb509baae4c2ac856a52cf85b",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Customer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "person",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("gateway_id", models.CharField(max_length=255, unique=True)),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "customer at the payment provider",
                    "verbose_name_plural": "customers at the payment provider",
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="customer_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_customer",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: customer_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'customer_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.*) IS DISTINCT FROM ROW(NEW.*) THEN RAISE EXCEPTION 'nivas: customer_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'customer_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_customer_never_changes_79729",
                                hash="f4698a6085af3f701184ba36cbcacb457c5a8750",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SetupAttempt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "customer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.customer"
                        ),
                    ),
                    ("max_paise", project.kernel.fields.PaiseField(verbose_name="most for one payment")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    (
                        "interval",
                        models.CharField(
                            choices=[("month", "Once a month"), ("sporadic", "Whenever a bill is due")],
                            default="sporadic",
                            max_length=8,
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("created", "Being prepared"),
                                ("open", "Waiting for you"),
                                ("unknown", "Being checked"),
                                ("saved", "Saved"),
                                ("failed", "Failed"),
                                ("closed", "Closed, nothing saved"),
                            ],
                            default="created",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    ("gateway_key", models.CharField(max_length=255, unique=True)),
                    ("request", models.JSONField()),
                    ("setup_id", models.CharField(blank=True, max_length=255, null=True, unique=True)),
                    ("page_url", models.TextField(blank=True)),
                    ("open_until", models.DateTimeField(verbose_name="to be finished by")),
                    ("is_settled", models.BooleanField(default=False, verbose_name="nothing owed to the gateway")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "saving of a payment method",
                    "verbose_name_plural": "savings of payment methods",
                    "indexes": [
                        models.Index(
                            condition=models.Q(("is_settled", False)), fields=["next_try_at"], name="setup_not_over"
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("max_paise__gt", 0)), name="setup_limit_is_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["created", "open", "unknown", "saved", "failed", "closed"])
                            ),
                            name="setup_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("interval__in", ["month", "sporadic"])), name="setup_interval_is_known"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("state__in", ["created", "open", "unknown"])),
                            fields=("person",),
                            name="setup_is_open_once_per_person",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="setup_moves_only_forward",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_setupattempt",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('created', 'closed'), ('created', 'failed'), "
                                    "('created', 'open'), ('created', 'saved'), ('created', 'unknown'), ('unknown', "
                                    "'closed'), ('unknown', 'failed'), ('unknown', 'open'), ('unknown', 'saved'), "
                                    "('open', 'closed'), ('open', 'failed'), ('open', 'saved'), ('failed', 'saved'), "
                                    "('closed', 'saved')) THEN RAISE EXCEPTION 'nivas: setup_moves_only_forward' "
                                    "USING ERRCODE = '23514', CONSTRAINT = 'setup_moves_only_forward', TABLE = "
                                    "TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_setup_moves_only_forward_d13ed",
                                hash="b047f759e6922782de950e01926134b0c2fe80f8",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="setup_keeps_its_request",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_setupattempt",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: setup_keeps_its_request' USING ERRCODE = '23514', CONSTRAINT = 'setup_keeps_its_request', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.person_id, OLD.customer_id, OLD.max_paise, OLD.currency, OLD.interval, OLD.gateway_key, OLD.request) IS DISTINCT FROM ROW(NEW.person_id, NEW.customer_id, NEW.max_paise, NEW.currency, NEW.interval, NEW.gateway_key, NEW.request) THEN RAISE EXCEPTION 'nivas: setup_keeps_its_request' USING ERRCODE = '23514', CONSTRAINT = 'setup_keeps_its_request', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_setup_keeps_its_request_25563",
                                hash="c2e81bef8f43511c80c273ff6ecd56d49084193c",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="setup_keeps_its_page",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_setupattempt",
                                when="BEFORE",
                                operation='UPDATE OF "setup_id"',
                                func="""
        IF OLD.setup_id IS NOT NULL AND NEW.setup_id IS DISTINCT FROM OLD.setup_id THEN RAISE EXCEPTION 'nivas: setup_keeps_its_page' USING ERRCODE = '23514', CONSTRAINT = 'setup_keeps_its_page', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_setup_keeps_its_page_7f302",
                                hash="ce7714c6c91c0e3d5e1cbc87b8591e9782e47763",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_setupattempt",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "payments_setupattemptevent" ("created_at", "currency", '
                                    '"customer_id", "gateway_key", "id", "interval", "is_settled", "last_error", '
                                    '"max_paise", "next_try_at", "open_until", "page_url", "person_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"request", "setup_id", "state", "tries") VALUES (NEW."created_at", '
                                    'NEW."currency", NEW."customer_id", NEW."gateway_key", NEW."id", NEW."interval", '
                                    'NEW."is_settled", NEW."last_error", NEW."max_paise", NEW."next_try_at", '
                                    'NEW."open_until", NEW."page_url", NEW."person_id", _pgh_attach_context(), NOW(), '
                                    '\'insert\', NEW."id", NEW."public_id", NEW."request", NEW."setup_id", NEW."state", '
                                    'NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_2b97c",
                                hash="66b9f5758d59242c36999f030b24819bb7212f06",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_setupattempt",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "payments_setupattemptevent" ("created_at", "currency", '
                                    '"customer_id", "gateway_key", "id", "interval", "is_settled", "last_error", '
                                    '"max_paise", "next_try_at", "open_until", "page_url", "person_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"request", "setup_id", "state", "tries") VALUES (NEW."created_at", '
                                    'NEW."currency", NEW."customer_id", NEW."gateway_key", NEW."id", NEW."interval", '
                                    'NEW."is_settled", NEW."last_error", NEW."max_paise", NEW."next_try_at", '
                                    'NEW."open_until", NEW."page_url", NEW."person_id", _pgh_attach_context(), NOW(), '
                                    '\'update\', NEW."id", NEW."public_id", NEW."request", NEW."setup_id", NEW."state", '
                                    'NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_8550f",
                                hash="413e4ddaa7055d395e62efa6ad307c890a97489d",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_setupattempt",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "payments_setupattemptevent" ("created_at", "currency", '
                                    '"customer_id", "gateway_key", "id", "interval", "is_settled", "last_error", '
                                    '"max_paise", "next_try_at", "open_until", "page_url", "person_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"request", "setup_id", "state", "tries") VALUES (OLD."created_at", '
                                    'OLD."currency", OLD."customer_id", OLD."gateway_key", OLD."id", OLD."interval", '
                                    'OLD."is_settled", OLD."last_error", OLD."max_paise", OLD."next_try_at", '
                                    'OLD."open_until", OLD."page_url", OLD."person_id", _pgh_attach_context(), NOW(), '
                                    '\'delete\', OLD."id", OLD."public_id", OLD."request", OLD."setup_id", OLD."state", '
                                    'OLD."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_bfc44",
                                hash="4de735e5e825af041d045e434e05324af9e93551",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SetupAttemptEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="payments.setupattempt",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "person",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "customer",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="payments.customer",
                        ),
                    ),
                    ("max_paise", project.kernel.fields.PaiseField(verbose_name="most for one payment")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    (
                        "interval",
                        models.CharField(
                            choices=[("month", "Once a month"), ("sporadic", "Whenever a bill is due")],
                            default="sporadic",
                            max_length=8,
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("created", "Being prepared"),
                                ("open", "Waiting for you"),
                                ("unknown", "Being checked"),
                                ("saved", "Saved"),
                                ("failed", "Failed"),
                                ("closed", "Closed, nothing saved"),
                            ],
                            default="created",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    ("gateway_key", models.CharField(max_length=255)),
                    ("request", models.JSONField()),
                    ("setup_id", models.CharField(blank=True, max_length=255, null=True)),
                    ("page_url", models.TextField(blank=True)),
                    ("open_until", models.DateTimeField(verbose_name="to be finished by")),
                    ("is_settled", models.BooleanField(default=False, verbose_name="nothing owed to the gateway")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_setupattemptevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_60a6f",
                                hash="4d5cd5981a72718c68e665435f2a55789007f2be",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SavedMethod",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("gateway_id", models.CharField(max_length=255, unique=True)),
                    ("kind", models.CharField(max_length=20, verbose_name="kind")),
                    ("brand", models.CharField(blank=True, max_length=30, verbose_name="brand")),
                    ("last4", models.CharField(blank=True, max_length=4, verbose_name="last four digits")),
                    (
                        "expires_month",
                        models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="expires in month"),
                    ),
                    (
                        "expires_year",
                        models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="expires in year"),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[("active", "Saved"), ("removed", "Removed")],
                            default="active",
                            max_length=7,
                            verbose_name="state",
                        ),
                    ),
                    ("is_default", models.BooleanField(default=False, verbose_name="used first")),
                    ("is_detached", models.BooleanField(default=False, verbose_name="removed at the payment provider")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "payment method",
                    "verbose_name_plural": "payment methods",
                    "indexes": [
                        models.Index(fields=["person"], name="method_by_person"),
                        models.Index(
                            condition=models.Q(("is_detached", False), ("state", "removed")),
                            fields=["next_try_at"],
                            name="method_owing_removal",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["active", "removed"])), name="method_state_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("is_default", False), ("state", "active"), _connector="OR"),
                            name="method_used_first_is_active",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("is_detached", False), ("state", "removed"), _connector="OR"),
                            name="method_detached_is_removed",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("is_default", True)),
                            fields=("person",),
                            name="method_used_first_is_one_per_person",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="method_moves_only_forward",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_savedmethod",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('active', 'removed')) THEN RAISE EXCEPTION "
                                    "'nivas: method_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'method_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; "
                                    "END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_method_moves_only_forward_f84c0",
                                hash="295a45aac0d7e93e3cdb76fcf010cd19ea635ada",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="method_keeps_whose_it_is",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_savedmethod",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: method_keeps_whose_it_is' USING ERRCODE = '23514', CONSTRAINT = 'method_keeps_whose_it_is', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.person_id, OLD.gateway_id, OLD.created_at) IS DISTINCT FROM ROW(NEW.person_id, NEW.gateway_id, NEW.created_at) THEN RAISE EXCEPTION 'nivas: method_keeps_whose_it_is' USING ERRCODE = '23514', CONSTRAINT = 'method_keeps_whose_it_is', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_method_keeps_whose_it_is_461cd",
                                hash="73c556d8749991ddc4d2e72c33d14acb6f450b7a",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_savedmethod",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "payments_savedmethodevent" ("brand", "created_at", "expires_month", '
                                    '"expires_year", "gateway_id", "id", "is_default", "is_detached", "kind", '
                                    '"last4", "last_error", "next_try_at", "person_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "tries") '
                                    'VALUES (NEW."brand", NEW."created_at", NEW."expires_month", NEW."expires_year", '
                                    'NEW."gateway_id", NEW."id", NEW."is_default", NEW."is_detached", NEW."kind", '
                                    'NEW."last4", NEW."last_error", NEW."next_try_at", NEW."person_id", '
                                    '_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."state", '
                                    'NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_750c4",
                                hash="61c505c7d5874e2976ed48d5b74ab9a8ad4fddbe",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_savedmethod",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "payments_savedmethodevent" ("brand", "created_at", "expires_month", '
                                    '"expires_year", "gateway_id", "id", "is_default", "is_detached", "kind", '
                                    '"last4", "last_error", "next_try_at", "person_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "tries") '
                                    'VALUES (NEW."brand", NEW."created_at", NEW."expires_month", NEW."expires_year", '
                                    'NEW."gateway_id", NEW."id", NEW."is_default", NEW."is_detached", NEW."kind", '
                                    'NEW."last4", NEW."last_error", NEW."next_try_at", NEW."person_id", '
                                    '_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."state", '
                                    'NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_2e180",
                                hash="210bad6c1198dd3400c63a687100e68d544a29af",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_savedmethod",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "payments_savedmethodevent" ("brand", "created_at", "expires_month", '
                                    '"expires_year", "gateway_id", "id", "is_default", "is_detached", "kind", '
                                    '"last4", "last_error", "next_try_at", "person_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "tries") '
                                    'VALUES (OLD."brand", OLD."created_at", OLD."expires_month", OLD."expires_year", '
                                    'OLD."gateway_id", OLD."id", OLD."is_default", OLD."is_detached", OLD."kind", '
                                    'OLD."last4", OLD."last_error", OLD."next_try_at", OLD."person_id", '
                                    '_pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."state", '
                                    'OLD."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_1eac6",
                                hash="283e319963e19084fc13b74660ae0b951d249ea1",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SavedMethodEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="payments.savedmethod",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "person",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("gateway_id", models.CharField(max_length=255)),
                    ("kind", models.CharField(max_length=20, verbose_name="kind")),
                    ("brand", models.CharField(blank=True, max_length=30, verbose_name="brand")),
                    ("last4", models.CharField(blank=True, max_length=4, verbose_name="last four digits")),
                    (
                        "expires_month",
                        models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="expires in month"),
                    ),
                    (
                        "expires_year",
                        models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="expires in year"),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[("active", "Saved"), ("removed", "Removed")],
                            default="active",
                            max_length=7,
                            verbose_name="state",
                        ),
                    ),
                    ("is_default", models.BooleanField(default=False, verbose_name="used first")),
                    ("is_detached", models.BooleanField(default=False, verbose_name="removed at the payment provider")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_savedmethodevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_581e8",
                                hash="75ed3a7741ddee6cf111c65ce4eb83b55963e6db",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Mandate",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "method",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="mandates",
                            to="payments.savedmethod",
                        ),
                    ),
                    ("gateway_id", models.CharField(max_length=255, unique=True)),
                    ("max_paise", project.kernel.fields.PaiseField(verbose_name="most for one payment")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    (
                        "interval",
                        models.CharField(
                            choices=[("month", "Once a month"), ("sporadic", "Whenever a bill is due")],
                            max_length=8,
                            verbose_name="how often",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("pending", "Your bank is checking it"),
                                ("active", "In force"),
                                ("inactive", "Ended"),
                            ],
                            default="pending",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "mandate",
                    "verbose_name_plural": "mandates",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("max_paise__gt", 0)), name="mandate_limit_is_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["pending", "active", "inactive"])),
                            name="mandate_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("interval__in", ["month", "sporadic"])),
                            name="mandate_interval_is_known",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("state__in", ["pending", "active"])),
                            fields=("method",),
                            name="mandate_is_live_once_per_method",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="mandate_moves_only_forward",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_mandate",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('pending', 'active'), ('pending', "
                                    "'inactive'), ('active', 'inactive')) THEN RAISE EXCEPTION 'nivas: "
                                    "mandate_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'mandate_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; "
                                    "END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_mandate_moves_only_forward_1b625",
                                hash="769243b1f60bf42707c330841106ebd2b77c57b4",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="mandate_keeps_its_terms",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_mandate",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: mandate_keeps_its_terms' USING ERRCODE = '23514', CONSTRAINT = 'mandate_keeps_its_terms', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.method_id, OLD.gateway_id, OLD.max_paise, OLD.currency, OLD.interval, OLD.created_at) IS DISTINCT FROM ROW(NEW.method_id, NEW.gateway_id, NEW.max_paise, NEW.currency, NEW.interval, NEW.created_at) THEN RAISE EXCEPTION 'nivas: mandate_keeps_its_terms' USING ERRCODE = '23514', CONSTRAINT = 'mandate_keeps_its_terms', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_mandate_keeps_its_terms_287d8",
                                hash="0a6bd456fa3ac5f51678784ad5d23dce5d55f828",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_mandate",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "payments_mandateevent" ("created_at", "currency", "gateway_id", '
                                    '"id", "interval", "max_paise", "method_id", "pgh_context_id", "pgh_created_at", '
                                    '"pgh_label", "pgh_obj_id", "public_id", "state") VALUES (NEW."created_at", '
                                    'NEW."currency", NEW."gateway_id", NEW."id", NEW."interval", NEW."max_paise", '
                                    'NEW."method_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", '
                                    'NEW."public_id", NEW."state"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_ed0e1",
                                hash="4c02250e962015a71ab668602ca634d701a0f701",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_mandate",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "payments_mandateevent" ("created_at", "currency", "gateway_id", '
                                    '"id", "interval", "max_paise", "method_id", "pgh_context_id", "pgh_created_at", '
                                    '"pgh_label", "pgh_obj_id", "public_id", "state") VALUES (NEW."created_at", '
                                    'NEW."currency", NEW."gateway_id", NEW."id", NEW."interval", NEW."max_paise", '
                                    'NEW."method_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", '
                                    'NEW."public_id", NEW."state"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_92c9a",
                                hash="54c8495a17f2cf6facc8bf6b827c46aa25c99d77",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_mandate",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "payments_mandateevent" ("created_at", "currency", "gateway_id", '
                                    '"id", "interval", "max_paise", "method_id", "pgh_context_id", "pgh_created_at", '
                                    '"pgh_label", "pgh_obj_id", "public_id", "state") VALUES (OLD."created_at", '
                                    'OLD."currency", OLD."gateway_id", OLD."id", OLD."interval", OLD."max_paise", '
                                    'OLD."method_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", '
                                    'OLD."public_id", OLD."state"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_26cc6",
                                hash="f9902f220174329a4a457f7888b45fdc656972d8",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MandateEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="payments.mandate",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "method",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="payments.savedmethod",
                        ),
                    ),
                    ("gateway_id", models.CharField(max_length=255)),
                    ("max_paise", project.kernel.fields.PaiseField(verbose_name="most for one payment")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    (
                        "interval",
                        models.CharField(
                            choices=[("month", "Once a month"), ("sporadic", "Whenever a bill is due")],
                            max_length=8,
                            verbose_name="how often",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("pending", "Your bank is checking it"),
                                ("active", "In force"),
                                ("inactive", "Ended"),
                            ],
                            default="pending",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_mandateevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_032b5",
                                hash="f9092696d85bbb44b4062870fd73b34f0d63e7fd",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Attempt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "payer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("subject", models.CharField(max_length=80)),
                    ("description", models.CharField(max_length=200)),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("created", "Being prepared"),
                                ("open", "Waiting for payment"),
                                ("unknown", "Being checked"),
                                ("succeeded", "Paid"),
                                ("failed", "Failed"),
                                ("expired", "Closed unpaid"),
                            ],
                            default="created",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("gateway_key", models.CharField(max_length=255, unique=True)),
                    ("request", models.JSONField()),
                    ("session_id", models.CharField(blank=True, max_length=255, null=True, unique=True)),
                    ("session_url", models.TextField(blank=True)),
                    ("open_until", models.DateTimeField(verbose_name="to be paid until")),
                    ("is_settled", models.BooleanField(default=False, verbose_name="nothing owed to the gateway")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "payment attempt",
                    "verbose_name_plural": "payment attempts",
                    "indexes": [
                        models.Index(fields=["subject"], name="attempt_by_subject"),
                        models.Index(
                            condition=models.Q(("is_settled", False)),
                            fields=["open_until"],
                            name="attempt_owing_expiry",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_paise__gte", 50)), name="attempt_amount_can_be_paid"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["created", "open", "unknown", "succeeded", "failed", "expired"])
                            ),
                            name="attempt_state_is_known",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("state__in", ["created", "open", "unknown"])),
                            fields=("subject",),
                            name="attempt_is_live_once_per_subject",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="attempt_moves_only_forward",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_attempt",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('created', 'expired'), ('created', 'failed'), "
                                    "('created', 'open'), ('created', 'succeeded'), ('created', 'unknown'), "
                                    "('unknown', 'expired'), ('unknown', 'failed'), ('unknown', 'open'), ('unknown', "
                                    "'succeeded'), ('open', 'expired'), ('open', 'failed'), ('open', 'succeeded'), "
                                    "('failed', 'succeeded'), ('expired', 'succeeded')) THEN RAISE EXCEPTION 'nivas: "
                                    "attempt_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'attempt_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; "
                                    "END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_attempt_moves_only_forward_52072",
                                hash="e1311480db2ba8086d230b75ebbcb02377d7d40b",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="attempt_keeps_its_request",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_attempt",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: attempt_keeps_its_request' USING ERRCODE = '23514', CONSTRAINT = 'attempt_keeps_its_request', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.payer_id, OLD.subject, OLD.amount_paise, OLD.currency, OLD.gateway_key, OLD.request, OLD.created_at) IS DISTINCT FROM ROW(NEW.payer_id, NEW.subject, NEW.amount_paise, NEW.currency, NEW.gateway_key, NEW.request, NEW.created_at) THEN RAISE EXCEPTION 'nivas: attempt_keeps_its_request' USING ERRCODE = '23514', CONSTRAINT = 'attempt_keeps_its_request', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_attempt_keeps_its_request_6ef35",
                                hash="8853a32ec0b619ab1be8ec8a39f9c0823513ae46",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="attempt_keeps_its_session",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_attempt",
                                when="BEFORE",
                                operation='UPDATE OF "session_id"',
                                func="""
        IF OLD.session_id IS NOT NULL AND NEW.session_id IS DISTINCT FROM OLD.session_id THEN RAISE EXCEPTION 'nivas: attempt_keeps_its_session' USING ERRCODE = '23514', CONSTRAINT = 'attempt_keeps_its_session', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_attempt_keeps_its_session_82eff",
                                hash="d02d2cdeee8677583502da21b3578582a1d80f34",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_attempt",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "payments_attemptevent" ("amount_paise", "created_at", "currency", '
                                    '"description", "gateway_key", "id", "is_settled", "last_error", "next_try_at", '
                                    '"open_until", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", '
                                    '"pgh_obj_id", "public_id", "request", "session_id", "session_url", "state", '
                                    '"subject", "tries") VALUES (NEW."amount_paise", NEW."created_at", '
                                    'NEW."currency", NEW."description", NEW."gateway_key", NEW."id", '
                                    'NEW."is_settled", NEW."last_error", NEW."next_try_at", NEW."open_until", '
                                    'NEW."payer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", '
                                    'NEW."public_id", NEW."request", NEW."session_id", NEW."session_url", '
                                    'NEW."state", NEW."subject", NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_bc0b0",
                                hash="8028a2f7904782d615b2e25cda63b87a4cf4307e",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_attempt",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "payments_attemptevent" ("amount_paise", "created_at", "currency", '
                                    '"description", "gateway_key", "id", "is_settled", "last_error", "next_try_at", '
                                    '"open_until", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", '
                                    '"pgh_obj_id", "public_id", "request", "session_id", "session_url", "state", '
                                    '"subject", "tries") VALUES (NEW."amount_paise", NEW."created_at", '
                                    'NEW."currency", NEW."description", NEW."gateway_key", NEW."id", '
                                    'NEW."is_settled", NEW."last_error", NEW."next_try_at", NEW."open_until", '
                                    'NEW."payer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", '
                                    'NEW."public_id", NEW."request", NEW."session_id", NEW."session_url", '
                                    'NEW."state", NEW."subject", NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_ad21d",
                                hash="f7e8d07ca8a2deb889d5f4f2629aec46cb4b0002",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_attempt",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "payments_attemptevent" ("amount_paise", "created_at", "currency", '
                                    '"description", "gateway_key", "id", "is_settled", "last_error", "next_try_at", '
                                    '"open_until", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", '
                                    '"pgh_obj_id", "public_id", "request", "session_id", "session_url", "state", '
                                    '"subject", "tries") VALUES (OLD."amount_paise", OLD."created_at", '
                                    'OLD."currency", OLD."description", OLD."gateway_key", OLD."id", '
                                    'OLD."is_settled", OLD."last_error", OLD."next_try_at", OLD."open_until", '
                                    'OLD."payer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", '
                                    'OLD."public_id", OLD."request", OLD."session_id", OLD."session_url", '
                                    'OLD."state", OLD."subject", OLD."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_1fe3d",
                                hash="ba539a4d5bcd478b49c0a9678db96ccd4f8500bf",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Charge",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "attempt",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="charge", to="payments.attempt"
                        ),
                    ),
                    (
                        "method",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="charges",
                            to="payments.savedmethod",
                        ),
                    ),
                    (
                        "mandate",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="charges", to="payments.mandate"
                        ),
                    ),
                    ("decided_by", models.DateTimeField(blank=True, null=True, verbose_name="bank decides by")),
                    ("needs_approval", models.BooleanField(default=False, verbose_name="person has to approve")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "charge of a saved method",
                    "verbose_name_plural": "charges of saved methods",
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="charge_keeps_what_allows_it",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_charge",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: charge_keeps_what_allows_it' USING ERRCODE = '23514', CONSTRAINT = 'charge_keeps_what_allows_it', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.attempt_id, OLD.method_id, OLD.mandate_id) IS DISTINCT FROM ROW(NEW.attempt_id, NEW.method_id, NEW.mandate_id) THEN RAISE EXCEPTION 'nivas: charge_keeps_what_allows_it' USING ERRCODE = '23514', CONSTRAINT = 'charge_keeps_what_allows_it', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_charge_keeps_what_allows_it_0b69b",
                                hash="13eac8e6841b12ed35815408672c45a4088932df",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="charge_has_an_active_mandate",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_charge",
                                when="BEFORE",
                                operation="INSERT",
                                declare="DECLARE allowed boolean;",
                                func="""
    PERFORM 1 FROM payments_mandate WHERE id = NEW.mandate_id FOR SHARE;
    SELECT mandate.state = 'active' AND method.state = 'active' AND method.person_id = attempt.payer_id INTO allowed
      FROM payments_mandate AS mandate
      JOIN payments_savedmethod AS method ON method.id = mandate.method_id AND method.id = NEW.method_id
      JOIN payments_attempt AS attempt ON attempt.id = NEW.attempt_id
     WHERE mandate.id = NEW.mandate_id;
    IF allowed IS NOT TRUE THEN RAISE EXCEPTION 'nivas: charge_has_an_active_mandate' USING ERRCODE = '23514', CONSTRAINT = 'charge_has_an_active_mandate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
    RETURN NEW;
    """,
                                pgid="pgtrigger_charge_has_an_active_mandate_fa522",
                                hash="ff888f7f10090bb4056d1c837e5d5b10a459442c",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="charge_is_within_its_mandate",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_charge",
                                when="BEFORE",
                                operation="INSERT",
                                declare="DECLARE fits boolean;",
                                func="""
        SELECT attempt.amount_paise <= least(mandate.max_paise, 1500000)
               AND attempt.currency = mandate.currency INTO fits
          FROM payments_mandate AS mandate, payments_attempt AS attempt
         WHERE mandate.id = NEW.mandate_id AND attempt.id = NEW.attempt_id;
        IF fits IS NOT TRUE THEN RAISE EXCEPTION 'nivas: charge_is_within_its_mandate' USING ERRCODE = '23514', CONSTRAINT = 'charge_is_within_its_mandate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_charge_is_within_its_mandate_56965",
                                hash="97793181691ecb809cbaf28a3780498f5a07c0f7",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AttemptEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="payments.attempt",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "payer",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("subject", models.CharField(max_length=80)),
                    ("description", models.CharField(max_length=200)),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("created", "Being prepared"),
                                ("open", "Waiting for payment"),
                                ("unknown", "Being checked"),
                                ("succeeded", "Paid"),
                                ("failed", "Failed"),
                                ("expired", "Closed unpaid"),
                            ],
                            default="created",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("gateway_key", models.CharField(max_length=255)),
                    ("request", models.JSONField()),
                    ("session_id", models.CharField(blank=True, max_length=255, null=True)),
                    ("session_url", models.TextField(blank=True)),
                    ("open_until", models.DateTimeField(verbose_name="to be paid until")),
                    ("is_settled", models.BooleanField(default=False, verbose_name="nothing owed to the gateway")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_attemptevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_79537",
                                hash="37b114f9060e4e82013d25bc11dba291cf73f973",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Payment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "attempt",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="payments.attempt"
                        ),
                    ),
                    (
                        "payer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("subject", models.CharField(max_length=80)),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    ("intent_id", models.CharField(max_length=255, unique=True)),
                    ("method", models.CharField(blank=True, max_length=60, verbose_name="paid with")),
                    ("paid_at", models.DateTimeField(verbose_name="paid at")),
                    ("is_as_asked", models.BooleanField(default=True, verbose_name="the amount we asked for")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "payment",
                    "verbose_name_plural": "payments",
                    "indexes": [
                        models.Index(fields=["subject"], name="payment_by_subject"),
                        models.Index(fields=["paid_at"], name="payment_by_paid_at"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_paise__gt", 0)), name="payment_amount_is_positive"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="payment_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_payment",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: payment_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'payment_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.*) IS DISTINCT FROM ROW(NEW.*) THEN RAISE EXCEPTION 'nivas: payment_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'payment_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_payment_never_changes_1a875",
                                hash="870939b4ae9877dd9075381c9a7c4f788a5c655c",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_payment",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "payments_paymentevent" ("amount_paise", "attempt_id", "created_at", '
                                    '"currency", "id", "intent_id", "is_as_asked", "method", "paid_at", "payer_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"subject") VALUES (NEW."amount_paise", NEW."attempt_id", NEW."created_at", '
                                    'NEW."currency", NEW."id", NEW."intent_id", NEW."is_as_asked", NEW."method", '
                                    'NEW."paid_at", NEW."payer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", '
                                    'NEW."public_id", NEW."subject"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_24a65",
                                hash="2dbdabf1052f01e8e85ac061507f30f57177278e",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_payment",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "payments_paymentevent" ("amount_paise", "attempt_id", "created_at", '
                                    '"currency", "id", "intent_id", "is_as_asked", "method", "paid_at", "payer_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"subject") VALUES (NEW."amount_paise", NEW."attempt_id", NEW."created_at", '
                                    'NEW."currency", NEW."id", NEW."intent_id", NEW."is_as_asked", NEW."method", '
                                    'NEW."paid_at", NEW."payer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", '
                                    'NEW."public_id", NEW."subject"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_dd546",
                                hash="d99ed84104e562140574ef6a9b86fd450efcd2da",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_payment",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "payments_paymentevent" ("amount_paise", "attempt_id", "created_at", '
                                    '"currency", "id", "intent_id", "is_as_asked", "method", "paid_at", "payer_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"subject") VALUES (OLD."amount_paise", OLD."attempt_id", OLD."created_at", '
                                    'OLD."currency", OLD."id", OLD."intent_id", OLD."is_as_asked", OLD."method", '
                                    'OLD."paid_at", OLD."payer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", '
                                    'OLD."public_id", OLD."subject"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_b2c62",
                                hash="2733d13f8ef516453819e3c7a8a96824b1605712",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PaymentEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="payments.payment",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "attempt",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="payments.attempt",
                        ),
                    ),
                    (
                        "payer",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("subject", models.CharField(max_length=80)),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    ("intent_id", models.CharField(max_length=255)),
                    ("method", models.CharField(blank=True, max_length=60, verbose_name="paid with")),
                    ("paid_at", models.DateTimeField(verbose_name="paid at")),
                    ("is_as_asked", models.BooleanField(default=True, verbose_name="the amount we asked for")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_paymentevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_20207",
                                hash="899bbfbff907f735235a7313123b9775d62e0a14",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Refund",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "payment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="payments.payment"
                        ),
                    ),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("started", "Refund started"),
                                ("sent", "Refund sent"),
                                ("arrived", "Refund arrived"),
                                ("failed", "Refund failed"),
                            ],
                            default="started",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    ("reason", models.CharField(max_length=200, verbose_name="reason")),
                    ("gateway_key", models.CharField(max_length=255, unique=True)),
                    ("gateway_id", models.CharField(blank=True, max_length=255, null=True, unique=True)),
                    ("reference", models.CharField(blank=True, max_length=120, verbose_name="bank reference")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "refund",
                    "verbose_name_plural": "refunds",
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state__in", ["started", "sent"])),
                            fields=["next_try_at"],
                            name="refund_under_way",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_paise__gt", 0)), name="refund_amount_is_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["started", "sent", "arrived", "failed"])),
                            name="refund_state_is_known",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="refund_moves_only_forward",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_refund",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('started', 'arrived'), ('started', 'failed'), "
                                    "('started', 'sent'), ('sent', 'arrived'), ('sent', 'failed'), ('arrived', "
                                    "'failed')) THEN RAISE EXCEPTION 'nivas: refund_moves_only_forward' USING ERRCODE "
                                    "= '23514', CONSTRAINT = 'refund_moves_only_forward', TABLE = TG_TABLE_NAME, "
                                    "SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_refund_moves_only_forward_d546d",
                                hash="89036d96c43074df4c6c551d36fb1272f0de6895",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="refund_keeps_its_amount",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_refund",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: refund_keeps_its_amount' USING ERRCODE = '23514', CONSTRAINT = 'refund_keeps_its_amount', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.payment_id, OLD.amount_paise, OLD.gateway_key) IS DISTINCT FROM ROW(NEW.payment_id, NEW.amount_paise, NEW.gateway_key) THEN RAISE EXCEPTION 'nivas: refund_keeps_its_amount' USING ERRCODE = '23514', CONSTRAINT = 'refund_keeps_its_amount', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_refund_keeps_its_amount_a2bb8",
                                hash="6043f86227964fd6cccf45c3b79b6d8e520c7bc5",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="refunds_never_exceed_their_payment",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_refund",
                                when="BEFORE",
                                operation="INSERT OR UPDATE",
                                declare="DECLARE captured bigint; returned bigint;",
                                func="""
    IF NEW.state = 'failed' THEN RETURN NEW; END IF;
    -- Lock first, sum in a second statement: only then does the sum see what the transaction before us committed.
    SELECT amount_paise INTO captured FROM payments_payment WHERE id = NEW.payment_id FOR UPDATE;
    SELECT coalesce(sum(amount_paise), 0) INTO returned FROM payments_refund
     WHERE payment_id = NEW.payment_id AND state <> 'failed' AND id <> NEW.id;
    IF returned + NEW.amount_paise > captured THEN RAISE EXCEPTION 'nivas: refunds_never_exceed_their_payment' USING ERRCODE = '23514', CONSTRAINT = 'refunds_never_exceed_their_payment', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
    RETURN NEW;
    """,
                                pgid="pgtrigger_refunds_never_exceed_their_payment_c8656",
                                hash="318d08b01917344f9a268b9ebcdd061dc62bcf28",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_refund",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "payments_refundevent" ("amount_paise", "created_at", "gateway_id", '
                                    '"gateway_key", "id", "last_error", "next_try_at", "payment_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"reason", "reference", "state", "tries") VALUES (NEW."amount_paise", '
                                    'NEW."created_at", NEW."gateway_id", NEW."gateway_key", NEW."id", '
                                    'NEW."last_error", NEW."next_try_at", NEW."payment_id", _pgh_attach_context(), '
                                    'NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."reference", '
                                    'NEW."state", NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_eff19",
                                hash="1da61b6f18ef386709376ca7bf6f971fd4eff569",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_refund",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "payments_refundevent" ("amount_paise", "created_at", "gateway_id", '
                                    '"gateway_key", "id", "last_error", "next_try_at", "payment_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"reason", "reference", "state", "tries") VALUES (NEW."amount_paise", '
                                    'NEW."created_at", NEW."gateway_id", NEW."gateway_key", NEW."id", '
                                    'NEW."last_error", NEW."next_try_at", NEW."payment_id", _pgh_attach_context(), '
                                    'NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."reference", '
                                    'NEW."state", NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_1c17b",
                                hash="ef39ef22c67f4c4ffdce0db2aeb5c78184fba05b",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_refund",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "payments_refundevent" ("amount_paise", "created_at", "gateway_id", '
                                    '"gateway_key", "id", "last_error", "next_try_at", "payment_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"reason", "reference", "state", "tries") VALUES (OLD."amount_paise", '
                                    'OLD."created_at", OLD."gateway_id", OLD."gateway_key", OLD."id", '
                                    'OLD."last_error", OLD."next_try_at", OLD."payment_id", _pgh_attach_context(), '
                                    'NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."reference", '
                                    'OLD."state", OLD."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_28c57",
                                hash="849f4ef1cfafd9e7821b1a4cfe7323f6019e5efd",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RefundEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="payments.refund",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "payment",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="payments.payment",
                        ),
                    ),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("started", "Refund started"),
                                ("sent", "Refund sent"),
                                ("arrived", "Refund arrived"),
                                ("failed", "Refund failed"),
                            ],
                            default="started",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    ("reason", models.CharField(max_length=200, verbose_name="reason")),
                    ("gateway_key", models.CharField(max_length=255)),
                    ("gateway_id", models.CharField(blank=True, max_length=255, null=True)),
                    ("reference", models.CharField(blank=True, max_length=120, verbose_name="bank reference")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_refundevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_3a07e",
                                hash="7cf1b09faaeb257abbb702d0c27edf94016ca5fb",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReceiptSeries",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("financial_year", models.CharField(max_length=4, unique=True)),
                    ("last_number", models.PositiveIntegerField(default=0)),
                ],
                options={
                    "verbose_name": "receipt series",
                    "verbose_name_plural": "receipt series",
                },
            ),
            migrations.CreateModel(
                name="Receipt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "payment",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="receipt", to="payments.payment"
                        ),
                    ),
                    ("number", models.CharField(max_length=16, unique=True, verbose_name="number")),
                    ("lines", models.JSONField(default=list)),
                    ("recipient", models.JSONField(default=dict)),
                    ("file", models.CharField(blank=True, max_length=200)),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("issued_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "receipt",
                    "verbose_name_plural": "receipts",
                    "indexes": [
                        models.Index(
                            condition=models.Q(("file", "")), fields=["next_try_at"], name="receipt_to_be_drawn"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="receipt_keeps_what_it_says",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_receipt",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: receipt_keeps_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'receipt_keeps_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.payment_id, OLD.number, OLD.lines, OLD.recipient, OLD.issued_at) IS DISTINCT FROM ROW(NEW.payment_id, NEW.number, NEW.lines, NEW.recipient, NEW.issued_at) THEN RAISE EXCEPTION 'nivas: receipt_keeps_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'receipt_keeps_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_receipt_keeps_what_it_says_bceca",
                                hash="6e0f513791f7ab0a5418f9abe891585b7a58666d",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Watermark",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=20, unique=True)),
                    ("reached_at", models.DateTimeField(null=True)),
                    ("busy_until", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ],
                options={
                    "verbose_name": "watermark",
                    "verbose_name_plural": "watermarks",
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="watermark_only_rises",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_watermark",
                                when="BEFORE",
                                operation='UPDATE OF "reached_at"',
                                func="""
    IF OLD.reached_at IS NOT NULL AND (NEW.reached_at IS NULL OR NEW.reached_at < OLD.reached_at) THEN RAISE EXCEPTION 'nivas: watermark_only_rises' USING ERRCODE = '23514', CONSTRAINT = 'watermark_only_rises', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
    RETURN NEW;
    """,
                                pgid="pgtrigger_watermark_only_rises_30162",
                                hash="f0bd2ad390de854415e0b2a0d7a636e44883247a",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReconciliationRun",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("events", "Missed messages"),
                                ("nightly", "Nightly comparison"),
                                ("catch_up", "After an outage"),
                                ("by_hand", "Asked for by staff"),
                            ],
                            max_length=8,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("running", "Running"),
                                ("done", "Done"),
                                ("stopped", "To be continued"),
                                ("failed", "Failed"),
                            ],
                            default="running",
                            max_length=7,
                            verbose_name="state",
                        ),
                    ),
                    ("since", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                    ("until", models.DateTimeField(blank=True, null=True, verbose_name="to")),
                    (
                        "gateway_paise",
                        project.kernel.fields.PaiseField(
                            blank=True, null=True, verbose_name="balance at the payment provider"
                        ),
                    ),
                    (
                        "ledger_paise",
                        project.kernel.fields.PaiseField(blank=True, null=True, verbose_name="balance in the ledger"),
                    ),
                    ("looked_at", models.PositiveIntegerField(default=0, verbose_name="records compared")),
                    (
                        "started_at",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="started at"
                        ),
                    ),
                    ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                ],
                options={
                    "verbose_name": "reconciliation",
                    "verbose_name_plural": "reconciliations",
                    "indexes": [
                        models.Index(fields=["kind", "-started_at"], name="reconciliation_by_kind"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["events", "nightly", "catch_up", "by_hand"])),
                            name="reconciliation_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["running", "done", "stopped", "failed"])),
                            name="reconciliation_state_is_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReconciliationFinding",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "run",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="findings",
                            to="payments.reconciliationrun",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("payment_missing", "A payment that we had not recorded"),
                                ("money_unmatched", "Money that belongs to nothing we know"),
                                ("refund_missing", "A refund that we had not recorded"),
                                ("refund_unknown", "A refund that does not fit our records"),
                                ("dispute_missing", "A dispute that we had not recorded"),
                                ("fee_missing", "A fee that we had not posted"),
                                ("posting_missing", "A fact of ours that was not in the ledger"),
                                ("not_at_gateway", "A fact of ours that the payment provider does not know"),
                                ("amount_differs", "The ledger and the payment provider name different amounts"),
                                ("movement_unknown", "A movement of money that we cannot explain"),
                                ("state_behind", "A record that had fallen behind"),
                                ("events_missed", "Messages that had not reached us"),
                            ],
                            max_length=16,
                            verbose_name="what",
                        ),
                    ),
                    ("object_id", models.CharField(max_length=255, verbose_name="which")),
                    ("amount_paise", project.kernel.fields.PaiseField(blank=True, null=True, verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    ("is_repaired", models.BooleanField(default=False, verbose_name="repaired")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="what was done")),
                    (
                        "found_at",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="found at"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "finding",
                    "verbose_name_plural": "findings",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "kind__in",
                                    [
                                        "payment_missing",
                                        "money_unmatched",
                                        "refund_missing",
                                        "refund_unknown",
                                        "dispute_missing",
                                        "fee_missing",
                                        "posting_missing",
                                        "not_at_gateway",
                                        "amount_differs",
                                        "movement_unknown",
                                        "state_behind",
                                        "events_missed",
                                    ],
                                )
                            ),
                            name="finding_kind_is_known",
                        ),
                        models.UniqueConstraint(fields=("run", "kind", "object_id"), name="finding_is_made_once_a_run"),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="finding_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_reconciliationfinding",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: finding_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'finding_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.*) IS DISTINCT FROM ROW(NEW.*) THEN RAISE EXCEPTION 'nivas: finding_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'finding_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_finding_never_changes_4222c",
                                hash="60b0cdada1cab2d4b906145a626c113cd5d30272",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Movement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("gateway_id", models.CharField(max_length=255, unique=True)),
                    ("kind", models.CharField(max_length=40, verbose_name="kind")),
                    ("object_id", models.CharField(blank=True, max_length=255, verbose_name="caused by")),
                    ("net_paise", project.kernel.fields.PaiseField(verbose_name="net")),
                    ("fee_paise", project.kernel.fields.PaiseField(default=0, verbose_name="fee")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    ("source", models.CharField(blank=True, max_length=80, verbose_name="posted as")),
                    ("moved_at", models.DateTimeField(verbose_name="moved at")),
                ],
                options={
                    "verbose_name": "movement at the payment provider",
                    "verbose_name_plural": "movements at the payment provider",
                    "indexes": [
                        models.Index(fields=["source"], name="movement_by_source"),
                        models.Index(fields=["moved_at"], name="movement_by_moment"),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="movement_keeps_what_it_says",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_movement",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: movement_keeps_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'movement_keeps_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.gateway_id, OLD.kind, OLD.net_paise, OLD.fee_paise, OLD.currency, OLD.moved_at) IS DISTINCT FROM ROW(NEW.gateway_id, NEW.kind, NEW.net_paise, NEW.fee_paise, NEW.currency, NEW.moved_at) THEN RAISE EXCEPTION 'nivas: movement_keeps_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'movement_keeps_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_movement_keeps_what_it_says_43777",
                                hash="492dfe40c9ccf0a0ca2d93958cedd444a3637799",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SuspenseItem",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("intent_id", models.CharField(max_length=255, unique=True)),
                    ("charge_id", models.CharField(blank=True, max_length=255)),
                    (
                        "payment",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="suspense",
                            to="payments.payment",
                        ),
                    ),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    ("method", models.CharField(blank=True, max_length=60, verbose_name="paid with")),
                    ("arrived_at", models.DateTimeField(verbose_name="arrived at")),
                    (
                        "why",
                        models.CharField(
                            choices=[
                                ("not_as_asked", "Not the amount we asked for"),
                                ("no_mark", "Not asked for by us"),
                                ("mark_unknown", "Asked for by us, but our record of it is gone"),
                            ],
                            max_length=12,
                            verbose_name="why it is here",
                        ),
                    ),
                    ("hint", models.CharField(blank=True, max_length=200, verbose_name="what it says about itself")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "Whose money?"),
                                ("matched", "Given to its payer"),
                                ("returning", "Going back"),
                                ("returned", "Sent back"),
                            ],
                            default="open",
                            max_length=9,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "resolved_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="decided by",
                        ),
                    ),
                    ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "unmatched money",
                    "verbose_name_plural": "unmatched money",
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state", "returning")),
                            fields=["next_try_at"],
                            name="suspense_going_back",
                        ),
                        models.Index(fields=["charge_id"], name="suspense_by_charge"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_paise__gt", 0)), name="suspense_amount_is_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["open", "matched", "returning", "returned"])),
                            name="suspense_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("why__in", ["not_as_asked", "no_mark", "mark_unknown"])),
                            name="suspense_reason_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "matched"), _negated=True),
                                ("payment__isnull", False),
                                _connector="OR",
                            ),
                            name="suspense_matched_has_its_payment",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="suspense_moves_only_forward",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_suspenseitem",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('open', 'matched'), ('open', 'returned'), "
                                    "('open', 'returning'), ('returning', 'open'), ('returning', 'returned'), "
                                    "('returned', 'open')) THEN RAISE EXCEPTION 'nivas: suspense_moves_only_forward' "
                                    "USING ERRCODE = '23514', CONSTRAINT = 'suspense_moves_only_forward', TABLE = "
                                    "TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_suspense_moves_only_forward_164ea",
                                hash="949ead3c08ce2952858a0395b10fa2328620ef82",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="suspense_keeps_what_came",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_suspenseitem",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: suspense_keeps_what_came' USING ERRCODE = '23514', CONSTRAINT = 'suspense_keeps_what_came', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.intent_id, OLD.amount_paise, OLD.currency, OLD.why, OLD.arrived_at, OLD.created_at) IS DISTINCT FROM ROW(NEW.intent_id, NEW.amount_paise, NEW.currency, NEW.why, NEW.arrived_at, NEW.created_at) THEN RAISE EXCEPTION 'nivas: suspense_keeps_what_came' USING ERRCODE = '23514', CONSTRAINT = 'suspense_keeps_what_came', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_suspense_keeps_what_came_0ff5f",
                                hash="be36d2f6731b025d9258941cf9920995a74aace3",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_suspenseitem",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "payments_suspenseitemevent" ("amount_paise", "arrived_at", '
                                    '"charge_id", "created_at", "currency", "hint", "id", "intent_id", "last_error", '
                                    '"method", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", '
                                    '"pgh_label", "pgh_obj_id", "public_id", "resolved_at", "resolved_by_id", '
                                    '"state", "tries", "why") VALUES (NEW."amount_paise", NEW."arrived_at", '
                                    'NEW."charge_id", NEW."created_at", NEW."currency", NEW."hint", NEW."id", '
                                    'NEW."intent_id", NEW."last_error", NEW."method", NEW."next_try_at", '
                                    'NEW."payment_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", '
                                    'NEW."public_id", NEW."resolved_at", NEW."resolved_by_id", NEW."state", '
                                    'NEW."tries", NEW."why"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_fc1d3",
                                hash="a1451083852ddf34da18e49e1b12db1182f97c16",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_suspenseitem",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "payments_suspenseitemevent" ("amount_paise", "arrived_at", '
                                    '"charge_id", "created_at", "currency", "hint", "id", "intent_id", "last_error", '
                                    '"method", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", '
                                    '"pgh_label", "pgh_obj_id", "public_id", "resolved_at", "resolved_by_id", '
                                    '"state", "tries", "why") VALUES (NEW."amount_paise", NEW."arrived_at", '
                                    'NEW."charge_id", NEW."created_at", NEW."currency", NEW."hint", NEW."id", '
                                    'NEW."intent_id", NEW."last_error", NEW."method", NEW."next_try_at", '
                                    'NEW."payment_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", '
                                    'NEW."public_id", NEW."resolved_at", NEW."resolved_by_id", NEW."state", '
                                    'NEW."tries", NEW."why"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_c8c3e",
                                hash="23f085293413848fa4464f4c338041784063952c",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_suspenseitem",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "payments_suspenseitemevent" ("amount_paise", "arrived_at", '
                                    '"charge_id", "created_at", "currency", "hint", "id", "intent_id", "last_error", '
                                    '"method", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", '
                                    '"pgh_label", "pgh_obj_id", "public_id", "resolved_at", "resolved_by_id", '
                                    '"state", "tries", "why") VALUES (OLD."amount_paise", OLD."arrived_at", '
                                    'OLD."charge_id", OLD."created_at", OLD."currency", OLD."hint", OLD."id", '
                                    'OLD."intent_id", OLD."last_error", OLD."method", OLD."next_try_at", '
                                    'OLD."payment_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", '
                                    'OLD."public_id", OLD."resolved_at", OLD."resolved_by_id", OLD."state", '
                                    'OLD."tries", OLD."why"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_78bcd",
                                hash="4f56e108ac108436eb9d1829f8947ecabd8d2a93",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Dispute",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "payment",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="disputes",
                            to="payments.payment",
                        ),
                    ),
                    (
                        "suspense",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="disputes",
                            to="payments.suspenseitem",
                        ),
                    ),
                    ("gateway_id", models.CharField(max_length=255, unique=True)),
                    ("intent_id", models.CharField(max_length=255)),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    ("taken_paise", project.kernel.fields.PaiseField(default=0, verbose_name="taken from us")),
                    ("taken_fee_paise", project.kernel.fields.PaiseField(default=0, verbose_name="fee")),
                    ("returned_paise", project.kernel.fields.PaiseField(default=0, verbose_name="given back")),
                    ("returned_fee_paise", project.kernel.fields.PaiseField(default=0, verbose_name="fee given back")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("warning", "Bank is asking"),
                                ("warning_closed", "Question closed"),
                                ("needs_response", "Needs an answer"),
                                ("under_review", "Bank is deciding"),
                                ("won", "Won"),
                                ("lost", "Lost"),
                            ],
                            max_length=14,
                            verbose_name="state",
                        ),
                    ),
                    ("is_settled", models.BooleanField(default=False, verbose_name="over")),
                    ("reason", models.CharField(blank=True, max_length=120, verbose_name="reason")),
                    ("respond_by", models.DateTimeField(blank=True, null=True, verbose_name="answer by")),
                    ("opened_at", models.DateTimeField(verbose_name="opened at")),
                    ("evidence", models.JSONField(blank=True, default=dict, verbose_name="our answer")),
                    (
                        "evidence_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="answered by",
                        ),
                    ),
                    ("evidence_sent_at", models.DateTimeField(blank=True, null=True, verbose_name="answer sent at")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "dispute",
                    "verbose_name_plural": "disputes",
                    "indexes": [
                        models.Index(fields=["intent_id"], name="dispute_by_intent"),
                        models.Index(
                            condition=models.Q(("is_settled", False)), fields=["next_try_at"], name="dispute_not_over"
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_paise__gt", 0)), name="dispute_amount_is_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    ["warning", "warning_closed", "needs_response", "under_review", "won", "lost"],
                                )
                            ),
                            name="dispute_state_is_known",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="dispute_moves_only_forward",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_dispute",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('warning', 'lost'), ('warning', "
                                    "'needs_response'), ('warning', 'under_review'), ('warning', 'warning_closed'), "
                                    "('warning', 'won'), ('needs_response', 'lost'), ('needs_response', "
                                    "'under_review'), ('needs_response', 'won'), ('under_review', 'lost'), "
                                    "('under_review', 'won')) THEN RAISE EXCEPTION 'nivas: "
                                    "dispute_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'dispute_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; "
                                    "END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_dispute_moves_only_forward_c59bc",
                                hash="1e514ae64a4fb7f8c6e3c5c05e19d7e24e72bbc7",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="dispute_keeps_what_it_is_about",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_dispute",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: dispute_keeps_what_it_is_about' USING ERRCODE = '23514', CONSTRAINT = 'dispute_keeps_what_it_is_about', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.gateway_id, OLD.intent_id, OLD.amount_paise, OLD.currency, OLD.created_at) IS DISTINCT FROM ROW(NEW.gateway_id, NEW.intent_id, NEW.amount_paise, NEW.currency, NEW.created_at) THEN RAISE EXCEPTION 'nivas: dispute_keeps_what_it_is_about' USING ERRCODE = '23514', CONSTRAINT = 'dispute_keeps_what_it_is_about', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_dispute_keeps_what_it_is_about_a40a8",
                                hash="ea389276aa0817a1ff5c7d552e90272bd4619e01",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_dispute",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "payments_disputeevent" ("amount_paise", "created_at", "currency", '
                                    '"evidence", "evidence_by_id", "evidence_sent_at", "gateway_id", "id", '
                                    '"intent_id", "is_settled", "last_error", "next_try_at", "opened_at", '
                                    '"payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"public_id", "reason", "respond_by", "returned_fee_paise", "returned_paise", '
                                    '"state", "suspense_id", "taken_fee_paise", "taken_paise", "tries") VALUES '
                                    '(NEW."amount_paise", NEW."created_at", NEW."currency", NEW."evidence", '
                                    'NEW."evidence_by_id", NEW."evidence_sent_at", NEW."gateway_id", NEW."id", '
                                    'NEW."intent_id", NEW."is_settled", NEW."last_error", NEW."next_try_at", '
                                    'NEW."opened_at", NEW."payment_id", _pgh_attach_context(), NOW(), \'insert\', '
                                    'NEW."id", NEW."public_id", NEW."reason", NEW."respond_by", '
                                    'NEW."returned_fee_paise", NEW."returned_paise", NEW."state", NEW."suspense_id", '
                                    'NEW."taken_fee_paise", NEW."taken_paise", NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_c8118",
                                hash="93507ed3c868207284a7bae8447ee45edba820f6",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_dispute",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "payments_disputeevent" ("amount_paise", "created_at", "currency", '
                                    '"evidence", "evidence_by_id", "evidence_sent_at", "gateway_id", "id", '
                                    '"intent_id", "is_settled", "last_error", "next_try_at", "opened_at", '
                                    '"payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"public_id", "reason", "respond_by", "returned_fee_paise", "returned_paise", '
                                    '"state", "suspense_id", "taken_fee_paise", "taken_paise", "tries") VALUES '
                                    '(NEW."amount_paise", NEW."created_at", NEW."currency", NEW."evidence", '
                                    'NEW."evidence_by_id", NEW."evidence_sent_at", NEW."gateway_id", NEW."id", '
                                    'NEW."intent_id", NEW."is_settled", NEW."last_error", NEW."next_try_at", '
                                    'NEW."opened_at", NEW."payment_id", _pgh_attach_context(), NOW(), \'update\', '
                                    'NEW."id", NEW."public_id", NEW."reason", NEW."respond_by", '
                                    'NEW."returned_fee_paise", NEW."returned_paise", NEW."state", NEW."suspense_id", '
                                    'NEW."taken_fee_paise", NEW."taken_paise", NEW."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_2e101",
                                hash="37ee44b8b6d95d728a0db1dac14d36d951f836ee",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_dispute",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "payments_disputeevent" ("amount_paise", "created_at", "currency", '
                                    '"evidence", "evidence_by_id", "evidence_sent_at", "gateway_id", "id", '
                                    '"intent_id", "is_settled", "last_error", "next_try_at", "opened_at", '
                                    '"payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"public_id", "reason", "respond_by", "returned_fee_paise", "returned_paise", '
                                    '"state", "suspense_id", "taken_fee_paise", "taken_paise", "tries") VALUES '
                                    '(OLD."amount_paise", OLD."created_at", OLD."currency", OLD."evidence", '
                                    'OLD."evidence_by_id", OLD."evidence_sent_at", OLD."gateway_id", OLD."id", '
                                    'OLD."intent_id", OLD."is_settled", OLD."last_error", OLD."next_try_at", '
                                    'OLD."opened_at", OLD."payment_id", _pgh_attach_context(), NOW(), \'delete\', '
                                    'OLD."id", OLD."public_id", OLD."reason", OLD."respond_by", '
                                    'OLD."returned_fee_paise", OLD."returned_paise", OLD."state", OLD."suspense_id", '
                                    'OLD."taken_fee_paise", OLD."taken_paise", OLD."tries"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_a5f7e",
                                hash="04f9b49332506d4406901c71b1230bda2ec2317e",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DisputeEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="payments.dispute",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "payment",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="payments.payment",
                        ),
                    ),
                    (
                        "suspense",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="payments.suspenseitem",
                        ),
                    ),
                    ("gateway_id", models.CharField(max_length=255)),
                    ("intent_id", models.CharField(max_length=255)),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    ("taken_paise", project.kernel.fields.PaiseField(default=0, verbose_name="taken from us")),
                    ("taken_fee_paise", project.kernel.fields.PaiseField(default=0, verbose_name="fee")),
                    ("returned_paise", project.kernel.fields.PaiseField(default=0, verbose_name="given back")),
                    ("returned_fee_paise", project.kernel.fields.PaiseField(default=0, verbose_name="fee given back")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("warning", "Bank is asking"),
                                ("warning_closed", "Question closed"),
                                ("needs_response", "Needs an answer"),
                                ("under_review", "Bank is deciding"),
                                ("won", "Won"),
                                ("lost", "Lost"),
                            ],
                            max_length=14,
                            verbose_name="state",
                        ),
                    ),
                    ("is_settled", models.BooleanField(default=False, verbose_name="over")),
                    ("reason", models.CharField(blank=True, max_length=120, verbose_name="reason")),
                    ("respond_by", models.DateTimeField(blank=True, null=True, verbose_name="answer by")),
                    ("opened_at", models.DateTimeField(verbose_name="opened at")),
                    ("evidence", models.JSONField(blank=True, default=dict, verbose_name="our answer")),
                    (
                        "evidence_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="answered by",
                        ),
                    ),
                    ("evidence_sent_at", models.DateTimeField(blank=True, null=True, verbose_name="answer sent at")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_disputeevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_3a1b9",
                                hash="992dc1730cddd7a65efccd41e4d2d88489f0cc69",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SuspenseItemEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="payments.suspenseitem",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    ("intent_id", models.CharField(max_length=255)),
                    ("charge_id", models.CharField(blank=True, max_length=255)),
                    (
                        "payment",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="payments.payment",
                        ),
                    ),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(default="INR", max_length=3)),
                    ("method", models.CharField(blank=True, max_length=60, verbose_name="paid with")),
                    ("arrived_at", models.DateTimeField(verbose_name="arrived at")),
                    (
                        "why",
                        models.CharField(
                            choices=[
                                ("not_as_asked", "Not the amount we asked for"),
                                ("no_mark", "Not asked for by us"),
                                ("mark_unknown", "Asked for by us, but our record of it is gone"),
                            ],
                            max_length=12,
                            verbose_name="why it is here",
                        ),
                    ),
                    ("hint", models.CharField(blank=True, max_length=200, verbose_name="what it says about itself")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "Whose money?"),
                                ("matched", "Given to its payer"),
                                ("returning", "Going back"),
                                ("returned", "Sent back"),
                            ],
                            default="open",
                            max_length=9,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "resolved_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="decided by",
                        ),
                    ),
                    ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                    ("last_error", models.TextField(blank=True, verbose_name="last error")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="payments_suspenseitemevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_ce2c6",
                                hash="a81211438033f369ad5db581b47c2065cb4ba358",
                            ),
                        ),
                    ],
                },
            ),
        ),
    ]
