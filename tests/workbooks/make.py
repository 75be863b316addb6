"""Make the workbooks of three offices with LibreOffice, each in another habit; not run by the tests.

    python tests/workbooks/make.py

The texts and answers are in `kantor-*.tsv`; what the importer must find is written beside each
workbook into `kantor-*.yml`, from the columns "jawaban benar" and "TPI benar" alone. The workbooks
are kept in the repository as LibreOffice wrote them: bytes of its own, results of its own.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fods import Sheet, document, ref, span

HERE = Path(__file__).resolve().parent
SCALES = {
    "YT": "Ya/Tidak",
    "ABC": "A/B/C",
    "ABCD": "A/B/C/D",
    "ABCDE": "A/B/C/D/E",
    "PERSEN": "%",
}
LETTERS = {
    "YT": (("Ya", 1), ("Tidak", 0)),
    "ABC": (("A", 1), ("B", 0.5), ("C", 0)),
    "ABCD": (("A", 1), ("B", 0.67), ("C", 0.33), ("D", 0)),
    "ABCDE": (("A", 1), ("B", 0.75), ("C", 0.5), ("D", 0.25), ("E", 0)),
}
Row = list[str]


def rows_of(office: str, width: int) -> Iterator[Row]:
    """Yield the rows of a source file, filled up to `width` fields."""
    for line in (HERE / f"{office}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            row = line.split("\t")
            yield row + [""] * (width - len(row))


def typed(text: str) -> str | int | float:
    """Return a number where the text is one."""
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def value_formula(scale: str, cell: str) -> str:
    """Return the nested IF that such workbooks use, with their word for an empty answer."""
    formula = '"Blm Diisi"'
    for option, value in reversed(LETTERS[scale]):
        formula = f'IF({cell}="{option}";{value};{formula})'
    return f"={formula}"


def is_question(row_id: str) -> bool:
    """Tell whether an id is a criterion's (`P1.1.a`, `3.4.c`)."""
    parts = row_id.split(".")
    return len(parts) == 3 and len(parts[2]) == 1 and parts[2] in "abcdefgh"


# --- Kantor A: the regulation's form, merged titles, TPI beside --------------------------------


def office_a() -> list[Sheet]:
    """One sheet, markers in the columns A to D, unit and TPI side by side."""
    sheet = Sheet("LKE ZI 2026")
    sheet.put(1, {1: "LEMBAR KERJA EVALUASI ZONA INTEGRITAS MENUJU WBK/WBBM"}, "tebal")
    sheet.merge(1, 1, 1, 17)
    sheet.put(2, {1: "UNIT KERJA", 4: ": BALAI LAYANAN CONTOH A"})
    sheet.put(3, {1: "TAHUN", 4: ": 2026"})
    sheet.put(5, {1: "PENILAIAN", 5: "Bobot", 6: "Penjelasan", 7: "Pilihan Jawaban"}, "tebal")
    sheet.put(5, {8: "UNIT KERJA", 12: "Data Dukung", 13: "TIM PENILAI INTERNAL (TPI)"}, "tebal")
    titles = ("Jawaban", "Nilai", "%", "Catatan/Keterangan/Penjelasan")
    sheet.put(6, dict(zip(range(8, 12), titles, strict=True)), "tebal")
    sheet.put(6, dict(zip(range(13, 17), titles, strict=True)), "tebal")
    for column, rows, columns in ((1, 2, 4), (5, 2, 1), (6, 2, 1), (7, 2, 1), (12, 2, 1)):
        sheet.merge(5, column, rows, columns)
    sheet.merge(5, 8, 1, 4)
    sheet.merge(5, 13, 1, 4)
    FormA(sheet).write()
    return [sheet]


class FormA:
    """Writes the rows of the form and their formulas."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.at, self.rows = sheet, {}, list(rows_of("kantor-a", 9))
        row = 6
        for entry in self.rows:
            row += 1
            self.at[entry[0]] = row
            if entry[0] == "PA4":  # a page break of the print: the head of the table once more
                row += 2

    def write(self) -> None:
        """Write every row."""
        self.sheet.put(
            self.at["PA4"] + 1, {1: "PENILAIAN", 5: "Bobot", 8: "Jawaban", 13: "Jawaban"}
        )
        for entry in self.rows:
            row_id = entry[0]
            if is_question(row_id) and row_id != "R5.3.i":
                self.question(entry)
            elif "#" in row_id:
                self.count(entry)
            elif row_id in {"spak", "kinerja", "spkp"}:
                self.result(entry)
            else:
                self.heading(entry)

    def question(self, entry: Row) -> None:
        """One question: a letter of its own in the text, answers, values, notes."""
        row_id, scale, text, unit, _, tpi, _, note, tpi_note = entry[:9]
        row = self.at[row_id]
        self.sheet.put(row, {4: text, 7: SCALES[scale], 11: note, 16: tpi_note}, "lipat")
        for column, answer in ((8, unit), (13, tpi)):
            if scale == "PERSEN":
                self.sheet.put(row, {column: self.ratio(row_id, column)}, "persen")
                self.sheet.put(row, {column + 1: f"={ref(row, column)}"})
            else:
                self.sheet.put(row, {column: answer})
                self.sheet.put(row, {column + 1: value_formula(scale, ref(row, column))})

    def ratio(self, row_id: str, column: int) -> str:
        """Return the formula of a percentage; without complaints it divides by zero."""
        cell = {
            n: ref(self.at[f"{row_id}#{n}"], column)
            for n in range(1, 6)
            if f"{row_id}#{n}" in self.at
        }
        if row_id == "R3.3.a":
            return f"=IF({cell[1]}=0;1;({cell[1]}-{cell[2]})/{cell[1]})"
        return f"={cell[max(cell)]}/{cell[1]}"

    def count(self, entry: Row) -> None:
        """One line of a count; a total of parts is a formula."""
        row_id, _, text, unit, _, tpi = entry[:6]
        row = self.at[row_id]
        self.sheet.put(row, {4: text, 7: "Jumlah"})
        for column, answer in ((8, unit), (13, tpi)):
            value: str | int | float = typed(answer)
            if row_id in {"R5.3.a#1", "R5.3.b#1"}:
                value = f"=SUM({span((row + 1, column), (row + 3, column))})"
            self.sheet.put(row, {column: value})

    def result(self, entry: Row) -> None:
        """One line of the hasil component."""
        row_id, weight, text, unit, _, tpi = entry[:6]
        row = self.at[row_id]
        scale = "A/B/C/D/E" if row_id == "kinerja" else "Nilai (0-4)"
        marker = "b" if row_id == "kinerja" else "a"
        self.sheet.put(row, {3: marker, 4: text, 5: float(weight), 7: scale})
        for column, answer in ((8, unit), (13, tpi)):
            cell = ref(row, column)
            formula = f"={cell}/4*{weight}"
            if row_id == "kinerja":
                formula = value_formula("ABCDE", cell) + f"*{weight}"
            self.sheet.put(row, {column: typed(answer), column + 1: formula})

    def heading(self, entry: Row) -> None:
        """A component, half, area, indicator or total, with its sum."""
        row_id, weight, text = entry[:3]
        row = self.at[row_id]
        markers = {
            "A": (1, "A."),
            "B": (1, "B."),
            "P": (2, "I."),
            "R": (2, "II."),
            "H1": (2, "I."),
            "H2": (2, "II."),
        }
        column, marker = markers.get(row_id, (0, ""))
        if row_id[1:2] == "A":
            column, marker = 2, f"{row_id[2]}."
        elif "." in row_id:
            roman = ("i", "ii", "iii", "iv", "v", "vi")
            last = row_id.split(".")[-1]
            column, marker = 3, (f"{last}." if not last.isdigit() else f"{roman[int(last) - 1]}.")
        if column:
            self.sheet.put(row, {column: marker, column + 1: text}, "tebal")
            if column + 1 < 4:
                self.sheet.merge(row, column + 1, 1, 4 - column)
        else:
            self.sheet.put(row, {1: text}, "tebal")
            self.sheet.merge(row, 1, 1, 4)
        self.sheet.put(row, {5: float(weight) if weight else None})
        for voice in (9, 14):
            formula = self.sum(row_id, voice)
            self.sheet.put(row, {voice: formula})
            if weight and formula:
                share = f"={ref(row, voice)}/{ref(row, 5)}"
                self.sheet.put(row, {voice + 1: share}, "persen")

    def sum(self, row_id: str, column: int) -> str:
        """Return the formula of a heading; R5.3 takes the wrong rows, as a real workbook did."""

        def plus(ids: list[str]) -> str:
            return "=" + "+".join(ref(self.at[one], column) for one in ids)

        known = list(self.at)
        if row_id == "R5.3":
            first, last = self.at["R5.3.i"], self.at["R5.3.a#4"]
            return f"=AVERAGE({span((first, column), (last, column))})*{ref(self.at[row_id], 5)}"
        if row_id in {"R5.3.i", "R5.3.ii"}:
            letter = {"R5.3.i": "a", "R5.3.ii": "b"}[row_id]
            return f"={ref(self.at[f'R5.3.{letter}'], column)}*1"
        if row_id.count(".") == 1:
            mine = [self.at[one] for one in known if one.startswith(f"{row_id}.")]
            block = span((min(mine), column), (max(mine), column))
            return f"=AVERAGE({block})*{ref(self.at[row_id], 5)}"
        if row_id[1:2] == "A":
            return plus(
                [o for o in known if o.count(".") == 1 and o.startswith(row_id[0] + row_id[2])]
            )
        if row_id in {"P", "R"}:
            return plus([o for o in known if o[0] == row_id and o[1:2] == "A"])
        sums = {"A": ["P", "R"], "H1": ["spak", "kinerja"], "H2": ["spkp"], "B": ["H1", "H2"]}
        sums |= {"TP": ["A"], "TH": ["B"], "TT": ["A", "B"]}
        return plus(sums[row_id])


# --- Kantor B: a flat list, shifted, lower case, links, subtotals; an old draft is hidden ---------


def office_b() -> list[Sheet]:
    """Three sheets: how to fill it, a hidden draft of last year, and the list that counts."""
    guide = Sheet("Petunjuk")
    guide.put(2, {2: "Isi kolom Jwb dgn huruf kecil. Jangan ubah kolom Skor."})
    guide.put(3, {2: "Data dukung diunggah ke drive, tautannya ditempel di kolom Link."})
    draft, final = Sheet("Sheet1", hidden=True), Sheet("Sheet1 (2)")
    for sheet in (draft, final):
        list_b(sheet, draft=sheet is draft)
    return [guide, draft, final]


def list_b(sheet: Sheet, *, draft: bool) -> None:
    """Write the list from column D and row 7."""
    sheet.put(3, {4: "REKAP ISIAN LKE ZI WBK BALAI CONTOH B"}, "tebal")
    sheet.put(4, {4: "draft 2025" if draft else "isian 2026"})
    sheet.put(
        6, {4: "No", 5: "Uraian", 6: "Opsi", 7: "Jwb", 8: "Skor", 9: "Link", 10: "Ket"}, "tebal"
    )
    row, number, first, title = 6, 0, 7, ""
    values = {"Y/T": "YT", "A/B/C": "ABC", "A/B/C/D": "ABCD", "A/B/C/D/E": "ABCDE"}
    weights = dict(zip("123456", (5, 5, 15, 10, 15, 10), strict=True))
    area = ""
    for entry in rows_of("kantor-b", 7):
        row += 1
        row_id, scale, text, answer, _, link, note = entry[:7]
        if row_id.startswith("="):
            if area in weights:
                average = f"=AVERAGE({span((first, 8), (row - 1, 8))})*{weights[area]}"
                sheet.put(row, {5: f"Jumlah {title}", 8: average}, "tebal")
                row += 1
            sheet.put(row, {5: text}, "tebal")
            sheet.merge(row, 5, 1, 6)
            area, first, title = row_id[1:], row + 1, text
            continue
        number += 1
        said: str | int | float = answer
        if draft and number % 3 == 0:
            said = "c" if scale.startswith("A") else "tidak"
        sheet.put(row, {4: number, 5: text, 6: scale, 7: said, 9: link, 10: note}, "lipat")
        if link:
            sheet.links[row, 9] = link
        if scale in values:
            cell = f"UPPER({ref(row, 7)})"
            if scale == "Y/T":
                sheet.put(
                    row, {8: f'=IF(LEFT({cell};1)="Y";1;IF(LEFT({cell};1)="T";0;"Blm Diisi"))'}
                )
            else:
                sheet.put(row, {8: value_formula(values[scale], cell)})
    sheet.hidden_rows = {4}


# --- Kantor C: six sheets of areas and a recap with wrong arithmetic --------------------------------


def office_c() -> list[Sheet]:
    """A cover, six areas, the results, and a recap whose numbers are not the regulation's."""
    cover = Sheet("Cover")
    cover.put(3, {2: "LKE ZONA INTEGRITAS"}, "tebal")
    cover.put(4, {2: "Satuan kerja", 3: "Balai Contoh C"})
    cover.put(5, {2: "Tahun", 3: 2026})
    cover.put(6, {2: "Tanggal verifikasi TPI", 3: "10 Juli 2026"})
    sheets, sums = [cover], {}
    groups: dict[str, list[Row]] = {}
    key = ""
    for entry in rows_of("kantor-c", 9):
        if entry[0].startswith("="):
            key = entry[0][1:]
            groups[key] = []
        groups[key].append(entry)
    for key, entries in groups.items():
        if key != "H":
            sheet, total = area_c(key, entries)
            sums[key] = (sheet.title, total)
            sheets.append(sheet)
    return [*sheets, recap_c(groups["H"], groups, sums)]


def area_c(key: str, entries: list[Row]) -> tuple[Sheet, int]:
    """Write one area; return its sheet and the row of its sum."""
    sheet = Sheet(f"Area {key}")
    sheet.put(1, {2: entries[0][2]}, "tebal")
    sheet.merge(1, 2, 1, 9)
    heads = (
        "No",
        "Uraian Penilaian",
        "Kriteria",
        "Isian",
        "Angka",
        "Ket.",
        "Verif TPI",
        "Alasan TPI",
        "Eviden",
    )
    sheet.put(3, dict(zip(range(2, 11), heads, strict=True)), "tebal")
    row, half, indicator, letter, sums = 3, "", 0, 0, []
    for entry in entries[1:]:
        row_id = entry[0]
        if row_id[0] != half:
            half, row, indicator = row_id[0], row + 1, 0
            sheet.put(row, {3: {"P": "PEMENUHAN", "R": "REFORM"}[half]}, "tebal")
        row += 1
        if is_question(row_id):
            letter += 1
            question_c(sheet, row, entry, chr(96 + letter))
        elif "#" in row_id:
            sheet.put(row, {3: entry[2], 4: "Jml", 5: typed(entry[3]), 8: typed(entry[5])})
        else:
            indicator, letter = indicator + 1, 0
            sheet.put(row, {2: f"{indicator})", 3: f"{entry[2]} ({entry[1]})"}, "tebal")
            count = sum(is_question(one[0]) and one[0].startswith(f"{row_id}.") for one in entries)
            lines = sum(one[0].startswith(f"{row_id}.") for one in entries)
            if count:
                block = span((row + 1, 6), (row + lines, 6))
                sheet.put(row, {6: f"=AVERAGE({block})*{entry[1]}"})
                sums.append(row)
    row += 2
    total = "+".join(ref(one, 6) for one in sums)
    sheet.put(row, {3: f"JUMLAH AREA {key}", 6: f"={total}"}, "tebal")
    return sheet, row


def question_c(sheet: Sheet, row: int, entry: Row, letter: str) -> None:
    """One question; a percentage takes its lines of counts below."""
    row_id, scale, text, unit, _, tpi, _, note, reason = entry[:9]
    sheet.put(row, {2: f"{letter})", 3: text, 4: scale, 7: note, 8: tpi, 9: reason}, "lipat")
    sheet.put(row, {5: unit, 10: f"folder {row_id[:2]}" if letter == "a" else None})
    if scale == "%":
        first, second, third = (ref(row + n, 5) for n in (1, 2, 3))
        formula = {
            "R3.3.a": f"=IF({first}=0;1;({first}-{second})/{first})",
            "R5.2.a": f"={third}/{first}",
            "R5.3.a": f"={ref(row + 5, 5)}/{first}",
            "R5.3.b": f"={ref(row + 5, 5)}/{first}",
        }.get(row_id, f"={second}/{first}")
        sheet.put(row, {5: formula}, "persen")
        sheet.put(row, {6: f"={ref(row, 5)}"})
    else:
        scales = {"Ya/Tidak": "YT", "A/B/C": "ABC", "A/B/C/D": "ABCD", "A/B/C/D/E": "ABCDE"}
        sheet.put(row, {6: value_formula(scales[scale], ref(row, 5))})


def recap_c(
    results: list[Row], groups: dict[str, list[Row]], sums: dict[str, tuple[str, int]]
) -> Sheet:
    """Write the recap: a weight cut to an integer, WBBM limits that are those of WBK."""
    sheet = Sheet("Rekap")
    sheet.put(1, {2: "REKAPITULASI NILAI ZI"}, "tebal")
    sheet.put(3, {2: "Area", 3: "Bobot", 4: "Nilai", 5: "%"}, "tebal")
    row = 3
    for key, (title, line) in sums.items():
        row += 1
        weight = 4 if key == "2" else int(groups[key][0][1])
        name = groups[key][0][2].split(" ", 2)[2]
        sheet.put(row, {2: name, 3: weight, 4: f"={ref(line, 6, title)}"})
        sheet.put(row, {5: f"={ref(row, 4)}/{ref(row, 3)}"}, "persen")
    row += 1
    block = {column: f"=SUM({span((4, column), (9, column))})" for column in (3, 4)}
    sheet.put(row, {2: "Total Pengungkit", **block}, "tebal")
    lever = row
    row += 2
    heads = {2: "Komponen Hasil", 3: "Bobot", 4: "Isian", 5: "Nilai", 6: "Verif TPI"}
    sheet.put(row, heads, "tebal")
    first = row + 1
    for entry in results[1:]:
        row += 1
        row_id, _, text, unit, _, tpi = entry[:6]
        weight = 5 if row_id == "kinerja" else 17.5
        cell = ref(row, 4)
        formula = f"={cell}/4*{weight}"
        if row_id == "kinerja":
            formula = f'=IF({cell}="A";5;IF({cell}="B";3.75;IF({cell}="C";2.5;0)))'
        number = (typed(unit.replace(",", ".")), typed(tpi.replace(",", ".")))
        sheet.put(row, {2: text, 3: weight, 4: number[0], 5: formula, 6: number[1]})
    row += 1
    sheet.put(row, {2: "Total Hasil", 5: f"=SUM({span((first, 5), (row - 1, 5))})"}, "tebal")
    sheet.put(row + 1, {2: "Nilai Evaluasi ZI", 5: f"={ref(lever, 4)}+{ref(row, 5)}"}, "tebal")
    row += 4
    sheet.put(row, {2: "Syarat minimal", 3: "WBK", 4: "WBBM"}, "tebal")
    limits = (
        ("Nilai total", 75, 85),
        ("Nilai pengungkit", 40, 48),
        ("Birokrasi bersih dan akuntabel", 18.25, 18.25),
        ("Nilai persepsi anti korupsi", 15.75, 15.75),
        ("Kinerja lebih baik", 2.5, 2.5),
        ("Pelayanan publik yang prima", 14, 15.75),
    )
    for number, (text, wbk, wbbm) in enumerate(limits, row + 1):
        sheet.put(number, {2: text, 3: wbk, 4: wbbm})
    return sheet


# --- what must be found -------------------------------------------------------------------------------


def truth(office: str) -> str:
    """Return the answers that the importer must find, as YAML."""
    units, evaluators, counts = {}, {}, {}
    where = {"kantor-a": (4, 6), "kantor-b": (4, None), "kantor-c": (4, 6)}[office]
    for entry in rows_of(office, 9):
        row_id = entry[0]
        unit = entry[where[0]]
        tpi = entry[where[1]] if where[1] else ""
        criterion, _, line = row_id.partition("#")
        if line:
            counts.setdefault(criterion, []).append((int(unit), int(tpi)))
        elif is_question(row_id) or row_id in {"spak", "kinerja", "spkp", "tlhp"}:
            if unit:
                units[row_id] = unit
            if tpi:
                evaluators[row_id] = tpi
    lines = ["# Jawaban yang benar; urutan hitungan menurut urutan barisnya di LKE.", "unit:"]
    lines += [f"  {key}: {value}" for key, value in units.items()]
    lines += ["hitungan:"]
    lines += [f"  {key}: {[unit for unit, _ in both]}" for key, both in counts.items()] or ["  {}"]
    lines += ["tpi:", *(f"  {key}: {value}" for key, value in evaluators.items())]
    lines += [] if evaluators else ["  {}"]
    lines += ["hitungan_tpi:"]
    lines += [f"  {key}: {[tpi for _, tpi in both]}" for key, both in counts.items()] or ["  {}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the three workbooks and what must be found in them."""
    offices = {"kantor-a": office_a, "kantor-b": office_b, "kantor-c": office_c}
    with tempfile.TemporaryDirectory(prefix="zi-kantor-") as folder:
        for office, sheets in offices.items():
            source = Path(folder) / f"{office}.fods"
            source.write_text(document(sheets()), encoding="utf-8")
            profile = f"-env:UserInstallation=file://{folder}/profil"
            command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
            subprocess.run([*command, str(HERE), str(source)], check=True)
            (HERE / f"{office}.yml").write_text(truth(office), encoding="utf-8")


if __name__ == "__main__":
    main()
