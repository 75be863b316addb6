"""Rules ZI3xx: answers lie on their scale, waivers have reasons, evaluators' answers have papers."""

from collections.abc import Iterator

from zi_build import ids
from zi_build.checks.rule import Found, meant
from zi_build.diagnostics import Place
from zi_build.model.assessment import EVALUATORS, Answer, ResultAnswer, Verified
from zi_build.model.reading import option_of, result_value
from zi_build.model.rubric import Criterion
from zi_build.model.workspace import Workspace


def on_the_scale(workspace: Workspace) -> Found:
    """Jawaban harus salah satu pilihan pada skala kriterianya.

    Mengapa: jawaban di luar skala tidak punya nilai; ia dihitung belum dijawab.

    Contoh: `F` untuk skala A-D, atau `Ya` untuk skala A-C.

    Yang perlu dilakukan: pilih salah satu pilihan yang disebut pesan.
    """
    for criterion, _, text, place in _given(workspace):
        if option_of(criterion.scale, text) is None:
            choices = ", ".join(criterion.scale.options) or "0 sampai 1"
            yield place, f"“{text}” bukan jawaban untuk {criterion.id}; pilihannya {choices}."


def _given(workspace: Workspace) -> Iterator[tuple[Criterion, Answer, str, Place]]:
    for answer in workspace.assessment.answers.values():
        criterion = workspace.rubric.criteria.get(answer.criterion)
        if criterion is None:
            continue
        if answer.text is not None:
            yield criterion, answer, answer.text, answer.place
        for said in (answer.verified, answer.final):
            if said is not None and said.text:
                yield criterion, answer, said.text, said.place


def known_criterion(workspace: Workspace) -> Found:
    """Kriteria yang dijawab harus ada dalam rubrik.

    Mengapa: jawaban untuk nomor yang salah tidak dihitung di mana pun.

    Contoh: `1.1.aa: Ya`.

    Yang perlu dilakukan: perbaiki nomornya.
    """
    for answer in workspace.assessment.answers.values():
        if answer.criterion not in workspace.rubric.criteria:
            near = ids.nearest(answer.criterion, workspace.rubric.criteria) or ""
            place = answer.key or answer.place
            yield place, f"Rubrik ini tidak punya kriteria “{answer.criterion}”.{meant(near)}"
    known = {result.id for result in workspace.rubric.results}
    for result in workspace.assessment.results.values():
        if result.id not in known:
            near = ids.nearest(result.id, known) or ""
            place = result.key or result.place
            yield place, f"Rubrik ini tidak punya nilai hasil “{result.id}”.{meant(near)}"


def waiver_with_reason(workspace: Workspace) -> Found:
    """Yang tidak berlaku harus disertai alasan.

    Mengapa: pembebasan tanpa alasan tidak dapat diperiksa; ia tidak dipakai.

    Contoh: `3.1.b: {}` di bawah `tidak_berlaku`.

    Yang perlu dilakukan: tulis `alasan`; alasan itu selalu ditampilkan.
    """
    for waiver in workspace.assessment.waivers.values():
        if not waiver.is_reasoned:
            yield waiver.place, f"“{waiver.target}” dinyatakan tidak berlaku tanpa “alasan”."


def verified_with_date(workspace: Workspace) -> Found:
    """Jawaban penilai (TPI dan TPN) harus bertanggal.

    Mengapa: jawaban penilai berlaku untuk keadaan pada tanggal itu; tanpa tanggal tidak dihitung.

    Contoh: `tpi: B` tanpa `per`.

    Yang perlu dilakukan: tulis `tpi: {nilai: B, per: 2026-07-10}`; begitu pula `tpn`.
    """
    spoken = {(fault.place.path, fault.place.line) for fault in workspace.faults}
    for who, verified in _verified(workspace):
        place = verified.place
        if verified.on is None and (place.path, place.line) not in spoken:
            yield place, f"Jawaban {who} harus bertanggal: tulis “per: TTTT-BB-HH”."


def _verified(workspace: Workspace) -> Iterator[tuple[str, Verified]]:
    """Yield every evaluator's answer with who gave it."""
    assessment = workspace.assessment
    entries: list[Answer | ResultAnswer] = [
        *assessment.answers.values(),
        *assessment.results.values(),
    ]
    for given in entries:
        for voice, who in EVALUATORS.items():
            said = given.of(voice)
            if said is not None:
                yield who, said


def judged_by_now(workspace: Workspace) -> Found:
    """Tanggal jawaban penilai tidak boleh sesudah hari penilaian.

    Mengapa: jawaban berlaku untuk bukti yang dilihat pada tanggalnya; yang bertanggal kemudian belum
    dihitung.

    Contoh: `per: 2062-07-10`, padahal yang dimaksud 2026.

    Yang perlu dilakukan: perbaiki tahun atau tanggalnya. Bila Anda memang melihat keadaan lampau dengan
    `--as-of`, abaikan saja.
    """
    for who, verified in _verified(workspace):
        if verified.on is not None and verified.on > workspace.as_of:
            said = (
                f"Jawaban {who} bertanggal {verified.on}, sesudah hari penilaian {workspace.as_of}"
            )
            yield verified.place, f"{said}; belum dihitung."


def verified_papers_stand(workspace: Workspace) -> Found:
    """Bukti yang sudah dilihat penilai tidak boleh berubah atau hilang.

    Mengapa: nilai penilai melekat pada bukti yang dilihatnya; bila bukti berubah, nilainya gugur.

    Contoh: laporan diganti setelah tanggal penilaian.

    Yang perlu dilakukan: mintalah penilai memeriksa ulang. Bukti baru tidak menggugurkan.
    """
    for answer in workspace.assessment.answers.values():
        criterion = workspace.rubric.criteria.get(answer.criterion)
        if (
            criterion
            and answer.verified
            and (gone := lapsed(workspace, criterion, answer.verified))
        ):
            said = f"{criterion.id}: {gone} bukti yang dilihat TPI berubah atau ditarik"
            yield answer.verified.place, f"{said}; nilainya perlu diperiksa ulang."


def lapsed(workspace: Workspace, criterion: Criterion, verified: Verified) -> int:
    """Return how many of the papers that an evaluator saw are no longer as they were."""
    seen = {digest[:12].lower() for digest in verified.seen}
    present = {
        item.facts.sha256[:12]
        for item in workspace.items
        if item.facts
        and item.facts.sha256[:12] in seen
        and any(
            document.id in criterion.documents for document in workspace.catalogue.known(item.names)
        )
    }
    return len(seen - present)


def result_in_range(workspace: Workspace) -> Found:
    """Nilai hasil harus dalam rentangnya.

    Mengapa: indeks berada antara 0 dan 4, persentase antara 0 dan 100, kinerja A sampai E.

    Contoh: `spak: 88`.

    Yang perlu dilakukan: tulis indeks (misalnya 3.52), bukan nilai konversi.
    """
    ranges = {"indeks": "indeks 0 sampai 4", "persen": "persen 0 sampai 100", "huruf": "A sampai E"}
    for result in workspace.rubric.results:
        answer = workspace.assessment.results.get(result.id)
        if answer is None:
            continue
        for text, place in (
            (answer.text, answer.place),
            *((said.text, said.place) for said in (answer.verified, answer.final) if said),
        ):
            if result_value(result, text) is None:
                yield place, f"“{text}” bukan nilai {result.id}; harus {ranges[result.input]}."


def report_exists(workspace: Workspace) -> Found:
    """Laporan hasil yang disebut harus ada di folder hasil.

    Mengapa: nilai hasil tanpa laporan tidak dihitung sebagai didukung bukti.

    Contoh: `laporan: 2026/hasil/spak.pdf` yang tidak ada.

    Yang perlu dilakukan: letakkan PDF-nya di folder `hasil` tahun itu dan tulis jalurnya.
    """
    beside = [
        *(table.about for table in workspace.surveys),
        *(table.about for table in workspace.audits),
        *(table.about for table in workspace.complaints),
    ]
    for said in (*workspace.assessment.results.values(), *beside):
        if said is None or said.report is None:
            continue
        facts = workspace.reports.get(f"evidence/{said.report}")
        if facts is None:
            yield said.place, f"Laporan “{said.report}” tidak ada di folder hasil (PDF)."
        elif facts.problem or facts.format != "pdf":
            yield said.place, f"Laporan “{said.report}” tidak dapat dibuka sebagai PDF."


def held_with_decree(workspace: Workspace) -> Found:
    """Predikat yang dipegang harus disertai tahun dan nomor keputusan.

    Mengapa: predikat hanya ada karena keputusan menteri.

    Contoh: `WBK: {}`.

    Yang perlu dilakukan: tulis `WBK: {tahun: 2025, sk: "…"}`.
    """
    for held in workspace.assessment.held.values():
        if held.year is None or not held.decree:
            yield held.place, f"Predikat {held.name} harus disertai “tahun” dan “sk”."
