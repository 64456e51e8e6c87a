"""Colours as plain (red, green, blue) tuples, and the four or five ways we mix them."""

Colour = tuple[int, int, int]
Ink = tuple[int, int, int] | tuple[int, int, int, int]


def of(text: str) -> Colour:
    """Read a colour written as "#0B5D66"."""
    value = int(text.lstrip("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Move `share` of the way (0 to 1) from the first colour to the second."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def shade(colour: Colour, factor: float) -> Colour:
    """Darken (factor below 1) or lighten (above 1) without leaving the hue."""
    if factor > 1:
        return mix(colour, WHITE, factor - 1)
    return mix(DUSK_BLACK, colour, factor)


def tint(colour: Colour, light: Colour) -> Colour:
    """Show the colour as it looks under a coloured light."""
    red, green, blue = (a * b // 255 for a, b in zip(colour, light, strict=True))
    return red, green, blue


def fade(colour: Colour, opacity: float) -> tuple[int, int, int, int]:
    """Make the colour see-through: 0 is gone, 1 is solid."""
    return (*colour, round(255 * min(1.0, max(0.0, opacity))))


WHITE: Colour = (255, 255, 255)
INK = of("#1D1B20")
PEACOCK = of("#0B5D66")

# Shadows in a picture are never black; this is the colour of a shaded corner.
DUSK_BLACK = of("#17131C")
