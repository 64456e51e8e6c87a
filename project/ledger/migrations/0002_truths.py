"""What the database itself keeps true about the books (project/ledger/triggers.py)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    """Each trigger is named for the truth it keeps."""

    dependencies = [("ledger", "0001_the_books")]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='checkrun',
            trigger=pgtrigger.compiler.Trigger(name='check_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'nivas: check_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'check_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='dfb53050c1a0e403b634d0c8b58b800603d66da1', operation='UPDATE OR DELETE', pgid='pgtrigger_check_never_changes_769f0', table='ledger_checkrun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checkrun',
            trigger=pgtrigger.compiler.Trigger(name='check_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT FROM ledger_checkrun) THEN RAISE EXCEPTION 'nivas: check_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = 'check_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NULL;", hash='f0ef4b74d7f4aaf5be9713a47296251c31d9b0c2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_check_table_is_never_emptied_ee279', table='ledger_checkrun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='posting',
            trigger=pgtrigger.compiler.Trigger(name='posting_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'nivas: posting_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'posting_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='00c521b91e2cb39a9043cc4e77b2ed272149b43a', operation='UPDATE OR DELETE', pgid='pgtrigger_posting_never_changes_fb3d2', table='ledger_posting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='posting',
            trigger=pgtrigger.compiler.Trigger(name='posting_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT FROM ledger_posting) THEN RAISE EXCEPTION 'nivas: posting_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = 'posting_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NULL;", hash='267500ea857e253ea2cc0932487757146630a64e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_posting_table_is_never_emptied_27d87', table='ledger_posting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='posting',
            trigger=pgtrigger.compiler.Trigger(name='posting_names_its_transaction', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.transaction_id IS DISTINCT FROM pg_current_xact_id()::text::bigint)', func="RAISE EXCEPTION 'nivas: posting_names_its_transaction' USING ERRCODE = '23514', CONSTRAINT = 'posting_names_its_transaction', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='a31a03e102b0121681c9555a10158614c9487b5e', operation='INSERT', pgid='pgtrigger_posting_names_its_transaction_9e939', table='ledger_posting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='posting',
            trigger=pgtrigger.compiler.Trigger(name='posting_has_entries', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF NOT EXISTS (SELECT FROM ledger_entry WHERE posting_id = NEW.id) THEN RAISE EXCEPTION 'nivas: posting_has_entries' USING ERRCODE = '23514', CONSTRAINT = 'posting_has_entries', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n    RETURN NULL;\n    ", hash='3b7fafea239e162cd2a31cb33fe3a19a6a91fa08', operation='INSERT', pgid='pgtrigger_posting_has_entries_95aa6', table='ledger_posting', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seal',
            trigger=pgtrigger.compiler.Trigger(name='seal_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'nivas: seal_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'seal_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='28ce626173d69cb9777711c30a53e047a12c7687', operation='UPDATE OR DELETE', pgid='pgtrigger_seal_never_changes_f251f', table='ledger_seal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seal',
            trigger=pgtrigger.compiler.Trigger(name='seal_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT FROM ledger_seal) THEN RAISE EXCEPTION 'nivas: seal_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = 'seal_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NULL;", hash='dc3e218997e293473b0a1c944eb67b881f000fe7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_seal_table_is_never_emptied_3e3d3', table='ledger_seal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='account_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'nivas: account_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'account_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='66bc460e850dc63d3136f735ee8769774d9d3386', operation='UPDATE OR DELETE', pgid='pgtrigger_account_never_changes_91a30', table='ledger_account', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='account_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT FROM ledger_account) THEN RAISE EXCEPTION 'nivas: account_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = 'account_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NULL;", hash='765ce12dea4dc16577cf3ea9ad71f4b7774c2dad', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_account_table_is_never_emptied_22ee1', table='ledger_account', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='entry_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'nivas: entry_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'entry_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='47b17c7a969554774e0f4a6847af5c9b2b32b50f', operation='UPDATE OR DELETE', pgid='pgtrigger_entry_never_changes_9f5d6', table='ledger_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='entry_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT FROM ledger_entry) THEN RAISE EXCEPTION 'nivas: entry_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = 'entry_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NULL;", hash='1eaf7e339e17899a5215bf00c8194f72336f8c1f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_entry_table_is_never_emptied_9ebfe', table='ledger_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='entry_comes_with_its_posting', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (SELECT FROM ledger_posting WHERE id = NEW.posting_id AND transaction_id = pg_current_xact_id()::text::bigint)\n    THEN RAISE EXCEPTION 'nivas: entry_comes_with_its_posting' USING ERRCODE = '23514', CONSTRAINT = 'entry_comes_with_its_posting', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n    RETURN NEW;\n    ", hash='42cc93a3b0768a4b352924e78afc447f3b60385a', operation='INSERT', pgid='pgtrigger_entry_comes_with_its_posting_0a078', table='ledger_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='entry_has_its_accounts_currency', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (SELECT FROM ledger_account WHERE id = NEW.account_id AND currency = NEW.currency)\n    THEN RAISE EXCEPTION 'nivas: entry_has_its_accounts_currency' USING ERRCODE = '23514', CONSTRAINT = 'entry_has_its_accounts_currency', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n    RETURN NEW;\n    ", hash='a08878803070fb5f0afc3acac2b7f479f304341c', operation='INSERT', pgid='pgtrigger_entry_has_its_accounts_currency_77ef9', table='ledger_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='posting_sums_to_zero', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (SELECT FROM ledger_entry WHERE posting_id = NEW.posting_id\n               GROUP BY currency HAVING sum(amount_paise) <> 0) THEN RAISE EXCEPTION 'nivas: posting_sums_to_zero' USING ERRCODE = '23514', CONSTRAINT = 'posting_sums_to_zero', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n    RETURN NULL;\n    ", hash='997d17947ecf40df9eb9adff76583a114270957b', operation='INSERT', pgid='pgtrigger_posting_sums_to_zero_d999f', table='ledger_entry', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sealedposting',
            trigger=pgtrigger.compiler.Trigger(name='sealed_posting_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'nivas: sealed_posting_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'sealed_posting_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;", hash='470db029268ce4d886a63b530714483bfa8c99e8', operation='UPDATE OR DELETE', pgid='pgtrigger_sealed_posting_never_changes_b4546', table='ledger_sealedposting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sealedposting',
            trigger=pgtrigger.compiler.Trigger(name='sealed_posting_table_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT FROM ledger_sealedposting) THEN RAISE EXCEPTION 'nivas: sealed_posting_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = 'sealed_posting_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NULL;", hash='eaa06f47040d531dbb3cfd8d76e3b824adee3c07', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_sealed_posting_table_is_never_emptied_ce6bf', table='ledger_sealedposting', when='BEFORE')),
        ),
    ]
