"""Styles of the template: real Word styles, so that an official changes the look in one place."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TEAL, PALE, GOLD, INK, SOFT = "0B5157", "E3F0EF", "C48A1C", "15292D", "48595D"
GOOD, LATE, BAD, LINE, BAND = "14603A", "7A4A00", "9A1B1E", "C6D3D2", "F6F9F8"
FONT = "Arial"
LINE_WIDTH = 162  # mm between the margins
TABLE_STYLE = "Tabel Laporan"


def define(document: Document) -> None:
    """Define every style that the template uses."""
    _language(document)
    _numbering(document)
    _paragraphs(document)
    _characters(document)
    document.styles.element.append(_table_style())


def _language(document: Document) -> None:
    fonts = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))[0]
    for child in list(fonts):
        fonts.remove(child)
    for xml in (
        f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>',
        f'<w:sz {nsdecls("w")} w:val="20"/>',
        f'<w:szCs {nsdecls("w")} w:val="20"/>',
        f'<w:lang {nsdecls("w")} w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>',
    ):
        fonts.append(parse_xml(xml))


PARAGRAPHS = (
    # name, based on, size, colour, bold, before, after, keep with next
    ("Title", "Normal", 26, "FFFFFF", True, 6, 6, False),
    ("Subtitle", "Normal", 16, "CFE5E4", False, 0, 0, False),
    ("Heading 1", "Normal", 16, TEAL, True, 22, 8, True),
    ("Heading 2", "Normal", 12, TEAL, True, 14, 5, True),
    ("Judul Lampiran", "Heading 1", 16, TEAL, True, 0, 8, True),
    ("Judul Daftar Isi", "Normal", 16, TEAL, True, 0, 10, True),
    ("Caption", "Normal", 8.5, SOFT, False, 8, 4, True),
    ("Gambar", "Normal", 10, INK, False, 6, 0, True),
    ("Isi Tabel", "Normal", 8.5, INK, False, 0, 0, False),
    ("Angka Tabel", "Isi Tabel", 8.5, INK, False, 0, 0, False),
    ("Tengah Tabel", "Isi Tabel", 8.5, INK, False, 0, 0, False),
    ("Kepala Tabel", "Isi Tabel", 8.5, "FFFFFF", True, 0, 0, True),
    ("Nama Angka", "Isi Tabel", 8, SOFT, False, 4, 3, True),
    ("Angka Besar", "Isi Tabel", 18, TEAL, True, 0, 2, True),
    ("Jeda", "Normal", 4, INK, False, 0, 2, False),
    ("Keterangan", "Normal", 8.5, SOFT, False, 0, 6, False),
    ("Sementara", "Normal", 10, LATE, True, 8, 8, False),
    ("Kantor", "Normal", 12, "FFFFFF", True, 0, 0, False),
    ("Induk", "Normal", 10, "FFFFFF", False, 0, 3, False),
    ("List Bullet", "Normal", 10, INK, False, 0, 4, False),
    ("TOC 1", "Normal", 10, INK, True, 6, 2, False),
    ("TOC 2", "Normal", 10, INK, False, 0, 1, False),
    ("Header", "Normal", 8, SOFT, False, 0, 0, False),
    ("Footer", "Normal", 8, SOFT, False, 0, 0, False),
)


def _paragraphs(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.font.color.rgb = RGBColor.from_string(INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    known = {style.name for style in document.styles}
    for name, base, size, colour, bold, before, after, keep in PARAGRAPHS:
        if name in known:
            style = document.styles[name]
        else:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _plain_fonts(style.element)
        style.base_style = document.styles[base]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb = RGBColor.from_string(colour)
        style.font.all_caps = name == "Induk" or None
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.keep_with_next = keep
        style.quick_style = True
    for name in ("Isi Tabel", "Jeda"):
        document.styles[name].paragraph_format.line_spacing = 1.0
    document.styles["Angka Tabel"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.styles["Tengah Tabel"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["TOC 2"].paragraph_format.left_indent = Pt(14)
    for name in ("TOC 1", "TOC 2", "Header", "Footer"):
        _stop(document.styles[name], dots=name.startswith("TOC"))
    title = document.styles["Title"]
    title.paragraph_format.line_spacing = 1.0
    _borders(title.element, None)
    for name in ("Heading 1", "Judul Lampiran", "Judul Daftar Isi"):
        _borders(document.styles[name].element, GOLD)
    _numbered(document.styles["Heading 1"].element, 0)
    _numbered(document.styles["Heading 2"].element, 1)
    annex = document.styles["Judul Lampiran"]
    annex.paragraph_format.page_break_before = True
    _in_order(
        annex.element.get_or_add_pPr(),
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>'),
    )
    _level(annex.element, 0)


def _stop(style: object, *, dots: bool) -> None:
    """Leave one tab stop: at the right margin, with dots in a table of contents."""
    tabs = style.element.get_or_add_pPr().find(qn("w:tabs"))
    if tabs is not None:
        style.element.pPr.remove(tabs)
    leader = WD_TAB_LEADER.DOTS if dots else WD_TAB_LEADER.SPACES
    style.paragraph_format.tab_stops.add_tab_stop(Mm(LINE_WIDTH), WD_TAB_ALIGNMENT.RIGHT, leader)


def _plain_fonts(style: object) -> None:
    """Drop theme fonts and colours, which would win over what is set here."""
    properties = style.find(qn("w:rPr"))
    if properties is not None:
        style.remove(properties)


def _borders(style: object, colour: str | None) -> None:
    properties = style.get_or_add_pPr()
    old = properties.find(qn("w:pBdr"))
    if old is not None:
        properties.remove(old)
    if colour:
        line = f'<w:bottom w:val="single" w:sz="6" w:space="3" w:color="{colour}"/>'
        _in_order(properties, parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"))


def _numbered(style: object, level: int) -> None:
    properties = style.get_or_add_pPr()
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    _in_order(properties, parse_xml(xml))


def _level(style: object, level: int) -> None:
    _in_order(style.get_or_add_pPr(), parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))


ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "spacing", "ind"),
    *("contextualSpacing", "jc", "outlineLvl"),
)


def _in_order(properties: object, new: object) -> None:
    """Insert a paragraph property where the schema wants it."""
    name = new.tag.rpartition("}")[2]
    for old in properties.findall(new.tag):
        properties.remove(old)
    rank = ORDER.index(name)
    at = sum(
        ORDER.index(child.tag.rpartition("}")[2]) < rank
        for child in properties
        if child.tag.rpartition("}")[2] in ORDER
    )
    properties.insert(at, new)


def _numbering(document: Document) -> None:
    """Number headings 1, 1.1 by a list that belongs to the styles."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
        for level, text, indent in ((0, "%1", 454), (1, "%1.%2", 567))
    )
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    numbering.insert(0, parse_xml(abstract))
    number = f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    numbering.append(parse_xml(number))


def _characters(document: Document) -> None:
    for name, colour in (("Terpenuhi", GOOD), ("Sebagian", LATE), ("Belum", BAD)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.bold, style.font.color.rgb = True, RGBColor.from_string(colour)
    small = document.styles.add_style("Kecil", WD_STYLE_TYPE.CHARACTER)
    small.font.size, small.font.color.rgb = Pt(7.5), RGBColor.from_string(SOFT)


def _table_style() -> object:
    """Return the table style: a dark head, thin lines, pale bands."""
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TabelLaporan">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        '<w:qFormat/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:tblPr><w:tblStyleRowBandSize w:val="1"/>'
        f"<w:tblBorders><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>"
        '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{TEAL}"/><w:vAlign w:val="center"/></w:tcPr>'
        "</w:tblStylePr>"
        f'<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{BAND}"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )
