"""Money coming in and going back."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import project.kernel.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Attempts, payments, refunds, receipts and the webhook inbox, each with its history."""

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('subject', models.CharField(max_length=80)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('intent_id', models.CharField(max_length=255, unique=True)),
                ('method', models.CharField(blank=True, max_length=60, verbose_name='paid with')),
                ('paid_at', models.DateTimeField(verbose_name='paid at')),
                ('is_as_asked', models.BooleanField(default=True, verbose_name='the amount we asked for')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                'verbose_name': 'payment',
                'verbose_name_plural': 'payments',
            },
        ),
        migrations.CreateModel(
            name='PaymentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('subject', models.CharField(max_length=80)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('intent_id', models.CharField(max_length=255)),
                ('method', models.CharField(blank=True, max_length=60, verbose_name='paid with')),
                ('paid_at', models.DateTimeField(verbose_name='paid at')),
                ('is_as_asked', models.BooleanField(default=True, verbose_name='the amount we asked for')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(max_length=16, unique=True, verbose_name='number')),
                ('lines', models.JSONField(default=list)),
                ('recipient', models.JSONField(default=dict)),
                ('file', models.CharField(blank=True, max_length=200)),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('issued_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                'verbose_name': 'receipt',
                'verbose_name_plural': 'receipts',
            },
        ),
        migrations.CreateModel(
            name='ReceiptSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('financial_year', models.CharField(max_length=4, unique=True)),
                ('last_number', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'receipt series',
                'verbose_name_plural': 'receipt series',
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('state', models.CharField(choices=[('started', 'Refund started'), ('sent', 'Refund sent'), ('arrived', 'Refund arrived'), ('failed', 'Refund failed')], default='started', max_length=8, verbose_name='state')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('gateway_key', models.CharField(max_length=255, unique=True)),
                ('gateway_id', models.CharField(blank=True, max_length=255, null=True, unique=True)),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='bank reference')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                'verbose_name': 'refund',
                'verbose_name_plural': 'refunds',
            },
        ),
        migrations.CreateModel(
            name='RefundEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('state', models.CharField(choices=[('started', 'Refund started'), ('sent', 'Refund sent'), ('arrived', 'Refund arrived'), ('failed', 'Refund failed')], default='started', max_length=8, verbose_name='state')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('gateway_key', models.CharField(max_length=255)),
                ('gateway_id', models.CharField(blank=True, max_length=255, null=True)),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='bank reference')),
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
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('subject', models.CharField(max_length=80)),
                ('description', models.CharField(max_length=200)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('state', models.CharField(choices=[('created', 'Being prepared'), ('open', 'Waiting for payment'), ('unknown', 'Being checked'), ('succeeded', 'Paid'), ('failed', 'Failed'), ('expired', 'Closed unpaid')], default='created', max_length=10, verbose_name='state')),
                ('gateway_key', models.CharField(max_length=255, unique=True)),
                ('request', models.JSONField()),
                ('session_id', models.CharField(blank=True, max_length=255, null=True, unique=True)),
                ('session_url', models.TextField(blank=True)),
                ('open_until', models.DateTimeField(verbose_name='to be paid until')),
                ('is_settled', models.BooleanField(default=False, verbose_name='nothing owed to the gateway')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('payer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'payment attempt',
                'verbose_name_plural': 'payment attempts',
            },
        ),
        migrations.CreateModel(
            name='AttemptEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('subject', models.CharField(max_length=80)),
                ('description', models.CharField(max_length=200)),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(default='INR', max_length=3)),
                ('state', models.CharField(choices=[('created', 'Being prepared'), ('open', 'Waiting for payment'), ('unknown', 'Being checked'), ('succeeded', 'Paid'), ('failed', 'Failed'), ('expired', 'Closed unpaid')], default='created', max_length=10, verbose_name='state')),
                ('gateway_key', models.CharField(max_length=255)),
                ('request', models.JSONField()),
                ('session_id', models.CharField(blank=True, max_length=255, null=True)),
                ('session_url', models.TextField(blank=True)),
                ('open_until', models.DateTimeField(verbose_name='to be paid until')),
                ('is_settled', models.BooleanField(default=False, verbose_name='nothing owed to the gateway')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('payer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='payments.attempt')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InboxEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_id', models.CharField(max_length=255, unique=True)),
                ('type', models.CharField(max_length=120, verbose_name='type')),
                ('api_version', models.CharField(blank=True, max_length=60)),
                ('body', models.JSONField()),
                ('state', models.CharField(choices=[('new', 'Waiting'), ('done', 'Done'), ('ignored', 'Not for us'), ('failed', 'Failed')], default='new', max_length=8, verbose_name='state')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
                ('received_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name='received at')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
                'indexes': [models.Index(condition=models.Q(('state', 'new')), fields=['next_try_at'], name='inbox_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['new', 'done', 'ignored', 'failed'])), name='inbox_state_is_known')],
            },
        ),
        migrations.AddField(
            model_name='payment',
            name='attempt',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payments.attempt'),
        ),
        migrations.AddField(
            model_name='payment',
            name='payer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paymentevent',
            name='attempt',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='payments.attempt'),
        ),
        migrations.AddField(
            model_name='paymentevent',
            name='payer',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paymentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='paymentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='payments.payment'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='payment',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='receipt', to='payments.payment'),
        ),
        migrations.AddField(
            model_name='refund',
            name='payment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='payments.payment'),
        ),
        migrations.AddField(
            model_name='refundevent',
            name='payment',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='payments.payment'),
        ),
        migrations.AddField(
            model_name='refundevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='refundevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='payments.refund'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(fields=['subject'], name='attempt_by_subject'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(condition=models.Q(('is_settled', False)), fields=['open_until'], name='attempt_owing_expiry'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('amount_paise__gte', 50)), name='attempt_amount_can_be_paid'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['created', 'open', 'unknown', 'succeeded', 'failed', 'expired'])), name='attempt_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['created', 'open', 'unknown'])), fields=('subject',), name='attempt_is_live_once_per_subject'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_attemptevent" ("amount_paise", "created_at", "currency", "description", "gateway_key", "id", "is_settled", "last_error", "next_try_at", "open_until", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request", "session_id", "session_url", "state", "subject", "tries") VALUES (NEW."amount_paise", NEW."created_at", NEW."currency", NEW."description", NEW."gateway_key", NEW."id", NEW."is_settled", NEW."last_error", NEW."next_try_at", NEW."open_until", NEW."payer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."request", NEW."session_id", NEW."session_url", NEW."state", NEW."subject", NEW."tries"); RETURN NULL;', hash='8028a2f7904782d615b2e25cda63b87a4cf4307e', operation='INSERT', pgid='pgtrigger_insert_insert_bc0b0', table='payments_attempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "payments_attemptevent" ("amount_paise", "created_at", "currency", "description", "gateway_key", "id", "is_settled", "last_error", "next_try_at", "open_until", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request", "session_id", "session_url", "state", "subject", "tries") VALUES (NEW."amount_paise", NEW."created_at", NEW."currency", NEW."description", NEW."gateway_key", NEW."id", NEW."is_settled", NEW."last_error", NEW."next_try_at", NEW."open_until", NEW."payer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."request", NEW."session_id", NEW."session_url", NEW."state", NEW."subject", NEW."tries"); RETURN NULL;', hash='f7e8d07ca8a2deb889d5f4f2629aec46cb4b0002', operation='UPDATE', pgid='pgtrigger_update_update_ad21d', table='payments_attempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_attemptevent" ("amount_paise", "created_at", "currency", "description", "gateway_key", "id", "is_settled", "last_error", "next_try_at", "open_until", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request", "session_id", "session_url", "state", "subject", "tries") VALUES (OLD."amount_paise", OLD."created_at", OLD."currency", OLD."description", OLD."gateway_key", OLD."id", OLD."is_settled", OLD."last_error", OLD."next_try_at", OLD."open_until", OLD."payer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."request", OLD."session_id", OLD."session_url", OLD."state", OLD."subject", OLD."tries"); RETURN NULL;', hash='ba539a4d5bcd478b49c0a9678db96ccd4f8500bf', operation='DELETE', pgid='pgtrigger_delete_delete_1fe3d', table='payments_attempt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attemptevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37b114f9060e4e82013d25bc11dba291cf73f973', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_79537', table='payments_attemptevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['subject'], name='payment_by_subject'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['paid_at'], name='payment_by_paid_at'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('amount_paise__gt', 0)), name='payment_amount_is_positive'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_paymentevent" ("amount_paise", "attempt_id", "created_at", "currency", "id", "intent_id", "is_as_asked", "method", "paid_at", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "subject") VALUES (NEW."amount_paise", NEW."attempt_id", NEW."created_at", NEW."currency", NEW."id", NEW."intent_id", NEW."is_as_asked", NEW."method", NEW."paid_at", NEW."payer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."subject"); RETURN NULL;', hash='2dbdabf1052f01e8e85ac061507f30f57177278e', operation='INSERT', pgid='pgtrigger_insert_insert_24a65', table='payments_payment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "payments_paymentevent" ("amount_paise", "attempt_id", "created_at", "currency", "id", "intent_id", "is_as_asked", "method", "paid_at", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "subject") VALUES (NEW."amount_paise", NEW."attempt_id", NEW."created_at", NEW."currency", NEW."id", NEW."intent_id", NEW."is_as_asked", NEW."method", NEW."paid_at", NEW."payer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."subject"); RETURN NULL;', hash='d99ed84104e562140574ef6a9b86fd450efcd2da', operation='UPDATE', pgid='pgtrigger_update_update_dd546', table='payments_payment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_paymentevent" ("amount_paise", "attempt_id", "created_at", "currency", "id", "intent_id", "is_as_asked", "method", "paid_at", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "subject") VALUES (OLD."amount_paise", OLD."attempt_id", OLD."created_at", OLD."currency", OLD."id", OLD."intent_id", OLD."is_as_asked", OLD."method", OLD."paid_at", OLD."payer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."subject"); RETURN NULL;', hash='2733d13f8ef516453819e3c7a8a96824b1605712', operation='DELETE', pgid='pgtrigger_delete_delete_b2c62', table='payments_payment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='899bbfbff907f735235a7313123b9775d62e0a14', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_20207', table='payments_paymentevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(condition=models.Q(('file', '')), fields=['next_try_at'], name='receipt_to_be_drawn'),
        ),
        migrations.AddIndex(
            model_name='refund',
            index=models.Index(condition=models.Q(('state__in', ['started', 'sent'])), fields=['next_try_at'], name='refund_under_way'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('amount_paise__gt', 0)), name='refund_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['started', 'sent', 'arrived', 'failed'])), name='refund_state_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refund',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_refundevent" ("amount_paise", "created_at", "gateway_id", "gateway_key", "id", "last_error", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "reference", "state", "tries") VALUES (NEW."amount_paise", NEW."created_at", NEW."gateway_id", NEW."gateway_key", NEW."id", NEW."last_error", NEW."next_try_at", NEW."payment_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."reference", NEW."state", NEW."tries"); RETURN NULL;', hash='1da61b6f18ef386709376ca7bf6f971fd4eff569', operation='INSERT', pgid='pgtrigger_insert_insert_eff19', table='payments_refund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refund',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "payments_refundevent" ("amount_paise", "created_at", "gateway_id", "gateway_key", "id", "last_error", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "reference", "state", "tries") VALUES (NEW."amount_paise", NEW."created_at", NEW."gateway_id", NEW."gateway_key", NEW."id", NEW."last_error", NEW."next_try_at", NEW."payment_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."reference", NEW."state", NEW."tries"); RETURN NULL;', hash='ef39ef22c67f4c4ffdce0db2aeb5c78184fba05b', operation='UPDATE', pgid='pgtrigger_update_update_1c17b', table='payments_refund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refund',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "payments_refundevent" ("amount_paise", "created_at", "gateway_id", "gateway_key", "id", "last_error", "next_try_at", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "reference", "state", "tries") VALUES (OLD."amount_paise", OLD."created_at", OLD."gateway_id", OLD."gateway_key", OLD."id", OLD."last_error", OLD."next_try_at", OLD."payment_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."reference", OLD."state", OLD."tries"); RETURN NULL;', hash='849f4ef1cfafd9e7821b1a4cfe7323f6019e5efd', operation='DELETE', pgid='pgtrigger_delete_delete_28c57', table='payments_refund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refundevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7cf1b09faaeb257abbb702d0c27edf94016ca5fb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3a07e', table='payments_refundevent', when='BEFORE')),
        ),
    ]
