"""The trend: completeness and the supported score at each month's end, drawn and as a table."""

from fractions import Fraction

from markupsafe import Markup

from zi_build.model import text
from zi_build.model.period import MONTH_NAMES
from zi_build.model.trend import Moment
from zi_build.model.view import View
from zi_build.render.charts import Line, lines
from zi_build.render.html import Cell, Page, block, details, empty, table

HUNDRED = 100


def chart(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:tren]]`: the last twelve months, by the dates of the papers."""
    told = view.trend
    if not told:
        return empty("Belum ada akhir bulan yang dapat ditampilkan.")
    first, last = told[0], told[-1]
    return block(
        "zi-tren",
        lines(
            page,
            "Kelengkapan dan nilai berdasarkan bukti, dari bulan ke bulan",
            f"Dari {text.day(first.day)} sampai {text.day(last.day)}: kelengkapan dari {_share(first)} "
            f"menjadi {_share(last)}, nilai berdasarkan bukti dari {text.decimal(first.supported)} "
            f"menjadi {text.decimal(last.supported)} dari 100.",
            [_short(one) for one in told],
            (
                Line("Kelengkapan, persen", [_percent(one) for one in told]),
                Line("Nilai berdasarkan bukti, dari 100", [one.supported for one in told]),
            ),
            "Setiap titik adalah keadaan pada akhir bulan menurut tanggal dokumennya, dinilai dengan "
            "jawaban kantor yang sekarang.",
        ),
        details("Angka setiap bulan", _numbers(told)),
    )


def _percent(moment: Moment) -> Fraction | None:
    share = moment.completeness.fraction
    return None if share is None else share * HUNDRED


def _share(moment: Moment) -> str:
    return text.percent(moment.completeness.fraction)


def _short(moment: Moment) -> tuple[str, str]:
    """Return the month, and the year where it begins."""
    return MONTH_NAMES[moment.day.month - 1][:3], str(moment.day.year)


def _numbers(told: tuple[Moment, ...]) -> Markup:
    heads = ("Keadaan per", "Kelengkapan", "Dokumen ada", "Sudah waktunya", "Nilai bukti")
    rows = (
        (
            Cell(text.day(one.day), header=True),
            Cell(_share(one), number=True),
            Cell(text.count(one.completeness.held), number=True),
            Cell(text.count(one.completeness.due), number=True),
            Cell(text.decimal(one.supported), number=True),
        )
        for one in reversed(told)
    )
    return table("Kelengkapan dan nilai pada akhir setiap bulan", heads, rows, dense=True)
