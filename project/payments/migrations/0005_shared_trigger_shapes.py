"""The truths whose shape another domain shares, in that one shape (project/kernel/triggers.py)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    """Names and meaning stay."""

    dependencies = [
        ('payments', '0004_saved_methods'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='attempt',
            name='attempt_keeps_its_session',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempt_keeps_its_session', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF OLD.session_id IS NOT NULL AND NEW.session_id IS DISTINCT FROM OLD.session_id THEN RAISE EXCEPTION 'nivas: attempt_keeps_its_session' USING ERRCODE = '23514', CONSTRAINT = 'attempt_keeps_its_session', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='d02d2cdeee8677583502da21b3578582a1d80f34', operation='UPDATE OF "session_id"', pgid='pgtrigger_attempt_keeps_its_session_82eff', table='payments_attempt', when='BEFORE')),
        ),
    ]
