"""The shape of every YAML file that an office writes; imported only when a file has changed.

Keys are the Indonesian words of the files. What a key means is its `description`: the exported JSON
Schema shows it in an editor, and the page on file keys is made from it.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from zi_build.load.lenient import FILLED, MANY, RANGES, SCALARS, for_editors, short

URL = re.compile(r"https?://[^\s<>\"']+")
# RFC 3986, 3.2.1: what stands before an @ in the authority; browsers take \\ for / there.
USERINFO = re.compile(r"https?://[^/?#\\]*@")
NO_USERINFO = (
    "tidak boleh memuat nama pengguna atau kata sandi (bagian sebelum @): alamat ini terbit"
)
TIME_ZONES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura", "UTC")


def _yes_no(value: object) -> bool:
    word = str(value).strip().casefold()
    if word in {"ya", "true"}:
        return True
    if word in {"tidak", "false"}:
        return False
    raise ValueError("harus ya atau tidak")


def _url(value: str) -> str:
    if not URL.fullmatch(value):
        raise ValueError("harus alamat yang diawali http:// atau https://")
    if USERINFO.match(value):
        raise ValueError(NO_USERINFO)
    return value


def _zone(value: str) -> str:
    if value not in TIME_ZONES:
        raise ValueError(f"harus salah satu dari {', '.join(TIME_ZONES)}")
    return value


Text = Annotated[str, Field(min_length=1, max_length=2000, json_schema_extra=SCALARS)]
YesNo = Annotated[
    bool,
    BeforeValidator(_yes_no),
    Field(json_schema_extra={"type": ["string", "boolean"], "enum": ["ya", "tidak", True, False]}),
]
Url = Annotated[str, AfterValidator(_url), Field(json_schema_extra={"format": "uri"})]
Zone = Annotated[str, AfterValidator(_zone)]
Counts = Annotated[dict[str, Annotated[int, Field(ge=0, le=9_999_999)]], FILLED]
Pages = Annotated[dict[str, str], RANGES]
Texts = Annotated[tuple[Text, ...], MANY]


def _doc(text: str, default: Any = None) -> Any:
    return Field(default=default, description=text)


class Shape(BaseModel):
    """Base: unknown keys are refused, nothing is coerced but text to its declared type."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, value: object) -> object:
        """A key that is written without a value is a key that has not been filled in yet."""
        if isinstance(value, dict):
            return {key: item for key, item in value.items() if item is not None}
        return value


class ChannelShape(Shape):
    """Satu saluran bagi masyarakat."""

    nama: Text = Field(description="Nama saluran, misalnya WhatsApp pengaduan")
    isi: Text = Field(description="Nomor, alamat, atau nama akun seperti yang dibaca masyarakat")
    tautan: Url | None = _doc("Alamat web saluran, bila ada")
    untuk: Text | None = _doc("Gunanya: layanan, pengaduan, gratifikasi, WBS, informasi publik")


class TeamShape(Shape):
    """Tim satu area."""

    nama: Text = Field(description="Nama tim, misalnya Tim Manajemen Perubahan")
    koordinator: Text | None = _doc("Jabatan penanggung jawab (bukan nama orang)")
    surel: Text | None = _doc("Surel tim")


class DisplayShape(Shape):
    """Apa yang ditampilkan kepada publik di luar yang bawaan."""

    uraian: YesNo = _doc("Tampilkan uraian jawaban unit", default=False)
    catatan_tpi: YesNo = _doc("Tampilkan catatan Tim Penilai Internal", default=False)
    temuan_tpi: YesNo = _doc("Tampilkan temuan dan rekomendasi penilai", default=False)
    predikat_turun: YesNo = _doc(
        "Tampilkan bila syarat predikat yang sudah dipegang tidak lagi terpenuhi", default=False
    )


class EventShape(Shape):
    """Satu peristiwa dalam riwayat predikat."""

    peristiwa: Annotated[
        str, Field(pattern="^(diusulkan|hasil-tpi|hasil-tpn|ditetapkan|dicabut)$")
    ] = Field(description="Apa yang terjadi")
    predikat: Annotated[str, Field(pattern="^(WBK|WBBM)$")] = Field(description="Predikatnya")
    tanggal: date | None = _doc("Tanggal peristiwa; boleh kosong bila tahunnya ditulis")
    tahun: Annotated[int, Field(ge=2010, le=2999)] | None = _doc(
        "Tahun peristiwa, bila tanggalnya tidak diketahui"
    )
    nomor: Text | None = _doc("Nomor surat, laporan, atau keputusan; wajib untuk keputusan")
    nilai: Text | None = _doc("Nilai total menurut penilai")
    catatan: Text | None = _doc("Catatan untuk dalam kantor; tidak pernah dipublikasikan")
    bukti: Text | None = _doc("Berkas buktinya, ditulis 2026/hasil/nama.pdf")

    @model_validator(mode="after")
    def _has_a_time(self) -> "EventShape":
        if self.tanggal is None and self.tahun is None:
            raise ValueError("harus berisi tanggal atau tahun")
        return self


class GivenShape(Shape):
    """Jawaban satu syarat pengusulan."""

    nilai: Text = Field(description="Jawaban: pilihan, angka, persen, ya atau tidak, atau tanggal")
    per: date | None = _doc("Tanggal keadaan itu; tanpa tanggal syarat belum dibuktikan")
    bukti: Text | None = _doc("Berkas buktinya, ditulis 2026/hasil/nama.pdf")
    catatan: Text | None = _doc("Catatan untuk dalam kantor; tidak pernah dipublikasikan")


class SurveySettingsShape(Shape):
    """Cara menghitung survei."""

    bobot_unsur: Annotated[str, Field(pattern="^(1/9|0[.,]11)$")] = _doc(
        "Bobot setiap unsur SKM: 1/9, atau 0.11 bila kantor memakai angka bulat itu", default="1/9"
    )


class ProposalShape(Shape):
    """Data untuk PortalRB."""

    unit_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")] = Field(
        description="Nomor unit di PortalRB, misalnya UNIT-001: huruf, angka, titik, dan tanda hubung"
    )
    diusulkan: Annotated[str, Field(pattern="^(WBK|WBBM)$")] | None = _doc(
        "WBK atau WBBM bila unit diusulkan tahun ini; kosong bila tidak"
    )
    afirmasi: YesNo = _doc("Unit diusulkan lewat jalur afirmasi", default=False)


class UnitShape(Shape):
    """evidence/unit.yml: siapa kantor ini."""

    nama: Text = Field(description="Nama lengkap kantor")
    singkatan: Text | None = _doc("Nama pendek")
    induk: Text | None = _doc("Kementerian atau instansi induk")
    alamat: Text | None = _doc("Alamat kantor")
    kota: Text | None = _doc("Kota tempat laporan ditandatangani")
    situs: Url | None = _doc(
        "Alamat situs yang terbit; dasar tautan bukti di buku kerja dan PortalRB"
    )
    portalrb: ProposalShape | None = _doc("Data untuk zi export portalrb")
    jam_layanan: Text | None = _doc("Jam layanan seperti yang dibaca masyarakat")
    zona_waktu: Zone = _doc("Zona waktu", default="Asia/Jakarta")
    mulai: date | None = _doc(
        "Tanggal mulai membangun Zona Integritas; periode sebelumnya tak diminta"
    )
    per_tanggal: date | None = _doc("Tanggal penilaian tetap; kosong berarti hari ini")
    rubrik: Text | None = _doc("Rubrik yang dipakai bila perintah tidak menyebutnya")
    saluran: tuple[ChannelShape, ...] = _doc("Saluran layanan dan pengaduan", default=())
    pejabat: dict[str, Text] = _doc(
        "Jabatan dan sebutannya, misalnya ppid: Kepala Subbagian Umum", {}
    )
    tim: dict[str, TeamShape] = _doc("Tim per area, kuncinya 0 sampai 6", {})
    libur_tambahan: tuple[date, ...] = _doc("Hari libur di luar libur nasional", default=())
    tampilkan: DisplayShape = _doc("Pilihan tampilan publik", DisplayShape())
    survei: SurveySettingsShape = _doc("Cara menghitung survei", SurveySettingsShape())
    contoh: YesNo = _doc(
        "Kantor contoh: situs memberi tanda bahwa isinya bukan kantor nyata", default=False
    )
    jenis_instansi: Annotated[str, Field(pattern="^(kementerian-lembaga|pemerintah-daerah)$")] = (
        _doc("Instansi induk; menentukan syarat indeks RB", default="kementerian-lembaga")
    )
    riwayat: tuple[EventShape, ...] = _doc("Riwayat predikat, dari pengusulan sampai keputusan", ())
    syarat: Annotated[dict[str, Annotated[GivenShape, short("nilai")]], FILLED] = _doc(
        "Jawaban syarat pengusulan", {}
    )


class SidecarShape(Shape):
    """Berkas pendamping: menambah keterangan atau memperketat akses satu bukti."""

    judul: Text | None = _doc("Judul yang dibaca orang, pengganti kata-kata di nama berkas")
    akses: Annotated[str, Field(pattern="^(publik|terbatas|dikecualikan)$")] | None = _doc(
        "publik, terbatas, atau dikecualikan; melonggarkan perlu alasan"
    )
    alasan: Text | None = _doc("Alasan melonggarkan akses; ditampilkan")
    dasar_hukum: Text | None = _doc("Dasar hukum pembatasan")
    berlaku_sampai: date | None = _doc("Tanggal terakhir dokumen berlaku")
    diterima: date | None = _doc("Tanggal diterima; setelah jatuh tempo berarti terlambat")
    nomor: Text | None = _doc("Nomor surat atau keputusan")
    juga_untuk: Texts = _doc("Dokumen lain yang dibuktikan berkas yang sama", default=())
    halaman: Pages | None = _doc(
        "Halaman PDF yang memuat dokumen ini, atau halaman setiap dokumen yang dibuktikannya"
    )
    nihil: YesNo = _doc("Pernyataan bahwa kejadiannya tidak ada", default=False)
    ditinjau: Text | None = _doc("Siapa dan kapan memeriksa berkas ini (jabatan, tanggal)")


class TableShape(Shape):
    """Keterangan tabel hasil (….csv.yml atau ….xlsx.yml di folder hasil)."""

    pelaksana: Text | None = _doc("Siapa yang melakukan survei, pemeriksaan, atau pencatatan")
    tanggal: date | None = _doc("Tanggal hasil ditetapkan, atau keadaan register dicatat")
    laporan: Text | None = _doc("Berkas laporan di folder hasil, ditulis 2026/hasil/nama.pdf")
    mandiri: YesNo = _doc("Survei dilakukan sendiri; hasilnya sementara", default=False)
    populasi: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = _doc(
        "Jumlah orang yang dilayani selama masa survei; dari sini ukuran sampel dihitung"
    )
    metode: Text | None = _doc("Cara mengambil responden, misalnya acak sederhana")
    berlaku_bagi: Text | None = _doc("Layanan yang disurvei; kosong berarti seluruh kantor")


class LinkShape(SidecarShape):
    """Tautan sebagai bukti (….tautan.yml)."""

    url: Url = Field(description="Alamat lengkap, diawali http:// atau https://")
    diakses: date = Field(description="Tanggal tautan terakhir dibuka dan isinya benar")
    arsip: Url | None = _doc("Salinan di arsip web")


class CustodyShape(SidecarShape):
    """Catatan simpanan (….simpanan.yml): dokumennya tetap di kantor."""

    nomor: Text = Field(description="Nomor dokumen atau nomor arsip")
    tanggal: date = Field(description="Tanggal dokumen")
    penyimpan: Text = Field(description="Jabatan atau unit yang menyimpan aslinya")
    diperiksa: date = Field(description="Tanggal keberadaan dokumen terakhir diperiksa")
    catatan: Text | None = _doc("Catatan untuk dalam kantor; tidak pernah dipublikasikan")


class FinalShape(Shape):
    """Jawaban Tim Penilai Nasional."""

    nilai: Text | None = _doc("Pilihan jawaban menurut skala kriteria")
    hitungan: Counts = _doc("Jumlah menurut penilai, untuk pertanyaan persentase", {})
    per: date | None = _doc("Tanggal penilaian; wajib, tanpa tanggal tidak dihitung")
    lhe: Text | None = _doc("Nomor laporan hasil evaluasi")
    catatan: Text | None = _doc("Catatan penilai")

    @model_validator(mode="after")
    def _says_something(self) -> "FinalShape":
        if self.nilai is None and not self.hitungan:
            raise ValueError("harus berisi nilai atau hitungan")
        return self


class VerifiedShape(FinalShape):
    """Jawaban Tim Penilai Internal."""

    penilai: Text | None = _doc(
        "Tim atau jabatan yang menilai (bukan nama orang); tidak pernah dipublikasikan"
    )
    sidik: Texts = _doc("Dua belas digit pertama SHA-256 setiap bukti yang dilihat", default=())
    temuan: Texts = _doc("Temuan penilai pada kriteria ini; boleh satu atau daftar", default=())
    rekomendasi: Texts = _doc("Rekomendasi penilai; boleh satu atau daftar", default=())


VerifiedOrText = Annotated[VerifiedShape, short("nilai")]
FinalOrText = Annotated[FinalShape, short("nilai")]


class AnswerShape(Shape):
    """Jawaban satu kriteria."""

    unit: Text | None = _doc("Jawaban unit: pilihan pada skala, atau angka 0 sampai 1")
    hitungan: Counts = _doc(
        "Jumlah pada pertanyaan persentase, misalnya {wajib: 12, selesai: 10}", {}
    )
    uraian: Text | None = _doc("Penjelasan unit")
    tpi: VerifiedOrText | None = _doc("Jawaban Tim Penilai Internal")
    tpn: FinalOrText | None = _doc("Jawaban Tim Penilai Nasional")


class ResultShape(Shape):
    """Satu nilai komponen hasil."""

    nilai: Text = Field(description="Indeks 0 sampai 4, huruf A sampai E, atau persen")
    pelaksana: Text | None = _doc("Siapa yang melakukan survei atau penilaian")
    tanggal: date | None = _doc("Tanggal hasil")
    responden: Annotated[int, Field(ge=0)] | None = _doc("Jumlah responden")
    laporan: Text | None = _doc("Berkas laporan di folder hasil, ditulis 2026/hasil/nama.pdf")
    mandiri: YesNo = _doc("Survei dilakukan sendiri; hasilnya sementara", default=False)
    tpi: VerifiedOrText | None = _doc("Nilai Tim Penilai Internal")
    tpn: FinalOrText | None = _doc("Nilai Tim Penilai Nasional")


class WaiverShape(Shape):
    """Kriteria atau dokumen yang tidak berlaku bagi kantor ini."""

    alasan: Text | None = _doc("Mengapa tidak berlaku; wajib dan selalu ditampilkan")
    disetujui_tpi: date | None = _doc(
        "Tanggal TPI menyetujui; tanpa ini nilai TPI tetap menghitungnya"
    )


class PredicateShape(Shape):
    """Predikat yang sudah dipegang."""

    tahun: Annotated[int, Field(ge=2010, le=2999)] | None = _doc("Tahun penetapan")
    sk: Text | None = _doc("Nomor keputusan penetapan")


class AnswersShape(Shape):
    """evidence/<tahun>/penilaian/<rubrik>.yml: jawaban kantor."""

    rubrik: Text = Field(description="Rubrik yang dijawab, sama dengan nama berkas")
    jawaban: dict[str, Annotated[AnswerShape, short("unit")]] = _doc("Jawaban per kriteria", {})
    hasil: Annotated[dict[str, Annotated[ResultShape, short("nilai")]], FILLED] = _doc(
        "Nilai komponen hasil: spak, spkp, kinerja, tlhp", {}
    )
    predikat: dict[
        Annotated[str, Field(pattern="^(WBK|WBBM)$")], Annotated[PredicateShape, short("tahun")]
    ] = _doc("Predikat yang sudah dipegang", {})
    tidak_berlaku: dict[str, Annotated[WaiverShape, short("alasan")]] = _doc(
        "Kriteria atau dokumen yang tidak berlaku", {}
    )


SHAPES: dict[str, type[Shape]] = {
    "unit": UnitShape,
    "jawaban": AnswersShape,
    "pendamping": SidecarShape,
    "tautan": LinkShape,
    "simpanan": CustodyShape,
    "tabel": TableShape,
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file, for editors."""
    schema = for_editors(SHAPES[name].model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
