"""Rules ZI34x: the office's list of papers can be read, and says what places, names and sidecars say."""

from zi_build.checks.rule import Found, fault_places, meant
from zi_build.diagnostics import Place
from zi_build.model.listing import BY_KEY, cell
from zi_build.model.workspace import Workspace

REFRESH = "jalankan zi register"


def _at(place: Place) -> str:
    return cell(place.line or 1, place.column or 1)


def register_opens(workspace: Workspace) -> Found:
    """Daftar bukti harus buku kerja Excel yang dapat dibuka.

    Mengapa: pembatasan akses yang tertulis di dalamnya tidak boleh hilang tanpa ketahuan.

    Contoh: `daftar-bukti.xlsx` yang dikunci dengan kata sandi, atau berkas `.xls` yang diganti namanya.

    Yang perlu dilakukan: simpan ulang dari Excel sebagai .xlsx, atau kembalikan salinan yang utuh. Sampai itu
    dilakukan, bukti tahun itu yang aksesnya tidak disebut di berkas pendamping tidak dipublikasikan.
    """
    for place, (problem,) in fault_places(workspace, "register-unreadable"):
        yield (
            place,
            f"Daftar bukti tidak terbaca: {problem}. Bukti tahun ini tidak terbit sampai dapat dibaca.",
        )


def register_head(workspace: Workspace) -> Found:
    """Judul kolom daftar bukti harus lengkap, masing-masing satu kali.

    Mengapa: kolom dikenali dari judulnya; yang judulnya berubah tidak dibaca.

    Contoh: judul “Akses” diganti “Boleh dilihat siapa”, atau lembar daftar yang disalin di buku yang sama.

    Yang perlu dilakukan: kembalikan judulnya. Kolom yang dihapus ditambahkan kembali oleh `zi register`; yang
    tidak dipakai boleh disembunyikan. Urutan kolom bebas, dan kolom tambahan milik kantor dibiarkan. Selama
    kolom Akses tidak ada atau daftarnya ada di lebih dari satu lembar, bukti tahun itu yang aksesnya tidak
    disebut di berkas pendamping tidak dipublikasikan.
    """
    for place, (problem,) in fault_places(workspace, "register-doubt"):
        yield place, f"{problem}. Bukti tahun ini tidak terbit sampai itu dilakukan."
    for place, (problem,) in fault_places(workspace, "register-head"):
        yield place, f"{problem}. Kembalikan judulnya, atau {REFRESH} bila kolomnya dihapus."


def register_value(workspace: Workspace) -> Found:
    """Isi sel daftar bukti harus sesuai kolomnya.

    Mengapa: isi yang tidak dipahami lebih baik ditanyakan daripada ditebak atau diabaikan.

    Contoh: halaman `1-2` yang oleh Excel diubah menjadi 1 Februari, sel gabungan, atau rumus yang gagal.

    Yang perlu dilakukan: perbaiki selnya. Awali dengan tanda ' bila Excel mengubah yang diketik.
    """
    for place, (heading, norm) in fault_places(workspace, "register-value"):
        yield place, f"Sel {_at(place)} ({heading}): {norm}."


def register_agrees(workspace: Workspace) -> Found:
    """Dokumen dan periode di daftar bukti harus sama dengan letak dan nama berkasnya.

    Mengapa: letak berkas menyatakan apa yang dibuktikan dan namanya menyatakan kapan; dua jawaban yang
    berbeda tidak boleh dipilih diam-diam.

    Contoh: berkas di `1.1.a/undangan-rapat` yang barisnya menyebut `1.1.a/notula`.

    Yang perlu dilakukan: bila barisnya yang benar, pindahkan atau ganti nama berkasnya; bila berkasnya yang
    benar, perbaiki barisnya. Sampai itu dilakukan, buktinya tidak dihitung.
    """
    for place, (said, real, known, near) in fault_places(workspace, "register-document"):
        told = f"Sel {_at(place)}: dokumen “{said}” tidak dikenal.{meant(near)} Menurut foldernya: {real}."
        if known:
            told = (
                f"Sel {_at(place)}: baris ini menyebut {said}, tetapi berkasnya ada di folder {real}. "
                f"Pindahkan berkasnya ke {said}, atau pilih kembali {real}."
            )
        yield place, told
    for place, (key, said, real) in fault_places(workspace, "register-period"):
        late = " Tanggal diterima ditulis di kolom Diterima." if key == "tanggal" else ""
        told = (
            f"Sel {_at(place)} ({BY_KEY[key].heading}): {said} tidak sesuai nama berkasnya, {real}. "
            f"Perbaiki salah satunya.{late}"
        )
        yield place, told


def one_row_one_file(workspace: Workspace) -> Found:
    """Setiap berkas punya satu baris di daftar bukti.

    Mengapa: dua baris dapat mengatakan hal yang berbeda tentang berkas yang sama.

    Contoh: baris yang disalin lalu lupa dihapus.

    Yang perlu dilakukan: gabungkan isinya ke satu baris, lalu hapus yang lain. Sampai itu dilakukan, baris
    pertama yang dipakai, dan akses yang paling ketat yang berlaku.
    """
    for place, (file, first) in fault_places(workspace, "register-twice"):
        yield place, f"“{file}” sudah ada di baris {first}; hapus salah satunya."


def no_row_without_file(workspace: Workspace) -> Found:
    """Baris daftar bukti sebaiknya menyebut berkas yang ada.

    Mengapa: bila bukti diganti namanya, keterangan dan pembatasan aksesnya tertinggal di baris lama.

    Contoh: baris untuk `1.1.a/notula/2026-01-05 Notula.pdf` yang sudah dihapus dari folder.

    Yang perlu dilakukan: perbaiki nama di kolom Berkas, atau hapus barisnya bila buktinya memang ditarik.
    Selama barisnya membatasi akses, bukti lain dari dokumen itu yang aksesnya tidak disebut ikut dibatasi.
    """
    for place, (file, near, closing) in fault_places(workspace, "register-stray"):
        name = (
            f"“{file}” tidak ada di folder tahun ini" if file else "Baris ini tidak menyebut berkas"
        )
        shut = f" Bukti lain dari dokumen itu ikut {closing}." if closing else ""
        yield place, f"{name}.{meant(near)} Perbaiki kolom Berkas, atau hapus barisnya.{shut}"


def row_agrees_with_sidecar(workspace: Workspace) -> Found:
    """Daftar bukti dan berkas pendamping tidak boleh berbeda.

    Mengapa: satu keterangan cukup ditulis di satu tempat; dua yang berbeda membingungkan.

    Contoh: `berlaku_sampai: 2026-12-31` di pendamping, 2027-12-31 di daftar.

    Yang perlu dilakukan: samakan, atau kosongkan salah satunya. Sampai itu dilakukan, yang dipakai ialah
    pendamping; untuk akses, yang paling ketat.
    """
    for place, (key, beside, here, there) in fault_places(workspace, "register-sidecar"):
        used = "Yang paling ketat" if key == "akses" else "Pendamping"
        if key == "juga_untuk":
            used = "Keduanya"
        told = (
            f"{BY_KEY[key].heading} berbeda: “{there}” di sel {_at(place)}, “{here}” di {beside}. "
            f"{used} yang dipakai; samakan."
        )
        yield place, told


def row_follows_its_file(workspace: Workspace) -> Found:
    """Kolom Berkas sebaiknya menyebut nama berkas yang sekarang.

    Mengapa: isinya masih sama sehingga barisnya masih dikenali; setelah berkasnya disunting tidak lagi.

    Contoh: `scan0001.pdf` yang diganti nama menjadi `2026-03-05 Notula.pdf`.

    Yang perlu dilakukan: jalankan `zi register`; baris itu diperbarui dan isinya tetap.
    """
    for place, (before, now) in fault_places(workspace, "register-renamed"):
        yield (
            place,
            f"“{before}” sekarang “{now}” (isinya sama); {REFRESH} untuk memperbarui barisnya.",
        )


def register_is_the_one(workspace: Workspace) -> Found:
    """Daftar bukti hanya dibaca bila bernama daftar-bukti.xlsx.

    Mengapa: pembatasan akses yang ditulis di salinannya tidak berlaku.

    Contoh: `daftar-bukti (1).xlsx`, `Daftar Bukti 2026.xls`.

    Yang perlu dilakukan: pindahkan isinya ke `daftar-bukti.xlsx`, lalu hapus salinannya dari folder tahun.
    """
    for place, (name,) in fault_places(workspace, "register-name"):
        yield place, f"Berkas ini tidak dibaca: hanya {name} yang menjadi daftar bukti tahun ini."
