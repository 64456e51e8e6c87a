"""Rooms, units, bookings and what occupies a unit when."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import project.kernel.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0002_truths'),
        ('payments', '0002_truths'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('held', 'Held'), ('booked', 'Booked'), ('staying', 'Staying'), ('left', 'Left'), ('lapsed', 'Lapsed'), ('cancelled', 'Cancelled')], default='held', max_length=10, verbose_name='state')),
                ('move_in', models.DateField(verbose_name='move in')),
                ('move_out', models.DateField(blank=True, null=True, verbose_name='move out')),
                ('hold_until', models.DateTimeField(blank=True, null=True, verbose_name='held until')),
                ('rent_paise', project.kernel.fields.PaiseField(verbose_name='rent a month')),
                ('deposit_paise', project.kernel.fields.PaiseField(verbose_name='deposit')),
                ('notice_days', models.PositiveSmallIntegerField(default=30, verbose_name='notice, days')),
                ('idempotency_key', models.UUIDField(editable=False)),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='why it was cancelled')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('booked_at', models.DateTimeField(blank=True, null=True, verbose_name='booked at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('paid_with', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payment')),
                ('tenant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to=settings.AUTH_USER_MODEL)),
                ('unit_type', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='catalog.unittype')),
            ],
            options={
                'verbose_name': 'booking',
                'verbose_name_plural': 'bookings',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Occupancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('held', 'Held'), ('taken', 'Taken'), ('blocked', 'Blocked')], max_length=7, verbose_name='kind')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='dates')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='held until')),
                ('reason', models.CharField(blank=True, max_length=160, verbose_name='reason')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('booking', models.OneToOneField(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='occupancy', to='booking.booking')),
            ],
            options={
                'verbose_name': 'occupancy',
                'verbose_name_plural': 'occupancies',
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=20, verbose_name='name')),
                ('floor', models.SmallIntegerField(default=0, verbose_name='floor')),
                ('licensed_capacity', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='licensed for, people')),
                ('property', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='catalog.property')),
            ],
            options={
                'verbose_name': 'room',
                'verbose_name_plural': 'rooms',
                'ordering': ['property', 'floor', 'name'],
            },
        ),
        migrations.CreateModel(
            name='RoomEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=20, verbose_name='name')),
                ('floor', models.SmallIntegerField(default=0, verbose_name='floor')),
                ('licensed_capacity', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='licensed for, people')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='booking.room')),
                ('property', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.property')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('label', models.CharField(max_length=20, verbose_name='label')),
                ('is_retired', models.BooleanField(default=False, verbose_name='no longer let')),
                ('free_from', models.DateField(default=datetime.date(2000, 1, 1), editable=False, null=True, verbose_name='free from')),
                ('held_until', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='held until')),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='booking.room')),
                ('unit_type', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='catalog.unittype')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ['room', 'label'],
            },
        ),
        migrations.CreateModel(
            name='OccupancyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('held', 'Held'), ('taken', 'Taken'), ('blocked', 'Blocked')], max_length=7, verbose_name='kind')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='dates')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='held until')),
                ('reason', models.CharField(blank=True, max_length=160, verbose_name='reason')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('booking', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='booking.booking')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='booking.occupancy')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='booking.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='occupancy',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occupancies', to='booking.unit'),
        ),
        migrations.CreateModel(
            name='BookingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('state', models.CharField(choices=[('held', 'Held'), ('booked', 'Booked'), ('staying', 'Staying'), ('left', 'Left'), ('lapsed', 'Lapsed'), ('cancelled', 'Cancelled')], default='held', max_length=10, verbose_name='state')),
                ('move_in', models.DateField(verbose_name='move in')),
                ('move_out', models.DateField(blank=True, null=True, verbose_name='move out')),
                ('hold_until', models.DateTimeField(blank=True, null=True, verbose_name='held until')),
                ('rent_paise', project.kernel.fields.PaiseField(verbose_name='rent a month')),
                ('deposit_paise', project.kernel.fields.PaiseField(verbose_name='deposit')),
                ('notice_days', models.PositiveSmallIntegerField(default=30, verbose_name='notice, days')),
                ('idempotency_key', models.UUIDField(editable=False)),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='why it was cancelled')),
                ('created_at', models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ('booked_at', models.DateTimeField(blank=True, null=True, verbose_name='booked at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('paid_with', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='payments.payment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='booking.booking')),
                ('tenant', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit_type', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalog.unittype')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='booking.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='booking',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='booking.unit'),
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('label', models.CharField(max_length=20, verbose_name='label')),
                ('is_retired', models.BooleanField(default=False, verbose_name='no longer let')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='booking.unit')),
                ('room', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='booking.room')),
                ('unit_type', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.unittype')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.UniqueConstraint(fields=('property', 'name'), name='room_name_is_unique_in_its_property'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.CheckConstraint(condition=models.Q(('licensed_capacity__gte', 1)), name='room_is_licensed_for_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='room',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "booking_roomevent" ("floor", "id", "licensed_capacity", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "public_id") VALUES (NEW."floor", NEW."id", NEW."licensed_capacity", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."property_id", NEW."public_id"); RETURN NULL;', hash='94da558d0316203f70afac475186ef15c476c685', operation='INSERT', pgid='pgtrigger_insert_insert_b37f8', table='booking_room', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='room',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "booking_roomevent" ("floor", "id", "licensed_capacity", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "public_id") VALUES (NEW."floor", NEW."id", NEW."licensed_capacity", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."property_id", NEW."public_id"); RETURN NULL;', hash='900a665b682a06886462b2dd1f2d3a6ed0068755', operation='UPDATE', pgid='pgtrigger_update_update_d555e', table='booking_room', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='room',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "booking_roomevent" ("floor", "id", "licensed_capacity", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "public_id") VALUES (OLD."floor", OLD."id", OLD."licensed_capacity", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."property_id", OLD."public_id"); RETURN NULL;', hash='e661e0a4aa1eac54d6f4c6072db8d347738e898e', operation='DELETE', pgid='pgtrigger_delete_delete_b4829', table='booking_room', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roomevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='81f8bb050efa7d8b4dc5d3d625344e342cec4bf7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_63aaa', table='booking_roomevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(condition=models.Q(('held_until', None), ('is_retired', False)), fields=['unit_type', 'free_from'], name='unit_unheld'),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(condition=models.Q(('held_until__isnull', False), ('is_retired', False)), fields=['unit_type', 'held_until'], name='unit_by_end_of_hold'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('room', 'label'), name='unit_label_is_unique_in_its_room'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('unit_type', 'id'), name='unit_is_of_one_type'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "booking_unitevent" ("id", "is_retired", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "room_id", "unit_type_id") VALUES (NEW."id", NEW."is_retired", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."room_id", NEW."unit_type_id"); RETURN NULL;', hash='f240d16cbeefcdb5bf696c2ea627970abccd1991', operation='INSERT', pgid='pgtrigger_insert_insert_0fa38', table='booking_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_retired" IS DISTINCT FROM (NEW."is_retired") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."room_id" IS DISTINCT FROM (NEW."room_id") OR OLD."unit_type_id" IS DISTINCT FROM (NEW."unit_type_id"))', func='INSERT INTO "booking_unitevent" ("id", "is_retired", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "room_id", "unit_type_id") VALUES (NEW."id", NEW."is_retired", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."room_id", NEW."unit_type_id"); RETURN NULL;', hash='92091417eb5b7c4f5bde8b89deed6d0f17bbd5ed', operation='UPDATE', pgid='pgtrigger_update_update_5bafa', table='booking_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "booking_unitevent" ("id", "is_retired", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "room_id", "unit_type_id") VALUES (OLD."id", OLD."is_retired", OLD."label", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."room_id", OLD."unit_type_id"); RETURN NULL;', hash='ea89eaa5c38c422db2aea8b4b4ba06de16694c50', operation='DELETE', pgid='pgtrigger_delete_delete_b2095', table='booking_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupancyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eb2a9960f3e24cb185b11581129fc9aafa528900', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2a284', table='booking_occupancyevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[('unit', '='), ('during', '&&')], name='occupancy_never_overlaps_on_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['held', 'taken', 'blocked'])), name='occupancy_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'held'), ('until__isnull', False)), models.Q(models.Q(('kind', 'held'), _negated=True), ('until__isnull', True)), _connector='OR'), name='occupancy_held_has_an_expiry'),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('booking__isnull', True), ('kind', 'blocked')), models.Q(models.Q(('kind', 'blocked'), _negated=True), ('booking__isnull', False)), _connector='OR'), name='occupancy_is_for_a_booking_or_a_block'),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'blocked'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='occupancy_block_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=models.CheckConstraint(condition=models.Q(('during__isempty', False), ('during__lower_inf', False)), name='occupancy_has_a_first_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupancy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "booking_occupancyevent" ("booking_id", "created_at", "during", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "unit_id", "until") VALUES (NEW."booking_id", NEW."created_at", NEW."during", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."unit_id", NEW."until"); RETURN NULL;', hash='4c9fce6f88926cce5077495708ea953d69265504', operation='INSERT', pgid='pgtrigger_insert_insert_2c17e', table='booking_occupancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupancy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "booking_occupancyevent" ("booking_id", "created_at", "during", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "unit_id", "until") VALUES (NEW."booking_id", NEW."created_at", NEW."during", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."unit_id", NEW."until"); RETURN NULL;', hash='73cd863da21ccbab9de1a5c8b0ca5e001e352955', operation='UPDATE', pgid='pgtrigger_update_update_c2237', table='booking_occupancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupancy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "booking_occupancyevent" ("booking_id", "created_at", "during", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "unit_id", "until") VALUES (OLD."booking_id", OLD."created_at", OLD."during", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."unit_id", OLD."until"); RETURN NULL;', hash='96b5e77b218cd8838613095e97674faaa36455a6', operation='DELETE', pgid='pgtrigger_delete_delete_e0022', table='booking_occupancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bookingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='72dc78b49b808da49c6294bbbc2e3251f6a2f687', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ae242', table='booking_bookingevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(condition=models.Q(('state', 'held')), fields=['hold_until'], name='booking_running_holds'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['state', 'move_in'], name='booking_by_state_and_move_in'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(fields=('tenant', 'idempotency_key'), name='booking_key_is_used_once_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'held')), fields=('tenant',), name='booking_person_has_one_running_hold'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('paid_with__isnull', False)), fields=('paid_with',), name='booking_payment_pays_one_booking'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(fields=('unit', 'id'), name='booking_is_on_one_unit'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['held', 'booked', 'staying', 'left', 'lapsed', 'cancelled'])), name='booking_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), ('hold_until__isnull', False), _connector='OR'), name='booking_hold_has_an_expiry'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('move_out__isnull', True), ('move_out__gt', models.F('move_in')), _connector='OR'), name='booking_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('rent_paise__gt', 0)), name='booking_rent_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('deposit_paise__gte', 50)), name='booking_deposit_can_be_paid'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "booking_bookingevent" ("booked_at", "cancel_reason", "created_at", "deposit_paise", "ended_at", "hold_until", "id", "idempotency_key", "move_in", "move_out", "notice_days", "paid_with_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rent_paise", "state", "tenant_id", "unit_id", "unit_type_id") VALUES (NEW."booked_at", NEW."cancel_reason", NEW."created_at", NEW."deposit_paise", NEW."ended_at", NEW."hold_until", NEW."id", NEW."idempotency_key", NEW."move_in", NEW."move_out", NEW."notice_days", NEW."paid_with_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."rent_paise", NEW."state", NEW."tenant_id", NEW."unit_id", NEW."unit_type_id"); RETURN NULL;', hash='a28c5124151cdb07f479b3376f07b94d8f500dbc', operation='INSERT', pgid='pgtrigger_insert_insert_2bcfb', table='booking_booking', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "booking_bookingevent" ("booked_at", "cancel_reason", "created_at", "deposit_paise", "ended_at", "hold_until", "id", "idempotency_key", "move_in", "move_out", "notice_days", "paid_with_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rent_paise", "state", "tenant_id", "unit_id", "unit_type_id") VALUES (NEW."booked_at", NEW."cancel_reason", NEW."created_at", NEW."deposit_paise", NEW."ended_at", NEW."hold_until", NEW."id", NEW."idempotency_key", NEW."move_in", NEW."move_out", NEW."notice_days", NEW."paid_with_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."rent_paise", NEW."state", NEW."tenant_id", NEW."unit_id", NEW."unit_type_id"); RETURN NULL;', hash='7b908297ca80d36481c22306deb273b6e99f3b2d', operation='UPDATE', pgid='pgtrigger_update_update_1035f', table='booking_booking', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='booking',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "booking_bookingevent" ("booked_at", "cancel_reason", "created_at", "deposit_paise", "ended_at", "hold_until", "id", "idempotency_key", "move_in", "move_out", "notice_days", "paid_with_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rent_paise", "state", "tenant_id", "unit_id", "unit_type_id") VALUES (OLD."booked_at", OLD."cancel_reason", OLD."created_at", OLD."deposit_paise", OLD."ended_at", OLD."hold_until", OLD."id", OLD."idempotency_key", OLD."move_in", OLD."move_out", OLD."notice_days", OLD."paid_with_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."rent_paise", OLD."state", OLD."tenant_id", OLD."unit_id", OLD."unit_type_id"); RETURN NULL;', hash='3df3b06a67409cb9f9a1585724115a37e63eb622', operation='DELETE', pgid='pgtrigger_delete_delete_37b54', table='booking_booking', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5177f02009fe0936cb81305f8211eeed094bcd6d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9de43', table='booking_unitevent', when='BEFORE')),
        ),
    ]
