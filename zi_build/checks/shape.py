"""Rules ZI0xx: the shape of files — YAML that can be read, names that every system can hold."""

from zi_build.checks.rule import Found, fault_places, meant
from zi_build.model.workspace import Workspace


def yaml_readable(workspace: Workspace) -> Found:
    """Berkas YAML harus dapat dibaca.

    Mengapa: isi berkas yang rusak tidak dapat dipakai sama sekali; tidak ada yang ditebak.

    Contoh: tanda kurung atau tanda kutip yang dibuka tetapi tidak ditutup.

    Yang perlu dilakukan: buka berkas pada baris yang disebut; periksa tanda titik dua, kurung, kutip, dan
    indentasi (pakai spasi, bukan tab).
    """
    for place, detail in fault_places(workspace, "yaml-syntax"):
        yield place, f"YAML harus dapat dibaca: {detail[0]}."
    for place, _ in fault_places(workspace, "yaml-many-documents"):
        yield place, "Satu berkas harus memuat satu dokumen YAML saja, tanpa pemisah “---” kedua."
    for place, _ in fault_places(workspace, "yaml-key"):
        yield place, "Kunci harus berupa teks biasa."


def yaml_plain(workspace: Workspace) -> Found:
    """YAML harus sederhana: tanpa alias, tanpa tag, tidak terlalu besar atau dalam.

    Mengapa: alias dan tag dapat dipakai untuk melumpuhkan atau menyusupi program pembaca.

    Contoh: `a: &x [1]` lalu `b: *x`, atau `!!python/object`.

    Yang perlu dilakukan: tulis nilainya langsung di setiap tempat; pecah berkas di atas 1 MB.
    """
    for place, detail in fault_places(workspace, "yaml-alias"):
        yield place, f"YAML harus ditulis tanpa alias (*{detail[0]}); tulis nilainya langsung."
    for place, detail in fault_places(workspace, "yaml-tag"):
        yield place, f"YAML harus ditulis tanpa tag ({detail[0]})."
    for place, detail in fault_places(workspace, "yaml-too-large"):
        yield place, f"Berkas YAML paling besar 1 MB; yang ini {detail[0]} bita."
    for place, _ in fault_places(workspace, "yaml-too-deep"):
        yield place, "YAML paling dalam dua belas tingkat."


def duplicate_key(workspace: Workspace) -> Found:
    """Satu kunci hanya boleh ditulis sekali.

    Mengapa: dari dua nilai untuk kunci yang sama tidak jelas mana yang dimaksud.

    Contoh: kriteria 1.1.a dijawab dua kali dalam berkas jawaban.

    Yang perlu dilakukan: hapus salah satunya; sampai itu dilakukan, yang pertama yang dipakai.
    """
    for place, detail in fault_places(workspace, "duplicate-key"):
        yield place, f"Kunci “{detail[0]}” sudah ditulis di baris {detail[1]}; tulis sekali saja."


def unknown_key(workspace: Workspace) -> Found:
    """Kunci harus dikenal.

    Mengapa: kunci yang salah eja akan diabaikan diam-diam, misalnya `aksess: dikecualikan`.

    Contoh: `berlaku_sampe: 2026-12-31`.

    Yang perlu dilakukan: perbaiki ejaannya; daftar kunci ada di halaman Berkas YAML.
    """
    for place, (key, near, known) in fault_places(workspace, "unknown-key"):
        yield place, f"Kunci “{key}” tidak dikenal.{meant(near) or f' Yang ada: {known}.'}"


def value_shape(workspace: Workspace) -> Found:
    """Nilai harus berbentuk seperti yang diminta kuncinya.

    Mengapa: tanggal yang bukan tanggal atau angka yang bukan angka tidak dapat dihitung.

    Contoh: `diterima: kemarin`.

    Yang perlu dilakukan: tulis nilai dalam bentuk yang disebut pesan.
    """
    for place, (key, norm, given) in (
        (place, (*detail, "")[:3]) for place, detail in fault_places(workspace, "wrong-value")
    ):
        said = f" Tertulis: “{given}”." if given else ""
        yield place, f"{f'“{key}” ' if key else 'Isi berkas '}{norm}.{said}"


def missing_key(workspace: Workspace) -> Found:
    """Kunci wajib harus ada.

    Mengapa: tanpa kunci itu berkas tidak membuktikan apa pun.

    Contoh: catatan simpanan tanpa `penyimpan`.

    Yang perlu dilakukan: tambahkan kunci yang disebut.
    """
    for place, detail in fault_places(workspace, "missing-key"):
        yield place, f"Kunci “{detail[0]}” wajib diisi."


def no_links(workspace: Workspace) -> Found:
    """Folder bukti tidak boleh memuat tautan simbolik atau pintasan folder.

    Mengapa: tautan dapat menunjuk ke luar folder, dan isi yang tidak dimaksud ikut terbit.

    Contoh: `laporan.pdf` yang sebenarnya menunjuk ke folder pribadi.

    Yang perlu dilakukan: salin berkas aslinya ke tempat itu.
    """
    for place, _ in fault_places(workspace, "symlink"):
        yield place, "Harus berkas sungguhan; tautan simbolik tidak diikuti."


def name_collision(workspace: Workspace) -> Found:
    """Nama dalam satu folder harus berbeda juga tanpa melihat huruf besar-kecil.

    Mengapa: Windows dan macOS tidak dapat menyimpan keduanya; salah satu akan hilang.

    Contoh: `2026-01 Laporan.pdf` dan `2026-01 laporan.pdf`.

    Yang perlu dilakukan: ganti nama salah satunya.
    """
    for place, detail in fault_places(workspace, "name-collision"):
        yield place, f"Nama bentrok dengan “{detail[0]}” di folder yang sama."


def utf8_text(workspace: Workspace) -> Found:
    """Berkas teks harus tersimpan sebagai UTF-8.

    Mengapa: huruf di luar UTF-8 terbaca salah.

    Contoh: berkas yang disimpan Notepad lama sebagai ANSI.

    Yang perlu dilakukan: simpan ulang dengan pengodean UTF-8.
    """
    for place, _ in fault_places(workspace, "not-utf8"):
        yield place, "Berkas harus tersimpan sebagai UTF-8."


def readable(workspace: Workspace) -> Found:
    """Berkas dan folder harus dapat dibuka.

    Mengapa: yang tidak dapat dibuka tidak dapat diperiksa.

    Contoh: berkas tanpa izin baca, atau folder yang terlalu dalam.

    Yang perlu dilakukan: perbaiki izinnya, atau salin ulang.
    """
    for place, detail in fault_places(workspace, "unreadable"):
        why = f" ({detail[0]})" if detail and detail[0] else ""
        yield place, f"Tidak dapat dibaca{why}."
