"""Landlords, people and who works for whom."""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models

import project.identity.models
import project.kernel.fields
from project.kernel.postgres.operations import CreateTables


class Migration(migrations.Migration):
    """Each table comes whole, with its truths and its history."""

    initial = True
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("kernel", "0001_clock_and_extensions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        CreateTables(
            migrations.CreateModel(
                name="User",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("password", models.CharField(max_length=128, verbose_name="password")),
                    ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                    (
                        "is_superuser",
                        models.BooleanField(
                            default=False,
                            help_text="Designates that this user has all permissions without explicitly assigning them.",
                            verbose_name="superuser status",
                        ),
                    ),
                    ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    (
                        "phone",
                        phonenumber_field.modelfields.PhoneNumberField(
                            blank=True, default="", max_length=128, region=None, verbose_name="phone"
                        ),
                    ),
                    (
                        "portrait",
                        models.ImageField(
                            blank=True,
                            storage=project.identity.models.private_files,
                            upload_to="people/",
                            verbose_name="photo",
                        ),
                    ),
                    (
                        "language",
                        models.CharField(
                            choices=[("en", "English"), ("hi", "हिन्दी"), ("kn", "ಕನ್ನಡ")],
                            default="en",
                            max_length=5,
                            verbose_name="language",
                        ),
                    ),
                    ("time_zone", models.CharField(default="Asia/Kolkata", max_length=64, verbose_name="time zone")),
                    (
                        "theme",
                        models.CharField(
                            choices=[("system", "Like my device"), ("light", "Light"), ("dark", "Dark")],
                            default="system",
                            max_length=6,
                            verbose_name="look",
                        ),
                    ),
                    ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                    ("is_staff", models.BooleanField(default=False, verbose_name="may enter the back office")),
                    (
                        "date_joined",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="joined"
                        ),
                    ),
                    (
                        "groups",
                        models.ManyToManyField(
                            blank=True,
                            help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.group",
                            verbose_name="groups",
                        ),
                    ),
                    (
                        "user_permissions",
                        models.ManyToManyField(
                            blank=True,
                            help_text="Specific permissions for this user.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.permission",
                            verbose_name="user permissions",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "person",
                    "verbose_name_plural": "people",
                    "indexes": [
                        django.contrib.postgres.indexes.GinIndex(
                            django.contrib.postgres.indexes.OpClass(
                                django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                            ),
                            django.contrib.postgres.indexes.OpClass(
                                django.db.models.functions.text.Upper("email"), name="gin_trgm_ops"
                            ),
                            django.contrib.postgres.indexes.OpClass(
                                django.db.models.functions.text.Upper("phone"), name="gin_trgm_ops"
                            ),
                            name="user_by_parts_of_its_names",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                            name="user_email_is_lower_case",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("language__in", ["en", "hi", "kn"])), name="user_language_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("theme__in", ["system", "light", "dark"])), name="user_theme_is_known"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_user",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "identity_userevent" ("date_joined", "email", "id", "is_active", '
                                    '"is_staff", "is_superuser", "language", "name", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "portrait", "public_id", '
                                    '"theme", "time_zone") VALUES (NEW."date_joined", NEW."email", NEW."id", '
                                    'NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", '
                                    '_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."portrait", '
                                    'NEW."public_id", NEW."theme", NEW."time_zone"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_1aba8",
                                hash="aae9ae04adf2bee5c73f7efd07797039acf3b093",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_user",
                                when="AFTER",
                                operation="UPDATE",
                                condition=(
                                    'WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS '
                                    'DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR '
                                    'OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT '
                                    'FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM '
                                    '(NEW."is_superuser") OR OLD."language" IS DISTINCT FROM (NEW."language") OR '
                                    'OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phone" IS DISTINCT FROM '
                                    '(NEW."phone") OR OLD."portrait" IS DISTINCT FROM (NEW."portrait") OR '
                                    'OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."theme" IS DISTINCT '
                                    'FROM (NEW."theme") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone"))'
                                ),
                                func=(
                                    'INSERT INTO "identity_userevent" ("date_joined", "email", "id", "is_active", '
                                    '"is_staff", "is_superuser", "language", "name", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "portrait", "public_id", '
                                    '"theme", "time_zone") VALUES (NEW."date_joined", NEW."email", NEW."id", '
                                    'NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", '
                                    '_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."portrait", '
                                    'NEW."public_id", NEW."theme", NEW."time_zone"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_edbfc",
                                hash="42bd580945e8374d7e5ef2277640336056c9b192",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_user",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "identity_userevent" ("date_joined", "email", "id", "is_active", '
                                    '"is_staff", "is_superuser", "language", "name", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "portrait", "public_id", '
                                    '"theme", "time_zone") VALUES (OLD."date_joined", OLD."email", OLD."id", '
                                    'OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."language", OLD."name", '
                                    '_pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."portrait", '
                                    'OLD."public_id", OLD."theme", OLD."time_zone"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_5b696",
                                hash="313a1988d08fc82cc29d25d0fa9a58be74129699",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="UserEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "is_superuser",
                        models.BooleanField(
                            default=False,
                            help_text="Designates that this user has all permissions without explicitly assigning them.",
                            verbose_name="superuser status",
                        ),
                    ),
                    ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    (
                        "phone",
                        phonenumber_field.modelfields.PhoneNumberField(
                            blank=True, default="", max_length=128, region=None, verbose_name="phone"
                        ),
                    ),
                    (
                        "portrait",
                        models.ImageField(
                            blank=True,
                            storage=project.identity.models.private_files,
                            upload_to="people/",
                            verbose_name="photo",
                        ),
                    ),
                    (
                        "language",
                        models.CharField(
                            choices=[("en", "English"), ("hi", "हिन्दी"), ("kn", "ಕನ್ನಡ")],
                            default="en",
                            max_length=5,
                            verbose_name="language",
                        ),
                    ),
                    ("time_zone", models.CharField(default="Asia/Kolkata", max_length=64, verbose_name="time zone")),
                    (
                        "theme",
                        models.CharField(
                            choices=[("system", "Like my device"), ("light", "Light"), ("dark", "Dark")],
                            default="system",
                            max_length=6,
                            verbose_name="look",
                        ),
                    ),
                    ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                    ("is_staff", models.BooleanField(default=False, verbose_name="may enter the back office")),
                    (
                        "date_joined",
                        models.DateTimeField(
                            db_default=project.kernel.fields.NivasNow(), editable=False, verbose_name="joined"
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_userevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_9b82a",
                                hash="0a7b9478b240bc5863441f1e8874cc1d7c8aa9e3",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Landlord",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    ("slug", models.SlugField(max_length=60, unique=True)),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                    (
                        "phone",
                        phonenumber_field.modelfields.PhoneNumberField(
                            blank=True, default="", max_length=128, region=None, verbose_name="phone"
                        ),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "landlord",
                    "verbose_name_plural": "landlords",
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_landlord",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "identity_landlordevent" ("created_at", "email", "id", "name", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", '
                                    '"public_id", "slug") VALUES (NEW."created_at", NEW."email", NEW."id", '
                                    'NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", '
                                    'NEW."public_id", NEW."slug"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_ada1c",
                                hash="e03599f5f8528c940c5fcbfaae64bffd4691413e",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_landlord",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "identity_landlordevent" ("created_at", "email", "id", "name", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", '
                                    '"public_id", "slug") VALUES (NEW."created_at", NEW."email", NEW."id", '
                                    'NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", '
                                    'NEW."public_id", NEW."slug"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_84ed6",
                                hash="edfd8ebddfc608b149c14c414046c33c350ebe15",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_landlord",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "identity_landlordevent" ("created_at", "email", "id", "name", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", '
                                    '"public_id", "slug") VALUES (OLD."created_at", OLD."email", OLD."id", '
                                    'OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", '
                                    'OLD."public_id", OLD."slug"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_beeca",
                                hash="a6cb1d15c09615df01d05aca4bed67d7e0720c4c",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LandlordEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="identity.landlord",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    ("slug", models.SlugField(db_index=False, max_length=60)),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                    (
                        "phone",
                        phonenumber_field.modelfields.PhoneNumberField(
                            blank=True, default="", max_length=128, region=None, verbose_name="phone"
                        ),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_landlordevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_c2968",
                                hash="16321cd2fd0b5deb522923b80b814621a6e4bea4",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Membership",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="memberships",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "landlord",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="memberships",
                            to="identity.landlord",
                        ),
                    ),
                    (
                        "role",
                        models.CharField(
                            choices=[("landlord", "Landlord"), ("manager", "Manager"), ("mess_staff", "Mess staff")],
                            max_length=12,
                            verbose_name="role",
                        ),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "verbose_name": "membership",
                    "verbose_name_plural": "memberships",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("user", "landlord", "role"), name="membership_role_is_held_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("role__in", ["landlord", "manager", "mess_staff"])),
                            name="membership_role_is_known",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_membership",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "identity_membershipevent" ("created_at", "id", "landlord_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"role", "user_id") VALUES (NEW."created_at", NEW."id", NEW."landlord_id", '
                                    '_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."role", '
                                    'NEW."user_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_5a04f",
                                hash="4182c53fbf33cc1c0f77ba23075da5db2e96049e",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_membership",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "identity_membershipevent" ("created_at", "id", "landlord_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"role", "user_id") VALUES (NEW."created_at", NEW."id", NEW."landlord_id", '
                                    '_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."role", '
                                    'NEW."user_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_00287",
                                hash="aaa1888e2e9a48d78d76fbbc81c83ee597718730",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_membership",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "identity_membershipevent" ("created_at", "id", "landlord_id", '
                                    '"pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", '
                                    '"role", "user_id") VALUES (OLD."created_at", OLD."id", OLD."landlord_id", '
                                    '_pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."role", '
                                    'OLD."user_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_6426f",
                                hash="d23ca7baa3323ddf55a03fb1119eb6eaec306315",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MembershipEvent",
                fields=[
                    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                    ("pgh_label", models.TextField(help_text="The event label.")),
                    (
                        "pgh_obj",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="events",
                            to="identity.membership",
                        ),
                    ),
                    (
                        "pgh_context",
                        models.ForeignKey(
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="pghistory.context",
                        ),
                    ),
                    ("id", models.BigIntegerField()),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                    (
                        "user",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "landlord",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="identity.landlord",
                        ),
                    ),
                    (
                        "role",
                        models.CharField(
                            choices=[("landlord", "Landlord"), ("manager", "Manager"), ("mess_staff", "Mess staff")],
                            max_length=12,
                            verbose_name="role",
                        ),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="identity_membershipevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_9d174",
                                hash="3503342df97528d383870f399891fb154ac207ca",
                            ),
                        ),
                    ],
                },
            ),
        ),
    ]
