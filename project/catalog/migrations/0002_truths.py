"""What stays true between tables: published houses have priced offers, nothing points across houses."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0001_properties'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='assignment_stays_within_one_landlord', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NOT EXISTS (\n            SELECT 1 FROM identity_membership member JOIN catalog_property house USING (landlord_id)\n            WHERE member.id = NEW.membership_id AND house.id = NEW.property_id\n        ) THEN RAISE EXCEPTION 'nivas: assignment_stays_within_one_landlord' USING ERRCODE = '23514', CONSTRAINT = 'assignment_stays_within_one_landlord', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ", hash='5c8bd1b28248ef4a96ff967e88de474eb3039c11', operation='INSERT OR UPDATE', pgid='pgtrigger_assignment_stays_within_one_landlord_c22d5', table='catalog_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='property',
            trigger=pgtrigger.compiler.Trigger(name='published_property_has_a_priced_offer', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n        IF EXISTS (SELECT 1 FROM catalog_property WHERE id = NEW.id AND is_published)\n        AND NOT EXISTS (\n    SELECT 1 FROM catalog_unittype offer JOIN catalog_rate price ON price.unit_type_id = offer.id\n    WHERE offer.property_id = NEW.id AND offer.is_offered\n) THEN RAISE EXCEPTION 'nivas: published_property_has_a_priced_offer' USING ERRCODE = '23514', CONSTRAINT = 'published_property_has_a_priced_offer', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='3596ac305ccde140a4cd5ac0f6aa43a3787fcc7f', operation='INSERT OR UPDATE OF "is_published"', pgid='pgtrigger_published_property_has_a_priced_offer_bfc31', table='catalog_property', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='property',
            trigger=pgtrigger.compiler.Trigger(name='property_stays_with_its_landlord', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."landlord_id" IS DISTINCT FROM (NEW."landlord_id"))', func="RAISE EXCEPTION 'nivas: property_stays_with_its_landlord' USING ERRCODE = '23514', CONSTRAINT = 'property_stays_with_its_landlord', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='099722cc200763761cf8526109a3268898871033', operation='UPDATE OF "landlord_id"', pgid='pgtrigger_property_stays_with_its_landlord_da5ed', table='catalog_property', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='propertyphoto',
            trigger=pgtrigger.compiler.Trigger(name='property_photo_shows_its_own_unit_type', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."unit_type_id" IS NOT NULL)', func="\n        IF NOT EXISTS (\n            SELECT 1 FROM catalog_unittype WHERE id = NEW.unit_type_id AND property_id = NEW.property_id\n        ) THEN RAISE EXCEPTION 'nivas: property_photo_shows_its_own_unit_type' USING ERRCODE = '23514', CONSTRAINT = 'property_photo_shows_its_own_unit_type', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n    ", hash='2c5b3766d2b7b804f14e7e710ae4848efbd87cb7', operation='INSERT OR UPDATE', pgid='pgtrigger_property_photo_shows_its_own_unit_type_9dd6d', table='catalog_propertyphoto', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rate',
            trigger=pgtrigger.compiler.Trigger(name='last_rate_of_a_published_offer_stays', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE house BIGINT;', func="\n        SELECT property_id INTO house FROM catalog_unittype WHERE id = OLD.unit_type_id;\n        PERFORM FROM catalog_property WHERE id = house FOR NO KEY UPDATE;\n        IF EXISTS (SELECT 1 FROM catalog_property WHERE id = house AND is_published)\n        AND NOT EXISTS (\n    SELECT 1 FROM catalog_unittype offer JOIN catalog_rate price ON price.unit_type_id = offer.id\n    WHERE offer.property_id = house AND offer.is_offered\n) THEN RAISE EXCEPTION 'nivas: last_rate_of_a_published_offer_stays' USING ERRCODE = '23514', CONSTRAINT = 'last_rate_of_a_published_offer_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='e993cc640ff11994cd1bf2e6ac4f79fe30f06407', operation='DELETE OR UPDATE OF "unit_type_id"', pgid='pgtrigger_last_rate_of_a_published_offer_stays_67c85', table='catalog_rate', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unittype',
            trigger=pgtrigger.compiler.Trigger(name='last_offer_of_a_published_property_stays', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n        PERFORM FROM catalog_property WHERE id = OLD.property_id FOR NO KEY UPDATE;\n        IF EXISTS (SELECT 1 FROM catalog_property WHERE id = OLD.property_id AND is_published)\n        AND NOT EXISTS (\n    SELECT 1 FROM catalog_unittype offer JOIN catalog_rate price ON price.unit_type_id = offer.id\n    WHERE offer.property_id = OLD.property_id AND offer.is_offered\n) THEN RAISE EXCEPTION 'nivas: last_offer_of_a_published_property_stays' USING ERRCODE = '23514', CONSTRAINT = 'last_offer_of_a_published_property_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NULL;\n    ", hash='6a1475d32c95913bdddeaa5b7b03827fa3ea2d97', operation='DELETE OR UPDATE OF "is_offered"', pgid='pgtrigger_last_offer_of_a_published_property_stays_18397', table='catalog_unittype', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unittype',
            trigger=pgtrigger.compiler.Trigger(name='unit_type_stays_with_its_property', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."property_id" IS DISTINCT FROM (NEW."property_id"))', func="RAISE EXCEPTION 'nivas: unit_type_stays_with_its_property' USING ERRCODE = '23514', CONSTRAINT = 'unit_type_stays_with_its_property', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='612ffda697efd93b2121840e1e4b33f7a80750b1', operation='UPDATE OF "property_id"', pgid='pgtrigger_unit_type_stays_with_its_property_f7db8', table='catalog_unittype', when='BEFORE')),
        ),
    ]
