"""The truths whose shape another domain shares, in that one shape (project/kernel/triggers.py)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    """Names and meaning stay."""

    dependencies = [
        ('booking', '0005_waitlist_and_cancel_terms'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='booking',
            name='booking_follows_its_machine',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='occupancy',
            name='occupancy_stays_on_its_unit',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='room',
            name='room_stays_in_its_property',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='waitlistentry',
            name='waitlist_follows_its_machine',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='waitlistentry',
            name='waitlist_place_never_changes',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='booking_follows_its_machine', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('held', 'booked'), ('held', 'cancelled'), ('held', 'lapsed'), ('booked', 'cancelled'), ('booked', 'staying'), ('staying', 'left'), ('lapsed', 'booked')) THEN RAISE EXCEPTION 'nivas: booking_follows_its_machine' USING ERRCODE = '23514', CONSTRAINT = 'booking_follows_its_machine', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='d4f335ae7c25650432b5162d1373132ff64c2948', operation='UPDATE OF "state"', pgid='pgtrigger_booking_follows_its_machine_4262e', table='booking_booking', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupancy',
            trigger=pgtrigger.compiler.Trigger(name='occupancy_stays_on_its_unit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."booking_id" IS DISTINCT FROM (NEW."booking_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func="RAISE EXCEPTION 'nivas: occupancy_stays_on_its_unit' USING ERRCODE = '23514', CONSTRAINT = 'occupancy_stays_on_its_unit', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='03ca367c12625214ced79946cde63cb34f21ebcd', operation='UPDATE', pgid='pgtrigger_occupancy_stays_on_its_unit_efc43', table='booking_occupancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='room',
            trigger=pgtrigger.compiler.Trigger(name='room_stays_in_its_property', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."property_id" IS DISTINCT FROM (NEW."property_id"))', func="RAISE EXCEPTION 'nivas: room_stays_in_its_property' USING ERRCODE = '23514', CONSTRAINT = 'room_stays_in_its_property', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='0e0fd5d284e39557cf6ce00d70d037f76882efae', operation='UPDATE', pgid='pgtrigger_room_stays_in_its_property_47664', table='booking_room', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitlistentry',
            trigger=pgtrigger.compiler.Trigger(name='waitlist_follows_its_machine', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('waiting', 'left'), ('waiting', 'offered'), ('offered', 'left'), ('offered', 'passed'), ('offered', 'taken')) THEN RAISE EXCEPTION 'nivas: waitlist_follows_its_machine' USING ERRCODE = '23514', CONSTRAINT = 'waitlist_follows_its_machine', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='aa66520ab19a6fa5c2964754a9ae2e9491b1f840', operation='UPDATE OF "state"', pgid='pgtrigger_waitlist_follows_its_machine_c9cc7', table='booking_waitlistentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitlistentry',
            trigger=pgtrigger.compiler.Trigger(name='waitlist_place_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: waitlist_place_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'waitlist_place_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.id, OLD.tenant_id, OLD.unit_type_id, OLD.move_in, OLD.created_at) IS DISTINCT FROM ROW(NEW.id, NEW.tenant_id, NEW.unit_type_id, NEW.move_in, NEW.created_at) THEN RAISE EXCEPTION 'nivas: waitlist_place_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'waitlist_place_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='b3aa656d117d63fb4aebe390cc4272649857469c', operation='UPDATE OR DELETE', pgid='pgtrigger_waitlist_place_never_changes_cc8be', table='booking_waitlistentry', when='BEFORE')),
        ),
    ]
