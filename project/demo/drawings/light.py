"""The hours a house is drawn at: what the sky does, how warm the light is and where shadows fall."""

from dataclasses import dataclass

from project.demo.drawings.colour import Colour, of


@dataclass(frozen=True)
class Light:
    """One hour. `slant` is how far shadows reach to the right and down per unit of depth."""

    name: str
    sky: tuple[Colour, Colour, Colour]
    cloud: Colour
    haze: Colour
    tint: Colour
    shadow: Colour
    shadow_strength: float
    slant: tuple[float, float]
    sun: tuple[float, float, float] | None
    sun_colour: Colour
    lit: float  # share of windows with a lamp on
    glass: tuple[Colour, Colour]

    @property
    def is_dark(self) -> bool:
        """True when lamps are on."""
        return self.lit > 0.3

    @property
    def from_left(self) -> bool:
        """True when the sun stands on the left."""
        return self.slant[0] > 0


MORNING = Light(
    name="morning",
    sky=(of("#8FC3D3"), of("#CFE3DC"), of("#FCE9CF")),
    cloud=of("#FFFAF0"),
    haze=of("#EEDFC8"),
    tint=of("#FFF6E6"),
    shadow=of("#4B3A58"),
    shadow_strength=0.30,
    slant=(0.75, 0.55),
    sun=(205, 330, 46),
    sun_colour=of("#FFF4D8"),
    lit=0.06,
    glass=(of("#8FB8C2"), of("#DCE9E2")),
)
NOON = Light(
    name="noon",
    sky=(of("#4FA6C2"), of("#9ED2DB"), of("#EAF3E8")),
    cloud=of("#FFFFFF"),
    haze=of("#D5E4DC"),
    tint=of("#FFFFFA"),
    shadow=of("#2F2C4F"),
    shadow_strength=0.32,
    slant=(0.30, 0.85),
    sun=None,
    sun_colour=of("#FFFFFF"),
    lit=0.0,
    glass=(of("#5E9DB0"), of("#BFDCDF")),
)
DUSK = Light(
    name="dusk",
    sky=(of("#5A6291"), of("#D9938A"), of("#FBD29A")),
    cloud=of("#F3B6A0"),
    haze=of("#DBA793"),
    tint=of("#FBDCCB"),
    shadow=of("#3B2450"),
    shadow_strength=0.34,
    slant=(-0.85, 0.40),
    sun=(985, 420, 54),
    sun_colour=of("#FFE3AE"),
    lit=0.42,
    glass=(of("#6D6F94"), of("#EBB89A")),
)
NIGHT = Light(
    name="night",
    sky=(of("#10182E"), of("#22345A"), of("#5A5F86")),
    cloud=of("#3A4870"),
    haze=of("#344269"),
    tint=of("#7C87B4"),
    shadow=of("#0B0E20"),
    shadow_strength=0.34,
    slant=(0.45, 0.50),
    sun=(930, 150, 30),
    sun_colour=of("#F6EFD9"),
    lit=0.66,
    glass=(of("#1C2745"), of("#3A4A73")),
)
MONSOON = Light(
    name="monsoon",
    sky=(of("#8DA5AA"), of("#B9C8C6"), of("#E4E6DB")),
    cloud=of("#DDE3DF"),
    haze=of("#C6D0C9"),
    tint=of("#EAF0EC"),
    shadow=of("#2C3547"),
    shadow_strength=0.20,
    slant=(0.25, 0.60),
    sun=None,
    sun_colour=of("#FFFFFF"),
    lit=0.22,
    glass=(of("#728F98"), of("#C9D6D3")),
)

HOURS = (MORNING, MORNING, NOON, NOON, DUSK, DUSK, NIGHT, MONSOON)
