"""Conversations, their members, what is said in them, and what keeps them decent."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import project.chat.models.messages
import project.kernel.fields
from project.kernel.postgres.operations import CreateTables


class Migration(migrations.Migration):
    """Each table comes whole, with its truths and its history."""

    initial = True
    dependencies = [
        ("booking", "0002_keys_of_two_columns"),
        ("catalog", "0001_properties"),
        ("identity", "0002_libraries_first"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        CreateTables(
            migrations.CreateModel(
                name="Conversation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "kind",
                        models.CharField(
                            choices=[("stay", "Stay"), ("support", "Support"), ("question", "Question")], max_length=8
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=6
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="conversations",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "guest_hash",
                        models.CharField(blank=True, db_index=True, editable=False, max_length=64, null=True),
                    ),
                    ("guest_name", models.CharField(blank=True, max_length=60)),
                    (
                        "house",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="conversations",
                            to="catalog.property",
                        ),
                    ),
                    (
                        "booking",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="booking.booking",
                        ),
                    ),
                    (
                        "assigned_to",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="assigned_conversations",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("start_key", models.UUIDField(editable=False)),
                    (
                        "last_message",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="chat.message",
                        ),
                    ),
                    ("waits_since", models.DateTimeField(blank=True, null=True)),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "conversation",
                    "verbose_name_plural": "conversations",
                    "ordering": ["-last_message_id", "-id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state", "open")), fields=["waits_since"], name="conversation_waiting"
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("start_key",), name="conversation_is_started_once"),
                        models.UniqueConstraint(fields=("booking",), name="conversation_is_one_for_a_booking"),
                        models.UniqueConstraint(
                            condition=models.Q(("kind", "support")),
                            fields=("person",),
                            name="conversation_is_one_with_support",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["stay", "support", "question"])),
                            name="conversation_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["open", "closed"])), name="conversation_state_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("guest_hash__isnull", False), ("person__isnull", True)),
                                models.Q(("guest_hash__isnull", True), ("person__isnull", False)),
                                _connector="OR",
                            ),
                            name="conversation_belongs_to_one",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("guest_hash__isnull", True),
                                models.Q(("guest_hash__regex", "^[0-9a-f]{64}$"), ("kind", "question")),
                                _connector="OR",
                            ),
                            name="conversation_of_a_guest_is_a_question",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("booking__isnull", False), ("house__isnull", False), ("kind", "stay")),
                                models.Q(models.Q(("kind", "stay"), _negated=True), ("booking__isnull", True)),
                                _connector="OR",
                            ),
                            name="conversation_of_a_stay_has_its_booking",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="conversation_begins_open",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (NOT (NEW.\"state\" = 'open'))",
                                func="RAISE EXCEPTION 'nivas: conversation_begins_open' USING ERRCODE = '23514', CONSTRAINT = 'conversation_begins_open', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="7107ae4a3cb67064ed533434e809fcc78517b47e",
                                operation="INSERT",
                                pgid="pgtrigger_conversation_begins_open_1fd44",
                                table="chat_conversation",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="conversation_follows_its_machine",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func="IF (OLD.state, NEW.state) NOT IN (('open', 'closed'), ('closed', 'open')) THEN RAISE EXCEPTION 'nivas: conversation_follows_its_machine' USING ERRCODE = '23514', CONSTRAINT = 'conversation_follows_its_machine', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;",
                                hash="54f3f36ca4184fad3bfeffc02761b4663afa1b35",
                                operation='UPDATE OF "state"',
                                pgid="pgtrigger_conversation_follows_its_machine_f9e5d",
                                table="chat_conversation",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="conversation_person_is_learned_once",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="\n        IF OLD.person_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM OLD.person_id THEN RAISE EXCEPTION 'nivas: conversation_person_is_learned_once' USING ERRCODE = '23514', CONSTRAINT = 'conversation_person_is_learned_once', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ",
                                hash="3409eb028a00f5fc9085ea1c1e5d9374ca428214",
                                operation='UPDATE OF "person_id"',
                                pgid="pgtrigger_conversation_person_is_learned_once_ec78f",
                                table="chat_conversation",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="conversation_stays_what_it_is",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (OLD."booking_id" IS DISTINCT FROM (NEW."booking_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."house_id" IS DISTINCT FROM (NEW."house_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."start_key" IS DISTINCT FROM (NEW."start_key"))',
                                func="RAISE EXCEPTION 'nivas: conversation_stays_what_it_is' USING ERRCODE = '23514', CONSTRAINT = 'conversation_stays_what_it_is', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="e45e93bf5323ca651d9456d5b97db07061043937",
                                operation="UPDATE",
                                pgid="pgtrigger_conversation_stays_what_it_is_09303",
                                table="chat_conversation",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="conversation_of_a_stay_is_its_tenants",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (NEW."booking_id" IS NOT NULL)',
                                func="\n        IF NOT EXISTS (SELECT FROM booking_booking AS booking JOIN catalog_unittype AS offer ON offer.id = unit_type_id\n                       WHERE booking.id = NEW.booking_id AND booking.tenant_id = NEW.person_id\n                         AND offer.property_id = NEW.house_id) THEN RAISE EXCEPTION 'nivas: conversation_of_a_stay_is_its_tenants' USING ERRCODE = '23514', CONSTRAINT = 'conversation_of_a_stay_is_its_tenants', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="38fae1d7acf8d896ef5c69cd613c2fbd0b15d295",
                                operation="INSERT",
                                pgid="pgtrigger_conversation_of_a_stay_is_its_tenants_037e6",
                                table="chat_conversation",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="conversation_is_assigned_to_its_staff",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (NEW."assigned_to_id" IS NOT NULL)',
                                func="\n        PERFORM FROM chat_member WHERE conversation_id = NEW.id AND user_id = NEW.assigned_to_id FOR NO KEY UPDATE;\n        IF NOT EXISTS (SELECT FROM chat_member WHERE conversation_id = NEW.id AND user_id = NEW.assigned_to_id\n                       AND side = 'staff' AND blocked_at IS NULL) THEN RAISE EXCEPTION 'nivas: conversation_is_assigned_to_its_staff' USING ERRCODE = '23514', CONSTRAINT = 'conversation_is_assigned_to_its_staff', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="e9e4cb042b6e4e580cbae438cca38cea2cbaf334",
                                operation='INSERT OR UPDATE OF "assigned_to_id"',
                                pgid="pgtrigger_conversation_is_assigned_to_its_staff_39767",
                                table="chat_conversation",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_conversationevent" ("assigned_to_id", "booking_id", "created_at", "guest_name", "house_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "start_key", "state") VALUES (NEW."assigned_to_id", NEW."booking_id", NEW."created_at", NEW."guest_name", NEW."house_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."start_key", NEW."state"); RETURN NULL;',
                                hash="56090c4fb99d43f680b438d0f675c2d103a58421",
                                operation="INSERT",
                                pgid="pgtrigger_insert_insert_88fab",
                                table="chat_conversation",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (OLD."assigned_to_id" IS DISTINCT FROM (NEW."assigned_to_id") OR OLD."booking_id" IS DISTINCT FROM (NEW."booking_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."guest_name" IS DISTINCT FROM (NEW."guest_name") OR OLD."house_id" IS DISTINCT FROM (NEW."house_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."start_key" IS DISTINCT FROM (NEW."start_key") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                                func='INSERT INTO "chat_conversationevent" ("assigned_to_id", "booking_id", "created_at", "guest_name", "house_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "start_key", "state") VALUES (NEW."assigned_to_id", NEW."booking_id", NEW."created_at", NEW."guest_name", NEW."house_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."start_key", NEW."state"); RETURN NULL;',
                                hash="b34c7710f5865fc0e3f42f797024dc7cefd25c4d",
                                operation="UPDATE",
                                pgid="pgtrigger_update_update_50544",
                                table="chat_conversation",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_conversationevent" ("assigned_to_id", "booking_id", "created_at", "guest_name", "house_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "start_key", "state") VALUES (OLD."assigned_to_id", OLD."booking_id", OLD."created_at", OLD."guest_name", OLD."house_id", OLD."id", OLD."kind", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."start_key", OLD."state"); RETURN NULL;',
                                hash="0129fc60b8a0b8a6d0ce176b4fad95f2a2b6e295",
                                operation="DELETE",
                                pgid="pgtrigger_delete_delete_dfcc9",
                                table="chat_conversation",
                                when="AFTER",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ConversationEvent",
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
                            to="chat.conversation",
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
                        "kind",
                        models.CharField(
                            choices=[("stay", "Stay"), ("support", "Support"), ("question", "Question")], max_length=8
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=6
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("guest_name", models.CharField(blank=True, max_length=60)),
                    (
                        "house",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="catalog.property",
                        ),
                    ),
                    (
                        "booking",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="booking.booking",
                        ),
                    ),
                    (
                        "assigned_to",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("start_key", models.UUIDField(editable=False)),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                hash="3f8977deddf1b7979a74e8cc23616f0abb069d91",
                                operation="UPDATE OR DELETE",
                                pgid="pgtrigger_append_only_f7fce",
                                table="chat_conversationevent",
                                when="BEFORE",
                            ),
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Member",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "conversation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="members", to="chat.conversation"
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "side",
                        models.CharField(choices=[("person", "Guest or tenant"), ("staff", "Staff")], max_length=6),
                    ),
                    (
                        "read_up_to",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="chat.message",
                        ),
                    ),
                    ("read_at", models.DateTimeField(blank=True, null=True)),
                    ("seen_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "mailed_up_to",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="chat.message",
                        ),
                    ),
                    ("blocked_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "blocked_by",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="chat.member",
                        ),
                    ),
                    ("joined_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "member",
                    "verbose_name_plural": "members",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("conversation", "user"), name="member_is_in_a_conversation_once"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("side", "person")),
                            fields=("conversation",),
                            name="member_person_is_one",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("side", "staff"), ("user__isnull", False)),
                                models.Q(("side", "person"), ("user__isnull", True)),
                                _connector="OR",
                            ),
                            name="member_of_staff_has_an_account",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("blocked_at__isnull", True), ("blocked_by__isnull", True)),
                                models.Q(("blocked_at__isnull", False), ("blocked_by__isnull", False)),
                                _connector="OR",
                            ),
                            name="member_block_has_its_author",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="member_stays_who_it_is",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (OLD."conversation_id" IS DISTINCT FROM (NEW."conversation_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                                func="RAISE EXCEPTION 'nivas: member_stays_who_it_is' USING ERRCODE = '23514', CONSTRAINT = 'member_stays_who_it_is', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="be7b70de72977b5b0fcd0026326822e46cf63f98",
                                operation="UPDATE",
                                pgid="pgtrigger_member_stays_who_it_is_64d08",
                                table="chat_member",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="member_reads_its_own_conversation",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="\n        IF EXISTS (SELECT FROM chat_message WHERE id IN (NEW.read_up_to_id, NEW.mailed_up_to_id)\n                   AND conversation_id <> NEW.conversation_id) THEN RAISE EXCEPTION 'nivas: member_reads_its_own_conversation' USING ERRCODE = '23514', CONSTRAINT = 'member_reads_its_own_conversation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="833adc47845274c7be996871b8886313df0755f5",
                                operation='INSERT OR UPDATE OF "read_up_to_id", "mailed_up_to_id"',
                                pgid="pgtrigger_member_reads_its_own_conversation_a6131",
                                table="chat_member",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="member_read_mark_moves_forward",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (coalesce(NEW.read_up_to_id, 0) < coalesce(OLD.read_up_to_id, 0))",
                                func="RAISE EXCEPTION 'nivas: member_read_mark_moves_forward' USING ERRCODE = '23514', CONSTRAINT = 'member_read_mark_moves_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="17eda2b6d4a887f99a5715f356b196e696b8608c",
                                operation='UPDATE OF "read_up_to_id"',
                                pgid="pgtrigger_member_read_mark_moves_forward_a8055",
                                table="chat_member",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_memberevent" ("blocked_at", "blocked_by_id", "conversation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "user_id") VALUES (NEW."blocked_at", NEW."blocked_by_id", NEW."conversation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."side", NEW."user_id"); RETURN NULL;',
                                hash="ba1eb06dc75c8c453982b1863a534c9f6e150754",
                                operation="INSERT",
                                pgid="pgtrigger_insert_insert_83c73",
                                table="chat_member",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (OLD."blocked_at" IS DISTINCT FROM (NEW."blocked_at") OR OLD."blocked_by_id" IS DISTINCT FROM (NEW."blocked_by_id") OR OLD."conversation_id" IS DISTINCT FROM (NEW."conversation_id") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                                func='INSERT INTO "chat_memberevent" ("blocked_at", "blocked_by_id", "conversation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "user_id") VALUES (NEW."blocked_at", NEW."blocked_by_id", NEW."conversation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."side", NEW."user_id"); RETURN NULL;',
                                hash="aa0e03ce58e982892e485eb221bd21a2ad8bb3a7",
                                operation="UPDATE",
                                pgid="pgtrigger_update_update_0eece",
                                table="chat_member",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_memberevent" ("blocked_at", "blocked_by_id", "conversation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "user_id") VALUES (OLD."blocked_at", OLD."blocked_by_id", OLD."conversation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."side", OLD."user_id"); RETURN NULL;',
                                hash="34e350da3eeeeab83535b3d2cfbbb3026e150bbe",
                                operation="DELETE",
                                pgid="pgtrigger_delete_delete_ad8e9",
                                table="chat_member",
                                when="AFTER",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MemberEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="conversation_user_side_blocked_at_blocked_by_events",
                            to="chat.member",
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
                    (
                        "conversation",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="chat.conversation",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "side",
                        models.CharField(choices=[("person", "Guest or tenant"), ("staff", "Staff")], max_length=6),
                    ),
                    ("blocked_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "blocked_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="chat.member",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                hash="c6371efc7ea90d0bd707a667cff77ce50e8cbe67",
                                operation="UPDATE OR DELETE",
                                pgid="pgtrigger_append_only_6b0f1",
                                table="chat_memberevent",
                                when="BEFORE",
                            ),
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Message",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "conversation",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="messages",
                            to="chat.conversation",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="messages",
                            to="chat.member",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[("said", "Said"), ("auto", "Automatic answer")], default="said", max_length=4
                        ),
                    ),
                    ("text", models.TextField(blank=True)),
                    (
                        "reply_to",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="chat.message",
                        ),
                    ),
                    ("client_key", models.UUIDField(editable=False)),
                    ("night", models.DateField(blank=True, editable=False, null=True)),
                    ("sent_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                    ("edited_at", models.DateTimeField(blank=True, null=True)),
                    ("deleted_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "deleted_by",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="chat.member",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "message",
                    "verbose_name_plural": "messages",
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(fields=["conversation", "id"], name="message_by_conversation"),
                        models.Index(fields=["author", "sent_at"], name="message_by_author_and_moment"),
                        django.contrib.postgres.indexes.GinIndex(
                            django.contrib.postgres.indexes.OpClass(
                                django.db.models.functions.text.Upper("text"), name="gin_trgm_ops"
                            ),
                            name="message_by_its_words",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("conversation", "client_key"), name="message_key_is_used_once"),
                        models.UniqueConstraint(fields=("conversation", "night"), name="message_answers_once_a_night"),
                        models.CheckConstraint(
                            condition=django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("text"), 4000
                            ),
                            name="message_text_is_short",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("author__isnull", False), ("kind", "said"), ("night__isnull", True)),
                                models.Q(("author__isnull", True), ("kind", "auto"), ("night__isnull", False)),
                                _connector="OR",
                            ),
                            name="message_is_said_or_automatic",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("deleted_at__isnull", True), ("deleted_by__isnull", True)),
                                models.Q(("deleted_at__isnull", False), ("deleted_by__isnull", False), ("text", "")),
                                _connector="OR",
                            ),
                            name="message_deleted_says_nothing",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="message_is_written_by_a_member",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (NEW.\"kind\" = 'said')",
                                func="\n        IF NOT EXISTS (SELECT FROM chat_member WHERE id = NEW.author_id AND conversation_id = NEW.conversation_id)\n        THEN RAISE EXCEPTION 'nivas: message_is_written_by_a_member' USING ERRCODE = '23514', CONSTRAINT = 'message_is_written_by_a_member', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="1627b7a294b9e9c4a77f40a93bd64f0087bf8a05",
                                operation="INSERT",
                                pgid="pgtrigger_message_is_written_by_a_member_27f76",
                                table="chat_message",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_is_said_while_open",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="\n        PERFORM FROM chat_conversation WHERE id = NEW.conversation_id FOR NO KEY UPDATE;\n        IF (SELECT state FROM chat_conversation WHERE id = NEW.conversation_id) <> 'open' THEN RAISE EXCEPTION 'nivas: message_is_said_while_open' USING ERRCODE = '23514', CONSTRAINT = 'message_is_said_while_open', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="52824c164d8fff4bdf1bbac15abb37699de7ee6d",
                                operation="INSERT",
                                pgid="pgtrigger_message_is_said_while_open_4f5d1",
                                table="chat_message",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_author_is_not_blocked",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (NEW.\"kind\" = 'said')",
                                func="\n        PERFORM FROM chat_conversation WHERE id = NEW.conversation_id FOR NO KEY UPDATE;\n        PERFORM FROM chat_member WHERE id = NEW.author_id FOR NO KEY UPDATE;\n        IF EXISTS (SELECT FROM chat_member WHERE id = NEW.author_id AND blocked_at IS NOT NULL) THEN RAISE EXCEPTION 'nivas: message_author_is_not_blocked' USING ERRCODE = '23514', CONSTRAINT = 'message_author_is_not_blocked', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="58b7168e1c54fd9cf5afee9d0648046f4de58859",
                                operation="INSERT",
                                pgid="pgtrigger_message_author_is_not_blocked_b05ad",
                                table="chat_message",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_replies_within_its_conversation",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (NEW."reply_to_id" IS NOT NULL)',
                                func="\n        IF NOT EXISTS (SELECT FROM chat_message WHERE id = NEW.reply_to_id AND conversation_id = NEW.conversation_id)\n        THEN RAISE EXCEPTION 'nivas: message_replies_within_its_conversation' USING ERRCODE = '23514', CONSTRAINT = 'message_replies_within_its_conversation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="575cfd1256a4f8343fffb8c44bfe83da91e13c4a",
                                operation="INSERT",
                                pgid="pgtrigger_message_replies_within_its_conversation_d92bb",
                                table="chat_message",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_says_something",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (NEW.\"text\" = '')",
                                constraint="CONSTRAINT",
                                func="\n        IF NOT EXISTS (SELECT FROM chat_attachment WHERE message_id = NEW.id) THEN RAISE EXCEPTION 'nivas: message_says_something' USING ERRCODE = '23514', CONSTRAINT = 'message_says_something', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ",
                                hash="aa14eeb9d711313e067526a582d47de9effa0baf",
                                operation="INSERT",
                                pgid="pgtrigger_message_says_something_5e4c8",
                                table="chat_message",
                                timing="DEFERRABLE INITIALLY DEFERRED",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_stays_where_it_was_said",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."client_key" IS DISTINCT FROM (NEW."client_key") OR OLD."conversation_id" IS DISTINCT FROM (NEW."conversation_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."night" IS DISTINCT FROM (NEW."night") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."reply_to_id" IS DISTINCT FROM (NEW."reply_to_id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at"))',
                                func="RAISE EXCEPTION 'nivas: message_stays_where_it_was_said' USING ERRCODE = '23514', CONSTRAINT = 'message_stays_where_it_was_said', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="166d16cfc82e100e76d3fc4091d959f79b3df5cc",
                                operation="UPDATE",
                                pgid="pgtrigger_message_stays_where_it_was_said_4e632",
                                table="chat_message",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_is_edited_in_time",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (NEW.deleted_at IS NULL AND (OLD.text, OLD.edited_at) IS DISTINCT FROM (NEW.text, NEW.edited_at))",
                                func="\n        IF NEW.edited_at IS NULL OR NEW.edited_at IS NOT DISTINCT FROM OLD.edited_at OR OLD.kind <> 'said'\n           OR public.nivas_now() > OLD.sent_at + interval '10 minutes' THEN RAISE EXCEPTION 'nivas: message_is_edited_in_time' USING ERRCODE = '23514', CONSTRAINT = 'message_is_edited_in_time', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="02fd66842fa77d812cf6cdd1e6522be7d684674e",
                                operation='UPDATE OF "text", "edited_at"',
                                pgid="pgtrigger_message_is_edited_in_time_892b3",
                                table="chat_message",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_deleted_stays_deleted",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (OLD.deleted_at IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.*)",
                                func="RAISE EXCEPTION 'nivas: message_deleted_stays_deleted' USING ERRCODE = '23514', CONSTRAINT = 'message_deleted_stays_deleted', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="5f6068395803f9529956809e77d33076e70da872",
                                operation="UPDATE",
                                pgid="pgtrigger_message_deleted_stays_deleted_4292a",
                                table="chat_message",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_is_never_removed",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="RAISE EXCEPTION 'nivas: message_is_never_removed' USING ERRCODE = '23514', CONSTRAINT = 'message_is_never_removed', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="96526992ff7580d44dd249d7ad75a77f6758aabd",
                                operation="DELETE",
                                pgid="pgtrigger_message_is_never_removed_5fc3e",
                                table="chat_message",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="message_keeps_its_earlier_text",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (OLD.text <> NEW.text)",
                                func="\n        INSERT INTO chat_earliertext (message_id, text) VALUES (OLD.id, OLD.text);\n        RETURN NULL;\n    ",
                                hash="dcb7b6dc44fe5d5789820aa1c22813310504d75b",
                                operation='UPDATE OF "text"',
                                pgid="pgtrigger_message_keeps_its_earlier_text_b7f16",
                                table="chat_message",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="conversation_follows_its_messages",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="\n        UPDATE chat_conversation SET last_message_id = NEW.id, waits_since = CASE\n            WHEN NEW.kind <> 'said' THEN waits_since\n            WHEN (SELECT side FROM chat_member WHERE id = NEW.author_id) = 'staff' THEN NULL\n            ELSE coalesce(waits_since, NEW.sent_at) END\n        WHERE id = NEW.conversation_id;\n        RETURN NULL;\n    ",
                                hash="712d7dc09b08a5610e892ad8fc3808ef4b19bc48",
                                operation="INSERT",
                                pgid="pgtrigger_conversation_follows_its_messages_5f03b",
                                table="chat_message",
                                when="AFTER",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="EarlierText",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "message",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="earlier_texts", to="chat.message"
                        ),
                    ),
                    ("text", models.TextField()),
                    ("until", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "earlier text",
                    "verbose_name_plural": "earlier texts",
                    "ordering": ["id"],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="earlier_text_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: earlier_text_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'earlier_text_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.*) IS DISTINCT FROM ROW(NEW.*) THEN RAISE EXCEPTION 'nivas: earlier_text_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'earlier_text_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ",
                                hash="bc4f05ba9179780fc1afccf185904bcbb855f477",
                                operation="UPDATE OR DELETE",
                                pgid="pgtrigger_earlier_text_never_changes_b09f0",
                                table="chat_earliertext",
                                when="BEFORE",
                            ),
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Attachment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "message",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="chat.message"
                        ),
                    ),
                    (
                        "file",
                        models.FileField(
                            max_length=120, storage=project.chat.models.messages.private_files, upload_to=""
                        ),
                    ),
                    (
                        "preview",
                        models.FileField(
                            blank=True, max_length=120, storage=project.chat.models.messages.private_files, upload_to=""
                        ),
                    ),
                    ("name", models.CharField(max_length=120)),
                    ("content_type", models.CharField(max_length=20)),
                    ("size", models.PositiveIntegerField()),
                    ("width", models.PositiveIntegerField(blank=True, null=True)),
                    ("height", models.PositiveIntegerField(blank=True, null=True)),
                ],
                options={
                    "verbose_name": "attachment",
                    "verbose_name_plural": "attachments",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("content_type", "application/pdf"), ("preview", ""), ("width__isnull", True)),
                                models.Q(
                                    ("content_type__in", ("image/jpeg", "image/png", "image/webp")),
                                    ("height__gt", 0),
                                    ("width__gt", 0),
                                    models.Q(("preview", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="attachment_is_a_picture_or_a_pdf",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("size__gt", 0), ("size__lte", 10485760)), name="attachment_size_is_sane"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="attachment_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: attachment_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'attachment_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.*) IS DISTINCT FROM ROW(NEW.*) THEN RAISE EXCEPTION 'nivas: attachment_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'attachment_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ",
                                hash="63b41c650e995dfdef3441b41d4e4863c1c8d767",
                                operation="UPDATE OR DELETE",
                                pgid="pgtrigger_attachment_never_changes_601bb",
                                table="chat_attachment",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="attachment_comes_with_its_message",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="\n        IF NOT EXISTS (SELECT FROM chat_message WHERE id = NEW.message_id AND sent_at = public.nivas_now()\n                       AND deleted_at IS NULL) THEN RAISE EXCEPTION 'nivas: attachment_comes_with_its_message' USING ERRCODE = '23514', CONSTRAINT = 'attachment_comes_with_its_message', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="eb626aa1d846b6a59ca697ac93d56c68f74bc9e4",
                                operation="INSERT",
                                pgid="pgtrigger_attachment_comes_with_its_message_b4006",
                                table="chat_attachment",
                                when="BEFORE",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Duty",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "user",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="duty",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("since", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "duty",
                    "verbose_name_plural": "duties",
                },
            ),
            migrations.CreateModel(
                name="CannedReply",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "landlord",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="canned_replies",
                            to="identity.landlord",
                        ),
                    ),
                    ("title", models.CharField(max_length=60)),
                    ("text", models.TextField()),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "canned reply",
                    "verbose_name_plural": "canned replies",
                    "ordering": ["title"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("landlord", "title"), name="canned_reply_title_is_used_once", nulls_distinct=False
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("text"), 4000
                                ),
                                models.Q(("text", ""), _negated=True),
                            ),
                            name="canned_reply_fits_a_message",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_cannedreplyevent" ("created_at", "id", "landlord_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "title") VALUES (NEW."created_at", NEW."id", NEW."landlord_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."text", NEW."title"); RETURN NULL;',
                                hash="86de4267d8f1f230cd55428a6161511e324e2225",
                                operation="INSERT",
                                pgid="pgtrigger_insert_insert_534cc",
                                table="chat_cannedreply",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func='INSERT INTO "chat_cannedreplyevent" ("created_at", "id", "landlord_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "title") VALUES (NEW."created_at", NEW."id", NEW."landlord_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."text", NEW."title"); RETURN NULL;',
                                hash="1a7dbd419be290dbbb4cbca718e519338599788f",
                                operation="UPDATE",
                                pgid="pgtrigger_update_update_5b442",
                                table="chat_cannedreply",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_cannedreplyevent" ("created_at", "id", "landlord_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "title") VALUES (OLD."created_at", OLD."id", OLD."landlord_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."text", OLD."title"); RETURN NULL;',
                                hash="afc235a605cde6d23b35065e2799167d7709c1d4",
                                operation="DELETE",
                                pgid="pgtrigger_delete_delete_6dfe2",
                                table="chat_cannedreply",
                                when="AFTER",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CannedReplyEvent",
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
                            to="chat.cannedreply",
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
                        "landlord",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="identity.landlord",
                        ),
                    ),
                    ("title", models.CharField(max_length=60)),
                    ("text", models.TextField()),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                hash="f284a0e2de4fa26ff938ba307563d32bef56be31",
                                operation="UPDATE OR DELETE",
                                pgid="pgtrigger_append_only_53c30",
                                table="chat_cannedreplyevent",
                                when="BEFORE",
                            ),
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AnsweringHours",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "landlord",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="answering_hours",
                            to="identity.landlord",
                        ),
                    ),
                    ("opens", models.TimeField()),
                    ("closes", models.TimeField()),
                    (
                        "days",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.PositiveSmallIntegerField(), default=list, size=None
                        ),
                    ),
                    ("time_zone", models.CharField(default="Asia/Kolkata", max_length=64)),
                    ("text", models.CharField(blank=True, max_length=1000)),
                ],
                options={
                    "verbose_name": "answering hours",
                    "verbose_name_plural": "answering hours",
                    "constraints": [
                        models.UniqueConstraint(fields=("landlord",), name="hours_are_set_once", nulls_distinct=False),
                        models.CheckConstraint(
                            condition=models.Q(("opens__lt", models.F("closes"))), name="hours_open_before_they_close"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("days__contained_by", [1, 2, 3, 4, 5, 6, 7]), models.Q(("days", []), _negated=True)
                            ),
                            name="hours_have_days_of_a_week",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_answeringhoursevent" ("closes", "days", "id", "landlord_id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "time_zone") VALUES (NEW."closes", NEW."days", NEW."id", NEW."landlord_id", NEW."opens", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."time_zone"); RETURN NULL;',
                                hash="e920025ee563f61e557293012d77c16fe8b4915c",
                                operation="INSERT",
                                pgid="pgtrigger_insert_insert_1bc0a",
                                table="chat_answeringhours",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func='INSERT INTO "chat_answeringhoursevent" ("closes", "days", "id", "landlord_id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "time_zone") VALUES (NEW."closes", NEW."days", NEW."id", NEW."landlord_id", NEW."opens", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."time_zone"); RETURN NULL;',
                                hash="669d18dcfeb72fc4b3c9cbbdacd43989af068f4d",
                                operation="UPDATE",
                                pgid="pgtrigger_update_update_9b21a",
                                table="chat_answeringhours",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_answeringhoursevent" ("closes", "days", "id", "landlord_id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "time_zone") VALUES (OLD."closes", OLD."days", OLD."id", OLD."landlord_id", OLD."opens", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."time_zone"); RETURN NULL;',
                                hash="038317b0f0b854fb409653f92481799282c4d324",
                                operation="DELETE",
                                pgid="pgtrigger_delete_delete_8f18c",
                                table="chat_answeringhours",
                                when="AFTER",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AnsweringHoursEvent",
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
                            to="chat.answeringhours",
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
                    (
                        "landlord",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="identity.landlord",
                        ),
                    ),
                    ("opens", models.TimeField()),
                    ("closes", models.TimeField()),
                    (
                        "days",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.PositiveSmallIntegerField(), default=list, size=None
                        ),
                    ),
                    ("time_zone", models.CharField(default="Asia/Kolkata", max_length=64)),
                    ("text", models.CharField(blank=True, max_length=1000)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                hash="436acfca657a504ae78ec37b119f634d7189c21b",
                                operation="UPDATE OR DELETE",
                                pgid="pgtrigger_append_only_df63c",
                                table="chat_answeringhoursevent",
                                when="BEFORE",
                            ),
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Flag",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "conversation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="chat.conversation"
                        ),
                    ),
                    (
                        "message",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="flags",
                            to="chat.message",
                        ),
                    ),
                    (
                        "about",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="chat.member"
                        ),
                    ),
                    (
                        "reporter",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="chat.member",
                        ),
                    ),
                    ("source", models.CharField(choices=[("rule", "Rule"), ("report", "Report")], max_length=6)),
                    (
                        "reason",
                        models.CharField(
                            choices=[
                                ("repeated_text", "The same again and again"),
                                ("many_links", "Many links"),
                                ("abusive_words", "Abusive words"),
                                ("payment_lure", "Asks for money or a number"),
                                ("spam", "Spam or advertising"),
                                ("abuse", "Insults or threats"),
                                ("fraud", "Asks for money or looks like fraud"),
                                ("unwelcome", "Unwelcome attention"),
                                ("other", "Something else"),
                            ],
                            max_length=13,
                        ),
                    ),
                    ("quote", models.TextField(blank=True)),
                    ("note", models.CharField(blank=True, max_length=500)),
                    (
                        "state",
                        models.CharField(
                            choices=[("open", "To look at"), ("upheld", "Was right"), ("dismissed", "Was nothing")],
                            default="open",
                            max_length=9,
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ("decision", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "flag",
                    "verbose_name_plural": "moderation queue",
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(condition=models.Q(("state", "open")), fields=["id"], name="flag_to_look_at")
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("message__isnull", False)),
                            fields=("message", "reporter", "reason"),
                            name="flag_is_raised_once",
                            nulls_distinct=False,
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "reason__in",
                                    [
                                        "repeated_text",
                                        "many_links",
                                        "abusive_words",
                                        "payment_lure",
                                        "spam",
                                        "abuse",
                                        "fraud",
                                        "unwelcome",
                                        "other",
                                    ],
                                )
                            ),
                            name="flag_reason_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("reporter__isnull", False), ("source", "report")),
                                models.Q(("reporter__isnull", True), ("source", "rule")),
                                _connector="OR",
                            ),
                            name="flag_report_has_its_reporter",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("decided_at__isnull", True), ("state", "open")),
                                models.Q(
                                    ("decided_at__isnull", False),
                                    ("decided_by__isnull", False),
                                    ("state__in", ["upheld", "dismissed"]),
                                ),
                                _connector="OR",
                            ),
                            name="flag_decision_has_its_author",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="flag_begins_open",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (NOT (NEW.\"state\" = 'open'))",
                                func="RAISE EXCEPTION 'nivas: flag_begins_open' USING ERRCODE = '23514', CONSTRAINT = 'flag_begins_open', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="136410b53a28784ab7d0dfc388ddf6db18cf35c2",
                                operation="INSERT",
                                pgid="pgtrigger_flag_begins_open_6b5ee",
                                table="chat_flag",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="flag_follows_its_machine",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func="IF (OLD.state, NEW.state) NOT IN (('open', 'dismissed'), ('open', 'upheld')) THEN RAISE EXCEPTION 'nivas: flag_follows_its_machine' USING ERRCODE = '23514', CONSTRAINT = 'flag_follows_its_machine', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;",
                                hash="e8b992f907a836e8826d6c4287b195a7a4181352",
                                operation='UPDATE OF "state"',
                                pgid="pgtrigger_flag_follows_its_machine_76b6a",
                                table="chat_flag",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="flag_never_changes_what_it_says",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition='WHEN (OLD."about_id" IS DISTINCT FROM (NEW."about_id") OR OLD."conversation_id" IS DISTINCT FROM (NEW."conversation_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."message_id" IS DISTINCT FROM (NEW."message_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."quote" IS DISTINCT FROM (NEW."quote") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."reporter_id" IS DISTINCT FROM (NEW."reporter_id") OR OLD."source" IS DISTINCT FROM (NEW."source"))',
                                func="RAISE EXCEPTION 'nivas: flag_never_changes_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'flag_never_changes_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                                hash="236655d7a625af652dc4b5f68034f22d3e219306",
                                operation="UPDATE",
                                pgid="pgtrigger_flag_never_changes_what_it_says_02f69",
                                table="chat_flag",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="flag_stays_within_its_conversation",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="\n        IF EXISTS (SELECT FROM chat_message WHERE id = NEW.message_id AND conversation_id <> NEW.conversation_id)\n           OR EXISTS (SELECT FROM chat_member WHERE id IN (NEW.about_id, NEW.reporter_id)\n                      AND conversation_id <> NEW.conversation_id) THEN RAISE EXCEPTION 'nivas: flag_stays_within_its_conversation' USING ERRCODE = '23514', CONSTRAINT = 'flag_stays_within_its_conversation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ",
                                hash="b585155b29f724670946e9e3d14042b1477eee63",
                                operation="INSERT",
                                pgid="pgtrigger_flag_stays_within_its_conversation_093ac",
                                table="chat_flag",
                                when="BEFORE",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_flagevent" ("about_id", "conversation_id", "created_at", "decided_at", "decided_by_id", "decision", "id", "message_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "quote", "reason", "reporter_id", "source", "state") VALUES (NEW."about_id", NEW."conversation_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."id", NEW."message_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."quote", NEW."reason", NEW."reporter_id", NEW."source", NEW."state"); RETURN NULL;',
                                hash="9617bec193051d391272a777f814cba9b8171600",
                                operation="INSERT",
                                pgid="pgtrigger_insert_insert_55531",
                                table="chat_flag",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func='INSERT INTO "chat_flagevent" ("about_id", "conversation_id", "created_at", "decided_at", "decided_by_id", "decision", "id", "message_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "quote", "reason", "reporter_id", "source", "state") VALUES (NEW."about_id", NEW."conversation_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."id", NEW."message_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."quote", NEW."reason", NEW."reporter_id", NEW."source", NEW."state"); RETURN NULL;',
                                hash="1fc694a765deb7941c587ebeb40d93ab03989ec0",
                                operation="UPDATE",
                                pgid="pgtrigger_update_update_310a7",
                                table="chat_flag",
                                when="AFTER",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func='INSERT INTO "chat_flagevent" ("about_id", "conversation_id", "created_at", "decided_at", "decided_by_id", "decision", "id", "message_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "quote", "reason", "reporter_id", "source", "state") VALUES (OLD."about_id", OLD."conversation_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."id", OLD."message_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."quote", OLD."reason", OLD."reporter_id", OLD."source", OLD."state"); RETURN NULL;',
                                hash="1738536d295dca06ca639b1a9d726d35373f6ffd",
                                operation="DELETE",
                                pgid="pgtrigger_delete_delete_52855",
                                table="chat_flag",
                                when="AFTER",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FlagEvent",
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
                            to="chat.flag",
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
                        "conversation",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="chat.conversation",
                        ),
                    ),
                    (
                        "message",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="chat.message",
                        ),
                    ),
                    (
                        "about",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="chat.member",
                        ),
                    ),
                    (
                        "reporter",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="chat.member",
                        ),
                    ),
                    ("source", models.CharField(choices=[("rule", "Rule"), ("report", "Report")], max_length=6)),
                    (
                        "reason",
                        models.CharField(
                            choices=[
                                ("repeated_text", "The same again and again"),
                                ("many_links", "Many links"),
                                ("abusive_words", "Abusive words"),
                                ("payment_lure", "Asks for money or a number"),
                                ("spam", "Spam or advertising"),
                                ("abuse", "Insults or threats"),
                                ("fraud", "Asks for money or looks like fraud"),
                                ("unwelcome", "Unwelcome attention"),
                                ("other", "Something else"),
                            ],
                            max_length=13,
                        ),
                    ),
                    ("quote", models.TextField(blank=True)),
                    ("note", models.CharField(blank=True, max_length=500)),
                    (
                        "state",
                        models.CharField(
                            choices=[("open", "To look at"), ("upheld", "Was right"), ("dismissed", "Was nothing")],
                            default="open",
                            max_length=9,
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ("decision", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                hash="d6f4778799e2b1ac3a800fcb5de83ef442dc3e22",
                                operation="UPDATE OR DELETE",
                                pgid="pgtrigger_append_only_80dbc",
                                table="chat_flagevent",
                                when="BEFORE",
                            ),
                        )
                    ],
                },
            ),
        ),
    ]
