"""Tables of the sample office's hasil folder: respondents, registers, and what is said beside them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dice import Dice
from openpyxl import Workbook
from plan import Paper, read
from records import scalar
from story import Story
from tables import saved

from zi_build.model.period import Period

Table = list[Sequence[str | int]]
UNSUR = (
    "U1 Persyaratan",
    "U2 Prosedur",
    "U3 Waktu penyelesaian",
    "U4 Biaya",
    "U5 Produk layanan",
    "U6 Kompetensi pelaksana",
    "U7 Perilaku pelaksana",
    "U8 Penanganan pengaduan",
    "U9 Sarana dan prasarana",
)
AUDITED = 40
OPEN_AUDITS = {7: "Dalam proses", 19: "Dalam proses", 31: "Belum ditindaklanjuti"}
MONTHLY = (2, 7)


def results(papers: Iterable[Paper], answers: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield every table and what stands beside it: path and content.

    The surveys say what the reports on them and the typed values say.
    """
    said = read("results.yml")
    stories = {
        str(paper.period): Story(paper)
        for paper in papers
        if paper.document.id == "6.3.a/laporan-skm"
    }
    for name, facts in said["skm"].items():
        path = f"{name[:4]}/hasil/skm-{name}.csv"
        yield path, _excel(_satisfaction(stories[name], Period.parse(name), said))
        yield f"{path}.yml", _beside(_skm_facts(facts))
    measured = answers["hasil"]
    spak, spkp = "2026/hasil/spak-2026-S1.csv", "2026/hasil/spkp-2026-S1.xlsx"
    yield spak, _plain(_perception("spak", said["spak"], measured["spak"], said))
    yield f"{spak}.yml", _beside(_survey_facts("spak", measured["spak"]))
    table = _perception("spkp", said["spkp"], measured["spkp"], said)
    yield spkp, _book(table, measured["spkp"]["tanggal"])
    yield f"{spkp}.yml", _beside(_survey_facts("spkp", measured["spkp"]))
    yield "2026/hasil/tlhp-2026-S1.csv", _excel(_audit(said["tlhp"]))
    yield "2026/hasil/tlhp-2026-S1.csv.yml", _beside(_survey_facts("tlhp", measured["tlhp"]))
    yield "2025/hasil/pengaduan-2025.csv", _excel(_complaints(2025, range(7, 13), said))
    yield "2026/hasil/pengaduan-2026.csv", _excel(_complaints(2026, range(1, 10), said))
    yield "2026/hasil/rekomendasi.csv", _plain(_recommendations(said["rekomendasi"]))


def _excel(table: Table) -> bytes:
    """Return a table as Excel writes it on an Indonesian computer: BOM, semicolons, CRLF."""
    return b"\xef\xbb\xbf" + _csv(table, ";", "\r\n")


def _plain(table: Table) -> bytes:
    return _csv(table, ",", "\n")


def _csv(table: Table, mark: str, end: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator=end).writerows(table)
    return out.getvalue().encode()


def _book(table: Table, day: date) -> bytes:
    book = Workbook()
    book.active.title = "Jawaban"
    for row in table:
        book.active.append(list(row))
    return saved(book, day)


def _beside(facts: Mapping[str, object]) -> bytes:
    return "".join(f"{key}: {scalar(str(value))}\n" for key, value in facts.items()).encode()


def _skm_facts(facts: Mapping[str, Any]) -> Mapping[str, object]:
    return {
        "pelaksana": "Tim Peningkatan Pelayanan Publik",
        "tanggal": facts["tanggal"],
        "mandiri": "ya",
        "populasi": facts["populasi"],
        "metode": "Acak sederhana dari orang yang selesai dilayani",
    }


def _survey_facts(key: str, entry: Mapping[str, Any]) -> Mapping[str, object]:
    facts = {
        "pelaksana": entry["pelaksana"],
        "tanggal": entry["tanggal"],
        "laporan": f"2026/hasil/laporan-{key}.pdf",
    }
    return {**facts, "populasi": 480} if "responden" in entry else facts


def _spread(dice: Dice, count: int, total: int, low: int = 2) -> list[int]:
    """Return so many answers of `low` to 4 that sum to a total, in an order that looks like chance."""
    answers = [dice.pick((3, 3, 4, 4, 4, low)) for _ in range(count)]
    step = 1 if sum(answers) < total else -1
    while sum(answers) != total:
        at = dice.below(count)
        if low <= answers[at] + step <= 4:  # noqa: PLR2004  (the scale ends at 4)
            answers[at] += step
    return answers


def _people(dice: Dice, said: Mapping[str, Any]) -> tuple[str, str, int, str, str]:
    """Return service, sex, age, education and work of one respondent; one service is rare."""
    services = said["services"]
    service = services[4] if dice.below(70) == 0 else dice.pick(services[:4])
    return (
        service,
        dice.pick(("L", "P", "P")),
        dice.between(18, 62),
        dice.pick(said["education"]),
        dice.pick(said["jobs"]),
    )


def _satisfaction(story: Story, period: Period, said: Mapping[str, Any]) -> Table:
    dice = Dice("skm", period)
    count = int(story.numbers["banyak"])
    _, rows, _ = story.measures()
    wanted = [round(count * float(str(score).replace(",", "."))) for _, score in rows[:9]]
    columns = [_spread(dice, count, total) for total in wanted]
    heads = ("Layanan", "Jenis kelamin", "Usia", "Pendidikan terakhir", "Pekerjaan")
    table: Table = [("No", "Tanggal", *heads, *UNSUR, "Saran")]
    days = (period.end - period.start).days
    for index in range(count):
        day = period.start + timedelta(days=days * index // count)
        remark = dice.pick(said["remarks"]) if dice.below(9) == 0 else ""
        people = _people(dice, said)
        answers = [column[index] for column in columns]
        table.append((index + 1, day.strftime("%d/%m/%Y"), *people, *answers, remark))
    return table


def _perception(
    key: str, questions: Sequence[str], entry: Mapping[str, Any], said: Mapping[str, Any]
) -> Table:
    """Return respondents whose index rounds to the value that the report states."""
    dice, count = Dice(key), int(entry["responden"])
    cells = count * len(questions)
    exact = float(entry["nilai"]) * cells
    total = int(exact) + (exact > int(exact))
    answers = _spread(dice, cells, total, low=1 if key == "spak" else 2)
    table: Table = [("Responden", "Layanan", *questions)]
    for index in range(count):
        row = answers[index * len(questions) : (index + 1) * len(questions)]
        table.append((f"R{index + 1:03}", _people(dice, said)[0], *row))
    return table


def _audit(said: Mapping[str, Any]) -> Table:
    dice = Dice("tlhp")
    table: Table = [("No", "Pemeriksa", "Rekomendasi", "Status", "Tanggal selesai")]
    for number in range(1, AUDITED + 1):
        auditor, matter = dice.pick(said["auditors"]), dice.pick(said["matters"])
        day = date(2025, 8, 1) + timedelta(days=number * 7 + dice.below(6))
        state = OPEN_AUDITS.get(number, "Selesai")
        ended = day.strftime("%d/%m/%Y") if state == "Selesai" else ""
        table.append((number, auditor, matter, state, ended))
    return table


def _complaints(year: int, months: Iterable[int], said: Mapping[str, Any]) -> Table:
    dice = Dice("pengaduan", year)
    table: Table = [
        ("Nomor", "Tanggal diterima", "Saluran", "Pokok pengaduan", "Status", "Tanggal selesai")
    ]
    open_states = ["Bukan kewenangan", "Bukan kewenangan", "Dalam proses", "Dalam proses"]
    for month in months:
        for _ in range(dice.between(*MONTHLY)):
            came = date(year, month, dice.between(1, 26))
            ended = came + timedelta(days=dice.between(1, 14))
            topic, channel = dice.pick(said["topics"]), dice.pick(said["channels"])
            running = (year, month) == (2026, 9) and came.day > 12  # noqa: PLR2004
            state = open_states.pop(0) if running else "Selesai"
            number = f"P-{year}-{len(table):03}"
            shown = "" if running else ended.strftime("%d/%m/%Y")
            table.append((number, came.strftime("%d/%m/%Y"), channel, topic, state, shown))
    return table


def _recommendations(rows: Iterable[Sequence[Any]]) -> Table:
    heads = (
        "No",
        "Dari",
        "Sumber",
        "Rekomendasi",
        "Area",
        "Kriteria",
        "Penanggung jawab",
        "Tenggat",
        "Bukti",
        "Status",
        "Tanggal selesai",
        "Tanggal",
    )
    return [heads, *((index, *map(str, row)) for index, row in enumerate(rows, start=1))]
