"""The one palette of charts, pages and workbooks: safe for colour-blind people and in print, light and dark."""

from dataclasses import dataclass

BANDS = ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8")
"""ColorBrewer's YlGnBu in four steps, the lowest band first. Never red, amber and green: this is no exam."""

OWN_STATE = "#d55e00"
GATE = "#b3470f"
ACCENT = "#1f5fa8"

READABLE = 4.5
"""The least contrast of small words to what they stand on."""
DARKEST_LINEAR = 0.04045


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


def ink_on(colour: str) -> str:
    """Return the ink for small words on a colour: the usual dark one, white or black, whichever can be read.

    Readable is a contrast of at least 4.5 (WCAG 2.2, success criterion 1.4.3); black or white always reaches it.

    >>> ink_on("#ffffcc"), ink_on("#225ea8"), ink_on("#3286b5")
    ('#1a2733', '#ffffff', '#000000')
    """
    return next((ink for ink in (LIGHT.ink, "#ffffff") if contrast(ink, colour) >= READABLE), "#000000")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= DARKEST_LINEAR else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
