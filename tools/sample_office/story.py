"""What one paper tells: its topic, its number, its sentences, the positions of those who sign."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from dice import Dice
from plan import Paper, read

from zi_build.model.period import Grain, Period, day_label

OFFICE = "Balai Contoh"
TOWN = "Kota Contoh"
HEAD = "Kepala Balai"
PLACES = ("Ruang Rapat Utama", "Ruang Rapat Lantai 2", "Aula Balai Contoh")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
POSITIONS = (
    "Kepala Subbagian Umum",
    "Ketua Tim Kerja Zona Integritas",
    "Perencana",
    "Analis Sumber Daya Manusia",
    "Pranata Komputer",
    "Pranata Hubungan Masyarakat",
    "Auditor Internal",
    "Widyaprada",
    "Arsiparis",
    "Bendahara",
    "Pengolah Data",
    "Petugas Layanan",
    "Pengadministrasi Umum",
    "Statistisi",
)
COORDINATORS = {
    "0": "Ketua Tim Kerja Zona Integritas",
    "1": "Kepala Subbagian Umum",
    "2": "Pranata Komputer",
    "3": "Analis Sumber Daya Manusia",
    "4": "Perencana",
    "5": "Auditor Internal",
    "6": "Pranata Hubungan Masyarakat",
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_CODES = {
    "undangan": "UND",
    "notula": "NOT",
    "sk": "SK",
    "keputusan": "SK",
    "surat": "SRT",
    "nota": "ND",
    "berita": "BA",
    "laporan": "LAP",
    "siaran": "SP",
    "sistem": "SK",
    "penghargaan": "SK",
    "rekomendasi": "SRT",
}
_KIND = re.compile(
    r"(Undangan|Notula|Daftar hadir|Foto|Laporan kegiatan|Laporan|SK|Dokumen|Dokumentasi|Berita acara"
    r"|Tangkapan layar|Telaah|Naskah|Nota dinas|Surat|Keputusan tentang|Siaran pers|Rekaman) "
)
_ASIDE = re.compile(r" ?\([^)]*\)")
_CHOICE = re.compile(r" atau |, |kepada pegawai")
_PROPER = re.compile(
    r"([A-Z]{2,}|e-SKP|Tim Kerja|Zona|Survei Kep|Perjanjian|Renja|Rencana|Badan|Layanan T)"
)
_TEXTS: dict[str, Any] = {str(key): value for key, value in read("story.yml").items()}


class Story:
    """Everything that the text of one paper is made of; the same paper always tells the same."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.document = paper.document
        # The papers of one meeting tell of the same numbers.
        self.shared = (self.document.criterion, str(paper.slot))

    @property
    def subject(self) -> str:
        """The document's name, or the words of the file where the name offers a choice."""
        name = _ASIDE.sub("", self.document.name)
        if _CHOICE.search(name) is None:
            return name
        period = self.paper.slot
        monthly = period is not None and period.grain is Grain.MONTH
        return self.paper.words.rpartition(" ")[0] if monthly else self.paper.words

    @property
    def topic(self) -> str:
        """What it is about, without the word for its kind, ready to stand inside a sentence."""
        return lower(_KIND.sub("", self.subject, count=1))

    @property
    def title(self) -> str:
        """Title as it stands on the paper: what it is and its period."""
        if self.paper.slot is None:
            return self.paper.words
        return f"{self.subject} {self.period_words}"

    @property
    def period_words(self) -> str:
        """The period of the slot as it reads inside a sentence."""
        period = self.paper.slot or Period.of_day(self.paper.event)
        return f"Tahun {period.year}" if period.grain is Grain.YEAR else period.label

    @cached_property
    def number(self) -> str:
        """Number of the letter; later letters have higher numbers."""
        said = self.paper.beside.get("nomor")
        if said:
            return str(said)
        day = self.written
        code = _CODES.get(self.document.slug.partition("-")[0], "DOK")
        running = day.timetuple().tm_yday * 3 + Dice("number", self.paper.path).below(3)
        return f"{running:03}/{code}/BC/{_ROMAN[day.month - 1]}/{day.year}"

    @property
    def written(self) -> date:
        """Day on which it was signed."""
        return self.paper.written

    @property
    def signed_at(self) -> str:
        """Place and day of the signature."""
        return f"{TOWN}, {day_label(self.written)}"

    @property
    def place(self) -> str:
        """Where the event took place."""
        return Dice("place", *self.shared).pick(PLACES)

    @property
    def coordinator(self) -> str:
        """Position in charge of the area."""
        return COORDINATORS[self.document.area]

    @cached_property
    def numbers(self) -> Mapping[str, object]:
        """The figures that sentences are filled with."""
        dice = Dice("numbers", *self.shared)
        total = dice.between(18, 42)
        left = dice.between(1, 5)
        done = total - left
        words = self.period_words
        return {
            "total": total,
            "selesai": done,
            "sisa": left,
            "banyak": total * 7,
            "persen": round(100 * done / total),
            "periode": words[0].lower() + words[1:] if words.startswith("Tahun") else words,
        }

    def facts(self, count: int) -> list[str]:
        """Return some sentences on what was found, different from period to period."""
        texts = self._texts["facts"]
        return [
            text.format_map(self.numbers) for text in Dice("facts", *self.shared).some(texts, count)
        ]

    def actions(self, count: int) -> list[str]:
        """Return some things that are planned, decided or recommended."""
        texts: list[str] = self._texts["actions"]
        return Dice("actions", *self.shared).some(texts, count)

    def measures(self) -> tuple[Sequence[str], list[Sequence[str]], Sequence[int]]:
        """Return the table of a report: head, rows, widths."""
        elements = self._texts.get("elements")
        if elements:
            dice = Dice("elements", *self.shared)
            scores = [base + dice.between(-4, 4) for base in elements.values()]
            table = [
                (name, _hundredths(score)) for name, score in zip(elements, scores, strict=True)
            ]
            index = round(25 * sum(scores) / len(scores))
            return (
                ("Unsur", "Nilai (1–4)"),
                [*table, ("Nilai akhir (25–100)", _hundredths(index))],
                (120, 42),
            )
        numbers = self.numbers
        rows = [
            ("Seluruhnya", str(numbers["total"]), f"Dihitung pada {day_label(self.written)}"),
            ("Selesai", str(numbers["selesai"]), f"{numbers['persen']} % dari seluruhnya"),
            ("Belum selesai", str(numbers["sisa"]), "Dilanjutkan pada periode berikutnya"),
        ]
        return ("Ukuran", "Jumlah", "Keterangan"), list(rows), (50, 30, 82)

    @property
    def _texts(self) -> Mapping[str, Any]:
        criterion = self.document.criterion
        found: Mapping[str, Any] = _TEXTS.get(criterion) or _TEXTS[criterion.rpartition(".")[0]]
        return found

    @property
    def asked(self) -> str:
        """What the guideline asks of this paper, in the catalogue's words."""
        return self.document.valid_if


def lower(text: str) -> str:
    """Return text with a small first letter, unless it is an abbreviation or a proper name."""
    return text if not text or _PROPER.match(text) else text[0].lower() + text[1:]


def weekday(day: date) -> str:
    """Return a date with its weekday: `Senin, 5 Januari 2026`."""
    return f"{DAYS[day.weekday()]}, {day_label(day)}"


def small(sentence: str) -> str:
    """Return a sentence so that it can continue another."""
    return sentence[0].lower() + sentence[1:]


def _hundredths(number: int) -> str:
    return f"{number // 100},{number % 100:02}"
