"""What the database keeps true about the inventory and its bookings by trigger."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    """Written from `booking.triggers`."""

    dependencies = [("booking", "0002_keys_of_two_columns")]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='room',
            trigger=pgtrigger.compiler.Trigger(name='room_stays_in_its_property', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."property_id" IS DISTINCT FROM (NEW."property_id"))', func="RAISE EXCEPTION 'nivas: room_stays_in_its_property' USING ERRCODE = '23514', CONSTRAINT = 'room_stays_in_its_property', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='38b2f07f89d8fd007ebd28c0347d7ae69606dd11', operation='UPDATE OF "property_id"', pgid='pgtrigger_room_stays_in_its_property_47664', table='booking_room', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='room',
            trigger=pgtrigger.compiler.Trigger(name='room_licence_covers_its_beds', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF (SELECT count(*) FROM booking_unit WHERE room_id = NEW.id AND NOT is_retired)\n           > NEW.licensed_capacity THEN RAISE EXCEPTION 'nivas: room_licence_covers_its_beds' USING ERRCODE = '23514', CONSTRAINT = 'room_licence_covers_its_beds', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='d58aff731d2ba05a961af308e6253a4144dd36a5', operation='UPDATE OF "licensed_capacity"', pgid='pgtrigger_room_licence_covers_its_beds_bfb59', table='booking_room', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='room_beds_never_exceed_its_licence', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT NEW."is_retired")', func="\n        PERFORM FROM booking_room WHERE id = NEW.room_id FOR NO KEY UPDATE;\n        IF (SELECT count(*) FROM booking_unit WHERE room_id = NEW.room_id AND NOT is_retired)\n           > (SELECT licensed_capacity FROM booking_room WHERE id = NEW.room_id) THEN RAISE EXCEPTION 'nivas: room_beds_never_exceed_its_licence' USING ERRCODE = '23514', CONSTRAINT = 'room_beds_never_exceed_its_licence', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='c4480602d1726445b7094022a536402678bfff0d', operation='INSERT OR UPDATE OF "room_id", "is_retired"', pgid='pgtrigger_room_beds_never_exceed_its_licence_0b487', table='booking_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='unit_and_its_type_share_a_property', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NOT EXISTS (SELECT FROM booking_room AS room JOIN catalog_unittype AS offer USING (property_id)\n                       WHERE room.id = NEW.room_id AND offer.id = NEW.unit_type_id) THEN RAISE EXCEPTION 'nivas: unit_and_its_type_share_a_property' USING ERRCODE = '23514', CONSTRAINT = 'unit_and_its_type_share_a_property', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='6c1b01c1f637e95a72734302b3b68f3b0f9be47f', operation='INSERT OR UPDATE OF "room_id", "unit_type_id"', pgid='pgtrigger_unit_and_its_type_share_a_property_db11e', table='booking_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='unit_guard_equals_its_occupancy', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (pg_trigger_depth() = 0)', func="\n        IF EXISTS (SELECT FROM booking_unit AS unit, (\n    SELECT CASE WHEN bool_or(upper_inf(during) AND kind <> 'held') THEN NULL\n                ELSE coalesce(max(upper(during)) FILTER (WHERE kind <> 'held'), '2000-01-01') END AS free_from,\n           max(until) FILTER (WHERE kind = 'held') AS held_until\n    FROM booking_occupancy\n WHERE unit_id = NEW.id) AS guard\n                   WHERE unit.id = NEW.id\n                     AND (unit.free_from, unit.held_until) IS DISTINCT FROM (guard.free_from, guard.held_until))\n        THEN RAISE EXCEPTION 'nivas: unit_guard_equals_its_occupancy' USING ERRCODE = '23514', CONSTRAINT = 'unit_guard_equals_its_occupancy', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='4b5b9c21d1b44f3d11f924caf282caa42ef51acd', operation='INSERT OR UPDATE OF "free_from", "held_until"', pgid='pgtrigger_unit_guard_equals_its_occupancy_603b4', table='booking_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupancy',
            trigger=pgtrigger.compiler.Trigger(name='occupancy_stays_on_its_unit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."booking_id" IS DISTINCT FROM (NEW."booking_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func="RAISE EXCEPTION 'nivas: occupancy_stays_on_its_unit' USING ERRCODE = '23514', CONSTRAINT = 'occupancy_stays_on_its_unit', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='6b8295175d9b618d608f78f971b354d5df1151f0', operation='UPDATE OF "unit_id", "booking_id"', pgid='pgtrigger_occupancy_stays_on_its_unit_efc43', table='booking_occupancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupancy',
            trigger=pgtrigger.compiler.Trigger(name='occupancy_stands_for_its_booking', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n        IF EXISTS (\n    SELECT booking.id FROM booking_booking AS booking\n    LEFT JOIN booking_occupancy AS mine ON mine.booking_id = booking.id\n    WHERE (mine.kind IS DISTINCT FROM CASE WHEN booking.state = 'held' THEN 'held'\n                                           WHEN booking.state IN ('booked', 'staying', 'left') THEN 'taken' END\n           OR mine.during <> daterange(booking.move_in, booking.move_out)\n           OR mine.until <> booking.hold_until)\n AND booking.id = coalesce(NEW.booking_id, OLD.booking_id)) THEN RAISE EXCEPTION 'nivas: occupancy_stands_for_its_booking' USING ERRCODE = '23514', CONSTRAINT = 'occupancy_stands_for_its_booking', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='ba81022686ae61fea1dbecde179fc653d8d8c325', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_occupancy_stands_for_its_booking_e200b', table='booking_occupancy', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupancy',
            trigger=pgtrigger.compiler.Trigger(name='unit_guard_follows_occupancy', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE mine bigint := coalesce(NEW.unit_id, OLD.unit_id);', func="\n        PERFORM FROM booking_unit WHERE id = mine FOR NO KEY UPDATE;\n        UPDATE booking_unit AS unit SET free_from = guard.free_from, held_until = guard.held_until\n        FROM (\n    SELECT CASE WHEN bool_or(upper_inf(during) AND kind <> 'held') THEN NULL\n                ELSE coalesce(max(upper(during)) FILTER (WHERE kind <> 'held'), '2000-01-01') END AS free_from,\n           max(until) FILTER (WHERE kind = 'held') AS held_until\n    FROM booking_occupancy\n WHERE unit_id = mine) AS guard\n        WHERE unit.id = mine\n          AND (unit.free_from, unit.held_until) IS DISTINCT FROM (guard.free_from, guard.held_until);\n        RETURN NULL;\n    ", hash='158a05b94efbfb81bb92f85f3b9f6ff43f27b533', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_unit_guard_follows_occupancy_4e847', table='booking_occupancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='booking_begins_held', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."state" = \'held\'))', func="RAISE EXCEPTION 'nivas: booking_begins_held' USING ERRCODE = '23514', CONSTRAINT = 'booking_begins_held', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='1847e4e6da770faeacdb868981d4f82567ffbeb4', operation='INSERT', pgid='pgtrigger_booking_begins_held_c6d6d', table='booking_booking', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='booking_follows_its_machine', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))', func="IF (OLD.state, NEW.state) NOT IN (('held', 'booked'), ('held', 'lapsed'), ('held', 'cancelled'), ('booked', 'staying'), ('booked', 'cancelled'), ('staying', 'left'), ('lapsed', 'booked')) THEN RAISE EXCEPTION 'nivas: booking_follows_its_machine' USING ERRCODE = '23514', CONSTRAINT = 'booking_follows_its_machine', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='08ad35dc79f0eb532ddcab6aa95b786bc484e0b5', operation='UPDATE OF "state"', pgid='pgtrigger_booking_follows_its_machine_4262e', table='booking_booking', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='booking_terms_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."deposit_paise" IS DISTINCT FROM (NEW."deposit_paise") OR OLD."idempotency_key" IS DISTINCT FROM (NEW."idempotency_key") OR OLD."notice_days" IS DISTINCT FROM (NEW."notice_days") OR OLD."rent_paise" IS DISTINCT FROM (NEW."rent_paise") OR OLD."tenant_id" IS DISTINCT FROM (NEW."tenant_id") OR OLD."unit_type_id" IS DISTINCT FROM (NEW."unit_type_id"))', func="RAISE EXCEPTION 'nivas: booking_terms_never_change' USING ERRCODE = '23514', CONSTRAINT = 'booking_terms_never_change', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='1675a7b3b939f7fe9ddb47a86c85e75006ebb9f5', operation='UPDATE', pgid='pgtrigger_booking_terms_never_change_43790', table='booking_booking', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='booking_stands_on_its_occupancy', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n        IF EXISTS (\n    SELECT booking.id FROM booking_booking AS booking\n    LEFT JOIN booking_occupancy AS mine ON mine.booking_id = booking.id\n    WHERE (mine.kind IS DISTINCT FROM CASE WHEN booking.state = 'held' THEN 'held'\n                                           WHEN booking.state IN ('booked', 'staying', 'left') THEN 'taken' END\n           OR mine.during <> daterange(booking.move_in, booking.move_out)\n           OR mine.until <> booking.hold_until)\n AND booking.id = NEW.id) THEN RAISE EXCEPTION 'nivas: booking_stands_on_its_occupancy' USING ERRCODE = '23514', CONSTRAINT = 'booking_stands_on_its_occupancy', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='7d97db1c3503f15fd9da86026f63e743241f9938', operation='INSERT OR UPDATE OF "state", "unit_id", "hold_until", "move_in", "move_out"', pgid='pgtrigger_booking_stands_on_its_occupancy_f955c', table='booking_booking', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
