"""YAML as offices write it: text stays text, nothing is guessed, every mistake is told with its place."""

import pytest
from office import Office

from zi_build.diagnostics import Place
from zi_build.load import validate
from zi_build.load.validate import Parsed
from zi_build.model.assessment import Voice

FILE = "evidence/unit.yml"


def parse(text: str | bytes, shape: str = "pendamping") -> Parsed:
    content = text.encode() if isinstance(text, str) else text
    return validate.parse(content, FILE, shape)


def told(text: str | bytes, shape: str = "pendamping") -> list[tuple[str, int | None, int | None]]:
    """Return (kind, line, column) of every fault, in the order of the file."""
    faults = parse(text, shape).faults
    return sorted(
        ((one.kind, one.place.line, one.place.column) for one in faults),
        key=lambda row: (row[1] or 0, row[2] or 0),
    )


def data_of(text: str | bytes, shape: str = "pendamping") -> dict:
    parsed = parse(text, shape)
    assert not parsed.faults
    assert parsed.data is not None
    return parsed.data


@pytest.mark.parametrize(
    "written",
    [
        "0217654321",
        "016",
        "16:30",
        "1.10",
        "1e3",
        "0x1F",
        "1_000",
        "ya",
        "yes",
        "off",
        "True",
        "2026-01-05",
        "2026-01-05 10:00:00",
        "1990-01-05",
        ".5",
        "+62 21 555",
        "<<",
        "=",
        ".inf",
        "12:30:45",
    ],
)
def test_a_scalar_stays_what_was_written(written: str) -> None:
    assert data_of(f"nomor: {written}\n")["nomor"] == written


def test_quoted_text_is_text_even_when_it_looks_empty() -> None:
    """Only a bare nothing, `~` or `null` is absent."""
    assert data_of("judul: 'null'\n")["judul"] == "null"
    assert data_of("judul: null\nnomor: ~\nditinjau:\n")["judul"] is None


def test_a_folded_text_is_one_text() -> None:
    assert data_of("judul: >-\n  Rencana\n  aksi\n")["judul"] == "Rencana aksi"


def test_the_first_of_two_values_counts_and_the_second_is_told() -> None:
    text = "judul: pertama\nakses: terbatas\njudul: kedua\nakses: [apa, saja]\n"
    parsed = parse(text)
    assert parsed.data is not None
    assert (parsed.data["judul"], parsed.data["akses"]) == ("pertama", "terbatas")
    assert told(text) == [("duplicate-key", 3, 1), ("duplicate-key", 4, 1)]


def test_a_duplicate_key_does_not_move_the_place_of_the_first() -> None:
    """The first value is the one that is used, so its own mistake is told where it stands."""
    text = "akses: rahasia\njudul: J\nakses: terbatas\n"
    assert told(text) == [("wrong-value", 1, 8), ("duplicate-key", 3, 1)]


def test_an_alias_bomb_is_refused_at_its_first_alias() -> None:
    layers = [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in ("ab", "bc")]
    bomb = "\n".join(["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]", *layers])
    assert told(bomb) == [("yaml-alias", 2, 8)]
    assert parse(bomb).data is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("judul: !!python/object/apply:os.system [ls]\n", ("yaml-tag", 1, 8)),
        ("judul: !!binary aGFsbw==\n", ("yaml-tag", 1, 8)),
        ("nomor: !apa 5\n", ("yaml-tag", 1, 8)),
        ("--- !!map\njudul: J\n", ("yaml-tag", 1, 5)),
        ("a: *tidak-ada\n", ("yaml-alias", 1, 4)),
        ("<<: *dasar\n", ("yaml-alias", 1, 5)),
        ("*kunci : 1\n", ("yaml-key", 1, 1)),
        ("[a, b]: 1\n", ("yaml-key", 1, 1)),
        ("judul: " + "[" * 50 + "]" * 50 + "\n", ("yaml-too-deep", 1, 20)),
        ("judul: " + "{a: " * 50 + "}" * 50 + "\n", ("yaml-too-deep", 1, 56)),
        ("judul: J\n---\njudul: K\n", ("yaml-many-documents", 3, 1)),
        ("judul: J\n...\njudul: K\n", ("yaml-syntax", 3, 1)),
        ("judul: a\0b\n", ("yaml-syntax", 1, None)),
        ("nomor: 1\njudul: bunyi\x07\n", ("yaml-syntax", 2, None)),
        ("tim:\n\tnama: Tim\n", ("yaml-syntax", 2, 1)),
        ("judul: kafé\n".encode("latin-1"), ("not-utf8", 1, None)),
        ("nomor: 1\njudul: kafé\n".encode("utf-16"), ("not-utf8", 1, None)),
        ("- judul\n- nomor\n", ("wrong-value", 1, 1)),
        ("judul\n", ("wrong-value", 1, 1)),
        ("judul: a: b\n", ("yaml-syntax", 1, 9)),
        ("judul: [a, b\nnomor: 1\n", ("yaml-syntax", 1, 8)),
        ('judul: "a\nnomor: 1\n', ("yaml-syntax", 1, 8)),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(text: str | bytes, fault: tuple) -> None:
    assert told(text) == [fault]
    assert parse(text).data is None


def test_a_file_over_one_megabyte_is_not_even_parsed() -> None:
    assert told("# " + "x" * 1_000_000) == [("yaml-too-large", None, None)]


def test_exactly_one_megabyte_is_read() -> None:
    text = "judul: J\n#".ljust(1_000_000, "x")
    assert data_of(text)["judul"] == "J"


def test_a_mile_of_brackets_does_not_exhaust_the_stack() -> None:
    assert told("judul: " + "[" * 400_000) == [("yaml-too-deep", 1, 20)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# hanya catatan\n",
        "---\n",
        "---\n# kosong\n...\n",
        "\ufeff",
        "{}\n",
        "judul:\n",
    ],
)
def test_an_empty_file_says_nothing_and_is_no_mistake(text: str) -> None:
    assert set(map(str, data_of(text).values())) <= {"None", "()", "[]", "False"}


@pytest.mark.parametrize("shape", ["jawaban", "tautan", "simpanan", "unit"])
def test_an_empty_file_lacks_what_its_kind_must_have(shape: str) -> None:
    assert {kind for kind, _, _ in told("", shape)} == {"missing-key"}


def test_marks_of_windows_make_no_difference() -> None:
    """A byte order mark and CRLF, as Notepad writes them."""
    plain = "judul: Rencana aksi\njuga_untuk:\n  - 1.2.b/keputusan-rencana\n"
    windows = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    assert parse(windows).data == parse(plain).data
    assert parse(windows).values == parse(plain).values


def test_every_violation_of_a_file_is_told_with_line_and_column() -> None:
    text = """\
nama: Balai Contoh
mulai: kemarin
warna: merah
saluran:
  - nama: Telepon
  - nama: Formulir
    isi: kantor.example
    tautan: kantor.example
    bentuk: bulat
libur_tambahan: [besok, 2026-06-22, lusa]
tim:
  1: {nama: Tim Satu}
  2: {koordinator: Ketua}
"""
    assert told(text, "unit") == [
        ("wrong-value", 2, 8),
        ("unknown-key", 3, 1),
        ("missing-key", 5, 5),
        ("wrong-value", 8, 13),
        ("unknown-key", 9, 5),
        ("wrong-value", 10, 18),
        ("wrong-value", 10, 37),
        ("missing-key", 13, 3),
    ]


def test_what_is_right_in_a_wrong_file_is_kept() -> None:
    """One mistyped entry does not hide eighty good ones."""
    text = """\
rubrik: pedoman-bpmp-2023
jawaban:
  1.1.a: Ya
  1.1.b: {unit: A, tpi: {per: 2026-07-10}}
  1.2.a: {unit: Ya, urain: salah eja}
  1.2.b: [A]
hasil:
  spak: {pelaksana: Lembaga survei}
  kinerja: B
"""
    parsed = parse(text, "jawaban")
    assert parsed.data is not None
    kept = {key: entry["unit"] for key, entry in parsed.data["jawaban"].items()}
    assert kept == {"1.1.a": "Ya", "1.1.b": "A", "1.2.a": "Ya"}
    assert parsed.data["jawaban"]["1.1.b"]["tpi"] is None
    assert list(parsed.data["hasil"]) == ["kinerja"]
    assert told(text, "jawaban") == [
        ("wrong-value", 4, 25),  # neither nilai nor hitungan
        ("unknown-key", 5, 21),
        ("wrong-value", 6, 10),
        ("missing-key", 8, 3),
    ]


def test_a_template_whose_entries_wait_to_be_filled_in_is_sound() -> None:
    text = "rubrik: pedoman-bpmp-2023\njawaban:\n  1.1.a:\n  1.1.b: {unit: }\nhasil:\n  spak:\n"
    data = data_of(text, "jawaban")
    assert data["hasil"] == {}
    assert data["jawaban"]["1.1.a"] == data["jawaban"]["1.1.b"]


def test_short_forms_mean_the_long_ones() -> None:
    head = "rubrik: pedoman-bpmp-2023\n"
    short = head + "jawaban: {1.1.a: Ya, 1.1.b: {unit: A, tpi: B}}\nhasil: {spak: 3.60}\n"
    long = (
        head + "jawaban: {1.1.a: {unit: Ya}, 1.1.b: {unit: A, tpi: {nilai: B}}}\n"
        "hasil: {spak: {nilai: 3.60}}\n"
    )
    assert data_of(short, "jawaban") == data_of(long, "jawaban")
    assert data_of("juga_untuk: 1.1.a/telaah\n") == data_of("juga_untuk: [1.1.a/telaah]\n")


def test_one_broken_file_hides_no_other(office: Office) -> None:
    """Each broken file is told once; the sound ones are read, and count."""
    office.text("evidence/unit.yml", "nama: Balai Contoh\nmulai: kapan-kapan\n")
    good = office.paper("2.2.d/laporan-monev", "2026-08 Monev.pdf", nomor="08/2026")
    for month, said in (("05", "judul: [a"), ("06", "akses: *rahasia"), ("07", "- daftar")):
        paper = office.paper("2.2.d/laporan-monev", f"2026-{month} Monev.pdf")
        office.text(f"{paper.relative_to(office.root)}.yml", said)
    office.answers("rubrik: pedoman-bpmp-2023\njawaban:\n  1.1.a: Ya\n  1.1.b: }\n", year=2025)
    office.answers({"1.1.a": "Ya"})
    built = office.build()
    folder = "evidence/2026/2.2.d/laporan-monev/2026-"
    assert [(one.code, one.place) for one in built.diagnostics] == [
        ("ZI001", Place("evidence/2025/penilaian/pedoman-bpmp-2023.yml", 4, 10)),
        ("ZI001", Place(f"{folder}05 Monev.pdf.yml", 1, 8)),
        ("ZI002", Place(f"{folder}06 Monev.pdf.yml", 1, 8)),
        ("ZI005", Place(f"{folder}07 Monev.pdf.yml", 1, 1)),
        ("ZI005", Place("evidence/unit.yml", 2, 8)),
    ]
    assert [item.path for item in built.good] == [good.relative_to(office.root).as_posix()]
    assert built.workspace.unit.name == "Balai Contoh"
    assert built.scores[Voice.CLAIMED].criteria["1.1.a"].value == 1


def test_a_paper_whose_sidecar_cannot_be_read_is_closed(office: Office) -> None:
    """What the sidecar meant to say may have been: never publish this."""
    paper = office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana aksi.pdf")
    assert office.view().withheld == 0
    assert len(office.view().register) == 1
    office.text(f"{paper.relative_to(office.root)}.yml", 'akses: "dikecualikan\n')
    assert office.view().register == ()
    assert office.build().completeness.held == 0
