"""What a house is like before it is drawn: storeys, columns, roof, openings and colours, thrown once per seed."""

from dataclasses import dataclass

from project.demo.dice import Dice
from project.demo.drawings.colour import of
from project.demo.drawings.scene import HousePalette

GROUND = 664.0
EYE_LEVEL = 585.0

PALETTES = (
    HousePalette(of("#F1E4CC"), of("#0F6570"), of("#FFF9EC"), of("#8A5232"), of("#2B3E45")),
    HousePalette(of("#CE7550"), of("#F3E3CB"), of("#FBF1E1"), of("#5D3A2C"), of("#3A2E2C")),
    HousePalette(of("#E8BC63"), of("#FBF3E0"), of("#FFFBF0"), of("#1F6A70"), of("#4A3728")),
    HousePalette(of("#B4C2A2"), of("#F4EEDF"), of("#FDFAF0"), of("#9A5637"), of("#33423A")),
    HousePalette(of("#EDC2AC"), of("#9C3F33"), of("#FFF5EA"), of("#6E3A2F"), of("#41302E")),
    HousePalette(of("#C3DCD9"), of("#F9F4E8"), of("#FFFFFF"), of("#A7643A"), of("#31525A")),
    HousePalette(of("#F6F2EA"), of("#4A4650"), of("#FFFFFF"), of("#B0713F"), of("#2A282E")),
    HousePalette(of("#B4644A"), of("#D8D0C3"), of("#EEE7DA"), of("#4A3A34"), of("#2F2B2C")),
    HousePalette(of("#C4BDD0"), of("#F6F0EA"), of("#FFFCF7"), of("#6D4B63"), of("#3D3547")),
    HousePalette(of("#2F7A80"), of("#F2E6CF"), of("#FBF5E6"), of("#C98A3C"), of("#1D3C42")),
    HousePalette(of("#D3CABB"), of("#F4B63F"), of("#F7F2E8"), of("#7C5238"), of("#35353B")),
    HousePalette(of("#F4DCA8"), of("#B9472F"), of("#FFF9EA"), of("#2E6B52"), of("#443128")),
    HousePalette(of("#DDE3D3"), of("#2F6A4A"), of("#FFFFFA"), of("#A35C36"), of("#2C3F36")),
    HousePalette(of("#EBD9C8"), of("#B4834F"), of("#FFF8EF"), of("#7A4A2B"), of("#3B3431")),
)

KINDS = ("windows", "balcony", "louvres", "jali", "twin")


@dataclass(frozen=True)
class Column:
    """One vertical strip of the front, the same on every floor."""

    kind: str
    left: float
    right: float
    projects: bool

    @property
    def middle(self) -> float:
        """Half-way between its edges."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class HousePlan:
    """The whole front."""

    columns: tuple[Column, ...]
    storeys: int
    storey_height: float
    plinth: float
    roof: str  # parapet, tiles, pergola
    railing: str  # bars, glass, solid, lattice
    opening: str  # casement, arched, sliding, grille
    bands: bool
    brick: bool
    door: int  # which column the entrance is in
    side: int  # +1: the shaded flank shows on the right

    @property
    def left(self) -> float:
        """The left edge of the front."""
        return self.columns[0].left

    @property
    def right(self) -> float:
        """The right edge of the front."""
        return self.columns[-1].right

    @property
    def top(self) -> float:
        """Where the front ends and the roof begins."""
        return GROUND - self.plinth - self.storeys * self.storey_height

    def floor(self, storey: int) -> float:
        """Where a storey's floor lies; the ground floor is number 0."""
        return GROUND - self.plinth - storey * self.storey_height


def plan_house(rng: Dice, *, side: int) -> HousePlan:
    """Throw the dice for one house."""
    storeys = rng.choice((2, 2, 3, 3, 3, 4, 4, 5))
    height = {2: 142, 3: 122, 4: 108, 5: 93}[storeys] + rng.uniform(-4, 5)
    return HousePlan(
        columns=_columns(rng, storeys),
        storeys=storeys,
        storey_height=height,
        plinth=rng.choice((14, 18, 22)),
        roof=rng.choice(("tiles", "tiles", "parapet") if storeys == 2 else ("parapet", "parapet", "pergola")),
        railing=rng.choice(("bars", "bars", "glass", "solid", "lattice")),
        opening=rng.choice(("casement", "arched", "sliding", "grille")),
        bands=rng.random() < 0.6,
        brick=rng.random() < 0.28,
        door=rng.randrange(1, 3),
        side=side,
    )


def _columns(rng: Dice, storeys: int) -> tuple[Column, ...]:
    kinds = _rhythm(rng, count=rng.choice((3, 4, 4, 5)) if storeys < 5 else rng.choice((4, 5)))
    widths = {"balcony": 158, "windows": 132, "twin": 150, "louvres": 112, "jali": 96}
    left = 600 - sum(widths[kind] for kind in kinds) / 2 + rng.uniform(-26, 26)
    columns = []
    for kind in kinds:
        right = left + widths[kind]
        columns.append(Column(kind, left, right, projects=kind in ("balcony", "louvres") and rng.random() < 0.75))
        left = right
    return tuple(columns)


def _rhythm(rng: Dice, *, count: int) -> list[str]:
    """A front is either mirrored about its middle or deliberately lopsided; never a random row."""
    if rng.random() < 0.5:
        half = rng.sample(KINDS, k=(count + 1) // 2)
        return half + half[: count // 2][::-1]
    main = rng.choice(("windows", "twin"))
    kinds = [main] * count
    kinds[rng.randrange(count)] = "balcony"
    kinds[rng.choice((0, count - 1))] = rng.choice(("balcony", "louvres", "jali"))
    return kinds
