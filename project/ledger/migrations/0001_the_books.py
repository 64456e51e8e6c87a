"""Accounts, postings and their entries, seals and checks."""

import django.db.models.deletion
import django.db.models.functions.comparison
import project.kernel.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables, with what each row keeps true by itself."""

    initial = True

    dependencies = [
        ('identity', '0001_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveSmallIntegerField(verbose_name='line')),
                ('amount_paise', project.kernel.fields.PaiseField(verbose_name='amount')),
                ('currency', models.CharField(max_length=3, verbose_name='currency')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('source', models.CharField(max_length=120, verbose_name='caused by')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('subject', models.CharField(blank=True, max_length=120, verbose_name='for')),
                ('memo', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('posted_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), verbose_name='happened at')),
                ('recorded_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name='recorded at')),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('transaction_id', models.BigIntegerField(db_default=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.Cast(models.Func(function='pg_current_xact_id'), models.TextField()), models.BigIntegerField()), editable=False)),
            ],
            options={
                'verbose_name': 'posting',
                'verbose_name_plural': 'postings',
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='number')),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True, verbose_name='hash')),
                ('sealed_at', models.DateTimeField(verbose_name='sealed at')),
            ],
            options={
                'verbose_name': 'seal',
                'verbose_name_plural': 'seals',
            },
        ),
        migrations.CreateModel(
            name='SealedPosting',
            fields=[
                ('position', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='position')),
                ('hash', models.CharField(max_length=64, verbose_name='hash')),
            ],
            options={
                'verbose_name': 'sealed posting',
                'verbose_name_plural': 'sealed postings',
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('tenant_receivable', 'Owed by tenants'), ('deposit_liability', 'Deposits held'), ('landlord_payable', 'Owed to landlords'), ('rent_income', 'Rent'), ('mess_income', 'Mess'), ('late_fee_income', 'Late fees'), ('commission', 'Commission'), ('gst_payable', 'GST to be paid'), ('stripe_clearing', 'At Stripe'), ('stripe_fees', "Stripe's fees"), ('dispute_holding', 'Held for disputes'), ('unapplied', 'Paid and not yet used'), ('suspense', 'Not yet matched'), ('cash', 'Cash'), ('bank', 'Bank')], max_length=20, verbose_name='kind')),
                ('currency', models.CharField(default='INR', max_length=3, verbose_name='currency')),
                ('landlord', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.landlord')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts',
            },
        ),
        migrations.CreateModel(
            name='CheckRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checked_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name='checked at')),
                ('faults', models.JSONField(default=list, verbose_name='faults')),
                ('postings', models.PositiveBigIntegerField(verbose_name='postings')),
                ('unsealed', models.PositiveBigIntegerField(verbose_name='not sealed yet')),
                ('unsealed_since', models.DateTimeField(blank=True, null=True, verbose_name='not sealed since')),
                ('head_number', models.PositiveBigIntegerField(default=0, verbose_name='last seal')),
                ('head_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the last seal')),
            ],
            options={
                'verbose_name': 'check of the books',
                'verbose_name_plural': 'checks of the books',
                'indexes': [models.Index(fields=['checked_at'], name='check_by_checked_at')],
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='account',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.account'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['subject'], name='posting_by_subject'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['posted_at'], name='posting_by_posted_at'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('source', 'kind'), name='posting_is_made_once'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('source__regex', '^[a-z_]+:.')), name='posting_names_its_source'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('kind__regex', '^[a-z_]+(\\.[a-z_]+)+$')), name='posting_names_its_kind'),
        ),
        migrations.AddField(
            model_name='entry',
            name='posting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.posting'),
        ),
        migrations.AddField(
            model_name='sealedposting',
            name='posting',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='ledger.posting'),
        ),
        migrations.AddField(
            model_name='sealedposting',
            name='seal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='ledger.seal'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(models.F('kind'), models.F('currency'), django.db.models.functions.comparison.Coalesce('person', 0), django.db.models.functions.comparison.Coalesce('landlord', 0), name='account_is_one_per_owner'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['tenant_receivable', 'deposit_liability', 'landlord_payable', 'rent_income', 'mess_income', 'late_fee_income', 'commission', 'gst_payable', 'stripe_clearing', 'stripe_fees', 'dispute_holding', 'unapplied', 'suspense', 'cash', 'bank'])), name='account_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['tenant_receivable', 'deposit_liability', 'unapplied']), ('person__isnull', False)), models.Q(models.Q(('kind__in', ['tenant_receivable', 'deposit_liability', 'unapplied']), _negated=True), ('person__isnull', True)), _connector='OR'), name='account_names_its_person'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['landlord_payable']), ('landlord__isnull', False)), ('kind__in', ['rent_income', 'mess_income', 'late_fee_income', 'commission', 'gst_payable', 'cash', 'bank']), models.Q(models.Q(('kind__in', ['landlord_payable']), _negated=True), ('landlord__isnull', True)), _connector='OR'), name='account_names_its_landlord'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('currency__regex', '^[A-Z]{3}$')), name='account_currency_is_a_code'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('posting', 'line'), name='entry_line_is_written_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('amount_paise', 0), _negated=True), name='entry_amount_is_never_zero'),
        ),
    ]
