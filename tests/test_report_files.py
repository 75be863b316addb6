"""The Word and the PDF file of a report: what they say, how they are built, and that both agree."""

import io
import re
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import lxml.etree
import pikepdf
import pypdfium2
import pytest
import sites
from desk import START, Desk, catalogue, paper
from docx import Document
from docx.oxml.ns import qn
from office import AS_OF, Office
from PIL.Image import Image
from reporting import (
    FOOT,
    HEAD,
    files_of,
    lines_of,
    opened,
    pages_of,
    plain,
    report_of,
    small_office,
    squeezed,
    text_of,
)
from told import tell

from zi_build.build import build_from
from zi_build.errors import UsageError
from zi_build.export.report.compose import compose
from zi_build.export.report.fields import Fields, fields_of
from zi_build.export.report.moment import moment_of
from zi_build.export.report.typeset import FOLDER, pdf
from zi_build.export.report.word import TEMPLATE, docx
from zi_build.model.assessment import Voice
from zi_build.model.period import Period
from zi_build.model.view import Audience

TEAL = (11, 81, 87)
Made = tuple[Fields, bytes, bytes]
CHAPTERS = [
    "# Ringkasan",
    "# Pendahuluan",
    "## Dasar",
    "## Cara menghitung",
    "# Capaian",
    "## Kelengkapan bukti",
    "## Nilai",
    "## Enam area",
    "## Syarat WBK dan WBBM",
    "# Pelaksanaan dalam periode",
    "## Area 1 Manajemen Perubahan",
    "## Area 2 Penataan Tatalaksana",
    "## Area 3 Penataan Sistem Manajemen SDM",
    "## Area 4 Penguatan Akuntabilitas Kinerja",
    "## Area 5 Penguatan Pengawasan",
    "## Area 6 Penguatan Kualitas Pelayanan Publik",
    "## Persiapan",
    "# Kekurangan dan tindak lanjut",
    "## Prioritas perbaikan",
    "## Tindak lanjut prioritas laporan lalu",
    "## Tindak lanjut rekomendasi",
    "## Yang jatuh tempo berikutnya",
    "# Penutup",
    "# Lampiran A. Bukti yang masuk hitungan dalam Semester II 2026",
    "# Lampiran B. Jawaban setiap kriteria",
    "# Lampiran C. Yang masih kurang per 30 September 2026",
]
ONLY_SEMESTER = {"# Pendahuluan", "## Dasar", "## Cara menghitung"}


@pytest.fixture(scope="module")
def semester() -> Made:
    """The semester report of the sample office."""
    return files_of(report_of(sites.REPOSITORY))


@pytest.fixture(scope="module")
def month() -> Made:
    """The monthly evaluation of the sample office, for staff."""
    return files_of(report_of(sites.REPOSITORY, "2026-09", audience=Audience.INTERNAL))


def headings(content: bytes) -> list[str]:
    return [line for line in lines_of(content) if line.startswith("#")]


# The order in which the schema wants the children of an element (ECMA-376 part 1, wml.xsd), as far as
# the template uses them; Word calls a file damaged where it is another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps color spacing kern sz szCs lang",
    "tblPr": "tblStyle tblStyleRowBandSize tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge shd tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "settings": "zoom proofState defaultTabStop characterSpacingControl savePreviewPicture "
    "updateFields compat rsids mathPr themeFontLang clrSchemeMapping",
}


class TestWord:
    def test_the_order_that_word_minds(self, semester: Made):
        wrong = []
        archive = zipfile.ZipFile(io.BytesIO(semester[1]))
        for name in ("word/document.xml", "word/settings.xml"):
            tree = lxml.etree.fromstring(archive.read(name))
            for kind, order in ORDER.items():
                ranks = {word: at for at, word in enumerate(order.split())}
                for element in tree.iter(qn(f"w:{kind}")):
                    found = [child.tag.rpartition("}")[2] for child in element]
                    known = [ranks[one] for one in found if one in ranks]
                    wrong += [f"{name} {kind}: {found}"] if known != sorted(known) else []
        tell(sorted(set(wrong)))

    def test_chapters(self, semester: Made):
        assert headings(semester[1]) == CHAPTERS

    def test_a_month_has_no_cover_and_fewer_chapters(self, month: Made):
        found = headings(month[1])
        wanted = [one for one in CHAPTERS if one not in ONLY_SEMESTER and "Lampiran" not in one]
        assert found[: len(wanted)] == wanted
        assert found[len(wanted) :] == [
            "# Lampiran A. Bukti yang masuk hitungan dalam September 2026",
            "# Lampiran B. Yang masih kurang per 30 September 2026",
        ]
        assert "Daftar isi" not in list(lines_of(month[1]))

    def test_every_table_repeats_its_head_and_has_a_caption_that_counts(self, semester: Made):
        document = opened(semester[1])
        body = list(document.element.body)
        numbers = []
        for at, element in enumerate(body):
            style = element.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
            if style is None or style.get(qn("w:val")) != "TabelLaporan":
                continue
            rows = list(element.iter(qn("w:tr")))
            assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
            assert len(rows) > 1
            words = plain("".join(node.text or "" for node in body[at - 1].iter(qn("w:t"))))
            numbers.append(int(re.match(r"Tabel (\d+)\. \S", words)[1]))
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= 12

    def test_pictures_have_words_and_are_the_charts(self, semester: Made):
        document = opened(semester[1])
        shown = document.element.body.findall(f".//{qn('wp:docPr')}")
        assert [one.get("descr")[:30] for one in shown] == [
            "Diagram batang kelengkapan buk",
            "Diagram batang nilai berdasark",
        ]
        names = [name for name in _names(semester[1]) if name.startswith("word/media/")]
        sizes = [len(zipfile.ZipFile(io.BytesIO(semester[1])).read(name)) for name in names]
        assert min(sizes) > 10_000, "placeholders were not replaced"

    def test_language_and_properties(self, semester: Made):
        styles = zipfile.ZipFile(io.BytesIO(semester[1])).read("word/styles.xml").decode()
        assert 'w:lang w:val="id-ID"' in styles
        properties = opened(semester[1]).core_properties
        assert properties.title.startswith(
            "Laporan Semester Pembangunan Zona Integritas Semester II"
        )
        assert properties.language == "id-ID"
        assert properties.created.date() == AS_OF

    def test_the_contents_lead_to_headings(self, semester: Made):
        body = opened(semester[1]).element.body
        anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
        marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
        assert anchors == marks
        assert len(anchors) == len(CHAPTERS)
        ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
        assert len(set(ids)) == len(ids)
        codes = "".join(code.text for code in body.iter(qn("w:instrText")))
        assert "TOC" in codes

    def test_same_input_same_bytes(self, semester: Made):
        assert docx(semester[0], AS_OF) == semester[1]
        with zipfile.ZipFile(io.BytesIO(semester[1])) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(2026, 9, 30, 0, 0, 0)}

    def test_the_template_is_what_its_maker_makes(self, tmp_path: Path):
        maker = sites.REPOSITORY / "tools/word_templates"
        subprocess.run([sys.executable, str(maker), str(tmp_path)], check=True, capture_output=True)
        assert (tmp_path / "laporan.docx").read_bytes() == TEMPLATE.read_bytes()


def _names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


class TestPdf:
    def test_tagged_with_bookmarks_language_and_title(self, semester: Made):
        with pikepdf.open(io.BytesIO(semester[2])) as made:
            root = made.Root
            assert bool(root.MarkInfo.Marked)
            assert root.Lang == "id"
            assert "/StructTreeRoot" in root
            assert bool(root.ViewerPreferences.DisplayDocTitle)
            with made.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"
                assert metadata["pdfaid:part"] == "2"
                assert metadata["dc:title"].startswith("Laporan Semester")
            marks = [str(item.title) for item in made.open_outline().root]
            assert "1 Ringkasan" in " ".join(marks)
            assert sum("Lampiran" in mark for mark in marks) == 3

    def test_structure_tells_tables_heads_and_figures(self, semester: Made):
        with pikepdf.open(io.BytesIO(semester[2])) as made:
            kinds = [
                str(one["/S"])
                for one in made.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
            ]
            figures = [
                str(one["/Alt"])
                for one in made.objects
                if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
            ]
        for kind in ("/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/TOC", "/L"):
            assert kind in kinds, kind
        assert any(
            "Diagram batang nilai berdasarkan bukti setiap area" in words for words in figures
        )

    def test_only_fonts_of_its_own_and_nothing_from_elsewhere(self, semester: Made):
        with pikepdf.open(io.BytesIO(semester[2])) as made:
            fonts = {
                str(one["/FontName"]).partition("+")[2]
                for one in made.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
            }
            links = [
                one for one in made.objects if isinstance(one, pikepdf.Dictionary) and "/URI" in one
            ]
        assert fonts
        assert all(name.startswith("LibertinusSerif") for name in fonts), fonts
        assert links == []
        sources = "".join(file.read_text("utf-8") for file in sorted(FOLDER.glob("*.typ")))
        assert "@preview" not in sources
        assert "http" not in sources

    def test_without_home_network_or_fonts_of_the_machine(self, tmp_path: Path):
        """The bytes do not depend on the machine: an empty home, no font folder, no proxy."""
        root = small_office(Office(tmp_path / "kantor")).root
        outputs = []
        for name in ("satu", "dua"):
            home = tmp_path / name
            home.mkdir()
            here = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "FONTCONFIG_PATH": str(home)}
            blocked = {"https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
            target = tmp_path / f"{name}.pdf"
            done = sites.zi(
                root, "report", "bulan", "2026-09", "-o", str(target), **here, **blocked
            )
            assert done.returncode == 0, done.stderr
            outputs.append(target.read_bytes())
        assert outputs[0] == outputs[1]

    def test_same_input_same_bytes(self, semester: Made):
        assert pdf(semester[0], AS_OF) == semester[2]


class TestBothAgree:
    """Everything that the Word file says stands in the PDF as well: one record, two projections."""

    @pytest.mark.parametrize("which", ["semester", "month"])
    def test_every_line(self, which: str, request: pytest.FixtureRequest):
        _, word, shown = request.getfixturevalue(which)
        there = squeezed(text_of(shown)).casefold()
        missing: list[str] = []
        for line in lines_of(word):
            for cell in line.lstrip("# ").split(" | "):
                missing += [part for part in _parts(cell) if squeezed(part).casefold() not in there]
        tell(sorted(set(missing)))

    def test_the_numbers_of_the_record(self, semester: Made):
        fields, word, shown = semester
        there, said = text_of(shown), " ".join(lines_of(word))
        for row in fields["suara"]:
            assert row["total"] in there
            assert row["total"] in said
        for area in fields["area"]:
            assert f"{area['id']} {area['nama']} | {area['bobot']} | {area['batas']}" in said


def _parts(cell: str) -> list[str]:
    """Cut a line where the two files set it differently: numbering, lists, small print."""
    cell = re.sub(r"^(Tabel|Gambar) \d+\. ", "", cell)
    cell = re.sub(r"^\d+(\.\d+)?  ?", "", cell)
    cell = re.sub(r"^(Penanggung jawab|Masuk hitungan|Masih kurang): ", "", cell)
    named = re.fullmatch(r"(Nilai [^(]+) \((.+)\)", cell)
    if named:
        return [named[1], named[2]]
    return re.split(r" / | (?=evidence/|baru$|baru |Bukti: )", cell)


class TestRubrics:
    """The report stands on every rubric, with the halves of the law in force."""

    @pytest.mark.parametrize("rubric", ["permenpanrb-52-2014", "permenpanrb-90-2021"])
    def test_in_another_rubric(self, rubric: str):
        fields, word, shown = files_of(report_of(sites.REPOSITORY, rubric=rubric))
        lines = list(lines_of(word))
        assert fields["rubrik"]["nama"] in text_of(shown)
        halved = any(line.startswith("Area | Pemenuhan | Reform | Jumlah") for line in lines)
        assert halved is (rubric == "permenpanrb-90-2021")
        assert fields["terbagi"] is halved
        score = fields["suara"][1]["total"]
        assert score in text_of(shown)
        criteria = {row["kriteria"][0] for row in fields["lampiran"]["jawaban"]["baris"]}
        assert ("P" in criteria) is halved

    def test_a_share_is_an_answer_in_percent(self):
        made = fields_of(report_of(sites.REPOSITORY, rubric="permenpanrb-90-2021"))
        answers = {row["kriteria"]: row["jawaban"] for row in made["lampiran"]["jawaban"]["baris"]}
        said = [word for row in answers.values() for word in row]
        assert any(word.endswith("\u00a0%") for word in said)
        assert not any("/" in word for word in said)


class TestGolden:
    @pytest.mark.parametrize("period", ["2026-09", "2026-S2"])
    def test_the_text_of_a_report(self, period: str, office: Office, golden):
        _, word, _ = files_of(report_of(small_office(office).root, period))
        golden(f"laporan/{period}.txt", "\n".join(lines_of(word)) + "\n")


EVIL = (
    '#*_[]<>&$@`\\ {{ 7*7 }} {% raw %} #show "x" *b* $x^2$ <w:t> &amp; \u202e kanan \x07 '
    "</w:t></w:r> ]] #panic() // --- http://a.example/" + "x" * 300
)


class TestNasty:
    """Nothing that an office writes becomes markup, breaks a page, or breaks the program."""

    @pytest.fixture
    def evil(self, office: Office) -> Path:
        office.unit(
            nama=EVIL,
            induk=EVIL,
            alamat=EVIL,
            kota=EVIL,
            pejabat={"kepala": EVIL, "ketua_tim": EVIL},
            tim={str(area): {"nama": EVIL, "koordinator": EVIL} for area in range(7)},
        )
        office.paper("1.2.a/rencana-aksi", "2026-07-20 Rencana.pdf", judul=EVIL)
        office.paper("2.2.d/laporan-monev", f"2026-08 {'m' * 150}.pdf")
        office.answers({"1.2.a": "Ya"})
        return office.root

    @pytest.mark.parametrize("period", ["2026-08", "2026-S2"])
    def test_markup_stays_text(self, evil: Path, period: str):
        fields, word, shown = files_of(report_of(evil, period, audience=Audience.INTERNAL))
        wanted = squeezed(fields["kantor"]["nama"])
        assert "{{7*7}}" in wanted
        assert "<w:t>" in wanted
        said = squeezed(" ".join(lines_of(word)))
        assert wanted in said
        assert "49" not in squeezed(fields["kantor"]["nama"])
        assert wanted[:60] in squeezed(text_of(shown))
        assert opened(word).core_properties.author == fields["kantor"]["nama"]
        assert len(pages_of(shown, 0.1)) < 60

    def test_words_stay_on_the_page(self, evil: Path):
        """Nothing is printed into the right margin: endless words are broken."""
        _, _, shown = files_of(report_of(evil, "2026-S2", audience=Audience.INTERNAL))
        for number, page in enumerate(pages_of(shown)):
            edge = page.crop((page.width - 30, 0, page.width, page.height))
            ground = {TEAL, (255, 255, 255)}
            outside = {colour for _, colour in edge.getcolors(9999)} - ground
            assert number == 0 or not outside, f"page {number + 1}"

    def test_letters_that_no_font_has(self, office: Office):
        """An archive's PDF may hold none of them; it says so, and Word keeps them."""
        office.unit(nama="Balai 😀 中文 العربية \U000f0000 ★ ✓")
        _, word, shown = files_of(report_of(office.root))
        assert "Balai □" in text_of(shown)
        assert "Tanda □ menggantikan huruf" in text_of(shown)
        assert "Balai 😀 中文 العربية" in " ".join(lines_of(word))

    def test_an_empty_office(self, office: Office):
        fields, word, shown = files_of(report_of(office.root))
        assert "0 dari" in fields["ringkasan"][0]
        assert headings(word) == CHAPTERS
        assert "Tidak ada bukti yang dapat disebut." in text_of(shown)

    def test_ten_thousand_papers(self):
        documents = list(catalogue().documents)
        first = date(2026, 7, 1)
        items = tuple(
            paper(
                documents[at % len(documents)], f"{first + timedelta(days=at % 90)} Bukti {at}.pdf"
            )
            for at in range(10_000)
        )
        desk = Desk(items=items)
        moment = moment_of(Period.parse("2026-S2"), AS_OF, START)
        before = build_from(desk.with_(as_of=moment.compared).workspace)
        made = compose(moment, build_from(desk.workspace), before, Audience.INTERNAL)
        fields, _, shown = files_of(made)
        assert len(fields["lampiran"]["bukti"]) == 200
        assert "Daftar ini memuat 200 dari" in fields["lampiran"]["bukti_lain"]
        with pypdfium2.PdfDocument(shown) as opened_pdf:
            assert len(opened_pdf) < 45


@pytest.fixture(scope="module")
def fields() -> Fields:
    return fields_of(report_of(sites.REPOSITORY, "2026-09"))


class TestTemplate:
    """An office's own Word template."""

    def own(self, folder: Path, *lines: str) -> Path:
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        target = folder / "templat.docx"
        document.save(target)
        return target

    def test_its_fields_are_filled_in(self, fields: Fields, tmp_path: Path):
        own = self.own(
            tmp_path,
            "{{ judul }} {{ periode }}",
            "{%p for a in area %}",
            "{{ a.nama }}: {{ a.bukti }}",
            "{%p endfor %}",
        )
        found = list(lines_of(docx(fields, AS_OF, own)))
        assert found[0] == "Evaluasi Bulanan Pembangunan Zona Integritas September 2026"
        assert len(found) == 7

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("{{ nilai_rahasia }}", "isian yang tidak dikenal"),
            ("{% for a in area %}", "tanda isian keliru"),
            ("{{ judul.__class__.__mro__ }}", "tidak dapat diisi"),
        ],
    )
    def test_what_is_wrong_is_said(self, line: str, said: str, fields: Fields, tmp_path: Path):
        own = self.own(tmp_path, line)
        with pytest.raises(UsageError, match=said):
            docx(fields, AS_OF, own)

    def test_no_word_file_at_all(self, fields: Fields, tmp_path: Path):
        own = tmp_path / "templat.docx"
        own.write_bytes(b"bukan zip")
        with pytest.raises(UsageError, match=r"bukan berkas Word .docx yang utuh"):
            docx(fields, AS_OF, own)


def test_every_field_is_documented(fields: Fields):
    """Whoever writes a template finds each name on the page for staff."""
    page = (sites.REPOSITORY / "docs/bantuan/laporan.md").read_text("utf-8")
    page = re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", page))))
    drawn = {"batang", "tinggi", "tulisan", "tahun"}  # for the charts alone
    voices = {voice.value for voice in Voice}
    tell(sorted(_keys(fields) - named - drawn - voices))


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    if isinstance(value, list):
        return set().union(*map(_keys, value[:1]))
    return set()


def inked_body(page: Image) -> bool:
    """Tell whether something stands between the running head and the foot of a page."""
    body = page.crop((0, HEAD, page.width, page.height - FOOT))
    return len(body.getcolors(100_000)) > 20


class TestPictures:
    """Both files rendered: no blank page, the cover in its colour, charts drawn, nothing cut off."""

    def test_the_pdf(self, semester: Made):
        pages = pages_of(semester[2])
        assert 15 <= len(pages) <= 24
        assert pages[0].getpixel((20, 100)) == TEAL
        for number, page in enumerate(pages):
            assert inked_body(page), f"page {number + 1} is blank"
            inked = page.crop((0, 0, 40, page.height)).getcolors(9999)
            assert number == 0 or inked == [(40 * page.height, (255, 255, 255))], "margin"

    @pytest.mark.parametrize("which", ["semester", "month"])
    def test_the_word_file_opened_by_libreoffice(
        self, which: str, request: pytest.FixtureRequest, program, tmp_path: Path
    ):
        _, word, _ = request.getfixturevalue(which)
        (tmp_path / "laporan.docx").write_bytes(word)
        command = [
            program("libreoffice"),
            f"-env:UserInstallation=file://{tmp_path}/profil",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)),
            str(tmp_path / "laporan.docx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        shown = (tmp_path / "laporan.pdf").read_bytes()
        pages = pages_of(shown)
        assert 10 <= len(pages) <= 26
        for number, page in enumerate(pages):
            assert inked_body(page), f"page {number + 1} is blank"
        assert any(colour == TEAL for _, colour in pages[0].getcolors(100_000))
        there = squeezed(text_of(shown))
        at = 0
        for line in headings(word):
            at = there.find(squeezed(line.lstrip("# ")), at)
            assert at >= 0, line


class TestCommand:
    @pytest.fixture
    def root(self, office: Office) -> Path:
        return small_office(office).root

    def test_both_by_default_beside_each_other(self, root: Path, tmp_path: Path):
        done = sites.zi(root, "report", "semester", "2026-S2", "-o", str(tmp_path / "a/laporan"))
        assert done.returncode == 0, done.stderr
        assert sorted(file.name for file in (tmp_path / "a").iterdir()) == [
            "laporan.docx",
            "laporan.pdf",
        ]

    @pytest.mark.parametrize(
        ("arguments", "names"),
        [
            (("-o", "x.pdf"), ["x.pdf"]),
            (("-o", "x.docx", "--format", "both"), ["x.docx", "x.pdf"]),
            (("-o", "x", "--format", "pdf"), ["x.pdf"]),
            (("-o", "laporan.2026", "--format", "pdf"), ["laporan.2026.pdf"]),
        ],
    )
    def test_names(self, arguments, names, root: Path, tmp_path: Path):
        place = tmp_path / "hasil"
        given = [str(place / one) if at == 1 else one for at, one in enumerate(arguments)]
        done = sites.zi(root, "report", "bulan", "2026-09", *given)
        assert done.returncode == 0, done.stderr
        assert sorted(file.name for file in place.iterdir()) == names

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("bulan", "2026-10"), "belum mulai"),
            (("bulan", "2026-S2"), "bukan bulan"),
            (("semester", "2025-S1"), "sebelum kantor mulai"),
            (("bulan", "2026-09", "-o", "x.pdf", "--format", "docx"), "berakhiran .pdf"),
            (("bulan", "2026-09", "--format", "pdf", "--templat", "README.md"), "hanya berlaku"),
            (("bulan", "2026-09", "--rubric", "tidak-ada"), "tidak dikenal"),
        ],
    )
    def test_what_is_wrong_is_said(self, arguments, said, root: Path, monkeypatch):
        monkeypatch.chdir(sites.REPOSITORY)
        done = sites.zi(root, "report", *arguments)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr

    def test_without_the_extra(self, root: Path, tmp_path: Path):
        """A sentence that says how to install it."""
        blocked = (
            "import importlib.util as u, sys; old = u.find_spec; "
            "u.find_spec = lambda name, *a: None if name == 'typst' else old(name, *a); "
            "from zi_build.cli import main; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", blocked, "--root", str(root), "report", "bulan", "2026-09"],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
        )
        assert done.returncode == 2
        assert 'pip install "zi-build[laporan]"' in done.stderr

    def test_a_target_that_cannot_be_written(self, root: Path, tmp_path: Path):
        (tmp_path / "penuh").write_text("berkas, bukan folder")
        done = sites.zi(root, "report", "bulan", "2026-09", "-o", str(tmp_path / "penuh/x.pdf"))
        assert done.returncode == 2
        assert "tidak dapat ditulis" in done.stderr
