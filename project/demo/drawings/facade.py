"""A house seen from across the street: sky, city, building, gate, tree, in that order."""

from PIL import Image

from project.demo.dice import dice_for
from project.demo.drawings.canvas import Box, Canvas, Pen
from project.demo.drawings.colour import fade, mix, of
from project.demo.drawings.foliage import draw_palm, draw_tree
from project.demo.drawings.light import HOURS, Light
from project.demo.drawings.openings import draw_door, draw_sunshade
from project.demo.drawings.plan import GROUND, PALETTES, Column, HousePlan, plan_house
from project.demo.drawings.roofs import draw_roof, draw_roof_things
from project.demo.drawings.scene import Scene
from project.demo.drawings.sky import draw_city, draw_sky
from project.demo.drawings.storeys import draw_bay
from project.demo.drawings.street import draw_front, draw_ground, draw_street_things

SIZE = (1200, 800)
FLANK = 54.0


def draw_facade(seed: str) -> tuple[Image.Image, Box]:
    """Draw one house and say where in the picture the house itself is."""
    rng = dice_for("facade", seed)
    light = rng.choice(HOURS)
    plan = plan_house(rng, side=1 if light.from_left else -1)
    scene = Scene(Canvas(SIZE, light.haze, view=_view_of(plan)), rng, light, rng.choice(PALETTES))
    draw_sky(scene)
    draw_city(scene)
    draw_ground(scene)
    _draw_back_garden(scene, plan)
    _draw_house(scene, plan)
    _draw_tree_shadow(scene, plan)
    draw_front(scene, plan)
    draw_street_things(scene, plan)
    _draw_street_tree(scene, plan)
    scene.canvas.settle()
    scene.glow()
    _warm_the_air(scene, light)
    scene.canvas.grain(rng)
    return scene.canvas.image, scene.canvas.focus((plan.left, plan.top - 60, plan.right, GROUND))


def _view_of(plan: HousePlan) -> Box:
    """Steps closer to a small house, so that every house fills its picture about as much."""
    height = min(800.0, max(610.0, (GROUND - plan.top) * 1.18 + 265))
    width, bottom = height * 1.5, 800 - (800 - height) * 0.06
    lean = 34 * plan.side  # room on the sunny side, where the street tree stands
    left = min(1200 - width, max(0.0, (plan.left + plan.right) / 2 - lean - width / 2))
    return left, bottom - height, left + width, bottom


def _draw_back_garden(scene: Scene, plan: HousePlan) -> None:
    for x in (plan.left - 90, plan.right + 90):
        if scene.rng.random() < 0.6:
            draw_tree(scene, (x, GROUND), scene.rng.uniform(200, 330), scene.rng.uniform(90, 130))
    if scene.rng.random() < 0.6:
        side = plan.left - 20 if plan.side > 0 else plan.right + 20
        draw_palm(scene, (side, GROUND), GROUND - plan.top + scene.rng.uniform(10, 70))


def _draw_house(scene: Scene, plan: HousePlan) -> None:
    _draw_ground_shadow(scene, plan)
    draw_roof_things(scene, plan)
    if plan.roof != "tiles":
        _draw_flank(scene, plan)
    _draw_body(scene, plan)
    for number, column in enumerate(plan.columns):
        _draw_column(scene, plan, column, number)
    draw_roof(scene, plan)


def _draw_ground_shadow(scene: Scene, plan: HousePlan) -> None:
    reach = scene.light.slant[0] * 130
    scene.soft_shadow(
        (plan.left - 150, GROUND - 40, plan.right + 140, GROUND + 26),
        lambda pen: pen.polygon(
            [
                (plan.left, GROUND - 18),
                (plan.right, GROUND - 18),
                (plan.right + reach, GROUND + 16),
                (plan.left + reach, GROUND + 16),
            ],
            255,
        ),
        strength=1.2,
        blur=7,
    )


def _draw_flank(scene: Scene, plan: HousePlan) -> None:
    """The side of the house away from the sun, drawn narrow, with a slit window on each floor."""
    edge = plan.right if plan.side > 0 else plan.left
    far, lift = edge + plan.side * FLANK, 20.0
    wall = scene.ink(scene.paint.wall, 0.66)
    scene.canvas.polygon([(edge, plan.top - 22), (far, plan.top - 4), (far, GROUND - 6), (edge, GROUND)], wall)
    scene.canvas.polygon(
        [(edge, plan.top - 30), (far, plan.top - 11), (far, plan.top - 3), (edge, plan.top - 20)],
        scene.ink(scene.paint.trim, 0.72),
    )
    for storey in range(plan.storeys):
        top = plan.floor(storey) - plan.storey_height * 0.72 + lift * 0.3
        near, back = edge + plan.side * 16, edge + plan.side * 38
        high = plan.storey_height * 0.44
        glass = mix(scene.ink(scene.paint.wall, 0.66), scene.light.glass[0], 0.55)
        scene.canvas.polygon([(near, top), (back, top + 4), (back, top + high - 2), (near, top + high)], glass)


def _draw_body(scene: Scene, plan: HousePlan) -> None:
    wall, canvas = scene.paint.wall, scene.canvas
    canvas.gradient((plan.left, plan.top, plan.right, GROUND), scene.ink(wall, 1.06), scene.ink(wall, 0.92))
    if plan.brick:
        _draw_bricks(scene, plan)
    _draw_weather(scene, plan)
    for storey in range(1, plan.storeys):
        if plan.bands:
            y = plan.floor(storey)
            canvas.box((plan.left - 3, y - 3, plan.right + 3, y + 5), scene.ink(scene.paint.trim))
            scene.cast([(plan.left, y + 5), (plan.right, y + 5), (plan.right, y + 10), (plan.left, y + 10)], 0.7)
    canvas.box(
        (plan.left - 4, GROUND - plan.plinth, plan.right + 4, GROUND),
        scene.ink(mix(scene.paint.trim, of("#8C7F72"), 0.55)),
    )


def _draw_bricks(scene: Scene, plan: HousePlan) -> None:
    rng, row, y = scene.rng, 0, plan.top + 4
    while y < GROUND - plan.plinth - 5:
        x = plan.left + (row % 2) * 10
        while x < plan.right - 18:
            if rng.random() < 0.55:
                scene.canvas.box(
                    (x, y, x + 18, y + 6), fade(scene.ink(scene.paint.wall, rng.choice((0.82, 0.9, 1.1))), 0.55)
                )
            x += 20
        y, row = y + 8, row + 1


def _draw_weather(scene: Scene, plan: HousePlan) -> None:
    """Rain has been here: faint streaks below the parapet."""
    for _ in range(26):
        x = scene.rng.uniform(plan.left + 4, plan.right - 8)
        wide, drop = scene.rng.uniform(2, 9), scene.rng.uniform(20, 90)
        scene.cast([(x, plan.top), (x + wide, plan.top), (x + wide * 0.6, plan.top + drop)], 0.10)


def _draw_column(scene: Scene, plan: HousePlan, column: Column, number: int) -> None:
    if column.projects:
        _draw_projection(scene, plan, column)
    for storey in range(plan.storeys):
        if storey == 0 and number == min(plan.door, len(plan.columns) - 1):
            _draw_entrance(scene, plan, column)
        else:
            draw_bay(scene, plan, column, storey)


def _draw_projection(scene: Scene, plan: HousePlan, column: Column) -> None:
    """A bay that stands forward of the wall, in the house's second colour, with its shadow beside it."""
    top, bottom = plan.top, plan.floor(1)
    slant = scene.light.slant
    reach = 26
    edge = column.right if scene.light.from_left else column.left
    scene.cast(
        [
            (edge, top),
            (edge + slant[0] * reach, top + slant[1] * reach),
            (edge + slant[0] * reach, bottom + slant[1] * reach * 0.5),
            (edge, bottom),
        ]
    )
    scene.canvas.gradient(
        (column.left, top, column.right, bottom),
        scene.ink(scene.paint.second, 1.04),
        scene.ink(scene.paint.second, 0.95),
    )


def _draw_entrance(scene: Scene, plan: HousePlan, column: Column) -> None:
    floor, height = plan.floor(0), plan.storey_height
    middle = column.middle
    draw_door(scene, (middle - 31, floor - height * 0.70, middle + 31, floor))
    for step in range(3):
        wide, y = 44 + step * 9, floor + step * plan.plinth / 3
        scene.canvas.box(
            (middle - wide, y, middle + wide, y + plan.plinth / 3 + 1), scene.ink(of("#CFC4B2"), 1.0 - step * 0.07)
        )
    draw_sunshade(scene, middle - 62, middle + 62, floor - height * 0.86, thick=10, reach=34)


def _draw_tree_shadow(scene: Scene, plan: HousePlan) -> None:
    """The street tree stands between the sun and the wall; its crown is thrown on the house in patches."""
    rng, edge = scene.rng, plan.left if plan.side > 0 else plan.right
    patches = [
        (edge + plan.side * rng.uniform(-20, 150), rng.uniform(GROUND - 290, GROUND - 60), rng.uniform(10, 34))
        for _ in range(44)
    ]

    def paint(pen: Pen) -> None:
        for x, y, size in patches:
            pen.ellipse((x - size * 1.2, y - size * 0.8, x + size * 1.2, y + size * 0.8), 255)

    near, far = sorted((edge - plan.side * 40, edge + plan.side * 200))
    area = (max(near, plan.left), plan.top, min(far, plan.right), GROUND)
    scene.soft_shadow(area, paint, strength=0.55, blur=3)


def _draw_street_tree(scene: Scene, plan: HousePlan) -> None:
    x = plan.left - 165 if plan.side > 0 else plan.right + 165
    x = min(1120.0, max(80.0, x + scene.rng.uniform(-30, 20)))
    height, spread = scene.rng.uniform(360, 500), scene.rng.uniform(140, 190)
    reach = scene.light.slant[0] * 90
    scene.soft_shadow(
        (x - spread - abs(reach), 690, x + spread + abs(reach), 730),
        lambda pen: pen.ellipse((x - spread * 0.8 + reach, 696, x + spread * 0.8 + reach, 728), 255),
        strength=1.1,
        blur=8,
    )
    draw_tree(scene, (x, 712), height, spread)


def _warm_the_air(scene: Scene, light: Light) -> None:
    """Low sun gilds everything it crosses; the wash is strongest on the sun's side."""
    if light.name not in ("morning", "dusk") or not light.sun:
        return
    x, y, _ = light.sun
    scene.canvas.glow(scene.canvas.view, lambda pen: pen.disc((x, y), 300, (46, 30, 14)), blur=120)
