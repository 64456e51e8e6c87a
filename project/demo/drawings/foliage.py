"""Everything green: street trees, palms, hedges, pots and creepers, built from clusters of leaves."""

import math
from functools import lru_cache

from PIL import Image, ImageDraw

from project.demo.dice import Dice, dice_for
from project.demo.drawings.canvas import Pen, Point
from project.demo.drawings.colour import Colour, mix, of
from project.demo.drawings.scene import Scene

LEAVES = {
    "rain tree": (of("#2F5A3C"), of("#4F8050"), of("#8DB068")),
    "neem": (of("#3A6142"), of("#6B9256"), of("#A9C172")),
    "mango": (of("#23503F"), of("#3F7553"), of("#79A267")),
    "peepal": (of("#2C5E50"), of("#4E8B6B"), of("#93BD85")),
}
BLOSSOMS = {
    "gulmohar": of("#DE4B2C"),
    "tabebuia": of("#E58FB0"),
    "jacaranda": of("#8E7CC3"),
    "copperpod": of("#F0B93A"),
}
LEAF_STAMPS = 9
TRUNK = of("#6B4A38")
CLAY = (of("#B75C3B"), of("#D9CBB4"), of("#3E6E73"), of("#9C4A35"))


def draw_tree(scene: Scene, foot: Point, height: float, spread: float) -> None:
    """Draw a broad street tree, in blossom when the dice say so."""
    rng = scene.rng
    leaves = LEAVES[rng.choice(sorted(LEAVES))]
    blossom = BLOSSOMS[rng.choice(sorted(BLOSSOMS))] if rng.random() < 0.5 else None
    crown = (foot[0] + rng.uniform(-12, 12), foot[1] - height * 0.72)
    _draw_trunk(scene, foot, crown, spread)
    draw_crown(scene, crown, (spread, height * 0.34), leaves, blossom)


def draw_crown(
    scene: Scene, centre: Point, reach: tuple[float, float], leaves: tuple[Colour, ...], blossom: Colour | None = None
) -> None:
    """Draw a crown as overlapping clusters, each dark below and lit on the sun's side."""
    rng, side = scene.rng, -1 if scene.light.from_left else 1
    tones = [scene.ink(leaf) for leaf in leaves]
    clusters = sorted(_clusters(rng, centre, reach), key=lambda cluster: cluster[0][1] - cluster[1] * 0.4)
    for spot, size in clusters:
        _draw_cluster(scene.canvas, rng, (spot[0], spot[1] + size * 0.24), size, tones[0])
    for spot, size in clusters:
        sunny = _sunniness(spot, centre, reach, side)
        body = mix(tones[0], tones[1], 0.35 + 0.65 * sunny)
        _draw_cluster(scene.canvas, rng, (spot[0] + side * size * 0.10, spot[1]), size * 0.84, body)
        lit = (spot[0] + side * size * 0.28, spot[1] - size * 0.28)
        _draw_cluster(scene.canvas, rng, lit, size * (0.26 + 0.30 * sunny), mix(body, tones[2], 0.25 + 0.75 * sunny))
        if blossom:
            _draw_blossom(scene, (spot[0], spot[1] - size * 0.2), size, blossom)


def draw_palm(scene: Scene, foot: Point, height: float) -> None:
    """Draw a coconut palm: one leaning stem and a wheel of fronds."""
    rng, canvas = scene.rng, scene.canvas
    lean = rng.uniform(-0.16, 0.16) * height
    top = (foot[0] + lean, foot[1] - height)
    stem = [(foot[0] + lean * t**1.8, foot[1] - height * t) for t in (0, 0.25, 0.5, 0.75, 1)]
    canvas.line(stem, scene.ink(of("#8A6B52")), width=max(3, height / 34))
    canvas.line([(x + 1.5, y) for x, y in stem], scene.ink(of("#6A4F40")), width=max(1, height / 90))
    for number in range(13):
        angle = math.radians(-205 + number * 19 + rng.uniform(-7, 7))
        tone = LEAVES["mango"][number % 3]
        _draw_frond(scene, top, angle, height * rng.uniform(0.30, 0.38), tone)


def draw_pot(scene: Scene, foot: Point, size: float) -> None:
    """Draw a potted plant: bushy, spiky or trailing."""
    rng, canvas = scene.rng, scene.canvas
    x, y = foot
    clay = scene.ink(rng.choice(CLAY))
    width = size * 0.34
    leaves = [scene.ink(tone) for tone in LEAVES[rng.choice(sorted(LEAVES))]]
    if rng.random() < 0.5:
        _draw_spikes(canvas, rng, (x, y - size * 0.36), size * 0.62, leaves)
    else:
        for tone, lift, share in zip(leaves, (0.52, 0.60, 0.68), (0.34, 0.26, 0.15), strict=True):
            _draw_cluster(canvas, rng, (x, y - size * lift), size * share, tone)
    canvas.polygon(
        [
            (x - width / 2, y - size * 0.4),
            (x + width / 2, y - size * 0.4),
            (x + width * 0.36, y),
            (x - width * 0.36, y),
        ],
        clay,
    )
    canvas.box((x - width * 0.58, y - size * 0.44, x + width * 0.58, y - size * 0.36), mix(clay, (255, 255, 255), 0.12))


def draw_hedge(scene: Scene, left: float, right: float, ground: float, height: float) -> None:
    """Draw a low run of bushes along a wall."""
    rng = scene.rng
    leaves = [scene.ink(tone) for tone in LEAVES[rng.choice(sorted(LEAVES))]]
    bloom = BLOSSOMS[rng.choice(sorted(BLOSSOMS))] if rng.random() < 0.6 else None
    steps = max(2, round((right - left) / (height * 0.55)))
    spots = [(left + (right - left) * (step + 0.5) / steps, height * rng.uniform(0.42, 0.62)) for step in range(steps)]
    for tone, lift, share in zip(leaves, (0.30, 0.46, 0.62), (1.0, 0.8, 0.42), strict=True):
        for x, size in spots:
            _draw_cluster(scene.canvas, rng, (x + rng.uniform(-3, 3), ground - height * lift), size * share, tone)
    if bloom:
        for x, size in spots:
            _draw_blossom(scene, (x, ground - height * 0.5), size * 0.9, bloom)


def draw_creeper(scene: Scene, start: Point, width: float, drop: float) -> None:
    """Let a bougainvillea hang over an edge."""
    rng = scene.rng
    leaves = [scene.ink(tone) for tone in LEAVES["mango"]]
    bloom = rng.choice((of("#D23F7E"), of("#E0662F"), of("#C9488F"), of("#EFE6F0")))
    blooms = [scene.ink(bloom, factor) for factor in (0.86, 1.0, 1.2)]
    for strand in range(round(width / 7)):
        x = start[0] + strand * 7 + rng.uniform(-3, 3)
        length = drop * rng.uniform(0.3, 1.0) * (1 - abs(strand * 7 / width - 0.45))
        y = start[1] - 5
        while y < start[1] + length:
            x += rng.uniform(-2.4, 2.4)
            scene.canvas.disc((x, y), rng.uniform(2.0, 3.8), rng.choice(leaves[1:]))
            if rng.random() < 0.5:
                scene.canvas.disc((x + rng.uniform(-3, 3), y), rng.uniform(1.4, 2.9), rng.choice(blooms))
            y += 3.2


def _draw_trunk(scene: Scene, foot: Point, crown: Point, spread: float) -> None:
    x, y = foot
    bark, thick = scene.ink(TRUNK), spread * 0.075
    fork = (crown[0], crown[1] + (y - crown[1]) * 0.30)
    scene.canvas.polygon(
        [(x - thick, y), (x + thick, y), (fork[0] + thick * 0.6, fork[1]), (fork[0] - thick * 0.6, fork[1])], bark
    )
    shaded = thick * (0.1 if scene.light.from_left else -1)
    scene.canvas.polygon(
        [
            (x + shaded, y),
            (x + shaded + thick * 0.9, y),
            (fork[0] + shaded * 0.6 + thick * 0.5, fork[1]),
            (fork[0] + shaded * 0.6, fork[1]),
        ],
        scene.ink(TRUNK, 0.72),
    )
    for reach, lift in ((-0.62, 0.2), (-0.25, 0.5), (0.3, 0.45), (0.66, 0.15)):
        tip = (crown[0] + spread * reach, crown[1] - spread * lift * 0.4)
        scene.canvas.line([fork, tip], bark, width=thick * 0.7)


def _clusters(rng: Dice, centre: Point, reach: tuple[float, float]) -> list[tuple[Point, float]]:
    found = []
    for number in range(26):
        angle = number * 2.39996  # the golden angle spreads clusters evenly without a grid
        far = math.sqrt((number + 0.5) / 26)
        x = centre[0] + math.cos(angle) * far * reach[0] * 0.80
        y = centre[1] + math.sin(angle) * far * reach[1] * 0.74
        found.append(((x, y), reach[1] * rng.uniform(0.34, 0.50)))
    return found


def _sunniness(spot: Point, centre: Point, reach: tuple[float, float], side: int) -> float:
    """How much light a cluster gets: 1 at the top towards the sun, 0 underneath on the far side."""
    across, down = (spot[0] - centre[0]) / reach[0], (spot[1] - centre[1]) / reach[1]
    return min(1.0, max(0.0, 0.5 + 0.42 * across * side - 0.55 * down))


def _draw_cluster(pen: Pen, rng: Dice, centre: Point, size: float, tone: Colour) -> None:
    """One cushion of leaves. Thousands are needed, so each is a stamp, cut once per size and variant."""
    dots = max(4, round(size * pen.scale / 3) * 3)
    pen.stamp(centre, _leaf_stamp(rng.randrange(LEAF_STAMPS), dots), tone)


@lru_cache(maxsize=1024)
def _leaf_stamp(variant: int, size: int) -> Image.Image:
    rng, reach = dice_for("leaves", variant), round(size * 1.3)
    stamp = Image.new("L", (reach * 2, reach * 2))
    draw = ImageDraw.Draw(stamp)
    draw.ellipse((reach - size * 0.86, reach - size * 0.66, reach + size * 0.86, reach + size * 0.66), 255)
    for _ in range(18):
        angle, far = rng.uniform(0, math.tau), size * rng.uniform(0.66, 1.04)
        leaf = max(2.0, size * rng.uniform(0.08, 0.20))
        x, y = reach + math.cos(angle) * far, reach + math.sin(angle) * far * 0.78
        draw.ellipse((x - leaf * 1.2, y - leaf * 0.8, x + leaf * 1.2, y + leaf * 0.8), 255)
    return stamp


def _draw_blossom(scene: Scene, centre: Point, size: float, colour: Colour) -> None:
    rng, tones = scene.rng, (scene.ink(colour), scene.ink(colour, 1.22), scene.ink(colour, 0.84))
    for _ in range(round(size * 0.7)):
        angle, far = rng.uniform(0, math.tau), size * math.sqrt(rng.random()) * 0.95
        spot = (centre[0] + math.cos(angle) * far, centre[1] + math.sin(angle) * far * 0.7)
        scene.canvas.disc(spot, rng.uniform(1.2, max(1.6, size * 0.07)), rng.choice(tones))


def _draw_frond(scene: Scene, top: Point, angle: float, length: float, tone: Colour) -> None:
    """One arching rib with leaflets hanging from it, longest in the middle."""
    colour, ribs = scene.ink(tone), 22
    spine = [
        (top[0] + math.cos(angle) * length * t, top[1] + math.sin(angle) * length * t + length * 0.58 * t * t)
        for t in (step / ribs for step in range(ribs + 1))
    ]
    scene.canvas.line(spine, colour, width=1.8)
    away = 1 if math.cos(angle) >= 0 else -1
    for number, (x, y) in enumerate(spine[2:], start=2):
        droop = length * 0.26 * math.sin(math.pi * (number + 3) / (ribs + 5))
        scene.canvas.line([(x, y), (x + away * droop * 0.55, y + droop)], colour, width=1.5)
        scene.canvas.line([(x, y), (x + away * droop * 0.85, y + droop * 0.35)], colour, width=1.3)


def _draw_spikes(pen: Pen, rng: Dice, root: Point, length: float, tones: list[Colour]) -> None:
    for number in range(11):
        angle = math.radians(-165 + number * 15 + rng.uniform(-6, 6))
        tip = (root[0] + math.cos(angle) * length * 0.72, root[1] + math.sin(angle) * length * rng.uniform(0.7, 1.0))
        wide = length * 0.07
        pen.polygon([(root[0] - wide, root[1]), (root[0] + wide, root[1]), tip], tones[number % 3])
