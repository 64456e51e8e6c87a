"""Localities, properties, unit types with rates, photos, and who works where."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import modelsearch.index
import pgtrigger.compiler
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import project.catalog.fields
import project.kernel.fields
from project.kernel.postgres.operations import CreateTables


class Migration(migrations.Migration):
    """Each table comes whole, with its truths and its history."""

    initial = True
    dependencies = [
        ("identity", "0002_libraries_first"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [
        CreateTables(
            migrations.CreateModel(
                name="Amenity",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                    ("slug", models.SlugField(max_length=60, unique=True)),
                    ("icon", models.CharField(default="check", max_length=40, verbose_name="icon")),
                    ("position", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ],
                options={
                    "verbose_name": "amenity",
                    "verbose_name_plural": "amenities",
                    "ordering": ["position", "name"],
                },
            ),
            migrations.CreateModel(
                name="Photo",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "collection",
                        models.ForeignKey(
                            default=wagtail.models.media.get_root_collection_id,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="wagtailcore.collection",
                            verbose_name="collection",
                        ),
                    ),
                    ("title", models.CharField(max_length=255, verbose_name="title")),
                    (
                        "file",
                        project.catalog.fields.CleanImageField(
                            height_field="height",
                            upload_to=wagtail.images.models.get_upload_to,
                            verbose_name="file",
                            width_field="width",
                        ),
                    ),
                    (
                        "description",
                        models.CharField(blank=True, default="", max_length=255, verbose_name="description"),
                    ),
                    ("width", models.IntegerField(editable=False, verbose_name="width")),
                    ("height", models.IntegerField(editable=False, verbose_name="height")),
                    ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at")),
                    (
                        "uploaded_by_user",
                        models.ForeignKey(
                            blank=True,
                            editable=False,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="uploaded by user",
                        ),
                    ),
                    ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                    ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                    ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                    ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                    ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                    ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                    ("alt", models.CharField(blank=True, max_length=160, verbose_name="what it shows")),
                    (
                        "tags",
                        taggit.managers.TaggableManager(
                            blank=True,
                            help_text=None,
                            through="taggit.TaggedItem",
                            to="taggit.Tag",
                            verbose_name="tags",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "photo",
                    "verbose_name_plural": "photos",
                    "permissions": [("choose_image", "Can choose image")],
                    "abstract": False,
                },
                bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
            ),
            migrations.CreateModel(
                name="Locality",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=80, verbose_name="name")),
                    ("slug", models.SlugField(max_length=80, unique=True)),
                    ("city", models.CharField(default="Bengaluru", max_length=60, verbose_name="city")),
                    (
                        "aliases",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=80),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="also called",
                        ),
                    ),
                    ("latitude", models.DecimalField(decimal_places=6, max_digits=9, verbose_name="latitude")),
                    ("longitude", models.DecimalField(decimal_places=6, max_digits=9, verbose_name="longitude")),
                    (
                        "picture",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="catalog.photo",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "locality",
                    "verbose_name_plural": "localities",
                    "ordering": ["city", "name"],
                    "constraints": [
                        models.UniqueConstraint(fields=("city", "name"), name="locality_name_is_unique_in_its_city"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Property",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "landlord",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="properties",
                            to="identity.landlord",
                        ),
                    ),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    ("slug", models.SlugField(max_length=140, unique=True)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("pg", "Paying-guest house"),
                                ("hostel", "Hostel"),
                                ("coliving", "Co-living"),
                                ("flats", "Flats"),
                            ],
                            default="pg",
                            max_length=10,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "gender_policy",
                        models.CharField(
                            choices=[("anyone", "For anyone"), ("women", "For women"), ("men", "For men")],
                            default="anyone",
                            max_length=8,
                            verbose_name="for whom",
                        ),
                    ),
                    (
                        "locality",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="properties",
                            to="catalog.locality",
                        ),
                    ),
                    ("address", models.CharField(max_length=240, verbose_name="address")),
                    ("pin_code", models.CharField(max_length=6, verbose_name="PIN code")),
                    (
                        "latitude",
                        models.DecimalField(
                            blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="latitude"
                        ),
                    ),
                    (
                        "longitude",
                        models.DecimalField(
                            blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude"
                        ),
                    ),
                    ("time_zone", models.CharField(default="Asia/Kolkata", max_length=64, verbose_name="time zone")),
                    ("summary", models.CharField(blank=True, max_length=160, verbose_name="in one line")),
                    ("description", models.TextField(blank=True, verbose_name="description")),
                    (
                        "house_rules",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=160),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="house rules, a sentence each",
                        ),
                    ),
                    ("includes_food", models.BooleanField(default=False, verbose_name="food included")),
                    (
                        "free_cancel_days",
                        models.PositiveSmallIntegerField(
                            db_default=0,
                            default=0,
                            validators=[django.core.validators.MaxValueValidator(90)],
                            verbose_name="free to cancel until, days before moving in",
                        ),
                    ),
                    (
                        "late_cancel_percent",
                        models.PositiveSmallIntegerField(
                            db_default=0,
                            default=0,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="kept when cancelled later, percent of the deposit",
                        ),
                    ),
                    (
                        "no_show_percent",
                        models.PositiveSmallIntegerField(
                            db_default=100,
                            default=100,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="kept when cancelled after the move-in day, percent of the deposit",
                        ),
                    ),
                    ("is_published", models.BooleanField(default=False, verbose_name="published")),
                    (
                        "published_at",
                        models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published at"),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                    ("amenities", models.ManyToManyField(blank=True, related_name="properties", to="catalog.amenity")),
                ],
                options={
                    "verbose_name": "property",
                    "verbose_name_plural": "properties",
                    "indexes": [
                        models.Index(fields=["is_published", "locality"], name="property_published_by_locality"),
                        models.Index(fields=["landlord"], name="property_by_landlord"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["pg", "hostel", "coliving", "flats"])),
                            name="property_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("gender_policy__in", ["anyone", "women", "men"])),
                            name="property_gender_policy_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("pin_code__regex", "^[1-9][0-9]{5}$")),
                            name="property_pin_code_has_six_digits",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                                models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                                _connector="OR",
                            ),
                            name="property_point_is_whole",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("free_cancel_days__lte", 90),
                                ("late_cancel_percent__lte", 100),
                                ("no_show_percent__lte", 100),
                            ),
                            name="property_cancel_terms_make_sense",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("is_published", False), ("published_at__isnull", False), _connector="OR"
                            ),
                            name="property_published_has_its_moment",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("is_published", False), ("latitude__isnull", False), _connector="OR"),
                            name="property_published_has_a_point",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="published_property_has_a_priced_offer",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_property",
                                when="AFTER",
                                operation='INSERT OR UPDATE OF "is_published"',
                                constraint="CONSTRAINT",
                                timing="DEFERRABLE INITIALLY DEFERRED",
                                func="""
        IF EXISTS (SELECT 1 FROM catalog_property WHERE id = NEW.id AND is_published)
        AND NOT EXISTS (
    SELECT 1 FROM catalog_unittype offer JOIN catalog_rate price ON price.unit_type_id = offer.id
    WHERE offer.property_id = NEW.id AND offer.is_offered
) THEN RAISE EXCEPTION 'nivas: published_property_has_a_priced_offer' USING ERRCODE = '23514', CONSTRAINT = 'published_property_has_a_priced_offer', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_published_property_has_a_priced_offer_bfc31",
                                hash="3596ac305ccde140a4cd5ac0f6aa43a3787fcc7f",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="property_stays_with_its_landlord",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_property",
                                when="BEFORE",
                                operation="UPDATE",
                                condition='WHEN (OLD."landlord_id" IS DISTINCT FROM (NEW."landlord_id"))',
                                func=(
                                    "RAISE EXCEPTION 'nivas: property_stays_with_its_landlord' USING ERRCODE = "
                                    "'23514', CONSTRAINT = 'property_stays_with_its_landlord', TABLE = TG_TABLE_NAME, "
                                    "SCHEMA = TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_property_stays_with_its_landlord_da5ed",
                                hash="ffc03dc70bf13b243f7ddd00703a5d1b81366167",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_property",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "catalog_propertyevent" ("address", "created_at", "description", '
                                    '"free_cancel_days", "gender_policy", "house_rules", "id", "includes_food", '
                                    '"is_published", "kind", "landlord_id", "late_cancel_percent", "latitude", '
                                    '"locality_id", "longitude", "name", "no_show_percent", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "pin_code", "public_id", '
                                    '"published_at", "slug", "summary", "time_zone") VALUES (NEW."address", '
                                    'NEW."created_at", NEW."description", NEW."free_cancel_days", '
                                    'NEW."gender_policy", NEW."house_rules", NEW."id", NEW."includes_food", '
                                    'NEW."is_published", NEW."kind", NEW."landlord_id", NEW."late_cancel_percent", '
                                    'NEW."latitude", NEW."locality_id", NEW."longitude", NEW."name", '
                                    'NEW."no_show_percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", '
                                    'NEW."pin_code", NEW."public_id", NEW."published_at", NEW."slug", NEW."summary", '
                                    'NEW."time_zone"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_c6492",
                                hash="70ebb538e49567ac6c3e02c30c985efd3db1d9e7",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_property",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "catalog_propertyevent" ("address", "created_at", "description", '
                                    '"free_cancel_days", "gender_policy", "house_rules", "id", "includes_food", '
                                    '"is_published", "kind", "landlord_id", "late_cancel_percent", "latitude", '
                                    '"locality_id", "longitude", "name", "no_show_percent", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "pin_code", "public_id", '
                                    '"published_at", "slug", "summary", "time_zone") VALUES (NEW."address", '
                                    'NEW."created_at", NEW."description", NEW."free_cancel_days", '
                                    'NEW."gender_policy", NEW."house_rules", NEW."id", NEW."includes_food", '
                                    'NEW."is_published", NEW."kind", NEW."landlord_id", NEW."late_cancel_percent", '
                                    'NEW."latitude", NEW."locality_id", NEW."longitude", NEW."name", '
                                    'NEW."no_show_percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", '
                                    'NEW."pin_code", NEW."public_id", NEW."published_at", NEW."slug", NEW."summary", '
                                    'NEW."time_zone"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_5b505",
                                hash="3c536a3f2197a7f341dde9ecf5e0d685b2f147cf",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_property",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "catalog_propertyevent" ("address", "created_at", "description", '
                                    '"free_cancel_days", "gender_policy", "house_rules", "id", "includes_food", '
                                    '"is_published", "kind", "landlord_id", "late_cancel_percent", "latitude", '
                                    '"locality_id", "longitude", "name", "no_show_percent", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "pin_code", "public_id", '
                                    '"published_at", "slug", "summary", "time_zone") VALUES (OLD."address", '
                                    'OLD."created_at", OLD."description", OLD."free_cancel_days", '
                                    'OLD."gender_policy", OLD."house_rules", OLD."id", OLD."includes_food", '
                                    'OLD."is_published", OLD."kind", OLD."landlord_id", OLD."late_cancel_percent", '
                                    'OLD."latitude", OLD."locality_id", OLD."longitude", OLD."name", '
                                    'OLD."no_show_percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", '
                                    'OLD."pin_code", OLD."public_id", OLD."published_at", OLD."slug", OLD."summary", '
                                    'OLD."time_zone"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_3e7be",
                                hash="7eff1f8f32cb211637e0d5ca269d268e312b0fe3",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PropertyEvent",
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
                            to="catalog.property",
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
                        "landlord",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="identity.landlord",
                        ),
                    ),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    ("slug", models.SlugField(db_index=False, max_length=140)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("pg", "Paying-guest house"),
                                ("hostel", "Hostel"),
                                ("coliving", "Co-living"),
                                ("flats", "Flats"),
                            ],
                            default="pg",
                            max_length=10,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "gender_policy",
                        models.CharField(
                            choices=[("anyone", "For anyone"), ("women", "For women"), ("men", "For men")],
                            default="anyone",
                            max_length=8,
                            verbose_name="for whom",
                        ),
                    ),
                    (
                        "locality",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="catalog.locality",
                        ),
                    ),
                    ("address", models.CharField(max_length=240, verbose_name="address")),
                    ("pin_code", models.CharField(max_length=6, verbose_name="PIN code")),
                    (
                        "latitude",
                        models.DecimalField(
                            blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="latitude"
                        ),
                    ),
                    (
                        "longitude",
                        models.DecimalField(
                            blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude"
                        ),
                    ),
                    ("time_zone", models.CharField(default="Asia/Kolkata", max_length=64, verbose_name="time zone")),
                    ("summary", models.CharField(blank=True, max_length=160, verbose_name="in one line")),
                    ("description", models.TextField(blank=True, verbose_name="description")),
                    (
                        "house_rules",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=160),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="house rules, a sentence each",
                        ),
                    ),
                    ("includes_food", models.BooleanField(default=False, verbose_name="food included")),
                    (
                        "free_cancel_days",
                        models.PositiveSmallIntegerField(
                            db_default=0,
                            default=0,
                            validators=[django.core.validators.MaxValueValidator(90)],
                            verbose_name="free to cancel until, days before moving in",
                        ),
                    ),
                    (
                        "late_cancel_percent",
                        models.PositiveSmallIntegerField(
                            db_default=0,
                            default=0,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="kept when cancelled later, percent of the deposit",
                        ),
                    ),
                    (
                        "no_show_percent",
                        models.PositiveSmallIntegerField(
                            db_default=100,
                            default=100,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="kept when cancelled after the move-in day, percent of the deposit",
                        ),
                    ),
                    ("is_published", models.BooleanField(default=False, verbose_name="published")),
                    (
                        "published_at",
                        models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published at"),
                    ),
                    ("created_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_propertyevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_4bc2a",
                                hash="193f4c0c77563bfafe9b0fdee67515cf75805e18",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="UnitType",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    (
                        "property",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="unit_types",
                            to="catalog.property",
                        ),
                    ),
                    ("name", models.CharField(max_length=80, verbose_name="name")),
                    (
                        "kind",
                        models.CharField(
                            choices=[("bed", "Bed in a shared room"), ("room", "Single room"), ("flat", "Flat")],
                            default="bed",
                            max_length=4,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "sharing",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[
                                django.core.validators.MinValueValidator(1),
                                django.core.validators.MaxValueValidator(12),
                            ],
                            verbose_name="people in the room",
                        ),
                    ),
                    ("description", models.CharField(blank=True, max_length=240, verbose_name="what you get")),
                    ("is_offered", models.BooleanField(default=True, verbose_name="offered")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ],
                options={
                    "verbose_name": "unit type",
                    "verbose_name_plural": "unit types",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("property", "name"), name="unit_type_name_is_unique_in_its_property"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["bed", "room", "flat"])), name="unit_type_kind_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("sharing__gte", 1), ("sharing__lte", 12)),
                            name="unit_type_sharing_is_sane",
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="last_offer_of_a_published_property_stays",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_unittype",
                                when="AFTER",
                                operation='DELETE OR UPDATE OF "is_offered"',
                                constraint="CONSTRAINT",
                                timing="DEFERRABLE INITIALLY DEFERRED",
                                func="""
        PERFORM FROM catalog_property WHERE id = OLD.property_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT 1 FROM catalog_property WHERE id = OLD.property_id AND is_published)
        AND NOT EXISTS (
    SELECT 1 FROM catalog_unittype offer JOIN catalog_rate price ON price.unit_type_id = offer.id
    WHERE offer.property_id = OLD.property_id AND offer.is_offered
) THEN RAISE EXCEPTION 'nivas: last_offer_of_a_published_property_stays' USING ERRCODE = '23514', CONSTRAINT = 'last_offer_of_a_published_property_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_last_offer_of_a_published_property_stays_18397",
                                hash="6a1475d32c95913bdddeaa5b7b03827fa3ea2d97",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="unit_type_stays_with_its_property",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_unittype",
                                when="BEFORE",
                                operation="UPDATE",
                                condition='WHEN (OLD."property_id" IS DISTINCT FROM (NEW."property_id"))',
                                func=(
                                    "RAISE EXCEPTION 'nivas: unit_type_stays_with_its_property' USING ERRCODE = "
                                    "'23514', CONSTRAINT = 'unit_type_stays_with_its_property', TABLE = "
                                    "TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
                                ),
                                pgid="pgtrigger_unit_type_stays_with_its_property_f7db8",
                                hash="f1e2751d2b7b3f29712a17dfee99b54595994338",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_unittype",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "catalog_unittypeevent" ("description", "id", "is_offered", "kind", '
                                    '"name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"position", "property_id", "public_id", "sharing") VALUES (NEW."description", '
                                    'NEW."id", NEW."is_offered", NEW."kind", NEW."name", _pgh_attach_context(), '
                                    'NOW(), \'insert\', NEW."id", NEW."position", NEW."property_id", NEW."public_id", '
                                    'NEW."sharing"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_7b60f",
                                hash="3d74f807c23ebb615fa95e04709b679d2ad474ef",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_unittype",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "catalog_unittypeevent" ("description", "id", "is_offered", "kind", '
                                    '"name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"position", "property_id", "public_id", "sharing") VALUES (NEW."description", '
                                    'NEW."id", NEW."is_offered", NEW."kind", NEW."name", _pgh_attach_context(), '
                                    'NOW(), \'update\', NEW."id", NEW."position", NEW."property_id", NEW."public_id", '
                                    'NEW."sharing"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_09490",
                                hash="5f4a6dcbb71b9713e58d505eaba7db99dc329023",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_unittype",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "catalog_unittypeevent" ("description", "id", "is_offered", "kind", '
                                    '"name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"position", "property_id", "public_id", "sharing") VALUES (OLD."description", '
                                    'OLD."id", OLD."is_offered", OLD."kind", OLD."name", _pgh_attach_context(), '
                                    'NOW(), \'delete\', OLD."id", OLD."position", OLD."property_id", OLD."public_id", '
                                    'OLD."sharing"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_4bcc2",
                                hash="04f9230e0eb7d871a1a954bb1c05afbd6e33c562",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="UnitTypeEvent",
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
                            to="catalog.unittype",
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
                        "property",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="catalog.property",
                        ),
                    ),
                    ("name", models.CharField(max_length=80, verbose_name="name")),
                    (
                        "kind",
                        models.CharField(
                            choices=[("bed", "Bed in a shared room"), ("room", "Single room"), ("flat", "Flat")],
                            default="bed",
                            max_length=4,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "sharing",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[
                                django.core.validators.MinValueValidator(1),
                                django.core.validators.MaxValueValidator(12),
                            ],
                            verbose_name="people in the room",
                        ),
                    ),
                    ("description", models.CharField(blank=True, max_length=240, verbose_name="what you get")),
                    ("is_offered", models.BooleanField(default=True, verbose_name="offered")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_unittypeevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_c97fe",
                                hash="c140b398ebc7da06d681fb590815d09f944a6790",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Rate",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "unit_type",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="rates", to="catalog.unittype"
                        ),
                    ),
                    ("from_date", models.DateField(verbose_name="from")),
                    ("rent_paise", project.kernel.fields.PaiseField(verbose_name="rent a month")),
                    ("deposit_paise", project.kernel.fields.PaiseField(verbose_name="deposit")),
                    ("notice_days", models.PositiveSmallIntegerField(default=30, verbose_name="notice, days")),
                ],
                options={
                    "verbose_name": "rate",
                    "verbose_name_plural": "rates",
                    "ordering": ["unit_type", "from_date"],
                    "constraints": [
                        models.UniqueConstraint(fields=("unit_type", "from_date"), name="rate_begins_once_a_day"),
                        models.CheckConstraint(condition=models.Q(("rent_paise__gt", 0)), name="rate_rent_is_positive"),
                        models.CheckConstraint(
                            condition=models.Q(("deposit_paise__gte", 50)), name="rate_deposit_can_be_paid"
                        ),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="last_rate_of_a_published_offer_stays",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_rate",
                                when="AFTER",
                                operation='DELETE OR UPDATE OF "unit_type_id"',
                                constraint="CONSTRAINT",
                                timing="DEFERRABLE INITIALLY DEFERRED",
                                declare="DECLARE house BIGINT;",
                                func="""
        SELECT property_id INTO house FROM catalog_unittype WHERE id = OLD.unit_type_id;
        PERFORM FROM catalog_property WHERE id = house FOR NO KEY UPDATE;
        IF EXISTS (SELECT 1 FROM catalog_property WHERE id = house AND is_published)
        AND NOT EXISTS (
    SELECT 1 FROM catalog_unittype offer JOIN catalog_rate price ON price.unit_type_id = offer.id
    WHERE offer.property_id = house AND offer.is_offered
) THEN RAISE EXCEPTION 'nivas: last_rate_of_a_published_offer_stays' USING ERRCODE = '23514', CONSTRAINT = 'last_rate_of_a_published_offer_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NULL;
    """,
                                pgid="pgtrigger_last_rate_of_a_published_offer_stays_67c85",
                                hash="e993cc640ff11994cd1bf2e6ac4f79fe30f06407",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_rate",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "catalog_rateevent" ("deposit_paise", "from_date", "id", '
                                    '"notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"rent_paise", "unit_type_id") VALUES (NEW."deposit_paise", NEW."from_date", '
                                    'NEW."id", NEW."notice_days", _pgh_attach_context(), NOW(), \'insert\', NEW."id", '
                                    'NEW."rent_paise", NEW."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_0b382",
                                hash="9634d5b201328a7176ac20c78dad7c0202ba2112",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_rate",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "catalog_rateevent" ("deposit_paise", "from_date", "id", '
                                    '"notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"rent_paise", "unit_type_id") VALUES (NEW."deposit_paise", NEW."from_date", '
                                    'NEW."id", NEW."notice_days", _pgh_attach_context(), NOW(), \'update\', NEW."id", '
                                    'NEW."rent_paise", NEW."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_0e5ac",
                                hash="3c2929df8ac70b89576d156f7b819665a029fa5b",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_rate",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "catalog_rateevent" ("deposit_paise", "from_date", "id", '
                                    '"notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", '
                                    '"rent_paise", "unit_type_id") VALUES (OLD."deposit_paise", OLD."from_date", '
                                    'OLD."id", OLD."notice_days", _pgh_attach_context(), NOW(), \'delete\', OLD."id", '
                                    'OLD."rent_paise", OLD."unit_type_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_ee025",
                                hash="0ec325897bf399f743b9292d462f90c2280077a3",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RateEvent",
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
                            to="catalog.rate",
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
                    (
                        "unit_type",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="catalog.unittype",
                        ),
                    ),
                    ("from_date", models.DateField(verbose_name="from")),
                    ("rent_paise", project.kernel.fields.PaiseField(verbose_name="rent a month")),
                    ("deposit_paise", project.kernel.fields.PaiseField(verbose_name="deposit")),
                    ("notice_days", models.PositiveSmallIntegerField(default=30, verbose_name="notice, days")),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_rateevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_f0ca5",
                                hash="5cdcbc127c2c17af5ba2e2bfb807568781f94278",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Rendition",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("filter_spec", models.CharField(db_index=True, max_length=255)),
                    (
                        "file",
                        wagtail.images.models.WagtailImageField(
                            height_field="height",
                            storage=wagtail.images.models.get_rendition_storage,
                            upload_to=wagtail.images.models.get_rendition_upload_to,
                            width_field="width",
                        ),
                    ),
                    ("width", models.IntegerField(editable=False)),
                    ("height", models.IntegerField(editable=False)),
                    ("focal_point_key", models.CharField(blank=True, default="", editable=False, max_length=16)),
                    (
                        "image",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="catalog.photo"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("image", "filter_spec", "focal_point_key"), name="rendition_is_made_once"
                        ),
                    ],
                },
                bases=(wagtail.images.models.ImageFileMixin, models.Model),
            ),
            migrations.CreateModel(
                name="PropertyPhoto",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "property",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="catalog.property"
                        ),
                    ),
                    (
                        "unit_type",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="photos",
                            to="catalog.unittype",
                        ),
                    ),
                    (
                        "photo",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="shown_in", to="catalog.photo"
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ],
                options={
                    "verbose_name": "gallery photo",
                    "verbose_name_plural": "gallery photos",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("property", "photo"), name="property_photo_is_shown_once"),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="property_photo_shows_its_own_unit_type",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_propertyphoto",
                                when="BEFORE",
                                operation="INSERT OR UPDATE",
                                condition='WHEN (NEW."unit_type_id" IS NOT NULL)',
                                func="""
        IF NOT EXISTS (
            SELECT 1 FROM catalog_unittype WHERE id = NEW.unit_type_id AND property_id = NEW.property_id
        ) THEN RAISE EXCEPTION 'nivas: property_photo_shows_its_own_unit_type' USING ERRCODE = '23514', CONSTRAINT = 'property_photo_shows_its_own_unit_type', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
    """,
                                pgid="pgtrigger_property_photo_shows_its_own_unit_type_9dd6d",
                                hash="2c5b3766d2b7b804f14e7e710ae4848efbd87cb7",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Assignment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "membership",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="assignments",
                            to="identity.membership",
                        ),
                    ),
                    (
                        "property",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="assignments",
                            to="catalog.property",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "assignment",
                    "verbose_name_plural": "assignments",
                    "constraints": [
                        models.UniqueConstraint(fields=("membership", "property"), name="assignment_is_made_once"),
                    ],
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="assignment_stays_within_one_landlord",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_assignment",
                                when="BEFORE",
                                operation="INSERT OR UPDATE",
                                func="""
        IF NOT EXISTS (
            SELECT 1 FROM identity_membership member JOIN catalog_property house USING (landlord_id)
            WHERE member.id = NEW.membership_id AND house.id = NEW.property_id
        ) THEN RAISE EXCEPTION 'nivas: assignment_stays_within_one_landlord' USING ERRCODE = '23514', CONSTRAINT = 'assignment_stays_within_one_landlord', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;
        RETURN NEW;
    """,
                                pgid="pgtrigger_assignment_stays_within_one_landlord_c22d5",
                                hash="5c8bd1b28248ef4a96ff967e88de474eb3039c11",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="insert_insert",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_assignment",
                                when="AFTER",
                                operation="INSERT",
                                func=(
                                    'INSERT INTO "catalog_assignmentevent" ("id", "membership_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (NEW."id", '
                                    'NEW."membership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", '
                                    'NEW."property_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_insert_insert_61662",
                                hash="495e718488c9a7c8e719f8681433b0b1fb671bbb",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="update_update",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_assignment",
                                when="AFTER",
                                operation="UPDATE",
                                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                func=(
                                    'INSERT INTO "catalog_assignmentevent" ("id", "membership_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (NEW."id", '
                                    'NEW."membership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", '
                                    'NEW."property_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_update_update_0ae0c",
                                hash="435c1aec4b4d2d5c3c6ffa379c5cac5911dd6003",
                            ),
                        ),
                        pgtrigger.compiler.Trigger(
                            name="delete_delete",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_assignment",
                                when="AFTER",
                                operation="DELETE",
                                func=(
                                    'INSERT INTO "catalog_assignmentevent" ("id", "membership_id", "pgh_context_id", '
                                    '"pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (OLD."id", '
                                    'OLD."membership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", '
                                    'OLD."property_id"); RETURN NULL;'
                                ),
                                pgid="pgtrigger_delete_delete_56d1d",
                                hash="71779730aa709a1fde68a8f1543ba40288ccca95",
                            ),
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AssignmentEvent",
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
                            to="catalog.assignment",
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
                    (
                        "membership",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="identity.membership",
                        ),
                    ),
                    (
                        "property",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            related_query_name="+",
                            to="catalog.property",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "triggers": [
                        pgtrigger.compiler.Trigger(
                            name="append_only",
                            sql=pgtrigger.compiler.UpsertTriggerSql(
                                table="catalog_assignmentevent",
                                when="BEFORE",
                                operation="UPDATE OR DELETE",
                                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                pgid="pgtrigger_append_only_35252",
                                hash="209bbfbdcfdc9f12246a1ae94468ca62af944a50",
                            ),
                        ),
                    ],
                },
            ),
        ),
    ]
