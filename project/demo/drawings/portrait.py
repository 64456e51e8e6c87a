"""A made-up person as a calm geometric portrait: hair, clothes and ground, and only a hint of a face."""

from dataclasses import dataclass

from PIL import Image

from project.demo.dice import Dice, dice_for
from project.demo.drawings.canvas import Box, Canvas, Pen
from project.demo.drawings.colour import Colour, fade, mix, of

SIZE = (256, 256)
SKINS = (of("#8D5A3B"), of("#A56B45"), of("#B97F55"), of("#C9946A"), of("#7A4A30"), of("#D6A67E"))
HAIRS = (of("#1F1A1C"), of("#2B2122"), of("#3A2A24"), of("#1D1D24"))
GREY = of("#A9A3A0")
GROUNDS = (
    of("#F4B63F"),
    of("#BFDCDA"),
    of("#E9B7A0"),
    of("#BCCFA8"),
    of("#D6CCE4"),
    of("#F0DDB8"),
    of("#8FC1C4"),
    of("#E58E6A"),
)
CLOTHES = (
    of("#0B5D66"),
    of("#A8321F"),
    of("#1E6B3A"),
    of("#5D4E86"),
    of("#D9932F"),
    of("#2F4C7A"),
    of("#F3EBDD"),
    of("#C2477E"),
)

WOMEN_HAIR = ("long", "bun", "bob", "plait", "curls")
MEN_HAIR = ("short", "side", "curls", "crop", "bald")


@dataclass(frozen=True)
class Face:
    """What one portrait is made of."""

    skin: Colour
    hair: Colour
    cloth: Colour
    accent: Colour
    style: str
    is_woman: bool
    glasses: bool
    beard: bool


def draw_portrait(seed: str, *, is_woman: bool) -> tuple[Image.Image, Box]:
    """Draw one person's portrait and say where the face is."""
    rng = dice_for("portrait", seed)
    face = _throw_face(rng, is_woman=is_woman)
    ground = rng.choice([tone for tone in GROUNDS if tone != face.cloth])
    canvas = Canvas(SIZE, ground)
    canvas.gradient((0, 0, 256, 256), mix(ground, (255, 255, 255), 0.22), mix(ground, of("#6B4A3A"), 0.10))
    canvas.disc((rng.choice((70, 186)), 96), 84, mix(ground, (255, 255, 255), 0.26))
    _draw_hair_behind(canvas, face)
    _draw_body(canvas, face)
    _draw_head(canvas, face)
    _draw_hair(canvas, face)
    _draw_details(canvas, face)
    canvas.settle()
    canvas.grain(rng, 0.025)
    return canvas.image, (72, 40, 184, 190)


def _throw_face(rng: Dice, *, is_woman: bool) -> Face:
    hair = GREY if rng.random() < 0.10 else rng.choice(HAIRS)
    cloth, accent = rng.sample(CLOTHES, k=2)
    style = rng.choice(WOMEN_HAIR if is_woman else MEN_HAIR)
    bearded = not is_woman and rng.random() < 0.45
    return Face(rng.choice(SKINS), hair, cloth, accent, style, is_woman, rng.random() < 0.3, bearded)


def _draw_hair_behind(pen: Pen, face: Face) -> None:
    if face.style == "long":
        pen.box((76, 78, 180, 214), face.hair, radius=46)
    elif face.style == "bob":
        pen.box((74, 74, 182, 172), face.hair, radius=48)
    elif face.style == "bun":
        pen.disc((128, 48), 24, face.hair)
    elif face.style == "curls" and face.is_woman:
        for x, y, size in ((86, 96, 28), (80, 130, 26), (170, 96, 28), (176, 130, 26), (96, 158, 22), (160, 158, 22)):
            pen.disc((x, y), size, face.hair)


def _draw_body(canvas: Canvas, face: Face) -> None:
    shadow = mix(face.skin, of("#2A1420"), 0.24)
    canvas.box((28, 192, 228, 330), face.cloth, radius=70)
    canvas.box((110, 150, 146, 208), shadow, radius=16)
    canvas.ellipse((104, 182, 152, 218), face.skin)
    if face.is_woman:
        canvas.polygon([(42, 206), (112, 196), (196, 270), (40, 290)], mix(face.cloth, (255, 255, 255), 0.16))
        canvas.line([(112, 198), (200, 272)], mix(face.accent, (255, 255, 255), 0.25), 6)
    else:
        canvas.polygon([(100, 192), (128, 226), (112, 240), (92, 198)], mix(face.cloth, (255, 255, 255), 0.22))
        canvas.polygon([(156, 192), (128, 226), (144, 240), (164, 198)], mix(face.cloth, (255, 255, 255), 0.12))
        canvas.line([(128, 228), (128, 256)], mix(face.cloth, of("#17131C"), 0.3), 2)


def _draw_head(canvas: Canvas, face: Face) -> None:
    for x in (82, 174):
        canvas.disc((x, 126), 10, mix(face.skin, of("#5A2A1E"), 0.16))
    canvas.box((84, 66, 172, 180), face.skin, radius=43)
    cheek = mix(face.skin, of("#D9573C"), 0.30)
    for x in (102, 154):
        canvas.disc((x, 142), 9, fade(cheek, 0.5))


def _draw_hair(canvas: Canvas, face: Face) -> None:
    hair = face.hair
    if face.style == "bald":
        return
    if face.style in ("long", "bob", "bun", "plait"):
        canvas.slice((78, 50, 178, 158), 180, 360, hair)
        canvas.polygon([(80, 104), (128, 64), (100, 110), (84, 132)], hair)
        canvas.polygon([(176, 104), (128, 64), (156, 110), (172, 132)], hair)
        if face.style == "plait":
            for step in range(7):
                canvas.disc((178 + step * 1.2, 148 + step * 14), 10 - step * 0.7, hair)
            canvas.disc((186, 240), 5, face.accent)
    elif face.style == "curls":
        for x, y, size in ((96, 84, 20), (114, 70, 22), (134, 66, 22), (154, 76, 21), (164, 94, 15), (90, 100, 14)):
            canvas.disc((x, y), size, hair)
    else:
        top = 52 if face.style == "side" else 58
        canvas.slice((80, top, 176, top + 92), 180, 360, hair)
        canvas.polygon(
            [(80, 98), (176, 98), (172, 122), (160, 100), (118 if face.style == "side" else 100, 100), (86, 122)], hair
        )


def _draw_details(canvas: Canvas, face: Face) -> None:
    dark = mix(face.skin, of("#1D1218"), 0.78)
    if face.beard:
        canvas.slice((84, 96, 172, 184), 12, 168, face.hair)
        canvas.box((112, 148, 144, 153), face.hair, radius=2.5)
    for x in (108, 148):
        canvas.arc((x - 8, 116, x + 8, 130), 200, 340, dark, 3)
        canvas.arc((x - 10, 103, x + 10, 121), 215, 325, mix(face.hair, face.skin, 0.1), 3)
    canvas.arc((120, 126, 136, 144), 30, 110, mix(face.skin, dark, 0.4), 2.4)
    canvas.arc((112, 138, 144, 164), 35, 145, of("#8C3A35") if not face.beard else of("#E7C3AE"), 3.4)
    if face.glasses:
        for x in (108, 148):
            canvas.ring((x - 16, 107, x + 16, 139), of("#2C2A30"), 3)
        canvas.line([(124, 120), (132, 120)], of("#2C2A30"), 3)
    if face.is_woman:
        for x in (80, 176):
            canvas.disc((x, 142), 4.6, of("#F4B63F"))
