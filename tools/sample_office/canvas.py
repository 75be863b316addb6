"""A drawing surface at twice the size, made small in the end so that edges are smooth."""

from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, ...]
SCALE = 2


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size * SCALE)


class Canvas:
    """Draws in the coordinates of the finished picture."""

    def __init__(self, width: int, height: int, ground: Colour = (255, 255, 255)) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, colour: Colour
    ) -> None:
        """Fill a rectangle."""
        self._draw.rectangle(_box(left, top, right, bottom), colour)

    def rounded(
        self, left: float, top: float, right: float, bottom: float, radius: float, colour: Colour
    ) -> None:
        """Fill a rectangle with round corners."""
        self._draw.rounded_rectangle(_box(left, top, right, bottom), round(radius * SCALE), colour)

    def ellipse(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill an ellipse."""
        self._draw.ellipse(_box(left, top, right, bottom), colour)

    def polygon(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        """Fill a polygon."""
        self._draw.polygon([(round(x * SCALE), round(y * SCALE)) for x, y in points], colour)

    def shade(self, top: int, bottom: int, first: Colour, last: Colour) -> None:
        """Fill the full width with a colour that changes from top to bottom."""
        first_line, lines = top * SCALE, (bottom - top) * SCALE
        for line in range(lines):
            colour = tuple(
                start + (end - start) * line // lines
                for start, end in zip(first, last, strict=True)
            )
            y = first_line + line
            self._draw.line((0, y, self.width * SCALE, y), colour)

    def text(
        self, x: float, y: float, words: str, size: int, colour: Colour, *, middle: bool = False
    ) -> None:
        """Write one line; `middle` centres it on the point."""
        anchor = "mm" if middle else "la"
        place = (round(x * SCALE), round(y * SCALE))
        self._draw.text(place, words, colour, _font(size), anchor)

    def light(self, change: int) -> None:
        """Make the whole picture a little lighter or darker."""
        self._image = self._image.point(
            [min(255, max(0, tone + change)) for tone in range(256)] * 3
        )
        self._draw = ImageDraw.Draw(self._image)

    def image(self) -> Image.Image:
        """Return the finished picture."""
        return self._image.reduce(SCALE)


def _box(left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
    return (
        round(left * SCALE),
        round(top * SCALE),
        round(right * SCALE) - 1,
        round(bottom * SCALE) - 1,
    )
