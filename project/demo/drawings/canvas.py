"""A sheet to draw on: shapes in picture units, drawn at twice the size and scaled down, so edges are smooth."""

import io
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from project.demo.dice import Dice, dice_for
from project.demo.drawings.colour import Colour, Ink

Point = tuple[float, float]
Box = tuple[float, float, float, float]

OVERSAMPLE = 2


class Pen:
    """Draws shapes on one image, in picture units whatever the image's own scale."""

    def __init__(self, image: Image.Image, scale: float, origin: Point = (0, 0)) -> None:
        self.image = image
        self.scale = scale
        self.origin = origin
        self._draw = ImageDraw.Draw(image, "RGBA" if image.mode == "RGB" else None)

    def polygon(self, points: Sequence[Point], fill: Ink | int) -> None:
        """Fills the shape between these corners."""
        self._draw.polygon(self._place(points), fill=fill)

    def box(self, box: Box, fill: Ink | int, *, radius: float = 0) -> None:
        """Draws a rectangle given as left, top, right, bottom."""
        left, top, right, bottom = self._corners(box)
        if right <= left or bottom <= top:
            return
        if radius:
            self._draw.rounded_rectangle((left, top, right, bottom), radius * self.scale, fill=fill)
        else:
            self._draw.rectangle((left, top, right, bottom), fill=fill)

    def ellipse(self, box: Box, fill: Ink | int) -> None:
        """Fills the largest ellipse in a box."""
        self._draw.ellipse(self._corners(box), fill=fill)

    def disc(self, centre: Point, radius: float, fill: Ink | int) -> None:
        """Fills a circle."""
        x, y = centre
        self.ellipse((x - radius, y - radius, x + radius, y + radius), fill)

    def line(self, points: Sequence[Point], fill: Ink | int, width: float = 1) -> None:
        """Draws a line through these points."""
        self._draw.line(self._place(points), fill=fill, width=max(1, round(width * self.scale)), joint="curve")

    def ring(self, box: Box, fill: Ink | int, width: float) -> None:
        """Draws the outline of an ellipse."""
        self._draw.ellipse(self._corners(box), outline=fill, width=max(1, round(width * self.scale)))

    def arc(self, box: Box, start: float, end: float, fill: Ink | int, width: float = 1) -> None:
        """Draws part of an ellipse's outline, in degrees clockwise from three o'clock."""
        self._draw.arc(self._corners(box), start, end, fill=fill, width=max(1, round(width * self.scale)))

    def slice(self, box: Box, start: float, end: float, fill: Ink | int) -> None:
        """Fills part of an ellipse, like a slice of pie."""
        self._draw.pieslice(self._corners(box), start, end, fill=fill)

    def stamp(self, centre: Point, mask: Image.Image, fill: Colour) -> None:
        """Prints one colour through a mask that is already as large as it will be."""
        ((x, y),) = self._place([centre])
        self.image.paste(fill, (round(x) - mask.width // 2, round(y) - mask.height // 2), mask)

    def _place(self, points: Iterable[Point]) -> list[Point]:
        (dx, dy), scale = self.origin, self.scale
        return [((x - dx) * scale, (y - dy) * scale) for x, y in points]

    def _corners(self, box: Box) -> Box:
        (left, top), (right, bottom) = self._place([box[:2], box[2:]])
        # Pillow paints the far edge too; without this every shape would be one dot too large.
        return round(left), round(top), max(round(left), round(right) - 1), max(round(top), round(bottom) - 1)


class Canvas(Pen):
    """The picture itself, with the washes that a plain pen cannot do: gradients, soft shadows, glows and grain."""

    def __init__(self, size: tuple[int, int], ground: Colour, *, view: Box | None = None) -> None:
        """Makes a sheet that will end up `size` large and shows the part `view` of the scene."""
        self.size = size
        self.view: Box = view or (0, 0, *size)
        left, top, right, bottom = self.view
        sheet = round((right - left) * OVERSAMPLE), round((bottom - top) * OVERSAMPLE)
        super().__init__(Image.new("RGB", sheet, ground), OVERSAMPLE, (left, top))

    def gradient(self, box: Box, top: Colour, bottom: Colour, *, sideways: bool = False) -> None:
        """Fills a rectangle with a wash from one colour to the other."""
        left, upper, right, lower = (round(v) for v in self._corners(box))
        wide, high = right - left + 1, lower - upper + 1
        # One line of the wash is enough; stretching it across is a plain copy.
        line = _ramp(top, bottom, sideways).resize((wide, 1) if sideways else (1, high), Image.Resampling.BILINEAR)
        self.image.paste(line.resize((wide, high), Image.Resampling.NEAREST), (left, upper))

    def soft(
        self, area: Box, paint: Callable[[Pen], None], colour: Colour, *, opacity: float = 1.0, blur: float = 8
    ) -> None:
        """Lays down whatever `paint` draws (with fill 0 to 255) as a blurred veil of one colour."""
        mask, (left, top) = self._veil(area, "L", paint, blur)
        mask = mask.point([round(v * opacity) for v in range(256)])
        self.image.paste(colour, (left, top, left + mask.width, top + mask.height), mask)

    def glow(self, area: Box, paint: Callable[[Pen], None], *, blur: float = 20) -> None:
        """Adds light: `paint` draws bright shapes on black, which then lighten what is below."""
        light, (left, top) = self._veil(area, "RGB", paint, blur)
        box = (left, top, left + light.width, top + light.height)
        self.image.paste(ImageChops.screen(self.image.crop(box), light), box)

    def settle(self) -> None:
        """Scales the sheet down to the picture's own size; what is drawn later is drawn at that size."""
        image = self.image.resize(self.size, Image.Resampling.BOX)
        super().__init__(image, self.size[0] / (self.view[2] - self.view[0]), self.origin)

    def focus(self, box: Box) -> Box:
        """Where in the finished picture a thing drawn at `box` has ended up."""
        (left, top), (right, bottom) = self._place([box[:2], box[2:]])
        return max(0, left), max(0, top), min(self.size[0], right), min(self.size[1], bottom)

    def grain(self, rng: Dice, strength: float = 0.03) -> None:
        """Gives the sheet the tooth of paper, so large washes do not look like plastic."""
        noise = _noise(rng.randrange(4)).point([round(v * strength) for v in range(256)])
        for left in range(0, self.image.width, noise.width):
            for top in range(0, self.image.height, noise.height):
                self.image.paste((92, 74, 60), (left, top, left + noise.width, top + noise.height), noise)

    def _veil(
        self, area: Box, mode: str, paint: Callable[[Pen], None], blur: float
    ) -> tuple[Image.Image, tuple[int, int]]:
        """Draws on a small sheet of its own, blurs it, and blows it up to lie on the picture."""
        margin = blur * 2.5
        left, top = max(self.view[0], area[0] - margin), max(self.view[1], area[1] - margin)
        right, bottom = min(self.view[2], area[2] + margin), min(self.view[3], area[3] + margin)
        scale = 0.5 if blur < 16 else 0.125  # the softer a thing, the less detail it holds
        size = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
        pen = Pen(Image.new(mode, size), scale, (left, top))
        paint(pen)
        image = pen.image.filter(ImageFilter.GaussianBlur(blur * scale))
        (x, y), (far_x, far_y) = self._place([(left, top), (right, bottom)])
        full = max(1, round(far_x) - round(x)), max(1, round(far_y) - round(y))
        return image.resize(full, Image.Resampling.BILINEAR), (round(x), round(y))


def jpeg(image: Image.Image, *, note: str = "", quality: int = 78) -> bytes:
    """Encode the picture as a web-sized JPEG, with a note inside for whoever opens it again."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, comment=note.encode())
    return out.getvalue()


@lru_cache(maxsize=256)
def _ramp(first: Colour, last: Colour, sideways: bool) -> Image.Image:
    steps = 64
    ramp = Image.new("RGB", (1, steps))
    share = [step / (steps - 1) for step in range(steps)]
    ramp.putdata([tuple(round(a + (b - a) * t) for a, b in zip(first, last, strict=True)) for t in share])
    return ramp.transpose(Image.Transpose.ROTATE_90) if sideways else ramp


@lru_cache(maxsize=4)
def _noise(number: int) -> Image.Image:
    side = 400
    return Image.frombytes("L", (side, side), dice_for("grain", number).randbytes(side * side))
