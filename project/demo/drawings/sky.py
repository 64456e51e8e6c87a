"""Behind the house: the sky of the hour, its clouds, and the city going hazy towards the horizon."""

from project.demo.dice import Dice
from project.demo.drawings.canvas import Pen
from project.demo.drawings.colour import Colour, mix, of, shade
from project.demo.drawings.foliage import LEAVES, draw_crown, draw_palm
from project.demo.drawings.scene import LAMP, Scene

WIDTH, HORIZON = 1200, 640


def draw_sky(scene: Scene) -> None:
    """Wash the sky and hang the sun or moon, clouds and stars in it."""
    canvas, light = scene.canvas, scene.light
    top, middle, low = light.sky
    canvas.gradient((0, 0, WIDTH, 330), top, middle)
    canvas.gradient((0, 329, WIDTH, HORIZON + 10), middle, low)
    if light.name == "night":
        _draw_stars(scene)
    if light.sun:
        _draw_sun(scene, light.sun)
    _draw_clouds(scene)
    if light.name in ("morning", "dusk"):
        _draw_birds(scene)


def draw_city(scene: Scene) -> None:
    """Draw two rows of distant buildings and the trees between them."""
    for share, height, base in ((0.72, 210, 0.62), (0.44, 165, 0.50)):
        tone = mix(scene.ink(of("#8C8794")), scene.light.haze, share)
        _draw_row(scene, tone, height, base)
    for _ in range(3):
        x = scene.rng.uniform(30, WIDTH - 30)
        draw_palm(scene, (x, HORIZON + 10), scene.rng.uniform(190, 290))
    _draw_far_trees(scene)


def _draw_sun(scene: Scene, place: tuple[float, float, float]) -> None:
    x, y, size = place
    colour = scene.light.sun_colour
    strength = 0.30 if scene.light.name == "night" else 0.55

    def halo(pen: Pen) -> None:
        pen.disc((x, y), size * 3.2, mix((0, 0, 0), colour, strength * 0.45))
        pen.disc((x, y), size * 1.7, mix((0, 0, 0), colour, strength))

    scene.canvas.glow((x - size * 4, y - size * 4, x + size * 4, y + size * 4), halo, blur=size * 0.9)
    scene.canvas.disc((x, y), size, colour)


def _draw_clouds(scene: Scene) -> None:
    rng = scene.rng
    banks = [(rng.uniform(-60, WIDTH), rng.uniform(50, 330), rng.uniform(120, 300)) for _ in range(5)]
    puffs = [_cloud(rng, *bank) for bank in banks]

    def paint(pen: Pen) -> None:
        for puff in puffs:
            for left, top, right, bottom in puff:
                pen.box((left, top, right, bottom), 235, radius=(bottom - top) / 2)

    opacity = 0.85 if scene.light.name in ("noon", "monsoon") else 0.6
    scene.canvas.soft((0, 20, WIDTH, 380), paint, scene.light.cloud, opacity=opacity, blur=5)


def _cloud(rng: Dice, x: float, y: float, length: float) -> list[tuple[float, float, float, float]]:
    bars = []
    for row in range(rng.randint(2, 4)):
        inset = length * rng.uniform(0.06, 0.3)
        high = length * rng.uniform(0.07, 0.12)
        top = y - row * high * 0.72
        bars.append((x + inset * row * 0.8, top - high, x + length - inset * row, top))
    return [bar for bar in bars if bar[2] - bar[0] > 20]


def _draw_stars(scene: Scene) -> None:
    for _ in range(70):
        x, y = scene.rng.uniform(0, WIDTH), scene.rng.uniform(0, 340)
        scene.canvas.disc((x, y), scene.rng.choice((0.6, 0.8, 1.2)), mix(scene.light.sky[0], (255, 250, 235), 0.75))


def _draw_birds(scene: Scene) -> None:
    tone = mix(scene.light.sky[0], (40, 34, 48), 0.55)
    x, y = scene.rng.uniform(140, 900), scene.rng.uniform(70, 170)
    for _ in range(scene.rng.randint(3, 6)):
        a, b, s = x + scene.rng.uniform(-60, 60), y + scene.rng.uniform(-24, 24), scene.rng.uniform(4, 7)
        scene.canvas.line([(a - s, b - s * 0.5), (a, b), (a + s, b - s * 0.6)], tone, width=1.2)


def _draw_row(scene: Scene, tone: Colour, height: float, base: float) -> None:
    rng, x = scene.rng, -30.0
    while x < WIDTH:
        width, high = rng.uniform(46, 120), height * rng.uniform(base, 1.0)
        top = HORIZON - high
        scene.canvas.gradient((x, top, x + width, HORIZON + 20), tone, mix(tone, scene.light.haze, 0.55))
        if rng.random() < 0.5:
            scene.canvas.box((x + width * 0.3, top - 14, x + width * 0.3 + 22, top), tone)
        if rng.random() < 0.3:
            scene.canvas.line([(x + width * 0.7, top), (x + width * 0.7, top - 34)], tone, width=1.6)
        _draw_far_windows(scene, (x, top, width), tone)
        x += width + rng.uniform(-8, 26)


def _draw_far_windows(scene: Scene, block: tuple[float, float, float], tone: Colour) -> None:
    left, top, width = block
    quiet = shade(tone, 0.9)
    for row in range(5):
        for column in range(int(width // 16) - 1):
            spot = (left + 10 + column * 16, top + 12 + row * 20)
            lit = scene.rng.random() < scene.light.lit * 0.55
            colour = mix(tone, LAMP, 0.7) if lit else quiet
            scene.canvas.box((*spot, spot[0] + 6, spot[1] + 9), colour)


def _draw_far_trees(scene: Scene) -> None:
    leaves = tuple(mix(leaf, scene.light.haze, 0.34) for leaf in LEAVES["rain tree"])
    for number in range(7):
        x = number * 190 + scene.rng.uniform(-50, 50)
        high = scene.rng.uniform(34, 74)
        draw_crown(scene, (x, HORIZON - high * 0.45), (scene.rng.uniform(70, 120), high), leaves)
