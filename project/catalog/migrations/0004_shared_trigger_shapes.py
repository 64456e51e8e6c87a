"""The truths whose shape another domain shares, in that one shape (project/kernel/triggers.py)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    """Names and meaning stay."""

    dependencies = [
        ('catalog', '0003_cancel_terms'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='property',
            name='property_stays_with_its_landlord',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='unittype',
            name='unit_type_stays_with_its_property',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='property',
            trigger=pgtrigger.compiler.Trigger(name='property_stays_with_its_landlord', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."landlord_id" IS DISTINCT FROM (NEW."landlord_id"))', func="RAISE EXCEPTION 'nivas: property_stays_with_its_landlord' USING ERRCODE = '23514', CONSTRAINT = 'property_stays_with_its_landlord', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='ffc03dc70bf13b243f7ddd00703a5d1b81366167', operation='UPDATE', pgid='pgtrigger_property_stays_with_its_landlord_da5ed', table='catalog_property', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unittype',
            trigger=pgtrigger.compiler.Trigger(name='unit_type_stays_with_its_property', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."property_id" IS DISTINCT FROM (NEW."property_id"))', func="RAISE EXCEPTION 'nivas: unit_type_stays_with_its_property' USING ERRCODE = '23514', CONSTRAINT = 'unit_type_stays_with_its_property', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='f1e2751d2b7b3f29712a17dfee99b54595994338', operation='UPDATE', pgid='pgtrigger_unit_type_stays_with_its_property_f7db8', table='catalog_unittype', when='BEFORE')),
        ),
    ]
