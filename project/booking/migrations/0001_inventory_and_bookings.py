"""Rooms, units, bookings, what occupies a unit when, and who waits for one."""

import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.constraints
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
        ("catalog", "0001_properties"),
        ("identity", "0002_libraries_first"),
        ("payments", "0001_money_in_and_back"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        CreateTables(
            migrations.CreateModel(
                name="Room",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "property",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="rooms", to="catalog.property"
                        ),
                    ),
                    ("name", models.CharField(max_length=20, verbose_name="name")),
                    ("floor", models.SmallIntegerField(default=0, verbose_name="floor")),
                    (
                        "licensed_capacity",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[django.core.validators.MinValueValidator(1)],
                            verbose_name="licensed for, people",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "room",
                    "verbose_name_plural": "rooms",
                    "ordering": ["property", "floor", "name"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("property", "name"), name="room_name_is_unique_in_its_property"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("licensed_capacity__gte", 1)), name="room_is_licensed_for_somebody"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="room_stays_in_its_property",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_room",
                                when="BEFORE",
                                operation="UPDATE",
                                condition='WHEN (OLD."property_id" IS DISTINCT FROM (NEW."property_id"))',
                                func=(
                                    "RAISE EXCEPTION 'nivas: room_stays_in_its_property' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'room_stays_in_its_property', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_room_stays_in_its_property_47664",
                                hash="0e0fd5d284e39557cf6ce00d70d037f76882efae",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="room_licence_covers_its_beds",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_room",
                                when="AFTER",
                                operation='UPDATE OF "licensed_capacity"',
                                func="""
        IF (SELECT count(*) FROM booking_unit WHERE room_id = NEW.id AND NOT is_retired)
           > NEW.licensed_capacity THEN RAISE EXCEPTION 'nivas: room_licence_covers_its_beds' USING ERRCODE = '23514', CONSTRAINT = 'room_licence_covers_its_beds', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_room_licence_covers_its_beds_bfb59",
                                hash="d58aff731d2ba05a961af308e6253a4144dd36a5",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_room",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "booking_roomevent" ("floor", "id", "licensed_capacity", "name", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", '
                                    '"public_id") VALUES (NEW."floor", NEW."id", NEW."licensed_capacity", NEW."name", '
                                    '_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."property_id", '
                                    'NEW."public_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_b37f8",
                                hash="94da558d0316203f70afac475186ef15c476c685",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_room",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "booking_roomevent" ("floor", "id", "licensed_capacity", "name", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", '
                                    '"public_id") VALUES (NEW."floor", NEW."id", NEW."licensed_capacity", NEW."name", '
                                    '_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."property_id", '
                                    'NEW."public_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_d555e",
                                hash="900a665b682a06886462b2dd1f2d3a6ed0068755",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_room",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "booking_roomevent" ("floor", "id", "licensed_capacity", "name", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", '
                                    '"public_id") VALUES (OLD."floor", OLD."id", OLD."licensed_capacity", OLD."name", '
                                    '_pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."property_id", '
                                    'OLD."public_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_b4829",
                                hash="e661e0a4aa1eac54d6f4c6072db8d347738e898e",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RoomEvent",
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
                            to="booking.room",
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
                        "property",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="catalog.property",
                        ),
                    ),
                    ("name", models.CharField(max_length=20, verbose_name="name")),
                    ("floor", models.SmallIntegerField(default=0, verbose_name="floor")),
                    (
                        "licensed_capacity",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[django.core.validators.MinValueValidator(1)],
                            verbose_name="licensed for, people",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_roomevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_63aaa",
                                hash="81f8bb050efa7d8b4dc5d3d625344e342cec4bf7",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Unit",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "room",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="units",
                            to="booking.room",
                        ),
                    ),
                    (
                        "unit_type",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="units",
                            to="catalog.unittype",
                        ),
                    ),
                    ("label", models.CharField(max_length=20, verbose_name="label")),
                    ("is_retired", models.BooleanField(default=False, verbose_name="no longer let")),
                    (
                        "free_from",
                        models.DateField(
                            default=datetime.date(2000, 1, 1), editable=False, null=True, verbose_name="free from"
                        ),
                    ),
                    (
                        "held_until",
                        models.DateTimeField(blank=True, editable=False, null=True, verbose_name="held until"),
                    ),
                ],
                options={
                    "verbose_name": "unit",
                    "verbose_name_plural": "units",
                    "ordering": ["room", "label"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("held_until", None), ("is_retired", False)),
                            fields=["unit_type", "free_from"],
                            name="unit_unheld",
                        ),
                        models.Index(
                            condition=models.Q(("held_until__isnull", False), ("is_retired", False)),
                            fields=["unit_type", "held_until"],
                            name="unit_by_end_of_hold",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("room", "label"), name="unit_label_is_unique_in_its_room"),
                        models.UniqueConstraint(fields=("unit_type", "id"), name="unit_is_of_one_type"),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="room_beds_never_exceed_its_licence",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_unit",
                                when="AFTER",
                                operation='INSERT OR UPDATE OF "room_id", "is_retired"',
                                condition='WHEN (NOT NEW."is_retired")',
                                func="""
        PERFORM FROM booking_room WHERE id = NEW.room_id FOR NO KEY UPDATE;
        IF (SELECT count(*) FROM booking_unit WHERE room_id = NEW.room_id AND NOT is_retired)
           > (SELECT licensed_capacity FROM booking_room WHERE id = NEW.room_id) THEN RAISE EXCEPTION 'nivas: room_beds_never_exceed_its_licence' USING ERRCODE = '23514', CONSTRAINT = 'room_beds_never_exceed_its_licence', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_room_beds_never_exceed_its_licence_0b487",
                                hash="c4480602d1726445b7094022a536402678bfff0d",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="unit_and_its_type_share_a_property",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_unit",
                                when="AFTER",
                                operation='INSERT OR UPDATE OF "room_id", "unit_type_id"',
                                func="""
        IF NOT EXISTS (SELECT FROM booking_room AS room JOIN catalog_unittype AS offer USING (property_id)
                       WHERE room.id = NEW.room_id AND offer.id = NEW.unit_type_id) THEN RAISE EXCEPTION 'nivas: unit_and_its_type_share_a_property' USING ERRCODE = '23514', CONSTRAINT = 'unit_and_its_type_share_a_property', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_unit_and_its_type_share_a_property_db11e",
                                hash="6c1b01c1f637e95a72734302b3b68f3b0f9be47f",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="unit_guard_equals_its_occupancy",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_unit",
                                when="AFTER",
                                operation='INSERT OR UPDATE OF "free_from", "held_until"',
                                condition="WHEN (pg_trigger_depth() = 0)",
                                func="""
        IF EXISTS (SELECT FROM booking_unit AS unit, (
    SELECT CASE WHEN bool_or(upper_inf(during) AND kind <> 'held') THEN NULL
                ELSE coalesce(max(upper(during)) FILTER (WHERE kind <> 'held'), '2000-01-01') END AS free_from,
           max(until) FILTER (WHERE kind = 'held') AS held_until
    FROM booking_occupancy
 WHERE unit_id = NEW.id) AS guard
                   WHERE unit.id = NEW.id
                     AND (unit.free_from, unit.held_until) IS DISTINCT FROM (guard.free_from, guard.held_until))
        THEN RAISE EXCEPTION 'nivas: unit_guard_equals_its_occupancy' USING ERRCODE = '23514', CONSTRAINT = 'unit_guard_equals_its_occupancy', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_unit_guard_equals_its_occupancy_603b4",
                                hash="4b5b9c21d1b44f3d11f924caf282caa42ef51acd",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_unit",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "booking_unitevent" ("id", "is_retired", "label", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "room_id", '
                                    '"unit_type_id") VALUES (NEW."id", NEW."is_retired", NEW."label", '
                                    '_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", '
                                    'NEW."room_id", NEW."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_0fa38",
                                hash="f240d16cbeefcdb5bf696c2ea627970abccd1991",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_unit",
                                when="AFTER",
                                operation="UPDATE",
                                condition=(
                                    'WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_retired" IS DISTINCT FROM '
                                    '(NEW."is_retired") OR OLD."label" IS DISTINCT FROM (NEW."label") OR '
                                    'OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."room_id" IS DISTINCT '
                                    'FROM (NEW."room_id") OR OLD."unit_type_id" IS DISTINCT FROM '
                                    '(NEW."unit_type_id"))'
                                ),
                                func=(
                                    'INSERT INTO "booking_unitevent" ("id", "is_retired", "label", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "room_id", '
                                    '"unit_type_id") VALUES (NEW."id", NEW."is_retired", NEW."label", '
                                    '_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", '
                                    'NEW."room_id", NEW."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_5bafa",
                                hash="92091417eb5b7c4f5bde8b89deed6d0f17bbd5ed",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_unit",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "booking_unitevent" ("id", "is_retired", "label", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "room_id", '
                                    '"unit_type_id") VALUES (OLD."id", OLD."is_retired", OLD."label", '
                                    '_pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", '
                                    'OLD."room_id", OLD."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_b2095",
                                hash="ea89eaa5c38c422db2aea8b4b4ba06de16694c50",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Booking",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "tenant",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="bookings",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="bookings",
                            to="booking.unit",
                        ),
                    ),
                    (
                        "unit_type",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="bookings",
                            to="catalog.unittype",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("held", "Held"),
                                ("booked", "Booked"),
                                ("staying", "Staying"),
                                ("left", "Left"),
                                ("lapsed", "Lapsed"),
                                ("cancelled", "Cancelled"),
                            ],
                            default="held",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("move_in", models.DateField(verbose_name="move in")),
                    ("move_out", models.DateField(blank=True, null=True, verbose_name="move out")),
                    ("hold_until", models.DateTimeField(blank=True, null=True, verbose_name="held until")),
                    ("rent_paise", project.kernel.fields.PaiseField(verbose_name="rent a month")),
                    ("deposit_paise", project.kernel.fields.PaiseField(verbose_name="deposit")),
                    ("notice_days", models.PositiveSmallIntegerField(default=30, verbose_name="notice, days")),
                    (
                        "free_cancel_days",
                        models.PositiveSmallIntegerField(
                            db_default=0, default=0, verbose_name="free to cancel until, days before moving in"
                        ),
                    ),
                    (
                        "late_cancel_percent",
                        models.PositiveSmallIntegerField(
                            db_default=0, default=0, verbose_name="kept when cancelled later, percent of the deposit"
                        ),
                    ),
                    (
                        "no_show_percent",
                        models.PositiveSmallIntegerField(
                            db_default=100,
                            default=100,
                            verbose_name="kept when cancelled after the move-in day, percent of the deposit",
                        ),
                    ),
                    (
                        "paid_with",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="payments.payment",
                        ),
                    ),
                    ("idempotency_key", models.UUIDField(editable=False)),
                    (
                        "cancel_reason",
                        models.CharField(blank=True, max_length=200, verbose_name="why it was cancelled"),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                    ("booked_at", models.DateTimeField(blank=True, null=True, verbose_name="booked at")),
                    ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ],
                options={
                    "verbose_name": "booking",
                    "verbose_name_plural": "bookings",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state", "held")), fields=["hold_until"], name="booking_running_holds"
                        ),
                        models.Index(fields=["state", "move_in"], name="booking_by_state_and_move_in"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("tenant", "idempotency_key"), name="booking_key_is_used_once_by_a_person"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("state", "held")),
                            fields=("tenant",),
                            name="booking_person_has_one_running_hold",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("paid_with__isnull", False)),
                            fields=("paid_with",),
                            name="booking_payment_pays_one_booking",
                        ),
                        models.UniqueConstraint(fields=("unit", "id"), name="booking_is_on_one_unit"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["held", "booked", "staying", "left", "lapsed", "cancelled"])
                            ),
                            name="booking_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "held"), _negated=True),
                                ("hold_until__isnull", False),
                                _connector="OR",
                            ),
                            name="booking_hold_has_an_expiry",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("move_out__isnull", True), ("move_out__gt", models.F("move_in")), _connector="OR"
                            ),
                            name="booking_ends_after_it_starts",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("rent_paise__gt", 0)), name="booking_rent_is_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("deposit_paise__gte", 50)), name="booking_deposit_can_be_paid"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="booking_begins_held",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="BEFORE",
                                operation="INSERT",
                                condition="WHEN (NOT (NEW.\"state\" = 'held'))",
                                func=(
                                    "RAISE EXCEPTION 'nivas: booking_begins_held' USING ERRCODE = '23514', CONSTRAINT "
                                    "= 'booking_begins_held', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_booking_begins_held_c6d6d",
                                hash="1847e4e6da770faeacdb868981d4f82567ffbeb4",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="booking_follows_its_machine",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('held', 'booked'), ('held', 'cancelled'), "
                                    "('held', 'lapsed'), ('booked', 'cancelled'), ('booked', 'staying'), ('staying', "
                                    "'left'), ('lapsed', 'booked')) THEN RAISE EXCEPTION 'nivas: "
                                    "booking_follows_its_machine' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'booking_follows_its_machine', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; "
                                    "END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_booking_follows_its_machine_4262e",
                                hash="d4f335ae7c25650432b5162d1373132ff64c2948",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="booking_terms_never_change",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="BEFORE",
                                operation="UPDATE",
                                condition=(
                                    'WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR '
                                    'OLD."deposit_paise" IS DISTINCT FROM (NEW."deposit_paise") OR '
                                    'OLD."free_cancel_days" IS DISTINCT FROM (NEW."free_cancel_days") OR '
                                    'OLD."idempotency_key" IS DISTINCT FROM (NEW."idempotency_key") OR '
                                    'OLD."late_cancel_percent" IS DISTINCT FROM (NEW."late_cancel_percent") OR '
                                    'OLD."no_show_percent" IS DISTINCT FROM (NEW."no_show_percent") OR '
                                    'OLD."notice_days" IS DISTINCT FROM (NEW."notice_days") OR OLD."rent_paise" IS '
                                    'DISTINCT FROM (NEW."rent_paise") OR OLD."tenant_id" IS DISTINCT FROM '
                                    '(NEW."tenant_id") OR OLD."unit_type_id" IS DISTINCT FROM (NEW."unit_type_id"))'
                                ),
                                func=(
                                    "RAISE EXCEPTION 'nivas: booking_terms_never_change' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'booking_terms_never_change', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_booking_terms_never_change_43790",
                                hash="3b88ef75e6b056fa4762661f06dfe5baa7e58e58",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="booking_stands_on_its_occupancy",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="AFTER",
                                operation='INSERT OR UPDATE OF "state", "unit_id", "hold_until", "move_in", "move_out"',
                                constraint="CONSTRAINT",
                                timing="DEFERRABLE INITIALLY DEFERRED",
                                func="""
        IF EXISTS (
    SELECT booking.id FROM booking_booking AS booking
    LEFT JOIN booking_occupancy AS mine ON mine.booking_id = booking.id
    WHERE (mine.kind IS DISTINCT FROM CASE WHEN booking.state = 'held' THEN 'held'
                                           WHEN booking.state IN ('booked', 'staying', 'left') THEN 'taken' END
           OR mine.during <> daterange(booking.move_in, booking.move_out)
           OR mine.until <> booking.hold_until)
 AND booking.id = NEW.id) THEN RAISE EXCEPTION 'nivas: booking_stands_on_its_occupancy' USING ERRCODE = '23514', CONSTRAINT = 'booking_stands_on_its_occupancy', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_booking_stands_on_its_occupancy_f955c",
                                hash="7d97db1c3503f15fd9da86026f63e743241f9938",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="hold_never_jumps_the_line",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="BEFORE",
                                operation="INSERT",
                                declare="DECLARE place bigint;",
                                func="""
        IF NOT EXISTS (SELECT FROM booking_waitlistentry WHERE unit_type_id = NEW.unit_type_id AND state = 'waiting')
        THEN RETURN NEW; END IF;
        SELECT id INTO place FROM booking_waitlistentry
         WHERE unit_type_id = NEW.unit_type_id AND state = 'waiting' AND tenant_id = NEW.tenant_id;
        IF EXISTS (
            SELECT FROM booking_waitlistentry AS other JOIN booking_unit AS unit ON unit.id = NEW.unit_id
            WHERE other.unit_type_id = NEW.unit_type_id AND other.state = 'waiting'
              AND other.tenant_id <> NEW.tenant_id
              AND greatest(other.move_in, public.nivas_now()::date + 1) >= unit.free_from
              AND (place IS NULL OR (other.id < place AND NOT EXISTS (
                  SELECT FROM booking_booking WHERE tenant_id = other.tenant_id AND state = 'held'))))
        THEN RAISE EXCEPTION 'nivas: hold_never_jumps_the_line' USING ERRCODE = '23514', CONSTRAINT = 'hold_never_jumps_the_line', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
    """,
                                pgid="pgtrigger_hold_never_jumps_the_line_b3642",
                                hash="a5fb6f581f97d6b5d729c310b95a521e9dc5b4ed",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="entry_follows_its_offer",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="AFTER",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.\"state\" = 'held' AND NOT (NEW.\"state\" = 'held'))",
                                func="""
        UPDATE booking_waitlistentry SET ended_at = public.nivas_now(), state =
            CASE NEW.state WHEN 'booked' THEN 'taken' WHEN 'lapsed' THEN 'passed' ELSE 'left' END
        WHERE offer_id = NEW.id AND state = 'offered';
        RETURN NULL;
    """,
                                pgid="pgtrigger_entry_follows_its_offer_68039",
                                hash="cb1dba7cc381e86b989458fa707f6f027b020627",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "booking_bookingevent" ("booked_at", "cancel_reason", "created_at", '
                                    '"deposit_paise", "ended_at", "free_cancel_days", "hold_until", "id", '
                                    '"idempotency_key", "late_cancel_percent", "move_in", "move_out", '
                                    '"no_show_percent", "notice_days", "paid_with_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rent_paise", "state", '
                                    '"tenant_id", "unit_id", "unit_type_id") VALUES (NEW."booked_at", '
                                    'NEW."cancel_reason", NEW."created_at", NEW."deposit_paise", NEW."ended_at", '
                                    'NEW."free_cancel_days", NEW."hold_until", NEW."id", NEW."idempotency_key", '
                                    'NEW."late_cancel_percent", NEW."move_in", NEW."move_out", NEW."no_show_percent", '
                                    'NEW."notice_days", NEW."paid_with_id", _pgh_attach_context(), NOW(), \'insert\', '
                                    'NEW."id", NEW."public_id", NEW."rent_paise", NEW."state", NEW."tenant_id", '
                                    'NEW."unit_id", NEW."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_2bcfb",
                                hash="b25234b283ef25e96b86ade9b13f136c8e3babfd",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "booking_bookingevent" ("booked_at", "cancel_reason", "created_at", '
                                    '"deposit_paise", "ended_at", "free_cancel_days", "hold_until", "id", '
                                    '"idempotency_key", "late_cancel_percent", "move_in", "move_out", '
                                    '"no_show_percent", "notice_days", "paid_with_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rent_paise", "state", '
                                    '"tenant_id", "unit_id", "unit_type_id") VALUES (NEW."booked_at", '
                                    'NEW."cancel_reason", NEW."created_at", NEW."deposit_paise", NEW."ended_at", '
                                    'NEW."free_cancel_days", NEW."hold_until", NEW."id", NEW."idempotency_key", '
                                    'NEW."late_cancel_percent", NEW."move_in", NEW."move_out", NEW."no_show_percent", '
                                    'NEW."notice_days", NEW."paid_with_id", _pgh_attach_context(), NOW(), \'update\', '
                                    'NEW."id", NEW."public_id", NEW."rent_paise", NEW."state", NEW."tenant_id", '
                                    'NEW."unit_id", NEW."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_1035f",
                                hash="d6dbc6fc37b139a1a393ae16700981b436154451",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_booking",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "booking_bookingevent" ("booked_at", "cancel_reason", "created_at", '
                                    '"deposit_paise", "ended_at", "free_cancel_days", "hold_until", "id", '
                                    '"idempotency_key", "late_cancel_percent", "move_in", "move_out", '
                                    '"no_show_percent", "notice_days", "paid_with_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rent_paise", "state", '
                                    '"tenant_id", "unit_id", "unit_type_id") VALUES (OLD."booked_at", '
                                    'OLD."cancel_reason", OLD."created_at", OLD."deposit_paise", OLD."ended_at", '
                                    'OLD."free_cancel_days", OLD."hold_until", OLD."id", OLD."idempotency_key", '
                                    'OLD."late_cancel_percent", OLD."move_in", OLD."move_out", OLD."no_show_percent", '
                                    'OLD."notice_days", OLD."paid_with_id", _pgh_attach_context(), NOW(), \'delete\', '
                                    'OLD."id", OLD."public_id", OLD."rent_paise", OLD."state", OLD."tenant_id", '
                                    'OLD."unit_id", OLD."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_37b54",
                                hash="22d66bf5fd31a3801601c0334ddeeb4cd925d3fb",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="BookingEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "tenant",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="booking.unit",
                        ),
                    ),
                    (
                        "unit_type",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="catalog.unittype",
                        ),
                    ),
                    (
                        "paid_with",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="payments.payment",
                        ),
                    ),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="booking.booking",
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
                        "state",
                        models.CharField(
                            choices=[
                                ("held", "Held"),
                                ("booked", "Booked"),
                                ("staying", "Staying"),
                                ("left", "Left"),
                                ("lapsed", "Lapsed"),
                                ("cancelled", "Cancelled"),
                            ],
                            default="held",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("move_in", models.DateField(verbose_name="move in")),
                    ("move_out", models.DateField(blank=True, null=True, verbose_name="move out")),
                    ("hold_until", models.DateTimeField(blank=True, null=True, verbose_name="held until")),
                    ("rent_paise", project.kernel.fields.PaiseField(verbose_name="rent a month")),
                    ("deposit_paise", project.kernel.fields.PaiseField(verbose_name="deposit")),
                    ("notice_days", models.PositiveSmallIntegerField(default=30, verbose_name="notice, days")),
                    (
                        "free_cancel_days",
                        models.PositiveSmallIntegerField(
                            db_default=0, default=0, verbose_name="free to cancel until, days before moving in"
                        ),
                    ),
                    (
                        "late_cancel_percent",
                        models.PositiveSmallIntegerField(
                            db_default=0, default=0, verbose_name="kept when cancelled later, percent of the deposit"
                        ),
                    ),
                    (
                        "no_show_percent",
                        models.PositiveSmallIntegerField(
                            db_default=100,
                            default=100,
                            verbose_name="kept when cancelled after the move-in day, percent of the deposit",
                        ),
                    ),
                    ("idempotency_key", models.UUIDField(editable=False)),
                    (
                        "cancel_reason",
                        models.CharField(blank=True, max_length=200, verbose_name="why it was cancelled"),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                    ("booked_at", models.DateTimeField(blank=True, null=True, verbose_name="booked at")),
                    ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_bookingevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_ae242",
                                hash="72dc78b49b808da49c6294bbbc2e3251f6a2f687",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="UnitEvent",
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
                            to="booking.unit",
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
                        "room",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="booking.room",
                        ),
                    ),
                    (
                        "unit_type",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="catalog.unittype",
                        ),
                    ),
                    ("label", models.CharField(max_length=20, verbose_name="label")),
                    ("is_retired", models.BooleanField(default=False, verbose_name="no longer let")),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_unitevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_9de43",
                                hash="5177f02009fe0936cb81305f8211eeed094bcd6d",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Occupancy",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="occupancies", to="booking.unit"
                        ),
                    ),
                    (
                        "booking",
                        models.OneToOneField(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="occupancy",
                            to="booking.booking",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[("held", "Held"), ("taken", "Taken"), ("blocked", "Blocked")],
                            max_length=7,
                            verbose_name="kind",
                        ),
                    ),
                    ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="dates")),
                    ("until", models.DateTimeField(blank=True, null=True, verbose_name="held until")),
                    ("reason", models.CharField(blank=True, max_length=160, verbose_name="reason")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "occupancy",
                    "verbose_name_plural": "occupancies",
                    "constraints": [
                        django.contrib.postgres.constraints.ExclusionConstraint(
                            deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                            expressions=[("unit", "="), ("during", "&&")],
                            name="occupancy_never_overlaps_on_a_unit",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["held", "taken", "blocked"])),
                            name="occupancy_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind", "held"), ("until__isnull", False)),
                                models.Q(models.Q(("kind", "held"), _negated=True), ("until__isnull", True)),
                                _connector="OR",
                            ),
                            name="occupancy_held_has_an_expiry",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("booking__isnull", True), ("kind", "blocked")),
                                models.Q(models.Q(("kind", "blocked"), _negated=True), ("booking__isnull", False)),
                                _connector="OR",
                            ),
                            name="occupancy_is_for_a_booking_or_a_block",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind", "blocked"), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="occupancy_block_has_a_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("during__isempty", False), ("during__lower_inf", False)),
                            name="occupancy_has_a_first_day",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="occupancy_stays_on_its_unit",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_occupancy",
                                when="BEFORE",
                                operation="UPDATE",
                                condition=(
                                    'WHEN (OLD."booking_id" IS DISTINCT FROM (NEW."booking_id") OR OLD."unit_id" IS '
                                    'DISTINCT FROM (NEW."unit_id"))'
                                ),
                                func=(
                                    "RAISE EXCEPTION 'nivas: occupancy_stays_on_its_unit' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'occupancy_stays_on_its_unit', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_occupancy_stays_on_its_unit_efc43",
                                hash="03ca367c12625214ced79946cde63cb34f21ebcd",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="occupancy_stands_for_its_booking",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_occupancy",
                                when="AFTER",
                                operation="INSERT OR UPDATE OR DELETE",
                                constraint="CONSTRAINT",
                                timing="DEFERRABLE INITIALLY DEFERRED",
                                func="""
        IF EXISTS (
    SELECT booking.id FROM booking_booking AS booking
    LEFT JOIN booking_occupancy AS mine ON mine.booking_id = booking.id
    WHERE (mine.kind IS DISTINCT FROM CASE WHEN booking.state = 'held' THEN 'held'
                                           WHEN booking.state IN ('booked', 'staying', 'left') THEN 'taken' END
           OR mine.during <> daterange(booking.move_in, booking.move_out)
           OR mine.until <> booking.hold_until)
 AND booking.id = coalesce(NEW.booking_id, OLD.booking_id)) THEN RAISE EXCEPTION 'nivas: occupancy_stands_for_its_booking' USING ERRCODE = '23514', CONSTRAINT = 'occupancy_stands_for_its_booking', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_occupancy_stands_for_its_booking_e200b",
                                hash="ba81022686ae61fea1dbecde179fc653d8d8c325",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="unit_guard_follows_occupancy",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_occupancy",
                                when="AFTER",
                                operation="INSERT OR UPDATE OR DELETE",
                                declare="DECLARE mine bigint := coalesce(NEW.unit_id, OLD.unit_id);",
                                func="""
        IF TG_OP = 'INSERT' AND NEW.kind = 'held' THEN
            UPDATE booking_unit SET held_until = greatest(held_until, NEW.until) WHERE id = mine;
            RETURN NULL;
        END IF;
        PERFORM FROM booking_unit WHERE id = mine FOR NO KEY UPDATE;
        UPDATE booking_unit AS unit SET free_from = guard.free_from, held_until = guard.held_until
        FROM (
    SELECT CASE WHEN bool_or(upper_inf(during) AND kind <> 'held') THEN NULL
                ELSE coalesce(max(upper(during)) FILTER (WHERE kind <> 'held'), '2000-01-01') END AS free_from,
           max(until) FILTER (WHERE kind = 'held') AS held_until
    FROM booking_occupancy
 WHERE unit_id = mine) AS guard
        WHERE unit.id = mine
          AND (unit.free_from, unit.held_until) IS DISTINCT FROM (guard.free_from, guard.held_until);
        RETURN NULL;
    """,
                                pgid="pgtrigger_unit_guard_follows_occupancy_4e847",
                                hash="977d49976645ebf2efeb8b0e4c2b1deba324d8ce",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_occupancy",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "booking_occupancyevent" ("booking_id", "created_at", "during", '
                                    '"id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"reason", "unit_id", "until") VALUES (NEW."booking_id", NEW."created_at", '
                                    'NEW."during", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', '
                                    'NEW."id", NEW."reason", NEW."unit_id", NEW."until"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_2c17e",
                                hash="4c9fce6f88926cce5077495708ea953d69265504",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_occupancy",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "booking_occupancyevent" ("booking_id", "created_at", "during", '
                                    '"id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"reason", "unit_id", "until") VALUES (NEW."booking_id", NEW."created_at", '
                                    'NEW."during", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', '
                                    'NEW."id", NEW."reason", NEW."unit_id", NEW."until"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_c2237",
                                hash="73cd863da21ccbab9de1a5c8b0ca5e001e352955",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_occupancy",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "booking_occupancyevent" ("booking_id", "created_at", "during", '
                                    '"id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"reason", "unit_id", "until") VALUES (OLD."booking_id", OLD."created_at", '
                                    'OLD."during", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', '
                                    'OLD."id", OLD."reason", OLD."unit_id", OLD."until"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_e0022",
                                hash="96b5e77b218cd8838613095e97674faaa36455a6",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="OccupancyEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "unit",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="booking.unit",
                        ),
                    ),
                    (
                        "booking",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="booking.booking",
                        ),
                    ),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="booking.occupancy",
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
                        "kind",
                        models.CharField(
                            choices=[("held", "Held"), ("taken", "Taken"), ("blocked", "Blocked")],
                            max_length=7,
                            verbose_name="kind",
                        ),
                    ),
                    ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="dates")),
                    ("until", models.DateTimeField(blank=True, null=True, verbose_name="held until")),
                    ("reason", models.CharField(blank=True, max_length=160, verbose_name="reason")),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_occupancyevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_2a284",
                                hash="eb2a9960f3e24cb185b11581129fc9aafa528900",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="WaitlistEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "tenant",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="waitlist_entries",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "unit_type",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="waitlist_entries",
                            to="catalog.unittype",
                        ),
                    ),
                    ("move_in", models.DateField(verbose_name="move in")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting"),
                                ("offered", "Offered"),
                                ("taken", "Booked"),
                                ("passed", "Not taken"),
                                ("left", "Left the line"),
                            ],
                            default="waiting",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "offer",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="waitlist_entry",
                            to="booking.booking",
                        ),
                    ),
                    (
                        "created_at",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="joined at"
                        ),
                    ),
                    ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ],
                options={
                    "verbose_name": "place on the waitlist",
                    "verbose_name_plural": "waitlist",
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state", "waiting")),
                            fields=["unit_type", "move_in"],
                            name="waitlist_waiting",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("state__in", ["waiting", "offered"])),
                            fields=("tenant", "unit_type"),
                            name="waitlist_person_waits_once_for_a_type",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["waiting", "offered", "taken", "passed", "left"])),
                            name="waitlist_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("offer__isnull", True), ("state", "waiting")),
                                models.Q(("offer__isnull", False), ("state__in", ["offered", "taken", "passed"])),
                                models.Q(("state__in", ["waiting", "offered", "taken", "passed"]), _negated=True),
                                _connector="OR",
                            ),
                            name="waitlist_offer_is_a_hold",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="waitlist_begins_waiting",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_waitlistentry",
                                when="BEFORE",
                                operation="INSERT",
                                condition="WHEN (NOT (NEW.\"state\" = 'waiting'))",
                                func=(
                                    "RAISE EXCEPTION 'nivas: waitlist_begins_waiting' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'waitlist_begins_waiting', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_waitlist_begins_waiting_bbd5f",
                                hash="3a50fca5555a0dbd856ceef79c15684713660999",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="waitlist_follows_its_machine",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_waitlistentry",
                                when="BEFORE",
                                operation='UPDATE OF "state"',
                                condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                                func=(
                                    "IF (OLD.state, NEW.state) NOT IN (('waiting', 'left'), ('waiting', 'offered'), "
                                    "('offered', 'left'), ('offered', 'passed'), ('offered', 'taken')) THEN RAISE "
                                    "EXCEPTION 'nivas: waitlist_follows_its_machine' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'waitlist_follows_its_machine', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA; END IF; RETURN NEW;"
                                ),
                                pgid="pgtrigger_waitlist_follows_its_machine_c9cc7",
                                hash="aa66520ab19a6fa5c2964754a9ae2e9491b1f840",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="waitlist_place_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_waitlistentry",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: waitlist_place_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'waitlist_place_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        IF ROW(OLD.id, OLD.tenant_id, OLD.unit_type_id, OLD.move_in, OLD.created_at) IS DISTINCT FROM ROW(NEW.id, NEW.tenant_id, NEW.unit_type_id, NEW.move_in, NEW.created_at) THEN RAISE EXCEPTION 'nivas: waitlist_place_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'waitlist_place_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
        """,
                                pgid="pgtrigger_waitlist_place_never_changes_cc8be",
                                hash="b3aa656d117d63fb4aebe390cc4272649857469c",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_waitlistentry",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "booking_waitlistentryevent" ("created_at", "ended_at", "id", '
                                    '"move_in", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", '
                                    '"pgh_obj_id", "public_id", "state", "tenant_id", "unit_type_id") VALUES '
                                    '(NEW."created_at", NEW."ended_at", NEW."id", NEW."move_in", NEW."offer_id", '
                                    '_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."state", '
                                    'NEW."tenant_id", NEW."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_f1e87",
                                hash="4f0378c97fc74bc99a685c10de45ee7650599bf7",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_waitlistentry",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "booking_waitlistentryevent" ("created_at", "ended_at", "id", '
                                    '"move_in", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", '
                                    '"pgh_obj_id", "public_id", "state", "tenant_id", "unit_type_id") VALUES '
                                    '(NEW."created_at", NEW."ended_at", NEW."id", NEW."move_in", NEW."offer_id", '
                                    '_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."state", '
                                    'NEW."tenant_id", NEW."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_ebd1b",
                                hash="7ae264d31588a9798e0e5dd95ab05e252c04e6a4",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_waitlistentry",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "booking_waitlistentryevent" ("created_at", "ended_at", "id", '
                                    '"move_in", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", '
                                    '"pgh_obj_id", "public_id", "state", "tenant_id", "unit_type_id") VALUES '
                                    '(OLD."created_at", OLD."ended_at", OLD."id", OLD."move_in", OLD."offer_id", '
                                    '_pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."state", '
                                    'OLD."tenant_id", OLD."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_27cea",
                                hash="16d97be1177947f5a90c61b3449b61e325debd25",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="WaitlistEntryEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "tenant",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "unit_type",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="catalog.unittype",
                        ),
                    ),
                    (
                        "offer",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="booking.booking",
                        ),
                    ),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="booking.waitlistentry",
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
                    ("move_in", models.DateField(verbose_name="move in")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting"),
                                ("offered", "Offered"),
                                ("taken", "Booked"),
                                ("passed", "Not taken"),
                                ("left", "Left the line"),
                            ],
                            default="waiting",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "created_at",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="joined at"
                        ),
                    ),
                    ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="booking_waitlistentryevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_e06f0",
                                hash="c0b32aee55c34de83d458ba1eaa283d6ff678c1b",
                            ),
                        ),
                    ],
                },
            ),
        ),
    ]
