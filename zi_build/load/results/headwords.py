"""The words by which the columns of a table are known: patterns over plain headings (`cells.plain`)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

# The words of a heading weigh more than its number: some sources swap the last two unsur.
UNSUR_WORDS = (
    ("U1", r"\b(?:persyaratan|syarat)\b"),
    ("U2", r"\b(?:prosedur|mekanisme|alur|sistem)\b"),
    ("U3", r"\b(?:waktu|kecepatan|ketepatan)\b"),
    ("U4", r"\b(?:biaya|tarif|ongkos)\b"),
    ("U5", r"\b(?:produk|spesifikasi|hasil (?:layanan|pelayanan))\b"),
    ("U6", r"\b(?:kompetensi|kemampuan|kecakapan)\b"),
    ("U7", r"\b(?:perilaku|sikap|kesopanan|keramahan)\b"),
    ("U8", r"\b(?:pengaduan|aduan|keluhan)\b"),
    ("U9", r"\b(?:sarana|prasarana|sarpras|fasilitas)\b"),
)
# The five aspects of the anti-corruption survey (PermenPANRB 90/2021, page 55-56).
ASPECTS = (
    ("Diskriminasi", r"diskriminasi|diskriminatif"),
    ("Kecurangan", r"\bcurang|kecurangan"),
    ("Imbalan atau gratifikasi", r"imbalan|gratifikasi|\bsuap|hadiah"),
    ("Percaloan", r"\bcalo|percaloan|perantara"),
    ("Pungutan liar", r"pungli|pungutan"),
)
# What a heading "Nama …" may name that is no person.
_THINGS = "jenis|layanan|pelayanan|unit|kegiatan|loket|aplikasi|program|instansi|kantor|sekolah"
_REACHED = "telp|tlp|telpon|telepon|wa|whatsapp|hp|surel|e mail|email"
_OF = (
    "aktif|opsional|address|pribadi|pelapor|pengadu|responden|pemohon|yang bisa dihubungi|atau|dan"
)
IDENTITY = re.compile(
    rf"(?:nama|name|full name|identitas)(?! (?:{_THINGS})\b)(?: .*)?"
    r"|(?:pelapor|pengadu|terlapor|pemohon|kontak|kontak .*|username|akun)"
    r"|.*\b(?:nik|nip|ktp|npwp|handphone|ponsel|nomor kk|no kk)\b.*"
    rf"|(?:(?:no|nomor|nomer|alamat) )?(?:{_REACHED})(?: (?:{_REACHED}|{_OF}))*"
    r"|alamat(?: (?:rumah|lengkap|tinggal|domisili|pelapor|pengadu|responden|pemohon))?"
    r"|(?:tempat )?(?:dan )?(?:tanggal|tgl) lahir"
)
DATE = re.compile(
    r"timestamp|(?:cap|stempel) waktu|(?:tanggal|tgl|date)(?: .*)?"
    r"|waktu (?:survei|survey|pengisian|isi|mulai|selesai)|start time|completion time"
)
DIMENSIONS = (
    ("Layanan", r"(?:(?:jenis|nama|unit|bidang) )?(?:layanan|pelayanan)(?: yang .*)?|loket"),
    ("Jenis kelamin", r"jenis kelamin.*|jk|kelamin|gender|l p|sex"),
    ("Kelompok umur", r"(?:(?:kelompok|rentang|kategori) )?(?:umur|usia)\b.*"),
    ("Pendidikan", r"(?:(?:tingkat|jenjang) )?pendidikan\b.*"),
    ("Pekerjaan", r"(?:(?:jenis|status) )?(?:pekerjaan|profesi)\b.*"),
)
IGNORED = re.compile(
    r"(?:no|nomor|nomer|id|kode|urut|responden|id responden|nama layanan)(?: (?:urut|responden|id))?"
    r"|(?:jumlah|total|rata|rerata|nrr|ikm|skm|ipak|ipkp|mutu)\b.*"
    r"|(?:nilai|skor|indeks|kinerja)(?: (?:akhir|total|ikm|skm|rata|konversi|interval|mutu|unit)\b.*)?"
    r"|(?:saran|kritik|masukan|komentar|catatan|keterangan|harapan)\b.*"
)
NUMBERED = re.compile(
    r"(?:(?:nilai|skor|jawaban) )?(?:u|unsur|p|q|pertanyaan|soal|butir|item|no)? ?(\d{1,2})(?: .*)?"
)
# How a heading begins that asks something or judges the service; what counts things (visits, years)
# has answers 0 to 4 by accident only.
ASKS = re.compile(
    r"(?:apakah|bagaimana|seberapa|menurut|pertanyaan|saya|tidak ada)\b.*"
    r"|(?:petugas|pegawai|ruang|ruangan|pelayanan|layanan|informasi|antrean|antrian) .*"
)
COUNTS = re.compile(r"(?:(?:sudah )?berapa|kunjungan|jumlah|lama|kali|frekuensi)\b.*")
SENTENCE = 4  # words
_DAY = "(?:tanggal|tgl|waktu)"
_CAME = "diterima|masuk|pengaduan|aduan|lapor|laporan|terima|penerimaan"
_ENDED = "selesai|penyelesaian|diselesaikan|tindak lanjut|ditutup|dijawab|jawaban|respon|tanggapan"
REGISTERS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "pengaduan": (
            ("finished", rf"{_DAY} (?:{_ENDED}).*|selesai|diselesaikan"),
            ("state", r"(?:status|keadaan)\b.*"),
            ("received", rf"{_DAY}(?: (?:{_CAME}).*)?|diterima|masuk"),
            ("channel", r"(?:.* )?(?:kanal|saluran|media|melalui|via)(?: .*)?"),
            ("topic", r"(?:topik|pokok|perihal|kategori|klasifikasi|bidang|jenis)\b.*"),
            ("number", r"(?:no|nomor|nomer|id|kode|tiket|register)(?: .*)?"),
            ("state", r"(?:tindak lanjut|progres|hasil)"),
        ),
        "tlhp": (
            ("finished", rf"{_DAY} (?:{_ENDED}).*|selesai"),
            ("state", r"(?:status|keadaan)\b.*"),
            ("number", r"(?:no|nomor|nomer|id|kode)(?: .*)?"),
            ("state", r"(?:tindak lanjut|progres|hasil)\b.*"),
        ),
        "rekomendasi": (
            ("finished", rf"{_DAY} (?:{_ENDED}).*|selesai"),
            ("due", r"(?:tenggat|batas|target|jatuh tempo|deadline|tanggal target)\b.*"),
            ("given", r"(?:tanggal|tgl)(?: (?:rekomendasi|lhe|laporan|surat|monev).*)?"),
            ("state", r"(?:status|keadaan)\b.*"),
            ("owner", r"(?:penanggung jawab|pic|pj|pelaksana|jabatan)\b.*"),
            ("source", r"(?:sumber|asal)\b.*|jenis"),
            ("from", r"(?:dari|pemberi|oleh|instansi|evaluator|pemeriksa|auditor)\b.*"),
            ("criterion", r"kriteria\b.*"),
            ("area", r"area\b.*"),
            ("proof", r"(?:bukti|data dukung|eviden)\b.*"),
            ("text", r"(?:isi |uraian )?(?:rekomendasi|saran)\b.*"),
            ("text", r"(?:uraian|isi|catatan|temuan)\b.*"),
            ("number", r"(?:no|nomor|nomer|id|kode)(?: .*)?"),
            ("state", r"(?:tindak lanjut|progres|hasil)\b.*"),
        ),
    }
)
