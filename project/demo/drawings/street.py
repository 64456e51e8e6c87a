"""In front of the house: its compound wall and gate, the pavement, the road and what is parked there."""

import math

from project.demo.drawings.canvas import Pen
from project.demo.drawings.colour import Colour, fade, mix, of
from project.demo.drawings.foliage import draw_hedge, draw_pot
from project.demo.drawings.plan import GROUND, HousePlan
from project.demo.drawings.scene import LAMP, Scene

WIDTH, HEIGHT = 1200, 800
PAVEMENT, KERB, ROAD = 690.0, 716.0, 728.0
WALL_TOP = 606.0
PAINT = (of("#C8452F"), of("#1E6F78"), of("#E2A93A"), of("#3D4F6B"), of("#EDE6D8"), of("#6C3F5B"))


def draw_ground(scene: Scene) -> None:
    """Lay the yard, the pavement, the painted kerb and the road."""
    canvas = scene.canvas
    canvas.gradient((0, GROUND - 26, WIDTH, PAVEMENT), scene.ink(of("#CDBFA6")), scene.ink(of("#BBAA90")))
    canvas.gradient((0, PAVEMENT, WIDTH, KERB), scene.ink(of("#D9CFBE")), scene.ink(of("#C9BDAA")))
    for x in range(-40, WIDTH, 58):
        canvas.line([(x + 24, PAVEMENT), (x, KERB)], scene.ink(of("#B4A792")), width=1)
    for number, x in enumerate(range(-20, WIDTH, 60)):
        canvas.box((x, KERB, x + 60, ROAD), scene.ink(of("#F0E9DA") if number % 2 else of("#45434A")))
    top, bottom = of("#7C7880"), of("#5F5B66")
    canvas.gradient((0, ROAD, WIDTH, HEIGHT), scene.ink(top), scene.ink(bottom))
    scene.cast([(0, ROAD), (WIDTH, ROAD), (WIDTH, ROAD + 7), (0, ROAD + 7)], 0.8)
    for x in range(30, WIDTH, 170):
        canvas.polygon([(x, 779), (x + 84, 779), (x + 80, 785), (x - 6, 785)], scene.ink(of("#E9E1CF"), 0.95))
    if scene.light.name == "monsoon":
        _draw_puddles(scene)


def draw_front(scene: Scene, plan: HousePlan) -> None:
    """Draw the compound wall with its gate in front of the entrance."""
    door = plan.columns[min(plan.door, len(plan.columns) - 1)]
    start, end = plan.left - 92, plan.right + 92
    gate = (door.middle - 58, door.middle + 58)
    lattice = scene.rng.random() < 0.4
    for left, right in ((start, gate[0]), (gate[1], end)):
        draw_hedge(scene, left + 12, right - 14, WALL_TOP + 34, scene.rng.uniform(34, 52))
        _draw_wall(scene, left, right, open_top=lattice)
    for x in gate:
        _draw_pillar(scene, x)
    _draw_gate(scene, gate[0] + 11, gate[1] - 11)
    if scene.rng.random() < 0.7:
        for x in (gate[0] - 34, gate[1] + 34):
            draw_pot(scene, (x, PAVEMENT + 6), 46)


def draw_street_things(scene: Scene, plan: HousePlan) -> None:
    """Park something at the kerb and stand the street lamp."""
    rng = scene.rng
    _draw_street_lamp(scene, 1128 if plan.side < 0 else 72)
    spots = rng.sample((150, 330, 560, 800, 1000), k=rng.randint(1, 3))
    for x in sorted(spots):
        vehicle = rng.choice((_draw_scooter, _draw_scooter, _draw_bicycle, _draw_auto))
        vehicle(scene, x + rng.uniform(-20, 20))


def _draw_puddles(scene: Scene) -> None:
    pale = mix(scene.light.sky[2], scene.ink(of("#7C7880")), 0.35)
    for _ in range(6):
        x, y, wide = scene.rng.uniform(0, WIDTH), scene.rng.uniform(746, 790), scene.rng.uniform(60, 190)
        scene.canvas.ellipse((x, y, x + wide, y + wide * 0.07), fade(pale, 0.7))


def _draw_wall(scene: Scene, left: float, right: float, *, open_top: bool) -> None:
    canvas, colour = scene.canvas, mix(scene.paint.wall, scene.paint.trim, 0.35)
    top = WALL_TOP + (24 if open_top else 0)
    canvas.gradient((left, top, right, PAVEMENT), scene.ink(colour), scene.ink(colour, 0.86))
    canvas.box((left, PAVEMENT - 14, right, PAVEMENT), scene.ink(scene.paint.second, 0.9))
    canvas.box((left - 2, top - 7, right + 2, top + 1), scene.ink(scene.paint.trim))
    scene.cast([(left, top + 1), (right, top + 1), (right, top + 6), (left, top + 6)], 0.8)
    slant = scene.light.slant[0]
    scene.cast(
        [(left, PAVEMENT), (right, PAVEMENT), (right + slant * 16, PAVEMENT + 14), (left + slant * 16, PAVEMENT + 14)],
        0.7,
    )
    if open_top:
        x, metal = left + 6, scene.ink(scene.paint.metal)
        while x < right:
            canvas.line([(x, top - 30), (x, top - 6)], metal, width=1.6)
            x += 10
        canvas.line([(left, top - 26), (right, top - 26)], metal, width=2)


def _draw_pillar(scene: Scene, x: float) -> None:
    canvas = scene.canvas
    canvas.gradient(
        (x - 13, WALL_TOP - 22, x + 13, PAVEMENT),
        scene.ink(scene.paint.second, 1.04),
        scene.ink(scene.paint.second, 0.88),
    )
    shaded = (x + 5, x + 13) if scene.light.from_left else (x - 13, x - 5)
    scene.cast(
        [(shaded[0], WALL_TOP - 22), (shaded[1], WALL_TOP - 22), (shaded[1], PAVEMENT), (shaded[0], PAVEMENT)], 0.5
    )
    canvas.box((x - 17, WALL_TOP - 29, x + 17, WALL_TOP - 20), scene.ink(scene.paint.trim))
    globe = LAMP if scene.light.is_dark else scene.ink(of("#FBF3DD"))
    canvas.disc((x, WALL_TOP - 38), 9, globe)
    canvas.box((x - 5, WALL_TOP - 32, x + 5, WALL_TOP - 28), scene.ink(scene.paint.metal))
    if scene.light.is_dark:
        scene.light_up((x - 26, WALL_TOP - 62, x + 26, WALL_TOP - 16))


def _draw_gate(scene: Scene, left: float, right: float) -> None:
    canvas, metal = scene.canvas, scene.ink(scene.paint.metal)
    top, bottom, middle = WALL_TOP - 4, PAVEMENT - 4, (left + right) / 2
    pattern = scene.rng.choice(("bars", "panels", "sun"))
    if pattern == "panels":
        for start, end in ((left, middle - 1), (middle + 1, right)):
            canvas.gradient((start, top + 30, end, bottom), scene.ink(scene.paint.metal, 1.12), metal)
    x = left
    while x <= right:
        arch = math.sin(math.pi * (x - left) / (right - left)) * 13
        canvas.line([(x, top - arch), (x, bottom)], metal, width=1.7)
        x += 7.8
    if pattern == "sun":
        _draw_gate_sun(canvas, (middle, bottom - 26), metal)
    for y in (top + 8, top + 32, bottom - 3):
        canvas.box((left, y, right, y + 3.4), metal)
    for x in (left, middle - 2.5, middle + 0.5, right - 3):
        canvas.box((x, top - 2, x + 3, bottom), metal)


def _draw_gate_sun(canvas: Pen, centre: tuple[float, float], metal: Colour) -> None:
    x, y = centre
    canvas.ring((x - 20, y - 20, x + 20, y + 20), metal, 2.4)
    canvas.disc(centre, 8, metal)


def _draw_street_lamp(scene: Scene, x: float) -> None:
    canvas, metal = scene.canvas, scene.ink(of("#3C4247"))
    reach = 54 if x < WIDTH / 2 else -54
    canvas.polygon([(x - 4, KERB), (x + 4, KERB), (x + 2.4, 250), (x - 2.4, 250)], metal)
    canvas.line([(x, 254), (x + reach * 0.5, 236), (x + reach, 236)], metal, width=3.4)
    canvas.box((min(x + reach, x + reach * 0.62), 232, max(x + reach, x + reach * 0.62), 241), metal, radius=3)
    if not scene.light.is_dark:
        return
    canvas.box((min(x + reach, x + reach * 0.66), 240, max(x + reach, x + reach * 0.66), 244), LAMP)

    def beam(pen: Pen) -> None:
        pen.polygon([(x + reach * 0.8, 240), (x + reach + 150, KERB), (x + reach - 150, KERB)], (54, 42, 22))
        pen.disc((x + reach * 0.8, 244), 34, (150, 118, 66))

    canvas.glow((x + reach - 160, 180, x + reach + 160, KERB), beam, blur=16)


def _wheel(scene: Scene, x: float, y: float, size: float, *, thick: float = 3.4) -> None:
    scene.canvas.ring((x - size, y - size, x + size, y + size), scene.ink(of("#2B292F")), thick)
    scene.canvas.disc((x, y), size * 0.24, scene.ink(of("#A6A4A0")))


def _ground_shadow(scene: Scene, x: float, half: float, y: float) -> None:
    slant = scene.light.slant[0] * 14
    scene.soft_shadow(
        (x - half - 20, y - 8, x + half + 20, y + 10),
        lambda pen: pen.ellipse((x - half + slant, y - 6, x + half + slant, y + 6), 255),
        strength=1.7,
        blur=4,
    )


def _draw_scooter(scene: Scene, x: float) -> None:
    canvas, y = scene.canvas, 742.0
    body, dark = scene.rng.choice(PAINT), scene.ink(of("#2B2A30"))
    _ground_shadow(scene, x, 50, y + 1)
    for wheel in (x - 32, x + 34):
        canvas.disc((wheel, y - 12), 13, dark)
        canvas.disc((wheel, y - 12), 6, scene.ink(of("#BDBAB4")))
    canvas.polygon(
        [(x - 44, y - 20), (x - 14, y - 20), (x + 12, y - 14), (x + 12, y - 8), (x - 22, y - 8)], scene.ink(body, 0.82)
    )
    canvas.polygon(
        [(x - 48, y - 36), (x - 8, y - 38), (x + 4, y - 15), (x - 20, y - 10), (x - 40, y - 16)], scene.ink(body)
    )
    canvas.polygon(
        [
            (x + 18, y - 60),
            (x + 26, y - 60),
            (x + 40, y - 22),
            (x + 26, y - 12),
            (x + 4, y - 11),
            (x + 4, y - 15),
            (x + 22, y - 20),
        ],
        scene.ink(body),
    )
    canvas.polygon([(x + 20, y - 44), (x + 26, y - 44), (x + 36, y - 22), (x + 28, y - 20)], scene.ink(body, 1.25))
    canvas.box((x - 50, y - 43, x - 6, y - 36), dark, radius=3)
    canvas.line([(x + 22, y - 60), (x + 18, y - 72), (x + 10, y - 74)], dark, width=3)
    canvas.line([(x + 19, y - 70), (x + 27, y - 80)], dark, width=1.4)
    canvas.disc((x + 27, y - 81), 4, scene.ink(of("#8FA1A8")))
    canvas.disc((x + 25, y - 56), 4.6, LAMP if scene.light.is_dark else scene.ink(of("#F5F1E4")))


def _draw_bicycle(scene: Scene, x: float) -> None:
    canvas, y = scene.canvas, 742.0
    frame = scene.ink(scene.rng.choice(PAINT))
    _ground_shadow(scene, x, 52, y + 1)
    for wheel in (x - 34, x + 34):
        _wheel(scene, wheel, y - 22, 22, thick=2.4)
    crank, seat, head = (x - 4, y - 22), (x - 14, y - 54), (x + 24, y - 54)
    for path in (
        [(x - 34, y - 22), seat, head, crank, (x - 34, y - 22), crank, seat],
        [head, (x + 34, y - 22)],
        [head, (x + 21, y - 64)],
    ):
        canvas.line(path, frame, width=2.8)
    dark = scene.ink(of("#2B2A30"))
    canvas.box((x - 25, y - 62, x - 5, y - 57), dark, radius=2)
    canvas.line([(x + 14, y - 66), (x + 24, y - 65), (x + 30, y - 60)], dark, width=2.6)


def _draw_auto(scene: Scene, x: float) -> None:
    """The three-wheeler of every street here: green below, yellow hood."""
    canvas, y = scene.canvas, 744.0
    green, yellow, dark = scene.ink(of("#2E7D4F")), scene.ink(of("#F0C23B")), scene.ink(of("#26252B"))
    _ground_shadow(scene, x, 78, y + 1)
    canvas.polygon([(x - 66, y - 50), (x + 44, y - 50), (x + 66, y - 40), (x + 70, y - 14), (x - 66, y - 14)], green)
    canvas.polygon(
        [
            (x - 62, y - 96),
            (x + 28, y - 96),
            (x + 50, y - 50),
            (x + 40, y - 50),
            (x + 20, y - 88),
            (x + 14, y - 50),
            (x - 66, y - 50),
        ],
        yellow,
    )
    canvas.polygon(
        [(x + 22, y - 88), (x + 41, y - 50), (x + 16, y - 50)], mix(scene.light.glass[1], (255, 255, 255), 0.2)
    )
    canvas.polygon([(x - 32, y - 84), (x + 12, y - 84), (x + 8, y - 50), (x - 32, y - 50)], scene.ink(of("#4B4348")))
    canvas.box((x - 30, y - 58, x + 2, y - 46), scene.ink(of("#7A2F2A")), radius=4)
    canvas.box((x - 66, y - 53, x + 44, y - 48), scene.ink(of("#E9E2D0")))
    canvas.polygon([(x - 66, y - 18), (x + 70, y - 18), (x + 69, y - 11), (x - 66, y - 11)], dark)
    for wheel in (x - 44, x + 54):
        canvas.disc((wheel, y - 13), 14, dark)
        canvas.disc((wheel, y - 13), 6, scene.ink(of("#C4C1BA")))
    canvas.disc((x + 64, y - 34), 5, LAMP if scene.light.is_dark else scene.ink(of("#F6F2E6")))
