"""Placed rows to answers: what each voice says, and everything that could not simply be taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from zi_build.intake.lke.align import Placed
from zi_build.intake.lke.cells import REFERENCE, Cell
from zi_build.intake.lke.choose import Form
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.lines import Line
from zi_build.intake.lke.report import NAMES, About, Given, Remark, Said
from zi_build.intake.lke.values import (
    Reading,
    State,
    is_bare_option,
    is_empty,
    read_answer,
    read_count,
    read_option,
    read_result,
    scale_of,
)
from zi_build.model.form import Kind
from zi_build.model.rubric import CountInput, Criterion, Result, Rubric, Scale

LONGEST_NOTE = 2000
LONGEST_SHOWN = 120
OPEN_AND_SAVE = "Buka dan simpan buku kerja di Excel atau LibreOffice, lalu impor lagi."
REPAIR = "Perbaiki rumusnya atau ketik jawabannya, lalu impor lagi."
REPAIR_LOST = f"Rumusnya merujuk sel yang sudah tidak ada; menyimpan ulang tidak menolong. {REPAIR}"
VOICES = tuple(NAMES)


@dataclass(slots=True)
class Gathering:
    """Collects what the rows of one form say."""

    rubric: Rubric
    answers: dict[tuple[str, Who], Said] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    used: dict[tuple[str, int, int], str] = field(default_factory=dict)
    own: bool = False

    def remark(self, about: About, message: str, cell: Cell | Line | None, key: str = "") -> None:
        """Note something at a cell (or at the text of a row)."""
        text = cell.text if cell is not None else ""
        address = cell.address if cell is not None else ""
        self.remarks.append(Remark(about, message, address, _short(text), key))

    def take(self, key: str, who: Who, **parts: object) -> None:
        """Add a part of what a voice says."""
        self.answers[key, who] = replace(self.said(key, who), **parts)  # type: ignore[arg-type]

    def said(self, key: str, who: Who) -> Said:
        """Return what a voice has said so far."""
        return self.answers.get((key, who), Said())


def gather(form: Form, *, own: bool = False) -> Gathering:
    """Read every placed row, and list every row that is not placed although somebody filled it in.

    In a workbook of this program's `own` the columns of evidence hold what it put there itself.
    """
    found = Gathering(form.outline.rubric, own=own)
    if own:
        said = "Kolom bukti diisi oleh zi export lke dan tidak dibaca."
        found.remark(About.EVIDENCE, said, None)
    results = {result.id: result for result in found.rubric.results}
    for one in form.placed:
        kind, key = one.node.kind, one.node.key
        if kind is Kind.QUESTION:
            _question(found, one, found.rubric.criteria[key])
        elif kind is Kind.COUNT:
            _count(found, one)
        elif kind is Kind.RESULT:
            _result(found, one, results[key])
    for _, alignment in form.sheets:
        for line in alignment.rest:
            _unplaced(found, line)
    _totals(found, form)
    _absent(found, form)
    _uncalculated(found, form)
    return found


def _question(found: Gathering, one: Placed, criterion: Criterion) -> None:
    line, key = one.line, criterion.id
    if one.by_position:
        found.remark(
            About.BY_POSITION,
            f"Kata-katanya tidak dikenali; dipasang pada {key} menurut urutan dan skalanya.",
            line,
            key,
        )
    _typed_scale(found, line, criterion)
    for who in VOICES:
        if who not in line.columns.answers:
            continue
        cell = _own(found, line, line.answer(who), key, who)
        by_counts = criterion.counts is not None and cell is not None and cell.formula is not None
        reading = read_answer(cell, criterion)
        if who is Who.UNIT and reading.state in {State.EMPTY, State.STRANGE}:
            strayed = _astray(found, line, criterion.scale, key)
            cell, reading = strayed or (cell, reading)
        if not by_counts:
            _take_answer(found, key, who, cell, reading)
        _note(found, line, key, who)
    _evidence(found, line, key)
    _nameless(found, line, criterion)


def _take_answer(found: Gathering, key: str, who: Who, cell: Cell | None, reading: Reading) -> None:
    """Take an answer that was read; say what is wrong with one that was not."""
    voice = NAMES[who]
    if reading.state is State.READ and cell is not None:
        found.take(key, who, answer=Given(reading.value, cell.address))
        if not reading.exact:
            said = f"Jawaban {voice} untuk {key} ditafsirkan sebagai {reading.value}."
            found.remark(About.INTERPRETED, said, cell, key)
    elif reading.state is State.EMPTY:
        if who is Who.UNIT and not found.said(key, who).refused:
            found.remark(About.EMPTY, f"{key} belum diisi.", cell, key)
    elif reading.state is State.WAIVED and cell is not None and key in found.rubric.criteria:
        found.take(key, who, waived=Given(cell.text, cell.address))
    else:
        found.take(key, who, refused=True)
        found.remark(*_refused(reading, key, voice), cell, key)


def _refused(reading: Reading, key: str, voice: str) -> tuple[About, str]:
    """Return what to say of a cell that holds something which is no answer."""
    if reading.state is State.ERROR:
        said = f"Sel {voice} untuk {key} berisi galat rumus “{reading.value}”; tidak dibaca."
        return About.ERROR, f"{said} {REPAIR_LOST if reading.value == REFERENCE else REPAIR}"
    if reading.state is State.WAIVED:
        said = "tulis di tidak_berlaku pada berkas jawaban, dengan alasannya."
        return About.WAIVED, f"{key} dinyatakan tidak berlaku oleh {voice}; {said}"
    if reading.state is State.UNCALCULATED:
        return (
            About.UNCALCULATED,
            f"Rumus di sel {voice} untuk {key} disimpan tanpa hasil. {OPEN_AND_SAVE}",
        )
    return About.STRANGE, f"Jawaban {voice} untuk {key} tidak ada pada skalanya; tidak diimpor."


def _own(found: Gathering, line: Line, cell: Cell | None, key: str, who: Who) -> Cell | None:
    """Return a cell unless it is a merged one that already answered another question."""
    if cell is None:
        return None
    place = (cell.sheet, cell.row, cell.column)
    other = found.used.setdefault(place, key)
    if other != key and cell.row != line.row:
        said = f"Sel gabungan ini sudah menjawab {other}; untuk {key} tidak dipakai."
        found.take(key, who, refused=True)
        found.remark(About.TWICE, said, cell, key)
        return None
    return cell


def _astray(found: Gathering, line: Line, scale: Scale, key: str) -> tuple[Cell, Reading] | None:
    """Look for a bare option in a column where answers do not belong; two of them are a riddle."""
    columns = line.columns
    foreign = {
        *(column for who, column in columns.answers.items()),
        *(column for voice in (Who.TPI, Who.TPN) for column in _of(columns, voice)),
        *columns.nameless,
        *columns.text,
        columns.options,
        columns.weight,
    }
    if scale.is_percentage:
        return None
    strays = [
        cell for cell in line.cells() if cell.column not in foreign and is_bare_option(cell, scale)
    ]
    if len(strays) == 1:
        cell = strays[0]
        found.remark(
            About.ASTRAY, f"Jawaban {key} berada di kolom lain dan dibaca dari sana.", cell, key
        )
        return cell, read_option(cell, scale)
    if strays:
        found.take(key, Who.UNIT, refused=True)
    for cell in strays:
        said = f"Ada lebih dari satu jawaban untuk {key} di kolom lain; tidak diimpor."
        found.remark(About.ASTRAY, said, cell, key)
    return None


def _of(columns: object, who: Who) -> Iterator[int]:
    for part in ("scores", "percents", "notes"):
        table: Mapping[Who, int] = getattr(columns, part)
        if who in table:
            yield table[who]


def _typed_scale(found: Gathering, line: Line, criterion: Criterion) -> None:
    """Say it when an answer was typed over the scale: such a row drops out of many workbooks' sums."""
    column = line.columns.options
    cell = line.sheet.at(line.row, column) if column else None
    if cell is None or not cell.text or criterion.scale.is_percentage:
        return
    if not line.columns.shows_scales:
        return
    if is_bare_option(cell, criterion.scale) and not scale_of(cell.text):
        said = f"Kolom pilihan jawaban {criterion.id} berisi “{cell.text}”, bukan skalanya; tidak dibaca"
        found.remark(About.SCALE, f"{said} sebagai jawaban.", cell, criterion.id)
    elif line.scale and line.scale != criterion.scale.id:
        said = f"Skala di buku kerja bukan skala {criterion.id} ({criterion.scale.name})."
        found.remark(About.SCALE, said, cell, criterion.id)


def _count(found: Gathering, one: Placed) -> None:
    key, _, count = one.node.key.partition("#")
    for who in VOICES:
        if who not in one.line.columns.answers:
            continue
        cell = one.line.answer(who)
        reading = read_count(cell)
        if reading.state is State.READ and cell is not None:
            said = found.said(key, who)
            given = Given(reading.value, cell.address)
            found.take(key, who, counts={**said.counts, count: given})
            if not reading.exact:
                text = f"Hitungan {count} pada {key} ditafsirkan sebagai {reading.value}."
                found.remark(About.INTERPRETED, text, cell, key)
        elif reading.state is State.EMPTY:
            if who is Who.UNIT:
                said_empty = f"Hitungan {count} pada {key} belum diisi."
                found.remark(About.EMPTY, said_empty, cell, one.node.key)
        elif reading.state is State.STRANGE:
            text = f"Hitungan {count} pada {key} bukan bilangan bulat 0 atau lebih; tidak diimpor."
            found.take(key, who, refused=True)
            found.remark(About.STRANGE, text, cell, key)
        else:
            found.take(key, who, refused=True)
            found.remark(*_refused(reading, key, NAMES[who]), cell, key)
    _evidence(found, one.line, key)


def _totals(found: Gathering, form: Form) -> None:
    """Leave out totals that are mere sums of the parts that are there, and name those that are not."""
    cells = {p.node.key: p.line for p in form.placed if p.node.kind is Kind.COUNT}
    for criterion in found.rubric.criteria.values():
        for total in (one for one in _inputs(criterion) if one.parts):
            line = cells.get(f"{criterion.id}#{total.key}")
            if not any(f"{criterion.id}#{part}" in cells for part in total.parts):
                continue
            for who in VOICES:
                _total(found, criterion.id, total, line.answer(who) if line else None, who)


def _inputs(criterion: Criterion) -> tuple[CountInput, ...]:
    return tuple(criterion.counts.inputs.values()) if criterion.counts else ()


def _total(found: Gathering, key: str, total: CountInput, there: Cell | None, who: Who) -> None:
    """A formula is no count of its own where its parts have rows; a typed total must be their sum."""
    counts = dict(found.said(key, who).counts)
    given = counts.pop(total.key, None)
    if there is not None and there.formula is not None:
        found.remarks = [one for one in found.remarks if one.cell != there.address]
        if given is not None:
            found.take(key, who, counts=counts)
    elif given is not None and all(part in counts for part in total.parts):
        parts = sum(int(counts[part].value) for part in total.parts)
        if int(given.value) != parts:
            said = f"Jumlah {total.key} pada {key} bukan jumlah bagiannya ({parts}); dibaca apa adanya."
            found.remark(About.INTERPRETED, said, there, key)


def _result(found: Gathering, one: Placed, result: Result) -> None:
    for who in VOICES:
        if who in one.line.columns.answers:
            cell = one.line.answer(who)
            _take_answer(found, result.id, who, cell, read_result(cell, result))
    note = one.line.note(Who.UNIT)
    if note is not None and note.text and not note.is_error:
        said = (
            f"Catatan pada hasil {result.id} tidak punya tempat di berkas jawaban; tidak diimpor."
        )
        found.remark(About.NOTE, said, note, result.id)
    _evidence(found, one.line, result.id)


def _note(found: Gathering, line: Line, key: str, who: Who) -> None:
    cell = line.note(who)
    if cell is None or not isinstance(cell.value, str) or cell.is_error or is_empty(cell.text):
        return
    if found.used.get((cell.sheet, cell.row, cell.column)) == key and cell.row == line.row:
        return  # an answer that had strayed here
    if len(cell.text) > LONGEST_NOTE:
        said = f"Catatan {NAMES[who]} untuk {key} lebih dari {LONGEST_NOTE} huruf; tidak diimpor."
        found.remark(About.NOTE, said, cell, key)
        return
    criterion = found.rubric.criteria.get(key)
    if criterion is not None and is_bare_option(cell, criterion.scale):
        return  # told as an answer in another column
    text = "\n".join(" ".join(part.split()) for part in cell.text.splitlines()).strip()
    found.take(key, who, note=Given(text, cell.address))


def _evidence(found: Gathering, line: Line, key: str) -> None:
    """List what stands as evidence: a link proves nothing until it is filed under its document."""
    for cell in () if found.own else line.cells():
        text = cell.link or cell.text
        if is_empty(text) or cell.is_error:
            continue
        if (
            cell.column in line.columns.evidence
            or cell.link
            or text.startswith(("http://", "https://"))
        ):
            found.remarks.append(
                Remark(
                    About.EVIDENCE,
                    f"Bukti {key} di buku kerja tidak diimpor; simpan di folder evidence/ dokumennya.",
                    cell.address,
                    _short(text),
                    key,
                )
            )


def _nameless(found: Gathering, line: Line, criterion: Criterion) -> None:
    """List answers in columns of which nothing says whose they are."""
    for column in line.columns.nameless:
        cell = line.sheet.rows[line.row].get(column)
        if cell is not None and not is_empty(cell.text):
            said = f"Kolom ini tidak menyebut siapa yang menjawab {criterion.id}; tidak diimpor."
            found.remark(About.UNPLACED, said, cell, criterion.id)


def _unplaced(found: Gathering, line: Line) -> None:
    """List a row that nobody could place, if it asks something or was answered."""
    cells = [line.answer(who) for who in line.columns.answers]
    answered = [cell for cell in cells if cell is not None and not is_empty(cell.text)]
    if line.scale or any(cell.row == line.row for cell in answered):
        said = "Baris ini tidak cocok dengan pertanyaan mana pun dalam rubrik; tidak diimpor."
        if answered:
            said = f"{said} Isinya: {'; '.join(_short(cell.text) for cell in answered)}."
        found.remark(About.UNPLACED, said, line)


def _uncalculated(found: Gathering, form: Form) -> None:
    """Say once that sums cannot be compared, because nobody has calculated them yet."""
    cells = (one.line.score(Who.UNIT) for one in form.placed)
    waiting = [cell for cell in cells if cell is not None and cell.is_uncalculated]
    if waiting:
        said = f"{len(waiting)} rumus nilai belum dihitung; hitungan buku kerja tidak dibandingkan."
        found.remark(About.UNCALCULATED, f"{said} {OPEN_AND_SAVE}", waiting[0])


def _absent(found: Gathering, form: Form) -> None:
    """List the questions of the rubric for which the workbook has no row."""
    there = {one.node.key for one in form.placed}
    for node in form.outline.nodes:
        if node.kind.answered and node.key not in there:
            said = f"{node.key} tidak ditemukan di buku kerja: {node.text}"
            found.remarks.append(Remark(About.ABSENT, _short(said), key=node.key))


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST_SHOWN else f"{one_line[: LONGEST_SHOWN - 1]}…"
