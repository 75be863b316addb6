"""Rubrics side by side: what the same evidence is worth under each, question by question, and why."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup

from zi_build.model import text
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.reading import value_of
from zi_build.model.rubric import Criterion, Rubric
from zi_build.model.view import CriterionView, View
from zi_build.render.html import Cell, Page, badge, details, empty, join, small, table

Row = list[Cell]


def rubrics(view: View, _argument: str, _page: Page) -> Markup:
    """`[[zi:perbandingan]]`: completeness, scores, areas and conditions, one column for each rubric."""
    seen = [view, *view.others.values()]
    heads = ("Ukuran", *(one.rubric.name for one in seen))
    rows = [_row("Kelengkapan", [_completeness(one) for one in seen])]
    for voice in (Voice.CLAIMED, Voice.SUPPORTED):
        totals = [_total(one, voice) for one in seen]
        rows.append(_row(VOICE_LABELS[voice], totals))
    for component, label in (("pengungkit", "Pengungkit"), ("hasil", "Hasil")):
        said = [
            _of(one.scores[Voice.SUPPORTED].components[component], _most(one, component))
            for one in seen
        ]
        rows.append(_row(f"{label} berdasarkan bukti", said))
    rows += [
        _row(f"Area {area.id} {area.name}", [_area(one, area.id) for one in seen])
        for area in view.rubric.areas
    ]
    rows += [
        _row(f"Syarat {predicate}", [_conditions(one, predicate) for one in seen])
        for predicate in view.rubric.thresholds
    ]
    return table("Bukti yang sama menurut setiap rubrik", heads, rows)


def _row(label: str, cells: Sequence[Markup | str]) -> Row:
    return [Cell(label, header=True), *(Cell(cell) for cell in cells)]


def _completeness(view: View) -> Markup:
    share = view.completeness
    return _share(text.percent(share.fraction), share.sentence)


def _share(main: str, about: str) -> Markup:
    return Markup("<span><strong>{}</strong> {}</span>").format(main, small(about))


def _total(view: View, voice: Voice) -> Markup:
    """Return a total; where the office has answered nothing there is none."""
    if not view.scores[Voice.CLAIMED].judged.held:
        return small("rubrik ini belum dijawab")
    return _share(text.decimal(view.scores[voice].total), "dari 100")


def _most(view: View, component: str) -> Fraction:
    parts = view.rubric.areas if component == "pengungkit" else view.rubric.results
    return sum((part.weight for part in parts), Fraction(0))


def _of(points: Fraction, weight: Fraction) -> Markup:
    return _share(
        text.percent(points / weight, 0), f"{text.decimal(points)} dari {text.short(weight)}"
    )


def _area(view: View, area_id: str) -> Markup:
    weight = next(area.weight for area in view.rubric.areas if area.id == area_id)
    return _of(view.scores[Voice.SUPPORTED].areas[area_id], weight)


def _conditions(view: View, predicate: str) -> Markup | str:
    verdict = view.verdicts[Voice.SUPPORTED].get(predicate)
    if verdict is None:
        return "—"
    met = sum(condition.met for condition in verdict.conditions)
    return _share(f"{met} dari {len(verdict.conditions)}", "terpenuhi")


def questions(view: View, area_id: str, page: Page) -> Markup:
    """`[[zi:perbandingan-pertanyaan 1]]`: the questions of one area, here and in the law, side by side.

    What is compared is what the papers carry, whatever was answered.
    """
    pair = _pair(view)
    if pair is None:
        return empty("Rubrik lain belum dipasang pada situs ini.")
    here, law = pair
    rows = list(_rows(here, law, area_id, page))
    heads = ("Pertanyaan", here.rubric.name, law.rubric.name, "Mengapa")
    unequal = [row for differs, row in rows if differs]
    equal = [row for differs, row in rows if not differs]
    rest = table(f"Area {area_id}: pertanyaan lainnya", heads, equal, dense=True)
    said = f"Dari {len(rows)} pertanyaan, {len(unequal)} bernilai lain menurut kedua rubrik."
    parts = [Markup("<p>{}</p>").format(said)]
    if unequal:
        parts.append(table(f"Area {area_id}: pertanyaan yang nilainya berbeda", heads, unequal))
    return join([*parts, details(f"{len(equal)} pertanyaan lainnya", rest)], "\n")


def _pair(view: View) -> tuple[View, View] | None:
    """Return the rubric of the guideline's questions, and the one whose questions refer to them."""
    seen = [view, *view.others.values()]
    law = next((one for one in seen if _refers(one.rubric)), None)
    here = next((one for one in seen if not _refers(one.rubric)), None)
    return (here, law) if here and law else None


def _refers(rubric: Rubric) -> bool:
    return any(criterion.guideline for criterion in rubric.criteria.values())


def _rows(here: View, law: View, area_id: str, page: Page) -> Iterator[tuple[bool, Row]]:
    """Yield whether the values differ, and the row."""
    asked: set[str] = set()
    for question in law.rubric.criteria.values():
        if question.area != area_id:
            continue
        asked.update(question.guideline)
        yield _compared(here, law, question, page)
    for question in here.rubric.criteria.values():
        if question.area == area_id and question.id not in asked:
            known = here.criteria[question.id]
            name = page.criterion(question.id, f"{question.id} {question.title}")
            cells = Cell(_worth(known)), Cell("—"), Cell("Tidak ditanyakan lagi.")
            yield False, [Cell(name, header=True), *cells]


def _compared(here: View, law: View, question: Criterion, page: Page) -> tuple[bool, Row]:
    there = law.criteria[question.id]
    name = page.criterion(question.id, f"{question.id} {question.title}")
    before = [here.criteria[one] for one in question.guideline if one in here.criteria]
    if not before:
        why = "Reform: tidak ada di pedoman." if question.id[0] == "R" else "Pertanyaan baru."
        return False, [Cell(name, header=True), Cell("—"), Cell(_worth(there)), Cell(why)]
    links = join((page.criterion(one.criterion.id, one.criterion.id) for one in before), ", ")
    worth = join((_worth(one) for one in before), " ")
    differs = _value(before[0]) != _value(there)
    return differs, [
        Cell(name, header=True),
        Cell(Markup("{} {}").format(worth, small(links))),
        Cell(Markup("{} {}").format(_worth(there), _mark(before[0], there))),
        Cell(_why(before[0], there)),
    ]


def _worth(known: CriterionView) -> Markup:
    if known.waived:
        return small("dibebaskan")
    if known.carried is None:
        return small("belum waktunya")
    value = value_of(known.criterion.scale, known.carried)
    if known.criterion.scale.is_percentage:
        return Markup("<strong>{}</strong>").format(text.percent(value))
    return Markup("<strong>{}</strong> {}").format(known.carried, small(text.short(value)))


def _value(known: CriterionView) -> Fraction | None:
    if known.carried is None or known.waived:
        return None
    return value_of(known.criterion.scale, known.carried)


def _mark(before: CriterionView, there: CriterionView) -> Markup:
    one, other = _value(before), _value(there)
    if one is None or other is None or one == other:
        return Markup()
    return badge("zi-ya", "lebih tinggi") if other > one else badge("zi-tidak", "lebih rendah")


def _why(before: CriterionView, there: CriterionView) -> str:
    """Say where the two ways of measuring part; the grounds of both stand on the criteria's pages."""
    one, other = before.criterion, there.criterion
    if _value(before) == _value(there) and _measure(one) == _measure(other):
        return "Sama."
    said = []
    if _measure(one) != _measure(other):
        said.append(f"{_measure(one)} menjadi {_measure(other)}.")
    if one.documents != other.documents:
        said.append("Dokumen yang dihitung berbeda.")
    if _value(before) != _value(there):
        said += [known.grounds for known in (before, there) if known.grounds]
    return " ".join(dict.fromkeys(said)) or "Sama."


def _measure(question: Criterion) -> str:
    if question.frequency:
        options = ", ".join(f"{cadence} {option}" for cadence, option in question.frequency.options)
        return f"Irama ({options})"
    if question.yearly:
        options = ", ".join(f"{count} kali {option}" for count, option in question.yearly.options)
        return f"Jumlah setahun ({options})"
    return f"Skala {question.scale.name}"
