"""Where everything stands on the sheet `LKE`."""

from dataclasses import dataclass

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
ALWAYS = (Voice.CLAIMED, Voice.SUPPORTED, Voice.VERIFIED)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each voice has its columns (answer, value, percentage), and what follows them."""

    voices: tuple[Voice, ...]

    def answer(self, voice: Voice) -> int:
        """Return the column of a voice's answers."""
        return FIRST_VOICE + PER_VOICE * self.voices.index(voice)

    @property
    def notes(self) -> dict[Voice, int]:
        """The columns of notes, of those voices that people write."""
        first = FIRST_VOICE + PER_VOICE * len(self.voices)
        edited = [voice for voice in self.voices if voice is not Voice.SUPPORTED]
        return {voice: first + at for at, voice in enumerate(edited)}

    @property
    def state(self) -> int:
        """The column that says what the evidence carries and why; links to files follow."""
        return max(self.notes.values()) + 1

    def value(self, voice: Voice, index: int) -> str:
        """Return the address of a voice's value on a line of the outline."""
        return f"{get_column_letter(self.answer(voice) + 1)}{FIRST_ROW + index}"

    def said(self, voice: Voice, index: int) -> str:
        """Return the address of a voice's answer on a line."""
        return f"{get_column_letter(self.answer(voice))}{FIRST_ROW + index}"

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
