"""The pages people write: home, landlords, houses, notices, help."""

import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from project.kernel.postgres.operations import CreateTables


class Migration(migrations.Migration):
    """They are all pages of Wagtail's tree."""

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("catalog", "0001_properties"),
        ("identity", "0001_people"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name="HelpPage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to=settings.WAGTAIL_PAGE_MODEL,
                        ),
                    ),
                    ("intro", models.CharField(blank=True, max_length=200, verbose_name="in one line")),
                    ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                ],
                options={
                    "verbose_name": "help page",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="HomePage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to=settings.WAGTAIL_PAGE_MODEL,
                        ),
                    ),
                    ("promise", models.CharField(blank=True, max_length=120, verbose_name="one line of promise")),
                    ("lead", models.CharField(blank=True, max_length=240, verbose_name="the line below")),
                ],
                options={
                    "verbose_name": "home page",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="NoticePage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to=settings.WAGTAIL_PAGE_MODEL,
                        ),
                    ),
                    ("intro", models.CharField(max_length=200, verbose_name="in one line")),
                    ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                ],
                options={
                    "verbose_name": "notice",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="NoticesPage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to=settings.WAGTAIL_PAGE_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "notices",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="HousePage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to=settings.WAGTAIL_PAGE_MODEL,
                        ),
                    ),
                    (
                        "body",
                        wagtail.fields.StreamField(
                            [("story", 2), ("gallery", 6), ("rules", 9), ("neighbourhood", 16)],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Heading", "max_length": 80, "required": False},
                                ),
                                1: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {"features": ["bold", "italic", "ol", "ul", "link"], "label": "Text"},
                                ),
                                2: ("wagtail.blocks.StructBlock", [[("heading", 0), ("text", 1)]], {}),
                                3: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Photo"}),
                                4: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Caption", "max_length": 120, "required": False},
                                ),
                                5: ("wagtail.blocks.StructBlock", [[("photo", 3), ("caption", 4)]], {}),
                                6: (
                                    "wagtail.blocks.ListBlock",
                                    (5,),
                                    {"icon": "image", "label": "Gallery", "template": "content/blocks/gallery.html"},
                                ),
                                7: ("wagtail.blocks.CharBlock", (), {"label": "Rule", "max_length": 160}),
                                8: ("wagtail.blocks.ListBlock", (7,), {"label": "Rules"}),
                                9: ("wagtail.blocks.StructBlock", [[("rules", 8)]], {}),
                                10: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": ["bold", "italic", "ol", "ul", "link"],
                                        "label": "Text",
                                        "required": False,
                                    },
                                ),
                                11: ("wagtail.blocks.CharBlock", (), {"label": "Place", "max_length": 80}),
                                12: (
                                    "wagtail.blocks.IntegerBlock",
                                    (),
                                    {"label": "Minutes", "max_value": 180, "min_value": 1},
                                ),
                                13: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [
                                            ("walk", "on foot"),
                                            ("bus", "by bus"),
                                            ("metro", "by metro"),
                                            ("auto", "by auto"),
                                        ],
                                        "label": "By",
                                    },
                                ),
                                14: ("wagtail.blocks.StructBlock", [[("name", 11), ("minutes", 12), ("by", 13)]], {}),
                                15: ("wagtail.blocks.ListBlock", (14,), {"default": [], "label": "Nearby"}),
                                16: ("wagtail.blocks.StructBlock", [[("text", 10), ("nearby", 15)]], {}),
                            },
                            verbose_name="what you tell about it",
                        ),
                    ),
                    (
                        "property",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="page",
                            to="catalog.property",
                            verbose_name="house",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "house page",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="LandlordPage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to=settings.WAGTAIL_PAGE_MODEL,
                        ),
                    ),
                    (
                        "collection",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wagtailcore.collection"
                        ),
                    ),
                    (
                        "group",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="auth.group"
                        ),
                    ),
                    (
                        "landlord",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="page", to="identity.landlord"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "landlord",
                },
                bases=("wagtailcore.page",),
            ),
        )
    ]
