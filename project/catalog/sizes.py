"""The sizes in which photos are shown; every `srcset` of the portal is one of these."""

# Cards stand four to three and keep the focal point in view.
CARD_SIZES = ("fill-400x300|format-webp", "fill-720x540|format-webp")
# The big pictures of a house, three to two; the largest also fills the lightbox.
STAGE_SIZES = ("fill-720x480|format-webp", "fill-1440x960|format-webp")
# What a link shows when it is shared; some readers know no WebP.
SHARE_SIZES = ("fill-1200x630|format-jpeg",)

ALL_SIZES = (*CARD_SIZES, *STAGE_SIZES)
