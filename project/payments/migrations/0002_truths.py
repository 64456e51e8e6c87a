"""What the database itself keeps true about money (project/payments/triggers.py)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    """Each trigger is named for the truth it keeps."""

    dependencies = [
        ('payments', '0001_money_in_and_back'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='inboxevent',
            trigger=pgtrigger.compiler.Trigger(name='inbox_keeps_what_came', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: inbox_keeps_what_came' USING ERRCODE = '23514', CONSTRAINT = 'inbox_keeps_what_came', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.event_id, OLD.type, OLD.api_version, OLD.body) IS DISTINCT FROM ROW(NEW.event_id, NEW.type, NEW.api_version, NEW.body) THEN RAISE EXCEPTION 'nivas: inbox_keeps_what_came' USING ERRCODE = '23514', CONSTRAINT = 'inbox_keeps_what_came', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='4c3640bbef2454bbb509baae4c2ac856a52cf85b', operation='UPDATE OR DELETE', pgid='pgtrigger_inbox_keeps_what_came_c8d4d', table='payments_inboxevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempt_moves_only_forward', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('created', 'expired'), ('created', 'failed'), ('created', 'open'), ('created', 'succeeded'), ('created', 'unknown'), ('unknown', 'expired'), ('unknown', 'failed'), ('unknown', 'open'), ('unknown', 'succeeded'), ('open', 'expired'), ('open', 'failed'), ('open', 'succeeded'), ('failed', 'succeeded'), ('expired', 'succeeded')) THEN RAISE EXCEPTION 'nivas: attempt_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = 'attempt_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='e1311480db2ba8086d230b75ebbcb02377d7d40b', operation='UPDATE OF "state"', pgid='pgtrigger_attempt_moves_only_forward_52072', table='payments_attempt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempt_keeps_its_request', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: attempt_keeps_its_request' USING ERRCODE = '23514', CONSTRAINT = 'attempt_keeps_its_request', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.payer_id, OLD.subject, OLD.amount_paise, OLD.currency, OLD.gateway_key, OLD.request, OLD.created_at) IS DISTINCT FROM ROW(NEW.payer_id, NEW.subject, NEW.amount_paise, NEW.currency, NEW.gateway_key, NEW.request, NEW.created_at) THEN RAISE EXCEPTION 'nivas: attempt_keeps_its_request' USING ERRCODE = '23514', CONSTRAINT = 'attempt_keeps_its_request', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='8853a32ec0b619ab1be8ec8a39f9c0823513ae46', operation='UPDATE OR DELETE', pgid='pgtrigger_attempt_keeps_its_request_6ef35', table='payments_attempt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempt_keeps_its_session', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF OLD.session_id IS NOT NULL AND NEW.session_id IS DISTINCT FROM OLD.session_id THEN RAISE EXCEPTION 'nivas: attempt_keeps_its_session' USING ERRCODE = '23514', CONSTRAINT = 'attempt_keeps_its_session', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n    RETURN NEW;\n    ", hash='c5b78ec1a71bfaeddadb192568d57c2a2127e54a', operation='UPDATE OF "session_id"', pgid='pgtrigger_attempt_keeps_its_session_82eff', table='payments_attempt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payment_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: payment_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'payment_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.*) IS DISTINCT FROM ROW(NEW.*) THEN RAISE EXCEPTION 'nivas: payment_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'payment_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='870939b4ae9877dd9075381c9a7c4f788a5c655c', operation='UPDATE OR DELETE', pgid='pgtrigger_payment_never_changes_1a875', table='payments_payment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='receipt',
            trigger=pgtrigger.compiler.Trigger(name='receipt_keeps_what_it_says', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: receipt_keeps_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'receipt_keeps_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.payment_id, OLD.number, OLD.lines, OLD.recipient, OLD.issued_at) IS DISTINCT FROM ROW(NEW.payment_id, NEW.number, NEW.lines, NEW.recipient, NEW.issued_at) THEN RAISE EXCEPTION 'nivas: receipt_keeps_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'receipt_keeps_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='6e0f513791f7ab0a5418f9abe891585b7a58666d', operation='UPDATE OR DELETE', pgid='pgtrigger_receipt_keeps_what_it_says_bceca', table='payments_receipt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refund',
            trigger=pgtrigger.compiler.Trigger(name='refund_moves_only_forward', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('started', 'arrived'), ('started', 'failed'), ('started', 'sent'), ('sent', 'arrived'), ('sent', 'failed'), ('arrived', 'failed')) THEN RAISE EXCEPTION 'nivas: refund_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = 'refund_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='89036d96c43074df4c6c551d36fb1272f0de6895', operation='UPDATE OF "state"', pgid='pgtrigger_refund_moves_only_forward_d546d', table='payments_refund', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refund',
            trigger=pgtrigger.compiler.Trigger(name='refund_keeps_its_amount', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: refund_keeps_its_amount' USING ERRCODE = '23514', CONSTRAINT = 'refund_keeps_its_amount', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.payment_id, OLD.amount_paise, OLD.gateway_key) IS DISTINCT FROM ROW(NEW.payment_id, NEW.amount_paise, NEW.gateway_key) THEN RAISE EXCEPTION 'nivas: refund_keeps_its_amount' USING ERRCODE = '23514', CONSTRAINT = 'refund_keeps_its_amount', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='6043f86227964fd6cccf45c3b79b6d8e520c7bc5', operation='UPDATE OR DELETE', pgid='pgtrigger_refund_keeps_its_amount_a2bb8', table='payments_refund', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refund',
            trigger=pgtrigger.compiler.Trigger(name='refunds_never_exceed_their_payment', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE captured bigint; returned bigint;', func="\n    IF NEW.state = 'failed' THEN RETURN NEW; END IF;\n    -- Lock first, sum in a second statement: only then does the sum see what the transaction before us committed.\n    SELECT amount_paise INTO captured FROM payments_payment WHERE id = NEW.payment_id FOR UPDATE;\n    SELECT coalesce(sum(amount_paise), 0) INTO returned FROM payments_refund\n     WHERE payment_id = NEW.payment_id AND state <> 'failed' AND id <> NEW.id;\n    IF returned + NEW.amount_paise > captured THEN RAISE EXCEPTION 'nivas: refunds_never_exceed_their_payment' USING ERRCODE = '23514', CONSTRAINT = 'refunds_never_exceed_their_payment', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n    RETURN NEW;\n    ", hash='318d08b01917344f9a268b9ebcdd061dc62bcf28', operation='INSERT OR UPDATE', pgid='pgtrigger_refunds_never_exceed_their_payment_c8656', table='payments_refund', when='BEFORE')),
        ),
    ]
