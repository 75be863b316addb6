"""What an import writes into an answers file: the answers, and nothing else changes by a byte."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake import RUBRICS

from zi_build.errors import UsageError
from zi_build.intake.writing import Change, refuse_unsound, rewritten
from zi_build.load.answers import assessment_of
from zi_build.load.validate import parse

RUBRIC = "pedoman-bpmp-2023"
FILE = """\
# Jawaban kantor kami.   Jangan dihapus!
rubrik: pedoman-bpmp-2023

jawaban:
  # Area 1
  1.1.a: Ya      # sudah dibahas
  1.1.b:
    unit: "A"
    uraian: >-
      Dipilih dengan
      empat kriteria.
    tpi: {nilai: B, per: 2026-07-10, catatan: 'Perlu bukti'}   # rapat
  1.2.a:
  1.2.b: {unit: B}

  # Area 2
  2.1.a: b
hasil:   {spak: 3.60,   kinerja: B}
predikat: {WBK: {tahun: 2025, sk: "12"}}
"""


def write(text, *changes):
    """Apply changes written as `jawaban.1.1.a.unit` = value."""
    made = []
    for path, value in changes:
        section, _, rest = path.partition(".")
        found = re.fullmatch(r"([PR]?\d\.\d\.[a-z]|[a-z]+)\.(.*)", rest)
        made.append(Change((section, found[1], *found[2].split(".")), None, value, "LKE!A1"))
    old = None if text is None else text.encode()
    return rewritten(old, made, RUBRIC, "Pedoman ZI 2023").decode()


def changed_lines(before, after):
    """Lines that went, and lines that came."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("changes", "went", "came"),
    [
        (
            [("jawaban.1.1.a.unit", "Tidak")],
            ["  1.1.a: Ya      # sudah dibahas"],
            ["  1.1.a: Tidak   # sudah dibahas"],
        ),
        ([("jawaban.1.2.a.unit", "Ya")], ["  1.2.a:"], ["  1.2.a: Ya"]),
        ([("jawaban.1.2.b.unit", "A")], ["  1.2.b: {unit: B}"], ["  1.2.b: {unit: A}"]),
        ([("jawaban.2.1.a.unit", "C")], ["  2.1.a: b"], ["  2.1.a: C"]),
        (
            [("jawaban.1.1.b.tpi.nilai", "A"), ("jawaban.1.1.b.tpi.per", "2026-08-01")],
            ["    tpi: {nilai: B, per: 2026-07-10, catatan: 'Perlu bukti'}   # rapat"],
            ["    tpi: {nilai: A, per: 2026-08-01, catatan: 'Perlu bukti'}   # rapat"],
        ),
        ([("jawaban.1.2.c.unit", "Ya")], [], ["  1.2.c: Ya"]),
        ([("jawaban.1.1.b.unit", "B")], ['    unit: "A"'], ['    unit: "B"']),
    ],
)
def test_only_the_line_of_the_answer_changes(changes, went, came):
    assert changed_lines(FILE, write(FILE, *changes)) == (went, came)


def test_a_short_answer_is_written_out_when_more_is_said():
    after = write(FILE, ("jawaban.1.1.a.uraian", "SK No. 12"))
    assert "  1.1.a:" in after
    assert "    unit: Ya" in after
    assert "    uraian: SK No. 12" in after
    assert "# sudah dibahas" in after


def test_a_new_answer_takes_its_place_in_the_order_of_the_questions():
    after = write(
        FILE, ("jawaban.1.2.c.unit", "Ya"), ("jawaban.2.1.b.unit", "A"), ("jawaban.1.1.c.unit", "A")
    )
    found = re.findall(r"^  (\d\.\d\.[a-z]):", after, re.MULTILINE)
    assert found == ["1.1.a", "1.1.b", "1.1.c", "1.2.a", "1.2.b", "1.2.c", "2.1.a", "2.1.b"]
    assert after.index("1.2.c: Ya") < after.index("# Area 2") < after.index("2.1.a")


def test_results_that_share_one_line_are_changed_too():
    after = write(FILE, ("hasil.spak.nilai", "3.55"), ("hasil.spkp.nilai", "3.4"))
    data = assessment_of(parse(after.encode(), "x.yml", "jawaban"))
    assert {key: one.text for key, one in data.results.items()} == {
        "spak": "3.55",
        "kinerja": "B",
        "spkp": "3.4",
    }
    assert "Jangan dihapus!" in after


def test_a_new_file_is_made_with_a_head_that_explains_it():
    after = write(
        None,
        ("jawaban.1.1.a.unit", "Ya"),
        ("jawaban.1.3.b.uraian", "baris satu\nbaris dua"),
        ("hasil.spak.nilai", "3.55"),
    )
    assert after.startswith("# Jawaban kantor untuk rubrik Pedoman ZI 2023.")
    data = assessment_of(parse(after.encode(), "x.yml", "jawaban"))
    assert data.answers["1.1.a"].text == "Ya"
    assert data.answers["1.3.b"].narrative == "baris satu\nbaris dua"
    assert data.results["spak"].text == "3.55"


def test_counts_and_verdicts_are_written_as_the_file_has_them():
    after = write(
        None,
        ("jawaban.R1.1.a.hitungan.agen", "4"),
        ("jawaban.R1.1.a.hitungan.perubahan", "3"),
        ("jawaban.R1.1.a.tpi.hitungan.agen", "4"),
        ("jawaban.R1.1.a.tpi.hitungan.perubahan", "2"),
        ("jawaban.R1.1.a.tpi.per", "2026-07-10"),
    )
    assert after.partition("jawaban:\n")[2] == (
        "  R1.1.a:\n"
        "    hitungan:\n"
        "      agen: 4\n"
        "      perubahan: 3\n"
        "    tpi:\n"
        "      hitungan:\n"
        "        agen: 4\n"
        "        perubahan: 2\n"
        "      per: 2026-07-10\n"
    )


def test_what_a_verdict_leaves_behind_is_taken_away():
    text = (
        "rubrik: x\njawaban:\n  1.1.a:\n    unit: Ya\n    tpi:\n      nilai: Ya\n"
        "      lhe: L-1\n      sidik:\n        - aa\n"
    )
    after = write(
        text,
        ("jawaban.1.1.a.tpi.nilai", "Tidak"),
        ("jawaban.1.1.a.tpi.lhe", None),
        ("jawaban.1.1.a.tpi.sidik", None),
    )
    assert after == "rubrik: x\njawaban:\n  1.1.a:\n    unit: Ya\n    tpi:\n      nilai: Tidak\n"


@pytest.mark.parametrize(
    "text",
    [
        FILE,
        "rubrik: x\n",
        "",
        "# kosong\n",
        "rubrik: x\njawaban:\n",
        "rubrik: x\njawaban: {1.1.a: Ya, 1.1.b: A}\n",
        "rubrik: x\njawaban:\n    1.1.a: Ya\n    1.1.b:\n        unit: A",
        "---\nrubrik: x\njawaban:\n  1.1.a: Ya\n...\n",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_marks_and_other_shapes_are_kept(text, ending, mark):
    before = (mark + text.replace("\n", ending)).encode()
    change = Change(("jawaban", "1.1.b", "uraian"), None, 'ya: "tidak" # – é', "LKE!A1")
    after = rewritten(before, [change], RUBRIC, "Pedoman")
    assert after.startswith(b"\xef\xbb\xbf") == bool(mark)
    assert (b"\r\n" in after) == (b"\r\n" in before)
    assert b"\r\n" not in before or after.count(b"\n") == after.count(b"\r\n")
    assert (
        assessment_of(parse(after, "x.yml", "jawaban")).answers["1.1.b"].narrative
        == 'ya: "tidak" # – é'
    )


def test_without_changes_the_bytes_are_those_that_came():
    odd = b"rubrik:    x\r\njawaban: { 1.1.a : Ya }   "
    assert rewritten(odd, [], RUBRIC, "Pedoman") == odd


@pytest.mark.parametrize(
    "text",
    [
        "jawaban: {1.1.a: Ya",
        "a: b: c\n",
        "rubrik: x\n\tjawaban:\n",
        "jawaban:\n  1.1.a: Ya\n  1.1.a: Tidak\n",
    ],
)
def test_a_file_that_is_no_sound_yaml_is_not_touched(text):
    with pytest.raises(UsageError, match=r"x\.yml:\d.*zi check"):
        refuse_unsound(parse(text.encode(), "x.yml", "jawaban").faults)


KEYS = sorted(RUBRICS[RUBRIC].criteria)
SHORT = st.sampled_from(["Ya", "Tidak", "A", "B", "a", '"B"', "'C'", ""])
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=40,
).filter(str.strip)


@st.composite
def files(draw):
    """An answers file in one of the ways in which people write them."""
    step = draw(st.sampled_from([2, 3, 4]))
    lines = ["rubrik: pedoman-bpmp-2023", "jawaban:"]
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=8, unique=True)):
        if draw(st.booleans()):
            lines.append(f"{' ' * step}# {key} – catatan")
        shape = draw(st.integers(0, 3))
        option = draw(SHORT)
        if shape == 0:
            lines.append(f"{' ' * step}{key}: {option}")
        elif shape == 1:
            lines.append(f"{' ' * step}{key}: {{unit: {option or 'A'}, uraian: x y}}  # ok")
        else:
            lines.append(f"{' ' * step}{key}:")
            lines.append(f"{' ' * step * 2}unit: {option}  # unit")
            if shape == 3:
                lines.append(f"{' ' * step * 2}uraian: |")
                lines.append(f"{' ' * step * 3}satu # bukan komentar")
                lines.append(f"{' ' * step * 3}dua: 2")
        if draw(st.booleans()):
            lines.append("")
    return "\n".join([*lines, *draw(st.sampled_from([[], [""], ["hasil:", "  spak: 3.60", ""]]))])


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(KEYS),
        st.one_of(
            st.tuples(st.just(("unit",)), st.sampled_from(["Ya", "Tidak", "A", "B", "0.5"])),
            st.tuples(st.just(("uraian",)), WORDS),
        ),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[0],
)


@given(files(), CHANGES)
def test_every_change_arrives_and_everything_else_stays(text, wanted):
    changes = [Change(("jawaban", key, *path), None, value, "") for key, (path, value) in wanted]
    changes.sort(key=lambda one: one.path)
    before = assessment_of(parse(text.encode(), "x", "jawaban"))
    content = rewritten(text.encode(), changes, RUBRIC, "Pedoman")
    after = assessment_of(parse(content, "x", "jawaban"))
    asked = {one.path[1]: (one.path[2], one.new) for one in changes}
    for key in before.answers.keys() | asked.keys():
        old, new = before.answers.get(key), after.answers[key]
        said = {"unit": old.text if old else None, "uraian": old.narrative if old else None}
        if key in asked:
            said[asked[key][0]] = asked[key][1].strip()
        assert {"unit": new.text, "uraian": new.narrative} == said
    kept = [line for line in text.split("\n") if line.strip().startswith("#")]
    assert [line for line in content.decode().split("\n") if line in kept] == kept
