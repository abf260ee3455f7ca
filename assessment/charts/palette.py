"""The one palette of charts, pages and workbooks: safe for colour-blind people and in print, light and dark."""

from dataclasses import dataclass

BANDS = ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8")
"""ColorBrewer's YlGnBu in four steps, the lowest band first. Never red, amber and green: this is no exam."""

OWN_STATE = "#d55e00"
GATE = "#b3470f"
ACCENT = "#1f5fa8"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours around the data on a light or dark page."""

    ink: str
    muted: str
    grid: str
    line: str
    range: str
    missing: str
    own: str
    target: str


LIGHT = Palette(
    ink="#1a2733",
    muted="#5b6770",
    grid="#e3e8ec",
    line="#3d4a55",
    range="#c9d1d8",
    missing="#8b959e",
    own=ACCENT,
    target=GATE,
)
DARK = Palette(
    ink="#eef2f5",
    muted="#aab4bd",
    grid="#38424b",
    line="#cdd5db",
    range="#55616b",
    missing="#8b959e",
    own="#7fb2e8",
    target="#f0975c",
)


def palette(*, dark: bool) -> Palette:
    """Return the colours for a light or a dark page."""
    return DARK if dark else LIGHT


def band_colour(place: int, bands: int) -> str:
    """Return the colour of the band at a place from the lowest, out of so many.

    A rubric with more or fewer bands than four takes the steps in between.

    >>> band_colour(3, 4), band_colour(0, 1), band_colour(1, 3)
    ('#225ea8', '#225ea8', '#71c8bc')
    """
    position = (len(BANDS) - 1) * (place / (bands - 1) if bands > 1 else 1.0)
    lower = min(int(position), len(BANDS) - 2)
    return _between(BANDS[lower], BANDS[lower + 1], position - lower)


def _between(one: str, other: str, share: float) -> str:
    parts = (
        round(int(one[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)
