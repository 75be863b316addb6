"""When a report looks: its period, its day of judgement, and the day with which it is compared."""

from dataclasses import dataclass
from datetime import date, timedelta

from zi_build.errors import UsageError
from zi_build.model.period import Grain, Period, day_label

EXAMPLES = {Grain.MONTH: ("bulan", "2026-09"), Grain.SEMESTER: ("semester", "2026-S2")}


@dataclass(frozen=True, slots=True)
class Moment:
    """A period seen from a day in it; `compared` is the end of the period before.

    `compared` is None when the office had not begun by then: a first report has no comparison.
    """

    period: Period
    day: date
    before: Period
    compared: date | None

    @property
    def finished(self) -> bool:
        """Whether the period is over on the day of judgement; else the report is provisional."""
        return self.day == self.period.end

    @property
    def monthly(self) -> bool:
        """Whether this is the monthly evaluation (guideline V.A), not the report of V.B."""
        return self.period.grain is Grain.MONTH


def period_of(text: str, grain: Grain) -> Period:
    """Read the period of a report as it is written in file names (`2026-09`, `2026-S2`).

    Raises UsageError when the text is no period of this grain.
    """
    word, example = EXAMPLES[grain]
    try:
        period = Period.parse(text.strip().upper())
    except ValueError:
        period = None
    if period is None or period.grain is not grain:
        raise UsageError(f"“{text}” bukan {word}; tulis seperti {example}.")
    return period


def moment_of(period: Period, as_of: date, start: date | None) -> Moment:
    """Return the moment of a report asked for on a day of judgement; `start` is when building began.

    Raises UsageError when the period has not begun on that day, or was over before building began.
    """
    if period.start > as_of:
        raise UsageError(
            f"{period.label} belum mulai pada tanggal penilaian, {day_label(as_of)}; laporan dibuat "
            "untuk periode yang sudah atau sedang berjalan. Bila tanggal penilaian memang lain, "
            "tulis --as-of di depan perintah."
        )
    if start and period.end < start:
        raise UsageError(
            f"{period.label} berakhir sebelum kantor mulai membangun Zona Integritas, "
            f"{day_label(start)} (mulai di unit.yml); tidak ada yang dilaporkan."
        )
    before = Period.containing(period.start - timedelta(days=1), period.grain)
    compared = before.end if start is None or before.end >= start else None
    return Moment(period, min(period.end, as_of), before, compared)
