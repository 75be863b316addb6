"""The sheet that explains the list of papers to those who fill it in."""

from zi_build.export.lke.columns import height
from zi_build.export.lke.style import Pen
from zi_build.export.printing import Marks, paged
from zi_build.model.listing import COLUMNS

WIDTHS = (24, 96, 18)
STEPS = (
    "Klik nama berkas untuk membukanya. Isilah sel berlatar krem, simpan, lalu kirim (commit).",
    (
        "Letak berkas menyatakan dokumennya dan nama berkas menyatakan tanggalnya. Yang ditulis di sini "
        "menambah atau memperketat, sama seperti berkas pendamping .yml; keduanya boleh dipakai bersama."
    ),
    "Kosong berarti tidak dikatakan apa-apa: akses mengikuti dokumennya, judul mengikuti nama berkas.",
    (
        "Berkas di _kotak-masuk: isilah Dokumen dan Tanggal kegiatan atau Periode. zi register --tempatkan "
        "meletakkannya, dan barisnya ikut pindah."
    ),
    (
        "Baris boleh diurutkan dan disaring; kolom boleh dipindah, disembunyikan, atau ditambah. Judul kolom "
        "jangan diubah, dan sel jangan digabung."
    ),
    "zi register menambah baris untuk berkas baru dan memperbarui sel abu-abu. Yang Anda tulis tidak diubah.",
    "Baris dengan keadaan “Tidak ada lagi” boleh dihapus bila buktinya memang ditarik.",
    "Buku kerja ini milik kantor dan tidak pernah dipublikasikan.",
)


def write_guide(pen: Pen, year: int) -> None:
    """Write the sheet."""
    sheet = pen.sheet
    for letter, width in zip("ABC", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    pen.put(1, 1, f"Petunjuk daftar bukti {year}", "judul baris")
    row = 3
    for at, text in enumerate(STEPS, 1):
        pen.put(row, 1, f"{at}. {text}", "polos teks")
        pen.merge(row, 1, row, len(WIDTHS))
        sheet.row_dimensions[row].height = height([(text, sum(WIDTHS))])
        row += 1
    row += 1
    for at, text in enumerate(("Kolom", "Isi", "Diisi oleh"), 1):
        pen.put(row, at, text, "kepala tengah")
    for column in COLUMNS:
        row += 1
        pen.put(row, 1, column.heading, "pertanyaan teks")
        pen.put(row, 2, column.about, "pertanyaan teks")
        pen.put(row, 3, "zi register" if column.ours else "Anda", "pertanyaan teks")
        sheet.row_dimensions[row].height = height([(column.about, WIDTHS[1])])
    sheet.sheet_view.showGridLines = False
    paged(sheet, f"A1:C{row}", Marks(f"Daftar bukti {year}", "", "Petunjuk"))
