"""The sheet `Petunjuk`: how to fill in the workbook, and every rule that its numbers follow."""

from fractions import Fraction

from openpyxl.workbook.defined_name import DefinedName

from zi_build.export.lke import formulas
from zi_build.export.lke.columns import height
from zi_build.export.lke.style import Pen
from zi_build.export.lke.wording import counting, percent
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.rubric import Cutoff, Scale
from zi_build.model.view import View

SHEET = "Petunjuk"
WIDTH = 96
STEPS = (
    "Isilah hanya sel berlatar krem. Sel lain berisi rumus atau keterangan dan dikunci tanpa kata sandi.",
    "Kolom Jawaban: pilih dari daftar. Pada baris “Jumlah” isilah bilangan bulat; persentasenya terhitung.",
    "Jawaban kosong dihitung 0 dan berwarna kuning. Jawaban di luar pilihan dihitung 0 dan berwarna merah.",
    "“Tidak berlaku” mengeluarkan pertanyaan dari rata-rata indikatornya; alasannya di kolom Keadaan bukti.",
    "“Nilai berdasarkan bukti” ialah jawaban unit, diturunkan sampai yang terbukti oleh berkas. Dikunci.",
    "Penilai mengisi kolomnya sendiri dan tanggal penilaiannya di atas kolom itu.",
    "Kolom Bukti 1 sampai Bukti 4 membuka berkas yang terbaru; daftar lengkapnya di lembar Bukti.",
    "Lembar Syarat menghitung ambang setiap predikat. Isilah di sana predikat yang sudah dipegang.",
    "Untuk melipat baris, menyaring, atau mengubah lebar: Tinjau, lalu Batalkan Proteksi Lembar.",
    "Rumus dihitung saat berkas dibuka. Bila kosong: Ctrl+Alt+F9 di Excel, Ctrl+Shift+F9 di LibreOffice.",
)
VALUES = (
    "Nilai pertanyaan = nilai pilihannya pada skala di bawah (0 sampai 1).",
    "Nilai indikator = rata-rata semua pertanyaan yang berlaku × bobot; yang belum dijawab ikut dihitung 0.",
    "Nilai area, komponen, dan total = jumlah nilai di bawahnya. Yang dibulatkan hanya tampilannya.",
)


class Writer:
    """Writes the sheet from top to bottom."""

    def __init__(self, pen: Pen, view: View, site: str | None) -> None:
        self.pen, self.view, self.site = pen, view, site
        self.row = 1

    def write(self) -> None:
        """Write everything, and name the ranges of the scales."""
        self.pen.put(1, 1, "Petunjuk pengisian lembar kerja evaluasi", "judul baris")
        self.row = 3
        self._identity()
        self._list("Cara mengisi", STEPS)
        self._list("Cara menghitung", VALUES)
        self._scales()
        self._policies()

    def _heading(self, text: str) -> None:
        self.row += 1
        self.pen.put(self.row, 1, text, "subjudul baris")
        self.row += 1

    def _identity(self) -> None:
        view = self.view
        rows = [
            ("Unit kerja", view.unit.name),
            ("Instansi", view.unit.parent or "–"),
            ("Rubrik", f"{view.rubric.name} ({view.rubric.id})"),
            ("Dasar", view.rubric.basis),
            ("Situs bukti", self.site or "–"),
            ("Diperuntukkan", "Dalam kantor, bukan untuk umum" if view.internal else "Umum"),
        ]
        for label, text in rows:
            self.pen.put(self.row, 1, label, "tebal baris")
            self.pen.put(self.row, 2, text, "polos baris")
            self.row += 1
        self.pen.put(self.row, 1, "Per tanggal", "tebal baris")
        self.pen.put(self.row, 2, view.as_of, "polos hari")
        self.row += 1
        if view.unit.sample:
            text = "Kantor contoh: nama, angka, dan berkasnya rekaan."
            self.pen.put(self.row, 2, text, "redup baris")
            self.row += 1

    def _list(self, heading: str, rows: tuple[str, ...]) -> None:
        self._heading(heading)
        for at, text in enumerate(rows, 1):
            self._wide(f"{at}. {text}")

    def _wide(self, text: str) -> None:
        """Write one sentence over all columns, high enough for its words."""
        self.pen.put(self.row, 1, text, "polos teks")
        self.pen.merge(self.row, 1, self.row, 4)
        self.pen.sheet.row_dimensions[self.row].height = height([(text, WIDTH)])
        self.row += 1

    def _scales(self) -> None:
        self._heading("Skala jawaban")
        carried = VOICE_LABELS[Voice.SUPPORTED].lower()
        heads = ("Skala", "Pilihan", "Nilai", f"Dokumen pokok yang diperlukan ({carried})")
        for column, text in enumerate(heads, 1):
            self.pen.put(self.row, column, text, "kepala tengah")
        self.row += 1
        for scale in self.view.rubric.scales.values():
            self._scale(scale)

    def _scale(self, scale: Scale) -> None:
        bounds = {cutoff.option: cutoff for cutoff in scale.cutoffs}
        first = self.row
        for option, value in scale.options.items():
            self.pen.put(self.row, 1, scale.name, "pertanyaan teks")
            self.pen.put(self.row, 2, option, "pertanyaan tengah")
            self.pen.put(self.row, 3, value, "pertanyaan angka")
            self.pen.put(self.row, 4, _bound(bounds.get(option)), "pertanyaan teks")
            self.row += 1
        if scale.is_percentage:
            self.pen.put(self.row, 1, scale.name, "pertanyaan teks")
            self.pen.put(self.row, 2, "0%–100%", "pertanyaan tengah")
            self.pen.put(self.row, 3, "sama", "pertanyaan tengah")
            text = "tidak di atas bagian dokumen pokok yang ada"
            self.pen.put(self.row, 4, text, "pertanyaan teks")
            self.row += 1
            return
        last = self.row - 1
        names = self.pen.book.defined_names
        for name, column in (
            (formulas.options_name(scale.id), "B"),
            (formulas.values_name(scale.id), "C"),
        ):
            place = f"{SHEET}!${column}${first}:${column}${last}"
            names[name] = DefinedName(name, attr_text=place)

    def _policies(self) -> None:
        """List how each percentage is counted: the regulation is silent on dividing by nothing."""
        rules = [one for one in self.view.rubric.criteria.values() if one.counts]
        if not rules:
            return
        self._heading("Persentase dan kebijakan penyebut nol")
        for criterion in rules:
            if criterion.counts:
                self._wide(f"{criterion.id}: {counting(criterion.counts)}")


def _bound(cutoff: Cutoff | None) -> str:
    if cutoff is None:
        return "tidak perlu bukti"
    if cutoff.bound == 0:
        return "ada sebagian"
    if cutoff.bound == Fraction(1) and not cutoff.strict:
        return "lengkap"
    return f"{'lebih dari' if cutoff.strict else 'sedikitnya'} {percent(cutoff.bound)}"
