"""Saved methods, their mandates, the tries to save one, and charges without the person, with their truths."""

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
        ('payments', '0003_disputes_suspense_and_reconciliation'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('gateway_id', models.CharField(max_length=255, unique=True)),
                ('max_paise', project.kernel.fields.PaiseField(verbose_name='most for one payment')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('interval', models.CharField(choices=[('month', 'Once a month'), ('sporadic', 'Whenever a bill is due')], max_length=8, verbose_name='how often')),
                ('state', models.CharField(choices=[('pending', 'Your bank is checking it'), ('active', 'In force'), ('inactive', 'Ended')], default='pending', max_length=8, verbose_name='state')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
            },
        ),
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gateway_id', models.CharField(max_length=255, unique=True)),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'customer at the payment provider',
                'verbose_name_plural': 'customers at the payment provider',
            },
        ),
        migrations.CreateModel(
            name='SavedMethod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('gateway_id', models.CharField(max_length=255, unique=True)),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('brand', models.CharField(blank=True, max_length=30, verbose_name='brand')),
                ('last4', models.CharField(blank=True, max_length=4, verbose_name='last four digits')),
                ('expires_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='expires in month')),
                ('expires_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='expires in year')),
                ('state', models.CharField(choices=[('active', 'Saved'), ('removed', 'Removed')], default='active', max_length=7, verbose_name='state')),
                ('is_default', models.BooleanField(default=False, verbose_name='used first')),
                ('is_detached', models.BooleanField(default=False, verbose_name='removed at the payment provider')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'payment method',
                'verbose_name_plural': 'payment methods',
            },
        ),
        migrations.CreateModel(
            name='MandateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('gateway_id', models.CharField(max_length=255)),
                ('max_paise', project.kernel.fields.PaiseField(verbose_name='most for one payment')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('interval', models.CharField(choices=[('month', 'Once a month'), ('sporadic', 'Whenever a bill is due')], max_length=8, verbose_name='how often')),
                ('state', models.CharField(choices=[('pending', 'Your bank is checking it'), ('active', 'In force'), ('inactive', 'Ended')], default='pending', max_length=8, verbose_name='state')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='payments.mandate')),
                ('method', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='payments.savedmethod')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='mandate',
            name='method',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='payments.savedmethod'),
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_by', models.DateTimeField(blank=True, null=True, verbose_name='bank decides by')),
                ('needs_approval', models.BooleanField(default=False, verbose_name='person has to approve')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('attempt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='charge', to='payments.attempt')),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='payments.mandate')),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='payments.savedmethod')),
            ],
            options={
                'verbose_name': 'charge of a saved method',
                'verbose_name_plural': 'charges of saved methods',
            },
        ),
        migrations.CreateModel(
            name='SavedMethodEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('gateway_id', models.CharField(max_length=255)),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('brand', models.CharField(blank=True, max_length=30, verbose_name='brand')),
                ('last4', models.CharField(blank=True, max_length=4, verbose_name='last four digits')),
                ('expires_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='expires in month')),
                ('expires_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='expires in year')),
                ('state', models.CharField(choices=[('active', 'Saved'), ('removed', 'Removed')], default='active', max_length=7, verbose_name='state')),
                ('is_default', models.BooleanField(default=False, verbose_name='used first')),
                ('is_detached', models.BooleanField(default=False, verbose_name='removed at the payment provider')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='payments.savedmethod')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SetupAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('max_paise', project.kernel.fields.PaiseField(verbose_name='most for one payment')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('interval', models.CharField(choices=[('month', 'Once a month'), ('sporadic', 'Whenever a bill is due')], default='sporadic', max_length=8)),
                ('state', models.CharField(choices=[('created', 'Being prepared'), ('open', 'Waiting for you'), ('unknown', 'Being checked'), ('saved', 'Saved'), ('failed', 'Failed'), ('closed', 'Closed, nothing saved')], default='created', max_length=8, verbose_name='state')),
                ('gateway_key', models.CharField(max_length=255, unique=True)),
                ('request', models.JSONField()),
                ('setup_id', models.CharField(blank=True, max_length=255, null=True, unique=True)),
                ('page_url', models.TextField(blank=True)),
                ('open_until', models.DateTimeField(verbose_name='to be finished by')),
                ('is_settled', models.BooleanField(default=False, verbose_name='nothing owed to the gateway')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.customer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saving of a payment method',
                'verbose_name_plural': 'savings of payment methods',
            },
        ),
        migrations.CreateModel(
            name='SetupAttemptEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('max_paise', project.kernel.fields.PaiseField(verbose_name='most for one payment')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('interval', models.CharField(choices=[('month', 'Once a month'), ('sporadic', 'Whenever a bill is due')], default='sporadic', max_length=8)),
                ('state', models.CharField(choices=[('created', 'Being prepared'), ('open', 'Waiting for you'), ('unknown', 'Being checked'), ('saved', 'Saved'), ('failed', 'Failed'), ('closed', 'Closed, nothing saved')], default='created', max_length=8, verbose_name='state')),
                ('gateway_key', models.CharField(max_length=255)),
                ('request', models.JSONField()),
                ('setup_id', models.CharField(blank=True, max_length=255, null=True)),
                ('page_url', models.TextField(blank=True)),
                ('open_until', models.DateTimeField(verbose_name='to be finished by')),
                ('is_settled', models.BooleanField(default=False, verbose_name='nothing owed to the gateway')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('customer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='payments.customer')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='payments.setupattempt')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customer',
            trigger=pgtrigger.compiler.Trigger(name='customer_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: customer_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'customer_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.*) IS DISTINCT FROM ROW(NEW.*) THEN RAISE EXCEPTION 'nivas: customer_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'customer_never_changes', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='f4698a6085af3f701184ba36cbcacb457c5a8750', operation='UPDATE OR DELETE', pgid='pgtrigger_customer_never_changes_79729', table='payments_customer', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='savedmethod',
            index=models.Index(fields=['person'], name='method_by_person'),
        ),
        migrations.AddIndex(
            model_name='savedmethod',
            index=models.Index(condition=models.Q(('is_detached', False), ('state', 'removed')), fields=['next_try_at'], name='method_owing_removal'),
        ),
        migrations.AddConstraint(
            model_name='savedmethod',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['active', 'removed'])), name='method_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='savedmethod',
            constraint=models.CheckConstraint(condition=models.Q(('is_default', False), ('state', 'active'), _connector='OR'), name='method_used_first_is_active'),
        ),
        migrations.AddConstraint(
            model_name='savedmethod',
            constraint=models.CheckConstraint(condition=models.Q(('is_detached', False), ('state', 'removed'), _connector='OR'), name='method_detached_is_removed'),
        ),
        migrations.AddConstraint(
            model_name='savedmethod',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('person',), name='method_used_first_is_one_per_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedmethod',
            trigger=pgtrigger.compiler.Trigger(name='method_moves_only_forward', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('active', 'removed')) THEN RAISE EXCEPTION 'nivas: method_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = 'method_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='295a45aac0d7e93e3cdb76fcf010cd19ea635ada', operation='UPDATE OF "state"', pgid='pgtrigger_method_moves_only_forward_f84c0', table='payments_savedmethod', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedmethod',
            trigger=pgtrigger.compiler.Trigger(name='method_keeps_whose_it_is', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: method_keeps_whose_it_is' USING ERRCODE = '23514', CONSTRAINT = 'method_keeps_whose_it_is', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.person_id, OLD.gateway_id, OLD.created_at) IS DISTINCT FROM ROW(NEW.person_id, NEW.gateway_id, NEW.created_at) THEN RAISE EXCEPTION 'nivas: method_keeps_whose_it_is' USING ERRCODE = '23514', CONSTRAINT = 'method_keeps_whose_it_is', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='73c556d8749991ddc4d2e72c33d14acb6f450b7a', operation='UPDATE OR DELETE', pgid='pgtrigger_method_keeps_whose_it_is_461cd', table='payments_savedmethod', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedmethod',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_savedmethodevent" ("brand", "created_at", "expires_month", "expires_year", "gateway_id", "id", "is_default", "is_detached", "kind", "last4", "last_error", "next_try_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "tries") VALUES (NEW."brand", NEW."created_at", NEW."expires_month", NEW."expires_year", NEW."gateway_id", NEW."id", NEW."is_default", NEW."is_detached", NEW."kind", NEW."last4", NEW."last_error", NEW."next_try_at", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."state", NEW."tries"); RETURN NULL;', hash='61c505c7d5874e2976ed48d5b74ab9a8ad4fddbe', operation='INSERT', pgid='pgtrigger_insert_insert_750c4', table='payments_savedmethod', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedmethod',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "payments_savedmethodevent" ("brand", "created_at", "expires_month", "expires_year", "gateway_id", "id", "is_default", "is_detached", "kind", "last4", "last_error", "next_try_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "tries") VALUES (NEW."brand", NEW."created_at", NEW."expires_month", NEW."expires_year", NEW."gateway_id", NEW."id", NEW."is_default", NEW."is_detached", NEW."kind", NEW."last4", NEW."last_error", NEW."next_try_at", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."state", NEW."tries"); RETURN NULL;', hash='210bad6c1198dd3400c63a687100e68d544a29af', operation='UPDATE', pgid='pgtrigger_update_update_2e180', table='payments_savedmethod', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedmethod',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_savedmethodevent" ("brand", "created_at", "expires_month", "expires_year", "gateway_id", "id", "is_default", "is_detached", "kind", "last4", "last_error", "next_try_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state", "tries") VALUES (OLD."brand", OLD."created_at", OLD."expires_month", OLD."expires_year", OLD."gateway_id", OLD."id", OLD."is_default", OLD."is_detached", OLD."kind", OLD."last4", OLD."last_error", OLD."next_try_at", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."state", OLD."tries"); RETURN NULL;', hash='283e319963e19084fc13b74660ae0b951d249ea1', operation='DELETE', pgid='pgtrigger_delete_delete_1eac6', table='payments_savedmethod', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f9092696d85bbb44b4062870fd73b34f0d63e7fd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_032b5', table='payments_mandateevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('max_paise__gt', 0)), name='mandate_limit_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'active', 'inactive'])), name='mandate_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('interval__in', ['month', 'sporadic'])), name='mandate_interval_is_known'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['pending', 'active'])), fields=('method',), name='mandate_is_live_once_per_method'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='mandate_moves_only_forward', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('pending', 'active'), ('pending', 'inactive'), ('active', 'inactive')) THEN RAISE EXCEPTION 'nivas: mandate_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = 'mandate_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='769243b1f60bf42707c330841106ebd2b77c57b4', operation='UPDATE OF "state"', pgid='pgtrigger_mandate_moves_only_forward_1b625', table='payments_mandate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='mandate_keeps_its_terms', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: mandate_keeps_its_terms' USING ERRCODE = '23514', CONSTRAINT = 'mandate_keeps_its_terms', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.method_id, OLD.gateway_id, OLD.max_paise, OLD.currency, OLD.interval, OLD.created_at) IS DISTINCT FROM ROW(NEW.method_id, NEW.gateway_id, NEW.max_paise, NEW.currency, NEW.interval, NEW.created_at) THEN RAISE EXCEPTION 'nivas: mandate_keeps_its_terms' USING ERRCODE = '23514', CONSTRAINT = 'mandate_keeps_its_terms', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='0a6bd456fa3ac5f51678784ad5d23dce5d55f828', operation='UPDATE OR DELETE', pgid='pgtrigger_mandate_keeps_its_terms_287d8', table='payments_mandate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_mandateevent" ("created_at", "currency", "gateway_id", "id", "interval", "max_paise", "method_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state") VALUES (NEW."created_at", NEW."currency", NEW."gateway_id", NEW."id", NEW."interval", NEW."max_paise", NEW."method_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."state"); RETURN NULL;', hash='4c02250e962015a71ab668602ca634d701a0f701', operation='INSERT', pgid='pgtrigger_insert_insert_ed0e1', table='payments_mandate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "payments_mandateevent" ("created_at", "currency", "gateway_id", "id", "interval", "max_paise", "method_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state") VALUES (NEW."created_at", NEW."currency", NEW."gateway_id", NEW."id", NEW."interval", NEW."max_paise", NEW."method_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."state"); RETURN NULL;', hash='54c8495a17f2cf6facc8bf6b827c46aa25c99d77', operation='UPDATE', pgid='pgtrigger_update_update_92c9a', table='payments_mandate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_mandateevent" ("created_at", "currency", "gateway_id", "id", "interval", "max_paise", "method_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "state") VALUES (OLD."created_at", OLD."currency", OLD."gateway_id", OLD."id", OLD."interval", OLD."max_paise", OLD."method_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."state"); RETURN NULL;', hash='f9902f220174329a4a457f7888b45fdc656972d8', operation='DELETE', pgid='pgtrigger_delete_delete_26cc6', table='payments_mandate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='charge',
            trigger=pgtrigger.compiler.Trigger(name='charge_keeps_what_allows_it', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: charge_keeps_what_allows_it' USING ERRCODE = '23514', CONSTRAINT = 'charge_keeps_what_allows_it', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.attempt_id, OLD.method_id, OLD.mandate_id) IS DISTINCT FROM ROW(NEW.attempt_id, NEW.method_id, NEW.mandate_id) THEN RAISE EXCEPTION 'nivas: charge_keeps_what_allows_it' USING ERRCODE = '23514', CONSTRAINT = 'charge_keeps_what_allows_it', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='13eac8e6841b12ed35815408672c45a4088932df', operation='UPDATE OR DELETE', pgid='pgtrigger_charge_keeps_what_allows_it_0b69b', table='payments_charge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='charge',
            trigger=pgtrigger.compiler.Trigger(name='charge_has_an_active_mandate', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE allowed boolean;', func="\n    PERFORM 1 FROM payments_mandate WHERE id = NEW.mandate_id FOR SHARE;\n    SELECT mandate.state = 'active' AND method.state = 'active' AND method.person_id = attempt.payer_id INTO allowed\n      FROM payments_mandate AS mandate\n      JOIN payments_savedmethod AS method ON method.id = mandate.method_id AND method.id = NEW.method_id\n      JOIN payments_attempt AS attempt ON attempt.id = NEW.attempt_id\n     WHERE mandate.id = NEW.mandate_id;\n    IF allowed IS NOT TRUE THEN RAISE EXCEPTION 'nivas: charge_has_an_active_mandate' USING ERRCODE = '23514', CONSTRAINT = 'charge_has_an_active_mandate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n    RETURN NEW;\n    ", hash='ff888f7f10090bb4056d1c837e5d5b10a459442c', operation='INSERT', pgid='pgtrigger_charge_has_an_active_mandate_fa522', table='payments_charge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='charge',
            trigger=pgtrigger.compiler.Trigger(name='charge_is_within_its_mandate', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE fits boolean;', func="\n        SELECT attempt.amount_paise <= least(mandate.max_paise, 1500000)\n               AND attempt.currency = mandate.currency INTO fits\n          FROM payments_mandate AS mandate, payments_attempt AS attempt\n         WHERE mandate.id = NEW.mandate_id AND attempt.id = NEW.attempt_id;\n        IF fits IS NOT TRUE THEN RAISE EXCEPTION 'nivas: charge_is_within_its_mandate' USING ERRCODE = '23514', CONSTRAINT = 'charge_is_within_its_mandate', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='97793181691ecb809cbaf28a3780498f5a07c0f7', operation='INSERT', pgid='pgtrigger_charge_is_within_its_mandate_56965', table='payments_charge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedmethodevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='75ed3a7741ddee6cf111c65ce4eb83b55963e6db', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_581e8', table='payments_savedmethodevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='setupattempt',
            index=models.Index(condition=models.Q(('is_settled', False)), fields=['next_try_at'], name='setup_not_over'),
        ),
        migrations.AddConstraint(
            model_name='setupattempt',
            constraint=models.CheckConstraint(condition=models.Q(('max_paise__gt', 0)), name='setup_limit_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='setupattempt',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['created', 'open', 'unknown', 'saved', 'failed', 'closed'])), name='setup_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='setupattempt',
            constraint=models.CheckConstraint(condition=models.Q(('interval__in', ['month', 'sporadic'])), name='setup_interval_is_known'),
        ),
        migrations.AddConstraint(
            model_name='setupattempt',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['created', 'open', 'unknown'])), fields=('person',), name='setup_is_open_once_per_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='setupattempt',
            trigger=pgtrigger.compiler.Trigger(name='setup_moves_only_forward', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.state IS DISTINCT FROM NEW.state)', func="IF (OLD.state, NEW.state) NOT IN (('created', 'closed'), ('created', 'failed'), ('created', 'open'), ('created', 'saved'), ('created', 'unknown'), ('unknown', 'closed'), ('unknown', 'failed'), ('unknown', 'open'), ('unknown', 'saved'), ('open', 'closed'), ('open', 'failed'), ('open', 'saved'), ('failed', 'saved'), ('closed', 'saved')) THEN RAISE EXCEPTION 'nivas: setup_moves_only_forward' USING ERRCODE = '23514', CONSTRAINT = 'setup_moves_only_forward', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF; RETURN NEW;", hash='b047f759e6922782de950e01926134b0c2fe80f8', operation='UPDATE OF "state"', pgid='pgtrigger_setup_moves_only_forward_d13ed', table='payments_setupattempt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='setupattempt',
            trigger=pgtrigger.compiler.Trigger(name='setup_keeps_its_request', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'nivas: setup_keeps_its_request' USING ERRCODE = '23514', CONSTRAINT = 'setup_keeps_its_request', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        IF ROW(OLD.person_id, OLD.customer_id, OLD.max_paise, OLD.currency, OLD.interval, OLD.gateway_key, OLD.request) IS DISTINCT FROM ROW(NEW.person_id, NEW.customer_id, NEW.max_paise, NEW.currency, NEW.interval, NEW.gateway_key, NEW.request) THEN RAISE EXCEPTION 'nivas: setup_keeps_its_request' USING ERRCODE = '23514', CONSTRAINT = 'setup_keeps_its_request', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='c2e81bef8f43511c80c273ff6ecd56d49084193c', operation='UPDATE OR DELETE', pgid='pgtrigger_setup_keeps_its_request_25563', table='payments_setupattempt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='setupattempt',
            trigger=pgtrigger.compiler.Trigger(name='setup_keeps_its_page', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF OLD.setup_id IS NOT NULL AND NEW.setup_id IS DISTINCT FROM OLD.setup_id THEN RAISE EXCEPTION 'nivas: setup_keeps_its_page' USING ERRCODE = '23514', CONSTRAINT = 'setup_keeps_its_page', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\n        RETURN NEW;\n        ", hash='ce7714c6c91c0e3d5e1cbc87b8591e9782e47763', operation='UPDATE OF "setup_id"', pgid='pgtrigger_setup_keeps_its_page_7f302', table='payments_setupattempt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='setupattempt',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_setupattemptevent" ("created_at", "currency", "customer_id", "gateway_key", "id", "interval", "is_settled", "last_error", "max_paise", "next_try_at", "open_until", "page_url", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request", "setup_id", "state", "tries") VALUES (NEW."created_at", NEW."currency", NEW."customer_id", NEW."gateway_key", NEW."id", NEW."interval", NEW."is_settled", NEW."last_error", NEW."max_paise", NEW."next_try_at", NEW."open_until", NEW."page_url", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."request", NEW."setup_id", NEW."state", NEW."tries"); RETURN NULL;', hash='66b9f5758d59242c36999f030b24819bb7212f06', operation='INSERT', pgid='pgtrigger_insert_insert_2b97c', table='payments_setupattempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='setupattempt',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "payments_setupattemptevent" ("created_at", "currency", "customer_id", "gateway_key", "id", "interval", "is_settled", "last_error", "max_paise", "next_try_at", "open_until", "page_url", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request", "setup_id", "state", "tries") VALUES (NEW."created_at", NEW."currency", NEW."customer_id", NEW."gateway_key", NEW."id", NEW."interval", NEW."is_settled", NEW."last_error", NEW."max_paise", NEW."next_try_at", NEW."open_until", NEW."page_url", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."request", NEW."setup_id", NEW."state", NEW."tries"); RETURN NULL;', hash='413e4ddaa7055d395e62efa6ad307c890a97489d', operation='UPDATE', pgid='pgtrigger_update_update_8550f', table='payments_setupattempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='setupattempt',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_setupattemptevent" ("created_at", "currency", "customer_id", "gateway_key", "id", "interval", "is_settled", "last_error", "max_paise", "next_try_at", "open_until", "page_url", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request", "setup_id", "state", "tries") VALUES (OLD."created_at", OLD."currency", OLD."customer_id", OLD."gateway_key", OLD."id", OLD."interval", OLD."is_settled", OLD."last_error", OLD."max_paise", OLD."next_try_at", OLD."open_until", OLD."page_url", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."request", OLD."setup_id", OLD."state", OLD."tries"); RETURN NULL;', hash='4de735e5e825af041d045e434e05324af9e93551', operation='DELETE', pgid='pgtrigger_delete_delete_bfc44', table='payments_setupattempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='setupattemptevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4d5cd5981a72718c68e665435f2a55789007f2be', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_60a6f', table='payments_setupattemptevent', when='BEFORE')),
        ),
    ]
