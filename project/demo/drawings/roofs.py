"""The top of a house: parapet, tiles or pergola, and the tank, heater and plants every roof here has."""

from project.demo.drawings.colour import mix, of
from project.demo.drawings.foliage import draw_creeper, draw_pot
from project.demo.drawings.openings import draw_glass
from project.demo.drawings.plan import HousePlan
from project.demo.drawings.scene import Scene

TILE = of("#B5573A")
TANK = (of("#2F3136"), of("#3C6E8F"), of("#E3E0D6"))


def draw_roof_things(scene: Scene, plan: HousePlan) -> None:
    """Draw what stands on the roof behind the parapet."""
    if plan.roof == "tiles":
        return
    rng, spread = scene.rng, plan.right - plan.left
    tank_at = plan.left + spread * rng.choice((0.2, 0.74))
    _draw_stair_head(scene, plan.left + spread * rng.uniform(0.42, 0.54), plan.top)
    _draw_tank(scene, tank_at, plan.top)
    if rng.random() < 0.6:
        _draw_heater(scene, plan.left + spread * rng.choice((0.36, 0.88)), plan.top)
    for _ in range(rng.randint(1, 4)):
        draw_pot(scene, (rng.uniform(plan.left + 20, plan.right - 20), plan.top - 12), rng.uniform(34, 52))


def draw_roof(scene: Scene, plan: HousePlan) -> None:
    """Close the house at the top."""
    if plan.roof == "tiles":
        _draw_tiles(scene, plan)
    else:
        _draw_parapet(scene, plan)
    if plan.roof == "pergola":
        _draw_pergola(scene, plan)


def _draw_parapet(scene: Scene, plan: HousePlan) -> None:
    left, right, top = plan.left - 8, plan.right + 8, plan.top
    canvas = scene.canvas
    canvas.gradient((left, top - 24, right, top + 2), scene.ink(scene.paint.wall, 1.05), scene.ink(scene.paint.wall))
    canvas.box((left - 5, top - 30, right + 5, top - 22), scene.ink(scene.paint.trim, 1.02))
    scene.cast([(left, top - 22), (right, top - 22), (right, top - 17), (left, top - 17)], 0.7)
    canvas.box((left - 3, top, right + 3, top + 8), scene.ink(scene.paint.trim))
    scene.cast([(plan.left, top + 8), (plan.right, top + 8), (plan.right, top + 17), (plan.left, top + 17)], 0.9)
    if scene.rng.random() < 0.4:
        draw_creeper(scene, (left + scene.rng.uniform(10, 120), top - 26), scene.rng.uniform(70, 150), 66)


def _draw_tiles(scene: Scene, plan: HousePlan) -> None:
    """A Mangalore-tiled roof with deep eaves and a gable over one column, pointed boards below its edge."""
    left, right, eaves = plan.left - 34, plan.right + 34, plan.top + 12
    ridge = eaves - min(104.0, (right - left) * 0.15)
    _tile_slope(scene, [(left, eaves), (right, eaves), (right - 78, ridge), (left + 78, ridge)])
    scene.canvas.line([(left + 76, ridge), (right - 76, ridge)], scene.ink(TILE, 0.72), width=6)
    gable = plan.columns[0] if plan.side > 0 else plan.columns[-1]
    scene.cast([(plan.left, eaves), (plan.right, eaves), (plan.right, eaves + 20), (plan.left, eaves + 20)])
    _draw_eave_boards(scene, left, right, eaves)
    _draw_gable(scene, gable.middle, eaves, (gable.right - gable.left) * 0.66, ridge)


def _tile_slope(scene: Scene, outline: list[tuple[float, float]]) -> None:
    (left, bottom), (right, _), (far_right, top), (far_left, _) = outline
    scene.canvas.polygon(outline, scene.ink(TILE))
    rows = 9
    for row in range(rows):
        t, y = row / rows, bottom + (top - bottom) * row / rows
        start, end = left + (far_left - left) * t, right + (far_right - right) * t
        scene.canvas.line([(start, y), (end, y)], scene.ink(TILE, 0.72), width=1.4)
        x = start + (row % 2) * 6
        while x < end - 12:
            tone = scene.rng.choice((0.86, 1.0, 1.0, 1.08, 1.14))
            scene.canvas.box((x + 1, y - (bottom - top) / rows + 2, x + 11, y - 1), scene.ink(TILE, tone))
            x += 12


def _draw_eave_boards(scene: Scene, left: float, right: float, y: float) -> None:
    wood, x = scene.ink(scene.paint.trim, 0.97), left
    scene.canvas.box((left, y - 3, right, y + 4), wood)
    while x < right - 8:
        scene.canvas.polygon([(x, y + 4), (x + 9, y + 4), (x + 4.5, y + 15)], wood)
        x += 9


def _draw_gable(scene: Scene, middle: float, eaves: float, half: float, ridge: float) -> None:
    peak = ridge - 8
    canvas = scene.canvas
    canvas.polygon(
        [(middle - half, eaves + 4), (middle + half, eaves + 4), (middle, peak)], scene.ink(scene.paint.wall, 1.02)
    )
    vent = (middle - 15, peak + (eaves - peak) * 0.48, middle + 15, eaves - 8)
    draw_glass(scene, vent)
    for bar in range(4):
        x = vent[0] + 30 * bar / 3
        canvas.line([(x, vent[1]), (x, vent[3])], scene.ink(scene.paint.wood), width=2)
    for edge in (-1, 1):
        tip = middle + edge * (half + 14)
        canvas.polygon(
            [(middle, peak - 14), (middle, peak + 4), (tip, eaves + 12), (tip + edge * 6, eaves + 4)],
            scene.ink(TILE, 0.88 if edge > 0 else 1.1),
        )


def _draw_pergola(scene: Scene, plan: HousePlan) -> None:
    span = (plan.right - plan.left) * 0.42
    left = plan.left + 6 if plan.side < 0 else plan.right - span - 6
    top, base = plan.top - 96, plan.top - 28
    wood = scene.ink(scene.paint.wood)
    for x in (left + 4, left + span / 2, left + span - 10):
        scene.canvas.box((x, top, x + 6, base), wood)
    for number in range(int(span // 14) + 1):
        x = left - 8 + number * 14
        scene.canvas.box((x, top - 8, x + 6, top + 2), scene.ink(scene.paint.wood, 0.86))
    scene.canvas.box((left - 12, top - 2, left + span + 8, top + 6), scene.ink(scene.paint.wood, 1.08))
    draw_creeper(scene, (left, top), span * 0.7, 60)


def _draw_stair_head(scene: Scene, x: float, roof: float) -> None:
    canvas, wide, high = scene.canvas, 92.0, 76.0
    canvas.gradient(
        (x, roof - high, x + wide, roof), scene.ink(scene.paint.wall, 0.95), scene.ink(scene.paint.wall, 0.88)
    )
    canvas.box((x - 6, roof - high - 7, x + wide + 6, roof - high), scene.ink(scene.paint.trim))
    draw_glass(scene, (x + 52, roof - high + 18, x + 80, roof - 34))


def _draw_tank(scene: Scene, x: float, roof: float) -> None:
    canvas, colour = scene.canvas, scene.rng.choice(TANK)
    wide, high, base = 66.0, 62.0, roof - 46
    for leg in (x + 4, x + wide - 12):
        canvas.box((leg, base, leg + 8, roof), scene.ink(of("#8E8478")))
    canvas.box((x - 4, base, x + wide + 4, base + 6), scene.ink(of("#B6ADA0")))
    canvas.gradient(
        (x, base - high, x + wide / 2, base), scene.ink(colour, 1.1), scene.ink(colour, 1.28), sideways=True
    )
    canvas.gradient(
        (x + wide / 2, base - high, x + wide, base), scene.ink(colour, 1.28), scene.ink(colour, 0.78), sideways=True
    )
    for row in range(1, 4):
        y = base - high + high * row / 4
        canvas.line([(x, y), (x + wide, y)], scene.ink(colour, 0.8), width=1.6)
    canvas.ellipse((x, base - high - 10, x + wide, base - high + 10), scene.ink(colour, 1.16))
    canvas.box(
        (x + wide / 2 - 11, base - high - 15, x + wide / 2 + 11, base - high - 6), scene.ink(colour, 0.9), radius=3
    )


def _draw_heater(scene: Scene, x: float, roof: float) -> None:
    """A solar water heater: a slanted panel under its silver drum."""
    glass = mix(scene.ink(of("#22364F")), scene.light.sky[1], 0.18)
    scene.canvas.polygon([(x, roof - 24), (x + 78, roof - 24), (x + 66, roof - 66), (x + 12, roof - 66)], glass)
    for number in range(1, 7):
        low, high = x + 78 * number / 7, x + 12 + 54 * number / 7
        scene.canvas.line([(low, roof - 24), (high, roof - 66)], scene.ink(of("#5E7690")), width=1)
    scene.canvas.gradient((x + 6, roof - 82, x + 72, roof - 64), scene.ink(of("#F2F1EC")), scene.ink(of("#A9A8A5")))
