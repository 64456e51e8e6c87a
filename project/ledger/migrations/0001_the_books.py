"""Accounts, postings of entries, the seals that bind the days, and what checking them found."""

import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import project.kernel.fields
from project.kernel.postgres.operations import CreateTables


class Migration(migrations.Migration):
    """Each table comes whole, with its truths."""

    initial = True
    dependencies = [("identity", "0002_libraries_first")]
    operations = [
        CreateTables(
            migrations.CreateModel(
                name="Account",
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
                                ("tenant_receivable", "Owed by tenants"),
                                ("deposit_liability", "Deposits held"),
                                ("landlord_payable", "Owed to landlords"),
                                ("rent_income", "Rent"),
                                ("mess_income", "Mess"),
                                ("late_fee_income", "Late fees"),
                                ("commission", "Commission"),
                                ("gst_payable", "GST to be paid"),
                                ("stripe_clearing", "At Stripe"),
                                ("stripe_fees", "Stripe's fees"),
                                ("dispute_holding", "Held for disputes"),
                                ("unapplied", "Paid and not yet used"),
                                ("suspense", "Not yet matched"),
                                ("cash", "Cash"),
                                ("bank", "Bank"),
                            ],
                            max_length=20,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "landlord",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="identity.landlord",
                        ),
                    ),
                    ("currency", models.CharField(default="INR", max_length=3, verbose_name="currency")),
                ],
                options={
                    "verbose_name": "account",
                    "verbose_name_plural": "accounts",
                    "constraints": [
                        models.UniqueConstraint(
                            models.F("kind"),
                            models.F("currency"),
                            django.db.models.functions.comparison.Coalesce("person", 0),
                            django.db.models.functions.comparison.Coalesce("landlord", 0),
                            name="account_is_one_per_owner",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "kind__in",
                                    [
                                        "tenant_receivable",
                                        "deposit_liability",
                                        "landlord_payable",
                                        "rent_income",
                                        "mess_income",
                                        "late_fee_income",
                                        "commission",
                                        "gst_payable",
                                        "stripe_clearing",
                                        "stripe_fees",
                                        "dispute_holding",
                                        "unapplied",
                                        "suspense",
                                        "cash",
                                        "bank",
                                    ],
                                )
                            ),
                            name="account_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("kind__in", ["tenant_receivable", "deposit_liability", "unapplied"]),
                                    ("person__isnull", False),
                                ),
                                models.Q(
                                    models.Q(
                                        ("kind__in", ["tenant_receivable", "deposit_liability", "unapplied"]),
                                        _negated=True,
                                    ),
                                    ("person__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="account_names_its_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind__in", ["landlord_payable"]), ("landlord__isnull", False)),
                                (
                                    "kind__in",
                                    [
                                        "rent_income",
                                        "mess_income",
                                        "late_fee_income",
                                        "commission",
                                        "gst_payable",
                                        "cash",
                                        "bank",
                                    ],
                                ),
                                models.Q(
                                    models.Q(("kind__in", ["landlord_payable"]), _negated=True),
                                    ("landlord__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="account_names_its_landlord",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="account_currency_is_a_code"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="account_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_account",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func=(
                                    "RAISE EXCEPTION 'nivas: account_never_changes' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'account_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_account_never_changes_91a30",
                                hash="66bc460e850dc63d3136f735ee8769774d9d3386",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="account_table_is_never_emptied",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_account",
                                when="BEFORE",
                                operation="TRUNCATE",
                                level="STATEMENT",
                                func=(
                                    "IF EXISTS (SELECT FROM ledger_account) THEN RAISE EXCEPTION 'nivas: "
                                    "account_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'account_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA; END IF; RETURN NULL;"
                                ),
                                pgid="pgtrigger_account_table_is_never_emptied_22ee1",
                                hash="765ce12dea4dc16577cf3ea9ad71f4b7774c2dad",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Posting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("source", models.CharField(max_length=120, verbose_name="caused by")),
                    ("kind", models.CharField(max_length=60, verbose_name="kind")),
                    ("subject", models.CharField(blank=True, max_length=120, verbose_name="for")),
                    ("memo", models.CharField(blank=True, max_length=200, verbose_name="note")),
                    (
                        "posted_at",
                        models.DateTimeField(db_default=project.kernel.fields.NivasNow(), verbose_name="happened at"),
                    ),
                    (
                        "recorded_at",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="recorded at"
                        ),
                    ),
                    ("hash", models.CharField(editable=False, max_length=64)),
                    (
                        "transaction_id",
                        models.BigIntegerField(
                            db_default=django.db.models.functions.comparison.Cast(
                                django.db.models.functions.comparison.Cast(
                                    models.Func(function="pg_current_xact_id"), models.TextField()
                                ),
                                models.BigIntegerField(),
                            ),
                            editable=False,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "posting",
                    "verbose_name_plural": "postings",
                    "indexes": [
                        models.Index(fields=["subject"], name="posting_by_subject"),
                        models.Index(fields=["posted_at"], name="posting_by_posted_at"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("source", "kind"), name="posting_is_made_once"),
                        models.CheckConstraint(
                            condition=models.Q(("source__regex", "^[a-z_]+:.")), name="posting_names_its_source"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__regex", "^[a-z_]+(\\.[a-z_]+)+$")), name="posting_names_its_kind"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="posting_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_posting",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func=(
                                    "RAISE EXCEPTION 'nivas: posting_never_changes' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'posting_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_posting_never_changes_fb3d2",
                                hash="00c521b91e2cb39a9043cc4e77b2ed272149b43a",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="posting_table_is_never_emptied",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_posting",
                                when="BEFORE",
                                operation="TRUNCATE",
                                level="STATEMENT",
                                func=(
                                    "IF EXISTS (SELECT FROM ledger_posting) THEN RAISE EXCEPTION 'nivas: "
                                    "posting_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'posting_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA; END IF; RETURN NULL;"
                                ),
                                pgid="pgtrigger_posting_table_is_never_emptied_27d87",
                                hash="267500ea857e253ea2cc0932487757146630a64e",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="posting_names_its_transaction",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_posting",
                                when="BEFORE",
                                operation="INSERT",
                                condition="WHEN (NEW.transaction_id IS DISTINCT FROM pg_current_xact_id()::text::bigint)",
                                func=(
                                    "RAISE EXCEPTION 'nivas: posting_names_its_transaction' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'posting_names_its_transaction', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_posting_names_its_transaction_9e939",
                                hash="a31a03e102b0121681c9555a10158614c9487b5e",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="posting_has_entries",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_posting",
                                when="AFTER",
                                operation="INSERT",
                                constraint="CONSTRAINT",
                                timing="DEFERRABLE INITIALLY DEFERRED",
                                func="""
    IF NOT EXISTS (SELECT FROM ledger_entry WHERE posting_id = NEW.id) THEN RAISE EXCEPTION 'nivas: posting_has_entries' USING ERRCODE = '23514', CONSTRAINT = 'posting_has_entries', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
    RETURN NULL;
    """,
                                pgid="pgtrigger_posting_has_entries_95aa6",
                                hash="3b7fafea239e162cd2a31cb33fe3a19a6a91fa08",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Entry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "posting",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="ledger.posting",
                        ),
                    ),
                    ("line", models.PositiveSmallIntegerField(verbose_name="line")),
                    (
                        "account",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="ledger.account",
                        ),
                    ),
                    ("amount_paise", project.kernel.fields.PaiseField(verbose_name="amount")),
                    ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ],
                options={
                    "verbose_name": "entry",
                    "verbose_name_plural": "entries",
                    "constraints": [
                        models.UniqueConstraint(fields=("posting", "line"), name="entry_line_is_written_once"),
                        models.CheckConstraint(
                            condition=models.Q(("amount_paise", 0), _negated=True), name="entry_amount_is_never_zero"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="entry_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_entry",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func=(
                                    "RAISE EXCEPTION 'nivas: entry_never_changes' USING ERRCODE = '23514', CONSTRAINT "
                                    "= 'entry_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_entry_never_changes_9f5d6",
                                hash="47b17c7a969554774e0f4a6847af5c9b2b32b50f",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="entry_table_is_never_emptied",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_entry",
                                when="BEFORE",
                                operation="TRUNCATE",
                                level="STATEMENT",
                                func=(
                                    "IF EXISTS (SELECT FROM ledger_entry) THEN RAISE EXCEPTION 'nivas: "
                                    "entry_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'entry_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; "
                                    "END IF; RETURN NULL;"
                                ),
                                pgid="pgtrigger_entry_table_is_never_emptied_9ebfe",
                                hash="1eaf7e339e17899a5215bf00c8194f72336f8c1f",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="entry_comes_with_its_posting",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_entry",
                                when="BEFORE",
                                operation="INSERT",
                                func="""
    IF NOT EXISTS (SELECT FROM ledger_posting WHERE id = NEW.posting_id AND transaction_id = pg_current_xact_id()::text::bigint)
    THEN RAISE EXCEPTION 'nivas: entry_comes_with_its_posting' USING ERRCODE = '23514', CONSTRAINT = 'entry_comes_with_its_posting', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
    RETURN NEW;
    """,
                                pgid="pgtrigger_entry_comes_with_its_posting_0a078",
                                hash="42cc93a3b0768a4b352924e78afc447f3b60385a",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="entry_has_its_accounts_currency",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_entry",
                                when="BEFORE",
                                operation="INSERT",
                                func="""
    IF NOT EXISTS (SELECT FROM ledger_account WHERE id = NEW.account_id AND currency = NEW.currency)
    THEN RAISE EXCEPTION 'nivas: entry_has_its_accounts_currency' USING ERRCODE = '23514', CONSTRAINT = 'entry_has_its_accounts_currency', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
    RETURN NEW;
    """,
                                pgid="pgtrigger_entry_has_its_accounts_currency_77ef9",
                                hash="a08878803070fb5f0afc3acac2b7f479f304341c",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="posting_sums_to_zero",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_entry",
                                when="AFTER",
                                operation="INSERT",
                                constraint="CONSTRAINT",
                                timing="DEFERRABLE INITIALLY DEFERRED",
                                func="""
    IF EXISTS (SELECT FROM ledger_entry WHERE posting_id = NEW.posting_id
               GROUP BY currency HAVING sum(amount_paise) <> 0) THEN RAISE EXCEPTION 'nivas: posting_sums_to_zero' USING ERRCODE = '23514', CONSTRAINT = 'posting_sums_to_zero', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
    RETURN NULL;
    """,
                                pgid="pgtrigger_posting_sums_to_zero_d999f",
                                hash="997d17947ecf40df9eb9adff76583a114270957b",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Seal",
                fields=[
                    (
                        "number",
                        models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="number"),
                    ),
                    ("previous", models.CharField(max_length=64)),
                    ("hash", models.CharField(max_length=64, unique=True, verbose_name="hash")),
                    ("sealed_at", models.DateTimeField(verbose_name="sealed at")),
                ],
                options={
                    "verbose_name": "seal",
                    "verbose_name_plural": "seals",
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="seal_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_seal",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func=(
                                    "RAISE EXCEPTION 'nivas: seal_never_changes' USING ERRCODE = '23514', CONSTRAINT "
                                    "= 'seal_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_seal_never_changes_f251f",
                                hash="28ce626173d69cb9777711c30a53e047a12c7687",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="seal_table_is_never_emptied",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_seal",
                                when="BEFORE",
                                operation="TRUNCATE",
                                level="STATEMENT",
                                func=(
                                    "IF EXISTS (SELECT FROM ledger_seal) THEN RAISE EXCEPTION 'nivas: "
                                    "seal_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'seal_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; "
                                    "END IF; RETURN NULL;"
                                ),
                                pgid="pgtrigger_seal_table_is_never_emptied_3e3d3",
                                hash="dc3e218997e293473b0a1c944eb67b881f000fe7",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SealedPosting",
                fields=[
                    (
                        "position",
                        models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="position"),
                    ),
                    (
                        "seal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="ledger.seal"
                        ),
                    ),
                    (
                        "posting",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="sealed", to="ledger.posting"
                        ),
                    ),
                    ("hash", models.CharField(max_length=64, verbose_name="hash")),
                ],
                options={
                    "verbose_name": "sealed posting",
                    "verbose_name_plural": "sealed postings",
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="sealed_posting_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_sealedposting",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func=(
                                    "RAISE EXCEPTION 'nivas: sealed_posting_never_changes' USING ERRCODE = '23514', "
                                    "CONSTRAINT = 'sealed_posting_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_sealed_posting_never_changes_b4546",
                                hash="470db029268ce4d886a63b530714483bfa8c99e8",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="sealed_posting_table_is_never_emptied",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_sealedposting",
                                when="BEFORE",
                                operation="TRUNCATE",
                                level="STATEMENT",
                                func=(
                                    "IF EXISTS (SELECT FROM ledger_sealedposting) THEN RAISE EXCEPTION 'nivas: "
                                    "sealed_posting_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'sealed_posting_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = "
                                    "TG_TABLE_SCHEMA; END IF; RETURN NULL;"
                                ),
                                pgid="pgtrigger_sealed_posting_table_is_never_emptied_ce6bf",
                                hash="eaa06f47040d531dbb3cfd8d76e3b824adee3c07",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CheckRun",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "checked_at",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="checked at"
                        ),
                    ),
                    ("faults", models.JSONField(default=list, verbose_name="faults")),
                    ("postings", models.PositiveBigIntegerField(verbose_name="postings")),
                    ("unsealed", models.PositiveBigIntegerField(verbose_name="not sealed yet")),
                    ("unsealed_since", models.DateTimeField(blank=True, null=True, verbose_name="not sealed since")),
                    ("head_number", models.PositiveBigIntegerField(default=0, verbose_name="last seal")),
                    ("head_hash", models.CharField(blank=True, max_length=64, verbose_name="hash of the last seal")),
                ],
                options={
                    "verbose_name": "check of the books",
                    "verbose_name_plural": "checks of the books",
                    "indexes": [
                        models.Index(fields=["checked_at"], name="check_by_checked_at"),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="check_never_changes",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_checkrun",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func=(
                                    "RAISE EXCEPTION 'nivas: check_never_changes' USING ERRCODE = '23514', CONSTRAINT "
                                    "= 'check_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_check_never_changes_769f0",
                                hash="dfb53050c1a0e403b634d0c8b58b800603d66da1",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="check_table_is_never_emptied",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="ledger_checkrun",
                                when="BEFORE",
                                operation="TRUNCATE",
                                level="STATEMENT",
                                func=(
                                    "IF EXISTS (SELECT FROM ledger_checkrun) THEN RAISE EXCEPTION 'nivas: "
                                    "check_table_is_never_emptied' USING ERRCODE = '23514', CONSTRAINT = "
                                    "'check_table_is_never_emptied', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; "
                                    "END IF; RETURN NULL;"
                                ),
                                pgid="pgtrigger_check_table_is_never_emptied_ee279",
                                hash="f0ef4b74d7f4aaf5be9713a47296251c31d9b0c2",
                            ),
                        ),
                    ],
                },
            ),
        ),
    ]
