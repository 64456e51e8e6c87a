"""Disputes, money that nobody can match, and the comparison of our books with the gateway's, with their truths."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import project.kernel.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Each trigger is named for the truth it keeps."""

    dependencies = [
        ('payments', '0002_truths'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReconciliationFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('payment_missing', 'A payment that we had not recorded'), ('money_unmatched', 'Money that belongs to nothing we know'), ('refund_missing', 'A refund that we had not recorded'), ('refund_unknown', 'A refund that does not fit our records'), ('dispute_missing', 'A dispute that we had not recorded'), ('fee_missing', 'A fee that we had not posted'), ('posting_missing', 'A fact of ours that was not in the ledger'), ('not_at_gateway', 'A fact of ours that the payment provider does not know'), ('amount_differs', 'The ledger and the payment provider name different amounts'), ('movement_unknown', 'A movement of money that we cannot explain'), ('state_behind', 'A record that had fallen behind'), ('events_missed', 'Messages that had not reached us')], max_length=16, verbose_name='what')),
                ('object_id', models.CharField(max_length=255, verbose_name='which')),
                ('amount_paise', project.kernel.fields.PaiseField(blank=True, null=True, verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('is_repaired', models.BooleanField(default=False, verbose_name='repaired')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what was done')),
                ('found_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name='found at')),
            ],
            options={
                'verbose_name': 'finding',
                'verbose_name_plural': 'findings',
            },
        ),
        migrations.CreateModel(
            name='ReconciliationRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('events', 'Missed messages'), ('nightly', 'Nightly comparison'), ('catch_up', 'After an outage'), ('by_hand', 'Asked for by staff')], max_length=8, verbose_name='kind')),
                ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('stopped', 'To be continued'), ('failed', 'Failed')], default='running', max_length=7, verbose_name='state')),
                ('since', models.DateTimeField(blank=True, null=True, verbose_name='from')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='to')),
                ('gateway_paise', project.kernel.fields.PaiseField(blank=True, null=True, verbose_name='balance at the payment provider')),
                ('ledger_paise', project.kernel.fields.PaiseField(blank=True, null=True, verbose_name='balance in the ledger')),
                ('looked_at', models.PositiveIntegerField(default=0, verbose_name='records compared')),
                ('started_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name='started at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
            ],
            options={
                'verbose_name': 'reconciliation',
                'verbose_name_plural': 'reconciliations',
            },
        ),
        migrations.CreateModel(
            name='SuspenseItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('intent_id', models.CharField(max_length=255, unique=True)),
                ('charge_id', models.CharField(blank=True, max_length=255)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('method', models.CharField(blank=True, max_length=60, verbose_name='paid with')),
                ('arrived_at', models.DateTimeField(verbose_name='arrived at')),
                ('why', models.CharField(choices=[('not_as_asked', 'Not the amount we asked for'), ('no_mark', 'Not asked for by us'), ('mark_unknown', 'Asked for by us, but our record of it is gone')], max_length=12, verbose_name='why it is here')),
                ('hint', models.CharField(blank=True, max_length=200, verbose_name='what it says about itself')),
                ('state', models.CharField(choices=[('open', 'Whose money?'), ('matched', 'Given to its payer'), ('returning', 'Going back'), ('returned', 'Sent back')], default='open', max_length=9, verbose_name='state')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                'verbose_name': 'unmatched money',
                'verbose_name_plural': 'unmatched money',
            },
        ),
        migrations.CreateModel(
            name='SuspenseItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('intent_id', models.CharField(max_length=255)),
                ('charge_id', models.CharField(blank=True, max_length=255)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('method', models.CharField(blank=True, max_length=60, verbose_name='paid with')),
                ('arrived_at', models.DateTimeField(verbose_name='arrived at')),
                ('why', models.CharField(choices=[('not_as_asked', 'Not the amount we asked for'), ('no_mark', 'Not asked for by us'), ('mark_unknown', 'Asked for by us, but our record of it is gone')], max_length=12, verbose_name='why it is here')),
                ('hint', models.CharField(blank=True, max_length=200, verbose_name='what it says about itself')),
                ('state', models.CharField(choices=[('open', 'Whose money?'), ('matched', 'Given to its payer'), ('returning', 'Going back'), ('returned', 'Sent back')], default='open', max_length=9, verbose_name='state')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Watermark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20, unique=True)),
                ('reached_at', models.DateTimeField(null=True)),
                ('busy_until', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
            ],
            options={
                'verbose_name': 'watermark',
                'verbose_name_plural': 'watermarks',
            },
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('gateway_id', models.CharField(max_length=255, unique=True)),
                ('intent_id', models.CharField(max_length=255)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('taken_paise', project.kernel.fields.PaiseField(default=0, verbose_name='taken from us')),
                ('taken_fee_paise', project.kernel.fields.PaiseField(default=0, verbose_name='fee')),
                ('returned_paise', project.kernel.fields.PaiseField(default=0, verbose_name='given back')),
                ('returned_fee_paise', project.kernel.fields.PaiseField(default=0, verbose_name='fee given back')),
                ('state', models.CharField(choices=[('warning', 'Bank is asking'), ('warning_closed', 'Question closed'), ('needs_response', 'Needs an answer'), ('under_review', 'Bank is deciding'), ('won', 'Won'), ('lost', 'Lost')], max_length=14, verbose_name='state')),
                ('is_settled', models.BooleanField(default=False, verbose_name='over')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='reason')),
                ('respond_by', models.DateTimeField(blank=True, null=True, verbose_name='answer by')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('evidence', models.JSONField(blank=True, default=dict, verbose_name='our answer')),
                ('evidence_sent_at', models.DateTimeField(blank=True, null=True, verbose_name='answer sent at')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('evidence_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('payment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='payments.payment')),
            ],
            options={
                'verbose_name': 'dispute',
                'verbose_name_plural': 'disputes',
            },
        ),
        migrations.CreateModel(
            name='DisputeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('gateway_id', models.CharField(max_length=255)),
                ('intent_id', models.CharField(max_length=255)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('taken_paise', project.kernel.fields.PaiseField(default=0, verbose_name='taken from us')),
                ('taken_fee_paise', project.kernel.fields.PaiseField(default=0, verbose_name='fee')),
                ('returned_paise', project.kernel.fields.PaiseField(default=0, verbose_name='given back')),
                ('returned_fee_paise', project.kernel.fields.PaiseField(default=0, verbose_name='fee given back')),
                ('state', models.CharField(choices=[('warning', 'Bank is asking'), ('warning_closed', 'Question closed'), ('needs_response', 'Needs an answer'), ('under_review', 'Bank is deciding'), ('won', 'Won'), ('lost', 'Lost')], max_length=14, verbose_name='state')),
                ('is_settled', models.BooleanField(default=False, verbose_name='over')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='reason')),
                ('respond_by', models.DateTimeField(blank=True, null=True, verbose_name='answer by')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('evidence', models.JSONField(blank=True, default=dict, verbose_name='our answer')),
                ('evidence_sent_at', models.DateTimeField(blank=True, null=True, verbose_name='answer sent at')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('evidence_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('payment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='payments.payment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='payments.dispute')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gateway_id', models.CharField(max_length=255, unique=True)),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('object_id', models.CharField(blank=True, max_length=255, verbose_name='caused by')),
                ('net_paise', project.kernel.fields.PaiseField(verbose_name='net')),
                ('fee_paise', project.kernel.fields.PaiseField(default=0, verbose_name='fee')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='posted as')),
                ('moved_at', models.DateTimeField(verbose_name='moved at')),
            ],
            options={
                'verbose_name': 'movement at the payment provider',
                'verbose_name_plural': 'movements at the payment provider',
                'indexes': [models.Index(fields=['source'], name='movement_by_source'), models.Index(fields=['moved_at'], name='movement_by_moment')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='movement',
            trigger=pgtrigger.compiler.Trigger(name='movement_keeps_what_it_says', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: movement_keeps_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'movement_keeps_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.gateway_id, OLD.kind, OLD.net_paise, OLD.fee_paise, OLD.currency, OLD.moved_at) IS DISTINCT FROM ROW(NEW.gateway_id, NEW.kind, NEW.net_paise, NEW.fee_paise, NEW.currency, NEW.moved_at) THEN RAISE EXCEPTION 'nivas: movement_keeps_what_it_says' USING ERRCODE = '23514', CONSTRAINT = 'movement_keeps_what_it_says', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='492dfe40c9ccf0a0ca2d93958cedd444a3637799', operation='UPDATE OR DELETE', pgid='pgtrigger_movement_keeps_what_it_says_43777', table='payments_movement', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='reconciliationrun',
            index=models.Index(fields=['kind', '-started_at'], name='reconciliation_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='reconciliationrun',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['events', 'nightly', 'catch_up', 'by_hand'])), name='reconciliation_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='reconciliationrun',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['running', 'done', 'stopped', 'failed'])), name='reconciliation_state_is_known'),
        ),
        migrations.AddField(
            model_name='reconciliationfinding',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='payments.reconciliationrun'),
        ),
        migrations.AddField(
            model_name='suspenseitem',
            name='payment',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suspense', to='payments.payment'),
        ),
        migrations.AddField(
            model_name='suspenseitem',
            name='resolved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='disputeevent',
            name='suspense',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='payments.suspenseitem'),
        ),
        migrations.AddField(
            model_name='dispute',
            name='suspense',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='payments.suspenseitem'),
        ),
        migrations.AddField(
            model_name='suspenseitemevent',
            name='payment',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='payments.payment'),
        ),
        migrations.AddField(
            model_name='suspenseitemevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='suspenseitemevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='payments.suspenseitem'),
        ),
        migrations.AddField(
            model_name='suspenseitemevent',
            name='resolved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='watermark',
            trigger=pgtrigger.compiler.Trigger(name='watermark_only_rises', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF OLD.reached_at IS NOT NULL AND (NEW.reached_at IS NULL OR NEW.reached_at < OLD.reached_at) THEN RAISE EXCEPTION 'nivas: watermark_only_rises' USING ERRCODE = '23514', CONSTRAINT = 'watermark_only_rises', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n    RETURN NEW;\n    ", hash='f0bd2ad390de854415e0b2a0d7a636e44883247a', operation='UPDATE OF "reached_at"', pgid='pgtrigger_watermark_only_rises_30162', table='payments_watermark', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='reconciliationfinding',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['payment_missing', 'money_unmatched', 'refund_missing', 'refund_unknown', 'dispute_missing', 'fee_missing', 'posting_missing', 'not_at_gateway', 'amount_differs', 'movement_unknown', 'state_behind', 'events_missed'])), name='finding_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='reconciliationfinding',
            constraint=models.UniqueConstraint(fields=('run', 'kind', 'object_id'), name='finding_is_made_once_a_run'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reconciliationfinding',
            trigger=pgtrigger.compiler.Trigger(name='finding_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: finding_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'finding_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.*) IS DISTINCT FROM ROW(NEW.*) THEN RAISE EXCEPTION 'nivas: finding_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'finding_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='60b0cdada1cab2d4b906145a626c113cd5d30272', operation='UPDATE OR DELETE', pgid='pgtrigger_finding_never_changes_4222c', table='payments_reconciliationfinding', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='suspenseitem',
            index=models.Index(condition=models.Q(('state', 'returning')), fields=['next_try_at'], name='suspense_going_back'),
        ),
        migrations.AddIndex(
            model_name='suspenseitem',
            index=models.Index(fields=['charge_id'], name='suspense_by_charge'),
        ),
        migrations.AddConstraint(
            model_name='suspenseitem',
            constraint=models.CheckConstraint(condition=models.Q(('amount_paise__gt', 0)), name='suspense_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='suspenseitem',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'matched', 'returning', 'returned'])), name='suspense_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='suspenseitem',
            constraint=models.CheckConstraint(condition=models.Q(('why__in', ['not_as_asked', 'no_mark', 'mark_unknown'])), name='suspense_reason_is_known'),
        ),
        migrations.AddConstraint(
            model_name='suspenseitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'matched'), _negated=True), ('payment__isnull', False), _connector='OR'), name='suspense_matched_has_its_payment'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspenseitem',
            trigger=pgtrigger.compiler.Trigger(name='suspense_moves_only_forward', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('open', 'matched'), ('open', 'returned'), ('open', 'returning'), ('returning', 'open'), ('returning', 'returned'), ('returned', 'open')) THEN RAISE EXCEPTION 'nivas: suspense_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = 'suspense_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='949ead3c08ce2952858a0395b10fa2328620ef82', operation='UPDATE OF "state"', pgid='pgtrigger_suspense_moves_only_forward_164ea', table='payments_suspenseitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspenseitem',
            trigger=pgtrigger.compiler.Trigger(name='suspense_keeps_what_came', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: suspense_keeps_what_came' USING ERRCODE = '23514', CONSTRAINT = 'suspense_keeps_what_came', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.intent_id, OLD.amount_paise, OLD.currency, OLD.why, OLD.arrived_at, OLD.created_at) IS DISTINCT FROM ROW(NEW.intent_id, NEW.amount_paise, NEW.currency, NEW.why, NEW.arrived_at, NEW.created_at) THEN RAISE EXCEPTION 'nivas: suspense_keeps_what_came' USING ERRCODE = '23514', CONSTRAINT = 'suspense_keeps_what_came', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='be36d2f6731b025d9258941cf9920995a74aace3', operation='UPDATE OR DELETE', pgid='pgtrigger_suspense_keeps_what_came_0ff5f', table='payments_suspenseitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspenseitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_suspenseitemevent" ("amount_paise", "arrived_at", "charge_id", "created_at", "currency", "hint", "id", "intent_id", "last_error", "method", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "resolved_at", "resolved_by_id", "state", "tries", "why") VALUES (NEW."amount_paise", NEW."arrived_at", NEW."charge_id", NEW."created_at", NEW."currency", NEW."hint", NEW."id", NEW."intent_id", NEW."last_error", NEW."method", NEW."next_try_at", NEW."payment_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."resolved_at", NEW."resolved_by_id", NEW."state", NEW."tries", NEW."why"); RETURN NULL;', hash='a1451083852ddf34da18e49e1b12db1182f97c16', operation='INSERT', pgid='pgtrigger_insert_insert_fc1d3', table='payments_suspenseitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspenseitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "payments_suspenseitemevent" ("amount_paise", "arrived_at", "charge_id", "created_at", "currency", "hint", "id", "intent_id", "last_error", "method", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "resolved_at", "resolved_by_id", "state", "tries", "why") VALUES (NEW."amount_paise", NEW."arrived_at", NEW."charge_id", NEW."created_at", NEW."currency", NEW."hint", NEW."id", NEW."intent_id", NEW."last_error", NEW."method", NEW."next_try_at", NEW."payment_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."resolved_at", NEW."resolved_by_id", NEW."state", NEW."tries", NEW."why"); RETURN NULL;', hash='23f085293413848fa4464f4c338041784063952c', operation='UPDATE', pgid='pgtrigger_update_update_c8c3e', table='payments_suspenseitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspenseitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_suspenseitemevent" ("amount_paise", "arrived_at", "charge_id", "created_at", "currency", "hint", "id", "intent_id", "last_error", "method", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "resolved_at", "resolved_by_id", "state", "tries", "why") VALUES (OLD."amount_paise", OLD."arrived_at", OLD."charge_id", OLD."created_at", OLD."currency", OLD."hint", OLD."id", OLD."intent_id", OLD."last_error", OLD."method", OLD."next_try_at", OLD."payment_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."resolved_at", OLD."resolved_by_id", OLD."state", OLD."tries", OLD."why"); RETURN NULL;', hash='4f56e108ac108436eb9d1829f8947ecabd8d2a93', operation='DELETE', pgid='pgtrigger_delete_delete_78bcd', table='payments_suspenseitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disputeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='992dc1730cddd7a65efccd41e4d2d88489f0cc69', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3a1b9', table='payments_disputeevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(fields=['intent_id'], name='dispute_by_intent'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('is_settled', False)), fields=['next_try_at'], name='dispute_not_over'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(('amount_paise__gt', 0)), name='dispute_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['warning', 'warning_closed', 'needs_response', 'under_review', 'won', 'lost'])), name='dispute_state_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispute',
            trigger=pgtrigger.compiler.Trigger(name='dispute_moves_only_forward', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('warning', 'lost'), ('warning', 'needs_response'), ('warning', 'under_review'), ('warning', 'warning_closed'), ('warning', 'won'), ('needs_response', 'lost'), ('needs_response', 'under_review'), ('needs_response', 'won'), ('under_review', 'lost'), ('under_review', 'won')) THEN RAISE EXCEPTION 'nivas: dispute_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = 'dispute_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='1e514ae64a4fb7f8c6e3c5c05e19d7e24e72bbc7', operation='UPDATE OF "state"', pgid='pgtrigger_dispute_moves_only_forward_c59bc', table='payments_dispute', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispute',
            trigger=pgtrigger.compiler.Trigger(name='dispute_keeps_what_it_is_about', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: dispute_keeps_what_it_is_about' USING ERRCODE = '23514', CONSTRAINT = 'dispute_keeps_what_it_is_about', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.gateway_id, OLD.intent_id, OLD.amount_paise, OLD.currency, OLD.created_at) IS DISTINCT FROM ROW(NEW.gateway_id, NEW.intent_id, NEW.amount_paise, NEW.currency, NEW.created_at) THEN RAISE EXCEPTION 'nivas: dispute_keeps_what_it_is_about' USING ERRCODE = '23514', CONSTRAINT = 'dispute_keeps_what_it_is_about', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='ea389276aa0817a1ff5c7d552e90272bd4619e01', operation='UPDATE OR DELETE', pgid='pgtrigger_dispute_keeps_what_it_is_about_a40a8', table='payments_dispute', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispute',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_disputeevent" ("amount_paise", "created_at", "currency", "evidence", "evidence_by_id", "evidence_sent_at", "gateway_id", "id", "intent_id", "is_settled", "last_error", "next_try_at", "opened_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "respond_by", "returned_fee_paise", "returned_paise", "state", "suspense_id", "taken_fee_paise", "taken_paise", "tries") VALUES (NEW."amount_paise", NEW."created_at", NEW."currency", NEW."evidence", NEW."evidence_by_id", NEW."evidence_sent_at", NEW."gateway_id", NEW."id", NEW."intent_id", NEW."is_settled", NEW."last_error", NEW."next_try_at", NEW."opened_at", NEW."payment_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."respond_by", NEW."returned_fee_paise", NEW."returned_paise", NEW."state", NEW."suspense_id", NEW."taken_fee_paise", NEW."taken_paise", NEW."tries"); RETURN NULL;', hash='93507ed3c868207284a7bae8447ee45edba820f6', operation='INSERT', pgid='pgtrigger_insert_insert_c8118', table='payments_dispute', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispute',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "payments_disputeevent" ("amount_paise", "created_at", "currency", "evidence", "evidence_by_id", "evidence_sent_at", "gateway_id", "id", "intent_id", "is_settled", "last_error", "next_try_at", "opened_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "respond_by", "returned_fee_paise", "returned_paise", "state", "suspense_id", "taken_fee_paise", "taken_paise", "tries") VALUES (NEW."amount_paise", NEW."created_at", NEW."currency", NEW."evidence", NEW."evidence_by_id", NEW."evidence_sent_at", NEW."gateway_id", NEW."id", NEW."intent_id", NEW."is_settled", NEW."last_error", NEW."next_try_at", NEW."opened_at", NEW."payment_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."respond_by", NEW."returned_fee_paise", NEW."returned_paise", NEW."state", NEW."suspense_id", NEW."taken_fee_paise", NEW."taken_paise", NEW."tries"); RETURN NULL;', hash='37ee44b8b6d95d728a0db1dac14d36d951f836ee', operation='UPDATE', pgid='pgtrigger_update_update_2e101', table='payments_dispute', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispute',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_disputeevent" ("amount_paise", "created_at", "currency", "evidence", "evidence_by_id", "evidence_sent_at", "gateway_id", "id", "intent_id", "is_settled", "last_error", "next_try_at", "opened_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "respond_by", "returned_fee_paise", "returned_paise", "state", "suspense_id", "taken_fee_paise", "taken_paise", "tries") VALUES (OLD."amount_paise", OLD."created_at", OLD."currency", OLD."evidence", OLD."evidence_by_id", OLD."evidence_sent_at", OLD."gateway_id", OLD."id", OLD."intent_id", OLD."is_settled", OLD."last_error", OLD."next_try_at", OLD."opened_at", OLD."payment_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."respond_by", OLD."returned_fee_paise", OLD."returned_paise", OLD."state", OLD."suspense_id", OLD."taken_fee_paise", OLD."taken_paise", OLD."tries"); RETURN NULL;', hash='04f9b49332506d4406901c71b1230bda2ec2317e', operation='DELETE', pgid='pgtrigger_delete_delete_a5f7e', table='payments_dispute', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspenseitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a81211438033f369ad5db581b47c2065cb4ba358', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ce2c6', table='payments_suspenseitemevent', when='BEFORE')),
        ),
    ]
