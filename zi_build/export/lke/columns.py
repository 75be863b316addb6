"""Where everything stands on the sheet `LKE`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from zi_build.model.assessment import Voice
from zi_build.model.view import View

SHEET = "LKE"
HEAD_ROW = 8
FIRST_ROW = HEAD_ROW + 2
DATE_ROW = HEAD_ROW - 2
NUMBER, CODE, TEXT, WEIGHT, WHY, CHOICES = range(1, 7)
FIRST_VOICE = CHOICES + 1
PER_VOICE = 3
LINKS = 4
WIDTHS = {NUMBER: 4.5, CODE: 11, TEXT: 34, WEIGHT: 7, WHY: 42, CHOICES: 9}
VOICE_WIDTHS = (8.5, 7.5, 9.5)
NOTE_WIDTH, STATE_WIDTH, LIST_WIDTH, LINK_WIDTH = 20, 26, 9.5, 30
# Letters of Arial 10 in one unit of width, which is a digit of the default font.
LETTERS_PER_WIDTH, CAPITALS_PER_WIDTH = 1.35, 0.95
LINE_HEIGHT, HIGHEST = 13, 400
ALWAYS = (Voice.CLAIMED, Voice.SUPPORTED, Voice.VERIFIED)


@dataclass(frozen=True)
class Columns:
    """Where each voice has its columns (answer, value, percentage), and what follows them."""

    voices: tuple[Voice, ...]

    def answer(self, voice: Voice) -> int:
        """Return the column of a voice's answers."""
        return FIRST_VOICE + PER_VOICE * self.voices.index(voice)

    @cached_property
    def _letters(self) -> dict[Voice, tuple[str, str]]:
        firsts = {voice: self.answer(voice) for voice in self.voices}
        return {
            voice: (get_column_letter(at), get_column_letter(at + 1))
            for voice, at in firsts.items()
        }

    @cached_property
    def notes(self) -> dict[Voice, int]:
        """The columns of notes, of those voices that people write."""
        first = FIRST_VOICE + PER_VOICE * len(self.voices)
        edited = [voice for voice in self.voices if voice is not Voice.SUPPORTED]
        return {voice: first + at for at, voice in enumerate(edited)}

    @cached_property
    def state(self) -> int:
        """The column that says what the evidence carries and why."""
        return max(self.notes.values()) + 1

    @cached_property
    def list(self) -> int:
        """The column that leads to the list of files; links to the newest ones follow."""
        return self.state + 1

    @cached_property
    def widths(self) -> dict[int, float]:
        """The width of every column."""
        widths: dict[int, float] = dict(WIDTHS)
        for voice in self.voices:
            widths |= {self.answer(voice) + at: width for at, width in enumerate(VOICE_WIDTHS)}
        widths |= dict.fromkeys(self.notes.values(), NOTE_WIDTH)
        widths |= {self.state: STATE_WIDTH, self.list: LIST_WIDTH}
        return widths | {self.list + at: LINK_WIDTH for at in range(1, LINKS + 1)}

    def value(self, voice: Voice, index: int) -> str:
        """Return the address of a voice's value on a line of the outline."""
        return f"{self._letters[voice][1]}{FIRST_ROW + index}"

    def said(self, voice: Voice, index: int) -> str:
        """Return the address of a voice's answer on a line."""
        return f"{self._letters[voice][0]}{FIRST_ROW + index}"

    def weight(self, index: int) -> str:
        """Return the address of a line's weight."""
        return f"${get_column_letter(WEIGHT)}{FIRST_ROW + index}"


def columns_of(view: View) -> Columns:
    """Return the columns of a view: the first three voices always, a later one when it speaks."""
    return Columns(
        tuple(
            voice
            for voice, card in view.scores.items()
            if voice in ALWAYS
            or card.judged.held
            or any(result.text is not None for result in card.results.values())
        )
    )


def height(texts: Iterable[tuple[str | None, float]]) -> float:
    """Return the height of a row that shows its texts whole, each in a column of some width.

    Estimated, because LibreOffice does not measure a row that has an outline level.
    """
    lines = max((_lines(text, width) for text, width in texts if text), default=1)
    return min(HIGHEST, LINE_HEIGHT * lines + 3)


def _lines(text: str, width: float) -> int:
    """Count lines as if letters filled them, a little less for the words that do not break."""
    letters = max(1, int(width * (CAPITALS_PER_WIDTH if text.isupper() else LETTERS_PER_WIDTH)))
    return sum(len(paragraph) // letters + 1 for paragraph in text.split("\n"))
