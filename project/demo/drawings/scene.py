"""What every part of an outdoor picture shares: the sheet, the dice, the hour and the house's own colours."""

from collections.abc import Callable
from dataclasses import dataclass, field

from project.demo.dice import Dice
from project.demo.drawings import colour as colours
from project.demo.drawings.canvas import Box, Canvas, Pen, Point
from project.demo.drawings.colour import Colour
from project.demo.drawings.light import Light

LAMP = colours.of("#FFD48A")


@dataclass(frozen=True)
class HousePalette:
    """The colours one house is painted in."""

    wall: Colour
    second: Colour  # the projecting bay, the staircase
    trim: Colour  # slabs, sills, parapet
    wood: Colour  # doors, frames, louvres
    metal: Colour  # railings, gate


@dataclass
class Scene:
    """One outdoor picture being drawn."""

    canvas: Canvas
    rng: Dice
    light: Light
    paint: HousePalette
    lamps: list[tuple[Box, Colour]] = field(default_factory=list)

    def ink(self, colour: Colour, factor: float = 1.0) -> Colour:
        """The colour as this hour shows it, darker or lighter by `factor`."""
        return colours.tint(colours.shade(colour, factor), self.light.tint)

    def cast(self, points: list[Point], strength: float = 1.0) -> None:
        """Draws a hard shadow on a wall."""
        self.canvas.polygon(points, colours.fade(self.light.shadow, self.light.shadow_strength * strength))

    def soft_shadow(self, area: Box, paint: Callable[[Pen], None], *, strength: float = 1.0, blur: float = 6) -> None:
        """Darkens whatever `paint` draws, with soft edges."""
        self.canvas.soft(
            area, paint, self.light.shadow, opacity=min(1.0, self.light.shadow_strength * strength), blur=blur
        )

    def light_up(self, box: Box, colour: Colour = LAMP) -> None:
        """Remembers a lit thing, so that its glow can be laid over everything at the end."""
        self.lamps.append((box, colour))

    def glow(self) -> None:
        """Lets every lamp shine into the air around it, in one pass."""
        if not self.lamps:
            return

        def shine(pen: Pen) -> None:
            for box, colour in self.lamps:
                pen.box(box, colours.mix((0, 0, 0), colour, 0.34))

        self.canvas.glow(self.canvas.view, shine, blur=22)
