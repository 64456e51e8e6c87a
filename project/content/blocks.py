"""What a house page is put together from. Each block says one kind of thing, so the portal can place it where it belongs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

# Enough to tell a story; headings, pictures and embeds have blocks of their own or no place here.
PLAIN_TEXT = ["bold", "italic", "ol", "ul", "link"]
LONG_TEXT = ["h2", "h3", *PLAIN_TEXT, "hr"]


class StoryBlock(blocks.StructBlock):
    """A few paragraphs about the house."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PLAIN_TEXT)

    class Meta:
        icon = "pilcrow"
        label = _("Story")
        template = "content/blocks/story.html"


class PictureBlock(blocks.StructBlock):
    """One picture with what it shows."""

    photo = ImageChooserBlock(label=_("Photo"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class RulesBlock(blocks.StructBlock):
    """House rules beyond those in the office, a sentence each."""

    rules = blocks.ListBlock(blocks.CharBlock(max_length=160, label=_("Rule")), label=_("Rules"))

    class Meta:
        icon = "list-ul"
        label = _("House rules")
        template = "content/blocks/rules.html"


class NearbyBlock(blocks.StructBlock):
    """A place that people ask about, and how far it is."""

    name = blocks.CharBlock(label=_("Place"), max_length=80)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=180)
    by = blocks.ChoiceBlock(
        label=_("By"),
        choices=[("walk", _("on foot")), ("bus", _("by bus")), ("metro", _("by metro")), ("auto", _("by auto"))],
        default="walk",
    )

    class Meta:
        icon = "site"
        label = _("Nearby")


class NeighbourhoodBlock(blocks.StructBlock):
    """What it is like to live around here."""

    text = blocks.RichTextBlock(label=_("Text"), features=PLAIN_TEXT, required=False)
    nearby = blocks.ListBlock(NearbyBlock(), label=_("Nearby"), default=[])

    class Meta:
        icon = "globe"
        label = _("Neighbourhood")
        template = "content/blocks/neighbourhood.html"


class HouseBlock(blocks.StreamBlock):
    """Everything a house page may say."""

    story = StoryBlock()
    gallery = blocks.ListBlock(PictureBlock(), icon="image", label=_("Gallery"), template="content/blocks/gallery.html")
    rules = RulesBlock()
    neighbourhood = NeighbourhoodBlock()

    class Meta:
        block_counts = {"rules": {"max_num": 1}, "neighbourhood": {"max_num": 1}}
