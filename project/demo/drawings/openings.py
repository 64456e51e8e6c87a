"""Windows and doors: a recess, its glass, what hangs behind the glass, and the shade over it."""

from project.demo.drawings.canvas import Box
from project.demo.drawings.colour import fade, mix, of
from project.demo.drawings.scene import LAMP, Scene

CURTAINS = (of("#F2E7D3"), of("#D98E6A"), of("#7FA69A"), of("#E3B75C"), of("#B8A5C4"), of("#C4D3CF"))
WARM_ROOM = (of("#FFE2A8"), of("#F4AE5A"))


def draw_window(scene: Scene, box: Box, style: str, *, shade: bool = True) -> None:
    """Draw one window of the given style, lit or not as the hour decides."""
    left, top, right, bottom = box
    canvas = scene.canvas
    canvas.box((left - 5, top - 5, right + 5, bottom + 3), scene.ink(scene.paint.trim))
    if style == "arched":
        _draw_arch(scene, box)
    draw_glass(scene, box)
    _draw_recess_shadow(scene, box)
    _draw_bars(scene, box, style)
    _draw_sill(scene, box)
    if shade and style != "arched":
        draw_sunshade(scene, left - 14, right + 14, top - 12)


def draw_glass(scene: Scene, box: Box) -> None:
    """Fill an opening with glass: the sky's reflection, or a lamp-lit room."""
    lit = scene.rng.random() < scene.light.lit
    if lit:
        scene.canvas.gradient(box, *WARM_ROOM)
        scene.light_up(box)
    else:
        deep, pale = scene.light.glass
        scene.canvas.gradient(box, mix(deep, (30, 40, 52), 0.30), pale)
    _draw_curtains(scene, box, lit=lit)
    if not lit:
        _draw_reflection(scene, box)


def draw_door(scene: Scene, box: Box) -> None:
    """Draw a panelled front door with a fanlight over it."""
    left, top, right, bottom = box
    canvas, wood = scene.canvas, scene.paint.wood
    canvas.box((left - 7, top - 7, right + 7, bottom), scene.ink(scene.paint.trim))
    canvas.gradient(box, scene.ink(wood, 1.08), scene.ink(wood, 0.86))
    middle, light_bottom = (left + right) / 2, top + (bottom - top) * 0.2
    draw_glass(scene, (left + 4, top + 4, right - 4, light_bottom))
    for start in (left + 5, middle + 3):
        wide = (right - left) / 2 - 8
        for upper, lower in (
            (light_bottom + 7, top + (bottom - top) * 0.56),
            (top + (bottom - top) * 0.61, bottom - 8),
        ):
            canvas.box((start, upper, start + wide, lower), scene.ink(wood, 0.72))
            canvas.box((start + 2, upper + 2, start + wide, lower), scene.ink(wood, 0.96))
    canvas.line([(middle, light_bottom), (middle, bottom)], scene.ink(wood, 0.6), width=1.2)
    for x in (middle - 5, middle + 5):
        canvas.disc((x, top + (bottom - top) * 0.60), 2.2, scene.ink(of("#E2B65A")))
    _draw_recess_shadow(scene, box)


def draw_sunshade(scene: Scene, left: float, right: float, y: float, *, thick: float = 7, reach: float = 26) -> None:
    """Draw the thin slab that keeps sun and rain off an opening, and the shadow it throws."""
    slant_x, slant_y = scene.light.slant
    scene.cast(
        [
            (left, y + thick),
            (right, y + thick),
            (right + slant_x * reach, y + thick + slant_y * reach),
            (left + slant_x * reach, y + thick + slant_y * reach),
        ],
        0.85,
    )
    scene.canvas.box((left, y, right, y + thick), scene.ink(scene.paint.trim, 0.98))
    scene.canvas.box((left, y + thick - 2, right, y + thick), scene.ink(scene.paint.trim, 0.74))


def _draw_arch(scene: Scene, box: Box) -> None:
    """A fanlight: half a wheel of small panes over the window."""
    left, top, right, _ = box
    canvas, rise, middle = scene.canvas, (right - left) * 0.26, (left + right) / 2
    canvas.ellipse((left - 5, top - rise - 5, right + 5, top + rise + 5), scene.ink(scene.paint.trim))
    canvas.ellipse((left, top - rise, right, top + rise), mix(scene.light.glass[0], (30, 40, 52), 0.35))
    frame = scene.ink(scene.paint.wood)
    for share in (-0.62, -0.22, 0.22, 0.62):
        canvas.line(
            [(middle, top), (middle + share * (right - left) * 0.5, top - rise * (1 - share * share) ** 0.5)],
            frame,
            width=1.8,
        )
    canvas.arc((left, top - rise, right, top + rise), 180, 360, frame, width=3)


def _draw_curtains(scene: Scene, box: Box, *, lit: bool) -> None:
    left, top, right, bottom = box
    rng, style = scene.rng, scene.rng.random()
    cloth = rng.choice(CURTAINS)
    colour = mix(cloth, LAMP, 0.45) if lit else mix(scene.ink(cloth), scene.light.glass[0], 0.30)
    width = right - left
    if style < 0.5:
        for edge, wide in ((left, width * rng.uniform(0.16, 0.3)), (right, -width * rng.uniform(0.16, 0.3))):
            low, high = sorted((edge, edge + wide))
            scene.canvas.box((low, top, high, bottom), fade(colour, 0.86))
            for fold in range(1, 3):
                x = low + (high - low) * fold / 3
                scene.canvas.line([(x, top), (x, bottom)], fade(mix(colour, (70, 50, 40), 0.35), 0.5), width=1)
    elif style < 0.7:
        scene.canvas.box((left, top, right, top + (bottom - top) * rng.uniform(0.3, 0.6)), fade(colour, 0.8))


def _draw_reflection(scene: Scene, box: Box) -> None:
    left, top, right, bottom = box
    width = right - left
    shine = fade(mix(scene.light.glass[1], (255, 255, 255), 0.4), 0.30)
    for start, wide in ((0.10, 0.16), (0.36, 0.07)):
        x = left + width * start
        foot = max(left, x - width * 0.10)
        scene.canvas.polygon(
            [(x + width * 0.28, top), (x + width * (0.28 + wide), top), (foot + width * wide, bottom), (foot, bottom)],
            shine,
        )


def _draw_recess_shadow(scene: Scene, box: Box) -> None:
    left, top, right, bottom = box
    deep = 5.0
    scene.cast([(left, top), (right, top), (right, top + deep), (left, top + deep)], 1.1)
    if scene.light.from_left:
        scene.cast([(left, top), (left + deep, top), (left + deep, bottom), (left, bottom)], 0.9)
    else:
        scene.cast([(right - deep, top), (right, top), (right, bottom), (right - deep, bottom)], 0.9)


def _draw_bars(scene: Scene, box: Box, style: str) -> None:
    left, top, right, bottom = box
    frame = scene.ink(scene.paint.wood if style != "sliding" else scene.paint.metal)
    middle = (left + right) / 2
    canvas = scene.canvas
    for edge in (
        (left, top, left + 3, bottom),
        (right - 3, top, right, bottom),
        (left, top, right, top + 3),
        (left, bottom - 3, right, bottom),
    ):
        canvas.box(edge, frame)
    canvas.box((middle - 1.6, top, middle + 1.6, bottom), frame)
    if style in ("casement", "arched"):
        rail = top + (bottom - top) * 0.34
        canvas.box((left, rail - 1.4, right, rail + 1.4), frame)
    if style == "grille":
        bar = scene.ink(scene.paint.metal)
        for row in range(1, 6):
            y = top + (bottom - top) * row / 6
            canvas.line([(left, y), (right, y)], fade(bar, 0.75), width=1)


def _draw_sill(scene: Scene, box: Box) -> None:
    left, _, right, bottom = box
    scene.canvas.box((left - 9, bottom + 2, right + 9, bottom + 8), scene.ink(scene.paint.trim, 1.02))
    scene.cast(
        [(left - 9, bottom + 8), (right + 9, bottom + 8), (right + 9, bottom + 13), (left - 4, bottom + 13)], 0.6
    )
