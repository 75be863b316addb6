"""Rules ZI32x: tables of results — readable, nobody in them, every row counted or named, one truth."""

from zi_build.checks.rule import Found, fault_places
from zi_build.model.survey import SMALL
from zi_build.model.workspace import Workspace
from zi_build.surveys.choice import passed_over
from zi_build.surveys.measured import agrees, complaint_counts, measured, written

COMPLAINTS = "R5.2.a"
COUNTED = {
    "wajib": "yang harus ditindaklanjuti",
    "proses": "yang masih diproses",
    "selesai": "yang selesai",
}
NAMES = ("skm", "spak", "spkp", "tlhp", "pengaduan", "rekomendasi")


def table_opens(workspace: Workspace) -> Found:
    """Tabel hasil harus dapat dibaca sebagai CSV atau XLSX.

    Mengapa: dari tabel yang tidak terbaca tidak ada indeks yang dapat dihitung.

    Contoh: `skm-2026-S1.csv` yang isinya PDF, buku kerja berkata sandi, atau Excel lama (.xls).

    Yang perlu dilakukan: simpan ulang dari Excel sebagai “CSV UTF-8” atau “Buku Kerja Excel (.xlsx)” tanpa
    kata sandi.
    """
    for place, detail in fault_places(workspace, "table-unreadable"):
        yield place, f"Tabel harus dapat dibaca sebagai CSV atau XLSX: {detail[0]}."


def table_columns(workspace: Workspace) -> Found:
    """Tabel hasil harus punya kolom yang diperlukan, masing-masing satu kali.

    Mengapa: kolom dikenali dari judulnya; tanpa kolom itu hasilnya tidak dapat dihitung.

    Contoh: tabel SKM dengan delapan unsur, atau register pengaduan tanpa tanggal diterima.

    Yang perlu dilakukan: samakan judul kolom dengan contoh di halaman Data hasil survei dan register.
    """
    for place, detail in fault_places(workspace, "table-columns"):
        yield place, detail[0]


def rows_counted(workspace: Workspace) -> Found:
    """Setiap baris tabel hasil harus dapat dihitung.

    Mengapa: lembar survei yang tidak lengkap atau di luar skala tidak dihitung. Baris register yang tidak
    terbaca dihitung belum selesai, supaya persentasenya tidak lebih baik daripada keadaannya.

    Contoh: jawaban 5 pada skala 1 sampai 4, tanggal 31/02/2026, atau status “Dlm proses”.

    Yang perlu dilakukan: perbaiki menurut lembar aslinya. Bila aslinya memang tidak terisi, biarkan;
    peringatan ini tidak menghentikan apa pun.
    """
    for place, detail in fault_places(workspace, "table-row"):
        yield place, f"Baris ini tidak dihitung: {detail[0]}."
    for place, detail in fault_places(workspace, "table-undone"):
        yield place, f"Baris ini dihitung belum selesai: {detail[0]}."
    for place, detail in fault_places(workspace, "table-cell"):
        yield place, f"Isi sel ini tidak dipakai: {detail[0]}."


def no_identity_column(workspace: Workspace) -> Found:
    """Tabel hasil tidak boleh memuat kolom identitas orang.

    Mengapa: nama, NIK, nomor telepon, dan alamat responden atau pelapor tidak diperlukan untuk menghitung
    dan dilindungi undang-undang.

    Contoh: kolom `Nama pelapor` dalam register pengaduan, atau `Email` dari formulir daring.

    Yang perlu dilakukan: hapus kolomnya sebelum berkas disimpan di sini. Isinya tidak pernah dibaca.
    """
    for place, detail in fault_places(workspace, "table-identity"):
        yield place, f"Kolom identitas harus dihapus: {detail[0]}. Isinya tidak dibaca."


def table_named(workspace: Workspace) -> Found:
    """Tabel di folder hasil harus bernama menurut isinya.

    Mengapa: awal nama menyatakan cara menghitungnya; tabel lain tidak dibaca.

    Contoh: `Rekap.xlsx`, `skm-2026-S1.csv.yml` tanpa `skm-2026-S1.csv`, atau `spak-2026-S3.csv`.

    Yang perlu dilakukan: awali nama dengan `skm`, `spak`, `spkp`, `tlhp`, `pengaduan`, atau `rekomendasi`,
    lalu periodenya.
    """
    for place, _ in fault_places(workspace, "table-name"):
        yield place, f"Tabel ini tidak dibaca: namanya harus diawali {', '.join(NAMES)}."
    for place, detail in fault_places(workspace, "table-sidecar"):
        yield place, f"Keterangan tabel harus berada di sebelah tabelnya; “{detail[0]}” tidak ada."
    for place, detail in fault_places(workspace, "table-period"):
        said = "Periode dalam nama tabel harus seperti 2026, 2026-S1, 2026-T3, atau 2026-06"
        yield place, f"{said}; “{detail[0]}” tidak dikenal, jadi dibaca sebagai {detail[1]}."


def enough_to_count(workspace: Workspace) -> Found:
    """Survei harus dijawab lengkap oleh paling sedikit lima orang.

    Mengapa: rata-rata dari kurang lima orang membuka jawaban perorangan; tabelnya tidak dipakai.

    Contoh: `spak-2026.csv` dengan tiga baris.

    Yang perlu dilakukan: lanjutkan survei; untuk Zona Integritas diperlukan paling sedikit 30 responden.
    """
    for survey in workspace.surveys:
        if survey.respondents < SMALL:
            said = f"Survei harus dijawab lengkap paling sedikit {SMALL} orang"
            yield survey.place, f"{said}; yang ini {survey.respondents}, jadi tidak dipakai."


def one_table_one_period(workspace: Workspace) -> Found:
    """Satu periode hanya boleh punya satu tabel untuk hal yang sama.

    Mengapa: dari dua tabel tidak jelas mana yang benar, dan register yang tumpang tindih akan terhitung dua
    kali.

    Contoh: `skm-2026-S1.csv` di samping `skm-2026-S1.xlsx`, atau `pengaduan-2026-S1.csv` di samping
    `pengaduan-2026.csv`.

    Yang perlu dilakukan: gabungkan isinya, atau hapus yang lama. Bila tabelnya untuk layanan yang berbeda,
    tulis `berlaku_bagi` di sebelahnya.
    """
    for place, used in passed_over(workspace):
        yield place, f"Satu periode satu tabel: yang dipakai {used}, tabel ini tidak."
    for part in workspace.complaints:
        for whole in workspace.complaints:
            if part.period != whole.period and whole.period.contains(part.period):
                said = f"periodenya termasuk dalam {whole.place.path}"
                yield part.place, f"Satu periode satu tabel: {said}, tabel ini tidak dipakai."


def on_one_scale(workspace: Workspace) -> Found:
    """Jawaban survei harus memakai skala yang ditetapkan: 1 sampai 4 untuk SKM, 0 sampai 4 untuk yang lain.

    Mengapa: bila survei memakai skala lain, misalnya 1 sampai 5, membuang baris yang berisi 5 membuat
    sisanya berat sebelah. Karena itu seluruh tabelnya tidak dipakai, dan nilainya tidak didukung data.

    Contoh: `spak-2026.csv` dengan jawaban 5 pada lebih dari 5 persen baris, sedikitnya tiga baris.

    Yang perlu dilakukan: ulangi survei dengan skala yang ditetapkan, atau perbaiki angka yang salah ketik
    menurut lembar aslinya. Jangan mengalikan sendiri jawaban dari skala lain.
    """
    for place, detail in fault_places(workspace, "table-scale"):
        yield place, f"Tabel ini tidak dipakai: {detail[0]}."


def columns_read(workspace: Workspace) -> Found:
    """Setiap kolom tabel survei harus dikenal, supaya tidak ada pertanyaan yang terlewat.

    Mengapa: kolom yang judulnya tidak dikenal tidak dihitung. Kolom seperti *Kunjungan ke* memang bukan
    pertanyaan, tetapi pertanyaan tanpa nomor di antara `P1`, `P2` akan terlewat.

    Contoh: kolom `Petugas adil` di sebelah `P1` dan `P2`, atau kolom `Nr`.

    Yang perlu dilakukan: beri setiap pertanyaan nomor (`P1`, `P2`, …). Kolom yang bukan pertanyaan boleh
    dihapus, atau dibiarkan; peringatan ini tidak menghentikan apa pun.
    """
    for place, detail in fault_places(workspace, "table-unread"):
        yield place, f"Kolom ini tidak dibaca: {detail[0]}."


def dates_in_period(workspace: Workspace) -> Found:
    """Tanggal responden harus berada dalam periode pada nama tabelnya.

    Mengapa: periode pada nama menentukan urutan survei. Tanggal di luarnya berarti salah ketik, atau lembar
    dari survei lain. Barisnya tetap dihitung.

    Contoh: jawaban tertanggal 3 September 2026 dalam `skm-2026-S1.csv`.

    Yang perlu dilakukan: perbaiki tanggalnya, pindahkan barisnya ke tabel yang benar, atau ganti namanya.
    """
    for place, detail in fault_places(workspace, "table-dates"):
        said = f"Tanggal responden harus dalam {detail[1]}"
        yield place, f"{said}; {detail[0]} lembar bertanggal di luarnya."


def value_agrees(workspace: Workspace) -> Found:
    """Nilai hasil yang ditulis harus sama dengan yang dihitung dari tabelnya.

    Mengapa: dua angka untuk hal yang sama tidak dapat sama-sama benar. Untuk nilai berdasarkan bukti dipakai
    yang lebih rendah.

    Contoh: `spak: 3.60`, padahal `spak-2026-S1.csv` menghasilkan 3.52.

    Yang perlu dilakukan: perbaiki angkanya, atau hapus; tanpa angka, hasil hitungan yang dipakai.
    """
    for result in workspace.rubric.results:
        typed = workspace.assessment.results.get(result.id)
        found = measured(workspace, result.id)
        if typed and typed.typed and found and not agrees(typed.text, found.value):
            data = f"{found.place.path} menghasilkan {written(found.value, 2)}"
            said = f"Nilai {result.id} harus sama dengan data"
            yield typed.place, f"{said}: tertulis {typed.text}, {data}."


def complaints_agree(workspace: Workspace) -> Found:
    """Hitungan pengaduan yang dijawab harus sama dengan register pengaduan.

    Mengapa: penilai membandingkan keduanya.

    Contoh: `R5.2.a: {hitungan: {wajib: 12, selesai: 12}}`, padahal register mencatat 14 pengaduan.

    Yang perlu dilakukan: samakan jawaban dengan register, atau lengkapi registernya.
    """
    answer = workspace.assessment.answers.get(COMPLAINTS)
    counts = complaint_counts(workspace) if answer else None
    if answer is None or counts is None:
        return
    for key, name in COUNTED.items():
        if key in answer.counts and answer.counts[key] != counts[key]:
            data = f"tertulis {answer.counts[key]}, register mencatat {counts[key]}"
            yield answer.place, f"Pengaduan {name} harus sama dengan register: {data}."
