"""The order in which an LKE workbook becomes a report of what it says."""

from collections.abc import Sequence
from pathlib import Path

from zi_build.errors import UsageError
from zi_build.intake.lke import arithmetic, dates
from zi_build.intake.lke.choose import guess, is_own, place, read_lines
from zi_build.intake.lke.gather import gather
from zi_build.intake.lke.outline import outline_of
from zi_build.intake.lke.report import About, Found, Remark
from zi_build.intake.lke.workbook import read_sheets
from zi_build.model.catalogue import Catalogue
from zi_build.model.form import Kind
from zi_build.model.rubric import Rubric


def read_lke(
    file: Path,
    rubrics: Sequence[Rubric],
    catalogue: Catalogue,
    *,
    wanted: str | None,
    preferred: str,
    sheet: str | None = None,
) -> Found:
    """Read one workbook under the wanted rubric, else under the one that it is.

    `preferred` decides between rubrics that the workbook does not tell apart; `sheet` names the only
    sheet to be read. Raises UsageError when the file is no workbook, has no such sheet, or holds no
    questions of the rubric.
    """
    sheets = read_sheets(file)
    titles = [one.title for one in sheets]
    if sheet is not None and sheet not in titles:
        raise UsageError(
            f"Tidak ada lembar “{sheet}” di {file.name}. Yang ada: {', '.join(titles)}."
        )
    lines = read_lines(sheets)
    outlines = {rubric.id: outline_of(rubric, catalogue) for rubric in rubrics}
    guessed = guess(lines, tuple(outlines.values()), preferred)
    outline = outlines[wanted or guessed]
    form = place(lines, outline, sheet)
    questions = {p.node.key for p in form.placed if p.node.kind is Kind.QUESTION}
    asked = {p.node.key for p in form.placed if p.node.kind.answered}
    if not asked:
        raise UsageError(
            f"Tidak ada pertanyaan LKE {outline.rubric.name} yang dikenali di {file.name}. Periksa "
            "apakah ini berkas LKE, dan apakah rubriknya benar (--rubric)."
        )
    found = gather(form, own=is_own(sheets))
    remarks = [*form.remarks, *found.remarks]
    if wanted and wanted != guessed:
        said = (
            f"Buku kerja ini tampaknya LKE {outlines[guessed].rubric.name}, tetapi dibaca sebagai "
        )
        remarks.insert(0, Remark(About.RUBRIC, f"{said}{outline.rubric.name} menurut --rubric."))
    return Found(
        rubric=outline.rubric.id,
        guessed=guessed,
        answers=found.answers,
        placed=len(questions),
        asked=len(outline.rubric.criteria),
        sheets=tuple(one.title for one, _ in form.sheets),
        remarks=tuple(remarks),
        deviations=arithmetic.deviations(form, found.answers),
        days=dates.days_of(lines),
        year=dates.year_of(sheets),
    )
