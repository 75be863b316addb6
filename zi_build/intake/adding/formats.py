"""Kinds of files: the ending that a paper gets, and how to turn what nobody can use into what counts."""

from zi_build.errors import UsageError
from zi_build.intake.adding.shrinking import LARGEST
from zi_build.load.names import KIND_BY_EXTENSION
from zi_build.model.evidence import Facts
from zi_build.model.text import size

# Endings that phones and browsers give to formats that have a plainer one.
_PLAINER = {".jpe": ".jpg", ".jfif": ".jpg", ".jpeg": ".jpg"}
_BY_FORMAT = {"pdf": ".pdf", "jpeg": ".jpg", "png": ".png", "xlsx": ".xlsx", "docx": ".docx"}
_TO_PDF = "Buka berkasnya, pilih Simpan Sebagai (Save As), jenis PDF, lalu tambahkan PDF itu"
_TO_PICTURE = "Buka di Paint, pilih Simpan Sebagai (Save As), jenis JPEG, lalu tambahkan hasilnya"
_UNPACK = "Klik kanan, pilih Extract All, lalu tambahkan isinya satu per satu"
_ADVICE = {
    ".doc": f"Word lama tidak diterima. {_TO_PDF}",
    ".rtf": _TO_PDF,
    ".odt": _TO_PDF,
    ".txt": "Berkas Notepad tidak diterima. Cetak ke PDF (Microsoft Print to PDF), lalu tambahkan PDF itu",
    ".ppt": _TO_PDF,
    ".pptx": _TO_PDF,
    ".odp": _TO_PDF,
    ".xls": "Excel lama tidak diterima. Buka berkasnya, pilih Simpan Sebagai (Save As), jenis Excel "
    "Workbook (.xlsx) atau PDF, lalu tambahkan hasilnya",
    ".xlsm": "Buku kerja bermakro tidak diterima. Simpan sebagai .xlsx atau PDF, lalu tambahkan hasilnya",
    ".xlsb": "Simpan sebagai .xlsx atau PDF, lalu tambahkan hasilnya",
    ".ods": "Simpan sebagai .xlsx atau PDF, lalu tambahkan hasilnya",
    ".heic": "Foto HEIC dari iPhone tidak diterima. Buka di Photos, pilih Simpan Sebagai (Save As), jenis "
    "JPG; atau di iPhone pilih Setelan, Kamera, Format, Paling Kompatibel",
    ".webp": _TO_PICTURE,
    ".tif": _TO_PICTURE,
    ".tiff": _TO_PICTURE,
    ".bmp": _TO_PICTURE,
    ".gif": _TO_PICTURE,
    ".zip": f"Arsip ZIP tidak diterima. {_UNPACK}",
    ".rar": f"Arsip RAR tidak diterima. {_UNPACK}",
    ".7z": f"Arsip 7z tidak diterima. {_UNPACK}",
    ".eml": "Cetak surel itu ke PDF (Microsoft Print to PDF), lalu tambahkan PDF itu",
    ".msg": "Cetak surel itu ke PDF (Microsoft Print to PDF), lalu tambahkan PDF itu",
    ".html": "Pakailah alamatnya: zi add https://…, atau cetak halamannya ke PDF",
    ".htm": "Pakailah alamatnya: zi add https://…, atau cetak halamannya ke PDF",
    ".url": "Pintasan tidak diterima. Pakailah alamatnya: zi add https://…",
    ".lnk": "Pintasan tidak diterima. Tambahkan berkas yang ditunjuknya",
    ".crdownload": "Unduhannya belum selesai. Tunggu sampai selesai, lalu tambahkan",
    ".part": "Unduhannya belum selesai. Tunggu sampai selesai, lalu tambahkan",
    ".yml": "Keterangan (.yml) ditaruh bersama berkasnya dengan File Explorer, atau tulislah dengan pilihan "
    "--judul, --diterima, dan --juga-untuk",
    ".tmp": "Berkas sementara milik program lain. Simpan dahulu dari programnya",
}
_ADVICE[".heif"] = _ADVICE[".heic"]
_PROBLEMS = {
    "encrypted": "terkunci kata sandi. Buka dengan kata sandinya, cetak ke PDF (Microsoft Print to PDF), "
    "lalu tambahkan hasilnya",
    "damaged": "rusak atau terpotong. Salin atau pindai ulang dari aslinya",
    "no-pages": "tidak berisi halaman",
}


def ending_of(name: str, facts: Facts) -> str:
    """Return the ending that a paper gets, by its name, or by its content where the name has none."""
    stem, point, word = name.strip().rpartition(".")
    ending = f".{word.casefold()}" if point and stem and word.isalnum() and len(word) <= 10 else ""  # noqa: PLR2004
    ending = _PLAINER.get(ending, ending)
    if ending in KIND_BY_EXTENSION or ending in _ADVICE:
        return ending
    # `Notula rapat no. 5` has no ending, nor has what some scanner apps send.
    return _BY_FORMAT.get(facts.format, ending)


def refuse_unusable(name: str, facts: Facts) -> None:
    """Raise UsageError for a file that no document can take: empty, locked, of a foreign format."""
    ending = ending_of(name, facts)
    if not facts.size:
        raise UsageError("Berkas kosong (0 bita). Salin ulang dari aslinya.")
    if ending not in KIND_BY_EXTENSION:
        default = "Jenis berkas ini tidak diterima; yang diterima PDF, JPG, PNG, XLSX, CSV, DOCX, MP3, MP4"
        raise UsageError(f"{_ADVICE.get(ending, default)}.")
    if facts.problem:
        raise UsageError(f"Berkas {_PROBLEMS[facts.problem]}.")


def refuse_heavy(weight: int) -> None:
    """Raise UsageError for a file that is too heavy for the repository and its readers."""
    if weight > LARGEST:
        raise UsageError(
            f"Berkas {size(weight)}, di atas 20 MB. Pindai ulang 150–200 dpi; atau simpan di tempat "
            "yang dapat dibuka orang lain dan tambahkan alamatnya (zi add https://…); atau simpan aslinya "
            "di kantor dan catat dengan --simpanan."
        )


def advice_for(ending: str) -> str:
    """Return how a file of an accepted kind becomes a PDF, for a document that takes no other."""
    if ending in {".docx", ".xlsx", ".csv"}:
        return f" {_TO_PDF}."
    if ending in {".jpg", ".png"}:
        return " Cetak gambarnya ke PDF (Microsoft Print to PDF), lalu tambahkan PDF itu."
    return ""
