"""Tables of the hasil folder as people save them: every good row counts, every bad one is named."""

import csv as csvfile
import io
import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction as F  # noqa: N817  (read as a number)

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import AS_OF, Office
from openpyxl import Workbook

from zi_build.load.results.cells import channel_of, day_of, score, state_of
from zi_build.load.results.headings import unsur_of
from zi_build.load.results.tables import _count, period_of
from zi_build.model.assessment import Voice
from zi_build.model.register import FollowUp
from zi_build.model.survey import Survey
from zi_build.render.pages import expand
from zi_build.surveys.register import audited, handled

HASIL = "evidence/2026/hasil"
HEAD = [f"U{number}" for number in range(1, 10)]
ANSWERS = ["4", "3", "3", "4", "4", "3", "4", "3", "4"]
WORDS = [
    "Kesesuaian persyaratan",
    "Kemudahan prosedur",
    "Kecepatan waktu pelayanan",
    "Kewajaran biaya/tarif",
    "Kesesuaian produk layanan",
    "Kompetensi petugas",
    "Perilaku petugas (kesopanan & keramahan)",
    "Kualitas sarana dan prasarana",
    "Penanganan pengaduan",
]


def csv(rows: list[list[str]], mark: str = ";", end: str = "\n") -> str:
    return "".join(mark.join(row) + end for row in rows)


def workbook(*sheets: tuple[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    book.save(out)
    return out.getvalue()


def survey(office: Office, content: str | bytes, name: str = "skm-2026-S1.csv") -> Survey:
    office.write(office.root / HASIL / name, content)
    (found,) = office.build().workspace.surveys
    return found


def told(office: Office) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.place.line, one.message) for one in office.diagnostics()]


GOOD = [HEAD, *[ANSWERS] * 6]


SAVED = {
    "semicolon": csv(GOOD, ";"),
    "comma": csv(GOOD, ","),
    "tab": csv(GOOD, "\t"),
    "bar": csv(GOOD, "|"),
    "crlf": csv(GOOD, ";", "\r\n"),
    "cr": csv(GOOD, ";", "\r"),
    "sep": "sep=;\n" + csv(GOOD, ";"),
    "sep-quoted": '"sep=,"\r\n' + csv(GOOD, ",", "\r\n"),
    "bom": "\ufeff" + csv(GOOD),
    "utf16": csv(GOOD).encode("utf-16"),
    "utf16-no-bom": csv(GOOD, "\t").encode("utf-16-le"),
    "cp1252": csv([["Catatan Élan"], *GOOD]).encode("cp1252"),
    "blank-tail": csv(GOOD) + ";;;;;;;;\n\n  ;\n",
    "empty-columns": csv([[*row, "", "", ""] for row in GOOD]),
    "decimal-comma": csv([HEAD, *[["4,0", "3,0", "3", "4", "4 ", " 3", "4", "3", "4"]] * 6]),
    "quoted-decimal": csv([HEAD, *[['"4,0"', "3.0", "3", "4", "4", "3", "4", "3", "4"]] * 6], ","),
    "words": csv([HEAD, *[["4 (sangat baik)", "3 - Baik", "3. baik", *ANSWERS[3:]]] * 6]),
    "title": csv([["HASIL SURVEI"], ["Semester I"], [], *GOOD]),
    "spaced": csv([[f" unsur {n} " for n in range(1, 10)], *[ANSWERS] * 6]),
    "underscores": csv([[f"Nilai_U{n}" for n in range(1, 10)], *[ANSWERS] * 6]),
    "numbers": csv([["No", *(str(n) for n in range(1, 10))], *[["1", *ANSWERS]] * 6]),
    "quoted-newline": csv([[*HEAD, "Saran"], *[[*ANSWERS, '"Baik;\nsekali, ""sungguh"""']] * 6]),
    "head-newline": csv([['"U1\nPersyaratan"', *HEAD[1:]], *[ANSWERS] * 6]),
    "xlsx": workbook(("Data", GOOD)),
    "xlsx-numbers": workbook(("Data", [HEAD, *[[int(one) for one in ANSWERS]] * 6])),
    "xlsx-title": workbook(("Data", [["SKM"], [None], HEAD, *[[float(one) for one in ANSWERS]] * 6])),
    "xlsx-second-sheet": workbook(("Petunjuk", [["Isi lembar Data"]]), ("Data", GOOD)),
    "xlsx-hidden": workbook(("Lama", [*GOOD, ANSWERS]), ("Data", GOOD), hidden=("Lama",)),
}  # fmt: skip


@pytest.mark.parametrize("content", SAVED.values(), ids=SAVED)
def test_the_same_survey_however_it_was_saved(office: Office, content: str | bytes) -> None:
    name = "skm-2026-S1.xlsx" if content[:2] == b"PK" else "skm-2026-S1.csv"
    found = survey(office, content, name)
    assert told(office) == []
    assert (found.respondents, found.rejected) == (6, 0)
    assert [one.total for one in found.questions] == [6 * int(answer) for answer in ANSWERS]


def test_the_words_of_a_heading_weigh_more_than_its_number(office: Office) -> None:
    """Sources number the last two unsur differently."""
    head = [f"U{number} {words}" for number, words in enumerate(WORDS, start=1)]
    found = survey(office, csv([head, *[["4"] * 7 + ["1", "3"]] * 5]))
    totals = {one.key: one.total for one in found.questions}
    assert (totals["U8"], totals["U9"]) == (15, 5)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("u1", "U1"), ("unsur 1 kesesuaian persyaratan", "U1"), ("persyaratan", "U1"), ("q3", "U3"),
        ("bagaimana pendapat saudara tentang kewajaran biaya tarif dalam pelayanan", "U4"),
        ("bagaimana kualitas sarana dan prasarana", "U9"), ("penanganan pengaduan saran", "U8"),
        ("u10", ""), ("umur anak", ""), ("keterangan lain", ""),
    ],
)  # fmt: skip
def test_unsur_are_known_by_many_names(heading: str, key: str) -> None:
    assert unsur_of(heading) == key


def test_every_row_that_does_not_count_is_named_and_the_rest_counts(office: Office) -> None:
    bad = [
        ["4", "4", "5", "4", "4", "4", "4", "4", "4"],
        ["4", "4", "", "4", "4", "4", "4", "4", "4"],
        ["4", "4", "2,5", "4", "4", "4", "4", "4", "4"],
        ["4", "4", "Siti", "4", "4", "4", "4", "4", "4"],
        ["4"] * 12,
        ["4", '"4', *["4"] * 7],
        ["Rata-rata", *["3"] * 8],
    ]
    found = survey(office, csv([*GOOD, *bad, ANSWERS]))
    assert (found.respondents, found.rejected) == (7, 7)
    lines = told(office)
    assert [(code, line) for code, line, _ in lines] == [("ZI323", line) for line in range(8, 15)]
    reasons = [message.removeprefix("Baris ini tidak dihitung: ") for *_, message in lines]
    assert reasons[0] == "U3 harus 1, 2, 3, atau 4; tertulis 5."
    assert reasons[1] == "U3 tidak diisi."
    assert reasons[5] == "tanda kutip dibuka tetapi tidak ditutup."
    assert "Siti" not in "".join(reasons)


def test_a_quotation_mark_that_eats_rows_costs_only_its_own_line(office: Office) -> None:
    """It is closed by the next mark, many rows below, in a row of the same width."""
    rows = [[*HEAD, "Saran"], *[[*ANSWERS, "baik"]] * 5, [*ANSWERS, '"lupa']]
    found = survey(office, csv([*rows, *[[*ANSWERS, "baik"]] * 5, [*ANSWERS, '"ya"']]))
    assert (found.respondents, found.rejected) == (11, 1)
    assert [(code, line) for code, line, _ in told(office)] == [("ZI323", 7)]


def test_questions_of_a_perception_survey_are_known_by_their_headings(office: Office) -> None:
    head = [
        "Timestamp",
        "Layanan",
        "Petugas adil",
        "Tidak ada pungli",
        "P3",
        "Usia",
        "Saran",
        "Kode pos",
    ]
    row = ["05/03/2026 10.15", "Konsultasi", "4", "3,5", "0", "33", "baik", "10270"]
    found = survey(office, csv([head, *[row] * 5]), "spak-2026.csv")
    assert [(one.label, one.total, one.aspect) for one in found.questions] == [
        ("Tidak ada pungli", F("17.5"), "Pungutan liar"),
        ("P3", 0, None),
    ]
    assert (found.first, found.last) == (date(2026, 3, 5), date(2026, 3, 5))
    assert told(office) == [("ZI331", 1, "Kolom ini tidak dibaca: “Petugas adil”, “Kode pos”.")]


def test_small_groups_are_not_even_kept(office: Office) -> None:
    head = ["Layanan", "Jenis kelamin", "Usia", *HEAD]
    rows = [["Legalisasi", "P", "24", *ANSWERS]] * 6 + [
        ["Pak Budi di loket 2", "L", "70", *ANSWERS]
    ] * 4
    found = survey(office, csv([head, *rows]))
    service, sex, age = found.dimensions
    assert [(one.label, one.respondents) for one in service.groups] == [("Legalisasi", 6)]
    assert (service.folded, service.folded_groups) == (4, 1)
    assert [one.label for one in sex.groups] == ["Perempuan"]
    assert [one.label for one in age.groups] == ["17–25 tahun"]
    memory = (office.root / ".zi-cache/isi.json").read_text("utf-8")
    assert "Legalisasi" in memory
    assert "Budi" not in memory


def test_no_row_is_in_the_memory(office: Office) -> None:
    rows = [[f"R{n:04}", "Konsultasi", *ANSWERS, f"Rahasia{n}"] for n in range(40)]
    found = survey(office, csv([["No responden", "Layanan", *HEAD, "Saran"], *rows]))
    complaints = "Nomor;Tanggal diterima;Status;Isi\nP-77;2026-02-01;selesai;Rahasia pelapor\n"
    office.text(f"{HASIL}/pengaduan-2026.csv", complaints)
    office.build()
    memory = (office.root / ".zi-cache/isi.json").read_text("utf-8")
    assert found.respondents == 40
    assert not [word for word in ("Rahasia", "R0007", "P-77") if word in memory]


def test_identity_columns_are_refused_and_never_read(office: Office) -> None:
    head = ["Nama Lengkap", "No. HP/WA", "NIK", "Alamat e-mail", *HEAD]
    row = ["Siti", "0812", "3175", "siti@contoh.example", *ANSWERS]
    found = survey(office, csv([head, *[row] * 5]))
    assert found.respondents == 5
    ((code, line, message),) = told(office)
    assert (code, line) == ("ZI324", 1)
    assert message.count("“") == 4
    assert "Siti" not in (office.root / ".zi-cache/isi.json").read_text("utf-8")


def test_a_complaint_register_is_counted_without_anybody(office: Office) -> None:
    office.text(
        f"{HASIL}/dumas-2026.csv",
        "No,Tgl. masuk,Media (WA/telepon/email),Kategori,Tanggal selesai,Status\n"
        "1,05/03/2026,WA Pak Budi,Antrean,10/03/2026,Selesai\n"
        "2,46086,LAPOR!,Antrean,,Dalam proses\n"
        "3,5 Maret 2026,kurir,Antrean,,Bukan kewenangan\n"
        "4,2026-03-05,,Antrean,2026-03-04,Selesai\n",
    )
    (found,) = office.build().workspace.complaints
    march = date(2026, 3, 5)
    assert [
        (one.received, one.channel, one.finished, one.done, one.duty) for one in found.counts
    ] == [
        (march, "Lainnya", None, False, False),
        (march, "SP4N-LAPOR!", None, False, True),
        (march, "Tidak dicatat", None, False, True),
        (march, "WhatsApp", date(2026, 3, 10), True, True),
    ]
    assert [(code, line) for code, line, _ in told(office)] == [("ZI323", 5)]


def test_recommendations_keep_their_row(office: Office) -> None:
    office.text(
        f"{HASIL}/rekomendasi.csv",
        "No;Dari;Sumber;Rekomendasi;Area;Kriteria;Penanggung jawab;Tenggat;Bukti;Status;Tanggal selesai\n"
        "1;Tim Penilai;LHE 2026;Lengkapi notula;III;3.1.a;Analis SDM;01/09/2026;notula;Selesai;02/08/2026\n",
    )
    (one,) = office.build().workspace.recommendations
    assert (str(one.place), one.source, one.area) == (f"{HASIL}/rekomendasi.csv:2", "LHE", "3")
    assert (one.criterion, one.owner, one.due) == ("3.1.a", "Analis SDM", date(2026, 9, 1))
    assert one.state_on(date(2026, 8, 2)) is FollowUp.DONE
    assert one.state_on(date(2026, 8, 1)) is FollowUp.IN_PROGRESS


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("46086.43", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)), ("05/03/2026", date(2026, 3, 5)), ("5.3.26", date(2026, 3, 5)),
        ("46086", date(2026, 3, 5)), ("Kamis, 5 Maret 2026", date(2026, 3, 5)),
        ("5 Agt 2026", date(2026, 8, 5)),
        ("2026/03/05 10:22:33", date(2026, 3, 5)), ("05/03/2026 10.22", date(2026, 3, 5)),
        ("31/02/2026", None), ("03/25/2026", None), ("kemarin", None), ("7", None), ("", None),
    ],
)  # fmt: skip
def test_days_are_read_as_indonesians_write_them(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_american_dates_are_known_by_their_days(office: Office) -> None:
    """One date beyond the twelfth tells how the whole table is written."""
    rows = "1,03/05/2026,03/09/2026,selesai\n2,03/25/2026,04/02/2026,selesai\n"
    office.text(f"{HASIL}/pengaduan-2026.csv", f"Nomor,Tanggal,Tanggal selesai,Status\n{rows}")
    (found,) = office.build().workspace.complaints
    assert [one.received for one in found.counts] == [date(2026, 3, 5), date(2026, 3, 25)]
    assert told(office) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        ("3,5", F("3.5")),
        ("4 – Sangat baik", 4),
        ("4.5 bintang", None),
        ("A", None),
        ("٣", None),
    ],
)
def test_answers(text: str, value: F | None) -> None:
    assert score(text) == value


def test_channels_come_from_a_closed_list() -> None:
    said = ["Ibu Sri, loket 3", "WA 0812345", "surat kaleng", "e-mail", "", "kurir Budi"]
    assert [channel_of(text) for text in said] == [
        "Datang langsung", "WhatsApp", "Surat", "Surel", "Tidak dicatat", "Lainnya"
    ]  # fmt: skip


def test_states() -> None:
    said = ["SELESAI", "Belum Sesuai", "belum ditindaklanjuti", "TDD", "mungkin"]
    done, running, still, never, _ = FollowUp
    assert [state_of(text) for text in said] == [done, running, still, never, None]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("skm-2026-S1.csv", "2026-S1"), ("SKM_2025_TW3.csv", "2025-T3"), ("skm-2026-06.csv", "2026-06"),
        ("SKM 2026 Semester II.xlsx", "2026-S2"), ("skm.csv", "2026"), ("skm 2025.csv", "2025"),
        ("skm2025s1.csv", "2025"),
    ],
)  # fmt: skip
def test_the_name_says_the_period(name: str, period: str) -> None:
    assert str(period_of(f"{HASIL}/{name}")) == period


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_reason(content: bytes) -> None:
    for kind in ("skm", "spak", "tlhp", "pengaduan", "rekomendasi"):
        for bytes_ in (content, b"PK\x03\x04" + content, b"U1;U2\n" + content):
            counted = _count(bytes_, kind)
            assert counted.data is not None or counted.faults
            json.dumps([counted.data, counted.faults])


@given(
    rows=st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=5, max_size=30),
    mark=st.sampled_from([";", ",", "\t", "|"]),
    order=st.permutations(range(9)),
    remark=st.text(alphabet='ab;,\t|"\n 4', max_size=12),
)
def test_counting_is_summing(
    rows: list[list[int]], mark: str, order: list[int], remark: str
) -> None:
    """Whatever the order of the columns, the delimiter, and what stands in a column of remarks."""
    out = io.StringIO()
    sheet = csvfile.writer(out, delimiter=mark)
    sheet.writerow([*(WORDS[at] for at in order), "Saran"])
    sheet.writerows([*(row[at] for at in order), f"x {remark}"] for row in rows)
    counted = _count(out.getvalue().encode(), "skm")
    assert counted.data is not None
    lost = len(counted.faults)
    assert counted.data["respondents"] + lost >= len(rows), "a row was dropped without a word"
    if not lost:
        totals = {key: F(total) for key, _, total, _ in counted.data["questions"]}
        keys = [*(f"U{n}" for n in range(1, 8)), "U9", "U8"]
        assert totals == {key: sum(row[at] for row in rows) for at, key in enumerate(keys)}


def test_a_sidecar_says_who_when_and_of_how_many(make_office: Callable[[str], Office]) -> None:
    office = make_office("satu")
    office.text(f"{HASIL}/skm-2026-S1.csv", csv(GOOD))
    office.text(
        f"{HASIL}/skm-2026-S1.csv.yml",
        "pelaksana: Tim survei\ntanggal: 2026-07-10\nmandiri: ya\npopulasi: 12\nmetode: Acak\n"
        "berlaku_bagi: Legalisasi\n",
    )
    (found,) = office.build().workspace.surveys
    about = found.about
    assert about is not None
    assert (about.surveyor, about.on, about.self_run) == ("Tim survei", date(2026, 7, 10), True)
    assert (about.population, about.method, about.scope) == (12, "Acak", "Legalisasi")
    assert told(office) == []


TLHP = "No;Pemeriksa;Rekomendasi;Status;Tanggal selesai\n"


def test_what_a_register_says_in_unknown_words_is_not_finished(office: Office) -> None:
    """Left out, three misspelt states would turn 37 of 40 into 100 percent."""
    rows = [f"{n};BPK;Setor {n};Selesai;" for n in range(37)]
    rows += ["38;BPK;a;Dlm proses;", "39;BPK;b;blm dtl;", "40;BPK;c;Selesai;31/02/2026"]
    office.text(f"{HASIL}/tlhp-2026-S1.csv", TLHP + "\n".join(rows))
    (found,) = office.build().workspace.audits
    state = audited(found, AS_OF)
    assert (state.done, state.total, state.unread) == (37, 40, 3)
    assert [(code, line) for code, line, _ in told(office)] == [("ZI323", n) for n in (39, 40, 41)]
    assert "dihitung belum selesai" in told(office)[0][2]
    made = expand("[[zi:hasil-tlhp]]", "hasil.md", office.view())
    assert "3 baris register tidak terbaca dan dihitung belum selesai." in made
    checks = [one for found in office.build().entry.values() for one in found]
    (entry,) = {one.why for one in checks if one.requirement.id == "tlhp-100"}
    assert "37 dari 40 selesai. 3 baris tidak terbaca" in entry


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ("2;BPK;Setor;entah;", 2),
        ("2;BPK;Setor;;", 2),              # no date of an end either: not begun
        ("2;BPK;a;b;Selesai;", 2),         # a delimiter in a text that is not quoted
        ('2;BPK;"Setor;Selesai;', 2),      # a quotation mark that is never closed
        ("2;BPK;Setor;Proses;01/03/2026", 2),
        ("(1);(2);(3);(4);(5)", 1),        # official forms number their columns
        (";;Jumlah;1;", 1),
        (";;Catatan: per semester;;", 1),
    ],
)  # fmt: skip
def test_a_case_is_never_lost_and_a_note_is_none(office: Office, row: str, total: int) -> None:
    office.text(f"{HASIL}/tlhp-2026-S1.csv", f"{TLHP}1;BPK;Setor;Selesai;\n{row}\n")
    state = audited(office.build().workspace.audits[0], AS_OF)
    assert (state.done, state.total) == (1, total)


def test_complaints_that_cannot_be_read_wait_to_be_followed_up(office: Office) -> None:
    head = "Nomor;Tanggal diterima;Saluran;Status\n"
    rows = ["1;2026-02-01;WA;Selesai", "2;2026-02-02;WA;Dlm proses", "3;kemarin;WA;Selesai"]
    rows += ["-;2026-02-03;WA;Selesai", "-;2026-02-03;WA;Selesai", "1;2026-02-01;WA;Selesai"]
    office.text(f"{HASIL}/pengaduan-2026.csv", head + "\n".join(rows))
    (year,) = handled(office.build().workspace.complaints, AS_OF)
    assert (year.received, year.duty, year.done) == (5, 5, 3)
    assert (year.unread, year.rejected) == (2, 1)
    made = expand("[[zi:hasil-pengaduan]]", "hasil.md", office.view())
    assert "2 baris register tidak terbaca" in made
    assert "1 baris register bukan isinya" in made


def test_recommendations_in_unknown_words_stay_open(office: Office) -> None:
    head = "No;Sumber;Rekomendasi;Status\n"
    office.text(
        f"{HASIL}/rekomendasi.csv", f"{head}1;LHE;Lengkapi;Selesai\n2;LHE;Foto;dlm prsoes\n"
    )
    office.text("evidence/2025/hasil/rekomendasi.csv", f"{head}1;LHE;;Selesai\n")
    followed = office.view().measures.followed
    assert followed is not None
    assert (followed.done, followed.total, followed.unread) == (1, 3, 2)
    made = expand("[[zi:hasil-rekomendasi]]", "hasil.md", office.view("internal"))
    assert "Keadaan tidak terbaca" in made
    assert "2 baris register tidak terbaca" in made


def test_each_channel_tells_what_became_of_its_complaints(office: Office) -> None:
    rows = ["WA;Selesai"] * 5 + ["WA;Bukan kewenangan"] * 2 + ["WA;Proses"]
    table = "\n".join(f"2026-02-01;{row}" for row in rows)
    office.text(f"{HASIL}/pengaduan-2026.csv", f"Tanggal;Saluran;Status\n{table}\n")
    made = expand("[[zi:hasil-pengaduan]]", "hasil.md", office.view())
    assert "8 diterima: 5 selesai, 1 belum, 2 di luar kewenangan" in made


@pytest.mark.parametrize(
    ("good", "beyond", "used"),
    [(20, 2, True), (60, 3, True), (57, 3, True), (56, 3, False), (10, 3, False), (0, 40, False)],
)
@pytest.mark.parametrize("head", [["No", "P1", "P2"], ["No", "Layanan cepat", "Petugas adil"]])
def test_a_survey_on_another_scale_is_not_used(
    office: Office, head: list[str], good: int, beyond: int, used: bool
) -> None:
    """Without its fives a survey on 1 to 5 is biased; a slip of the pen costs its own row alone."""
    rows = [["1", "4", "3"]] * good + [["1", "5", "3"]] * beyond
    office.text(f"{HASIL}/spak-2026.csv", csv([head, *rows]))
    built = office.build()
    assert [one.respondents for one in built.workspace.surveys] == ([good] if used else [])
    codes = [one.code for one in built.diagnostics]
    assert codes == (["ZI323"] * beyond if used else ["ZI330"])
    assert built.scores[Voice.SUPPORTED].results["spak"].points == 0


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("Nr;Layanan;P1;P2;Kunjungan ke", ["P1", "P2"]),
        ("Nr;Tidak ada pungli;Kunjungan ke;Anak ke", ["Tidak ada pungli"]),
        ("Nr;Layanan;Petugas melayani dengan adil;Loket mudah ditemukan?;Kunjungan ke",
         ["Petugas melayani dengan adil", "Loket mudah ditemukan?"]),
        ("Nr;Layanan;Petugas cakap;Ruang nyaman;Kode;Kunjungan ke", ["Petugas cakap", "Ruang nyaman"]),
        ("Nr;Layanan;Persyaratan;Kecepatan;Sudah berapa kali Anda datang?",
         ["Persyaratan", "Kecepatan"]),
    ],
)  # fmt: skip
def test_a_column_of_numbers_is_no_question_by_itself(
    office: Office, head: str, asked: list[str]
) -> None:
    """A serial number goes beyond the scale after the fourth row, and would reject all others."""
    columns = head.split(";")
    rows = [
        [str(number) if name == "Nr" else "x" if name == "Layanan" else "3" for name in columns]
        for number in range(1, 27)
    ]
    found = survey(office, csv([columns, *rows]), "spkp-2026.csv")
    assert [one.label for one in found.questions] == asked
    assert (found.respondents, found.rejected) == (26, 0)
    ((code, _, message),) = told(office)
    assert code == "ZI331"
    assert all(f"“{name}”" in message for name in {*columns} - {*asked, "Layanan", "Kode"})


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("spak-2026-S3", "s3"), ("spak-2026-T5", "t5"), ("spak-2026-13", "13"), ("spak-2026-6", "6"),
        ("spak2026s1", "s1"), ("spak-2026-Juni", "juni"), ("spak-202-S1", None), ("spak-20266", "20266"),
        ("spak-2026-S2", None), ("spak-2026 (1)", None), ("spak-2026", None), ("spak", None),
        ("spak-2026-TW4", None), ("spak-2026-pelatihan", None), ("spak_2026_semester_iii", "semester-iii"),
    ],
)  # fmt: skip
def test_a_period_that_is_not_understood_is_told(
    office: Office, name: str, odd: str | None
) -> None:
    office.text(f"{HASIL}/{name}.csv", csv([["P1"], *[["4"]] * 6]))
    found = [message for code, _, message in told(office) if code == "ZI325"]
    assert len(found) == bool(odd), found
    assert not odd or f"“{odd}” tidak dikenal" in found[0]


def test_a_running_period_is_told_as_of_today(office: Office) -> None:
    """Nobody knows on 30 September how things will stand on 31 December."""
    office.text(f"{HASIL}/tlhp-2026.csv", f"{TLHP}1;BPK;Setor;Selesai;\n")
    office.text(f"{HASIL}/spak-2026.csv", csv([["P1"], *[["4"]] * 6]))
    seen = office.view().measures
    assert seen.audit is not None
    assert (seen.audit.day, seen.surveys[0].day) == (AS_OF, AS_OF)
    checks = [one for found in office.build().entry.values() for one in found]
    assert {one.on for one in checks if one.requirement.id == "tlhp-100"} == {AS_OF}


def test_surveys_stand_in_the_order_of_their_periods(office: Office) -> None:
    """Late sheets of the first semester do not make it newer than the second."""
    for period, day, answer in (("2026-S1", "20/09/2026", "1"), ("2026-S2", "01/08/2026", "4")):
        table = csv([["Tanggal", "P1"], *[[day, answer]] * 6])
        office.text(f"{HASIL}/spak-{period}.csv", table)
    seen = office.view().measures
    assert [point[0] for point in seen.trends[0].points] == ["Semester I 2026", "Semester II 2026"]
    assert [one.value for one in seen.surveys] == [4]
    assert {(code, message.rpartition("; ")[2]) for code, _, message in told(office)} == {
        ("ZI332", "6 lembar bertanggal di luarnya.")
    }


@pytest.mark.parametrize("few", [True, False])
def test_the_rule_names_the_table_that_is_not_used(office: Office, few: bool) -> None:
    """The later path would win by its guessed day: but it is too small, or has no day at all."""
    office.text(f"{HASIL}/spak-2026-S2.csv", csv([["P1"], *[["4"]] * 6]))
    office.text(f"{HASIL}/spak-2026-S2.csv.yml", "tanggal: 2026-08-01\n")
    office.text(f"{HASIL}/spak-2026-S2_b.csv", csv([["P1"], *[["1"]] * (3 if few else 6)]))
    (used,) = office.view().measures.surveys
    assert used.value == 4
    (named,) = [one for one in office.diagnostics() if one.code == "ZI329"]
    assert named.place.path == f"{HASIL}/spak-2026-S2_b.csv"
