"""What-if as text: the effect in a sentence, then before and after, then what limits it."""

from collections.abc import Iterator
from fractions import Fraction

from zi_build.cli.telling.grid import Grid
from zi_build.model import text
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.outcome import Condition
from zi_build.model.result import Build
from zi_build.studies.what_if import Change, WhatIf

ARROW = "→"


def tell(found: WhatIf) -> list[str | Grid]:
    """Return the texts and tables of what was supposed."""
    parts: list[str | Grid] = [_first(found), "", _numbers(found)]
    changed = [
        line
        for predicate in found.before.verdicts[Voice.SUPPORTED]
        for line in _verdict(found, predicate)
    ]
    parts += ["", *changed]
    if found.changes:
        parts += ["", "Kriteria yang berubah:", _criteria(found)]
    if found.notes:
        parts += ["", "Yang membatasi:"]
        parts += _notes(found)
    return parts


def _notes(found: WhatIf) -> Iterator[str]:
    """Yield the notes, those of one text as one line."""
    about: dict[str, list[str]] = {}
    for note in found.notes:
        about.setdefault(note.text, []).append(note.about)
    yield from (f"- {', '.join(names)}: {said}" for said, names in about.items())


def _first(found: WhatIf) -> str:
    what = []
    if found.papers:
        what.append(f"{len(found.papers)} dokumen tambahan")
    if found.answers:
        what.append(f"{len(found.answers)} jawaban lain")
    if found.withdrawn:
        what.append(f"{len(found.withdrawn)} bukti ditarik")
    old = found.before.scores[Voice.SUPPORTED].total
    new = found.after.scores[Voice.SUPPORTED].total
    label = VOICE_LABELS[Voice.SUPPORTED]
    if old == new:
        return f"Dengan {text.series(what)}: {label} tetap {text.decimal(old)}."
    return (
        f"Dengan {text.series(what)}: {label} {text.decimal(old)} {ARROW} {text.decimal(new)} "
        f"({signed(new - old)})."
    )


def signed(value: Fraction) -> str:
    """Return a difference with its sign; one that rounding would hide says that it is there."""
    if not value:
        return "0"
    shown = text.decimal(abs(value))
    if shown == text.decimal(Fraction(0)):
        shown = f"< {text.decimal(Fraction(1, 100))}"
    return f"{'+' if value > 0 else '-'}{shown}"


def _numbers(found: WhatIf) -> Grid:
    before, after = found.before, found.after
    held, then = before.completeness, after.completeness
    rows = [
        (
            "Kelengkapan",
            f"{held.held} dari {held.due}",
            f"{then.held} dari {then.due}",
            signed(Fraction(then.held - held.held)).removesuffix(",00"),
        )
    ]
    for voice, card in before.scores.items():
        new = after.scores[voice]
        always = voice in {Voice.CLAIMED, Voice.SUPPORTED}
        if always or card.total != new.total or card.judged != new.judged:
            rows.append(_row(VOICE_LABELS[voice], card.total, new.total))
    old, new = before.scores[Voice.SUPPORTED], after.scores[Voice.SUPPORTED]
    rows += [
        _row(f"  area {area}", points, new.areas[area])
        for area, points in old.areas.items()
        if points != new.areas[area]
    ]
    if old.components["hasil"] != new.components["hasil"]:
        rows.append(_row("  hasil", old.components["hasil"], new.components["hasil"]))
    return Grid(("", "Sekarang", "Menjadi", "Beda"), tuple(rows), frozenset({1, 2, 3}))


def _row(label: str, old: Fraction, new: Fraction) -> tuple[str, str, str, str]:
    return label, text.decimal(old), text.decimal(new), signed(new - old)


def _verdict(found: WhatIf, predicate: str) -> Iterator[str]:
    old = found.before.verdicts[Voice.SUPPORTED][predicate]
    new = found.after.verdicts[Voice.SUPPORTED][predicate]
    states = {True: "di atas ambang (hitungan sendiri)", False: "belum di atas ambang"}
    still = "tetap " if old.met == new.met else "kini "
    yield f"{predicate}: {still}{states[new.met]}."
    for one, then in zip(old.conditions, new.conditions, strict=True):
        if one.met != then.met:
            word = "kini terpenuhi" if then.met else "tidak terpenuhi lagi"
            yield f"- {then.label}: {word}, {against(then)}."
        elif not then.met and one.reached != then.reached:
            yield f"- {then.label}: masih kurang, {against(then)}."


def against(condition: Condition) -> str:
    """Return what a condition has reached of what it requires."""
    reached = text.against(condition.reached, condition.required)
    return f"{reached} dari {text.decimal(condition.required)}"


def _criteria(found: WhatIf) -> Grid:
    rows = [
        (
            one.before.criterion,
            VOICE_LABELS[one.voice],
            _options(found, one),
            signed(one.after.points - one.before.points),
            one.after.why,
        )
        for one in found.changes
    ]
    headings = ("Kriteria", "Suara", "Jawaban", "Beda", "Sebabnya")
    return Grid(headings, tuple(rows), frozenset({3}), frozenset({1, 4}))


def _options(found: WhatIf, change: Change) -> str:
    name = change.before.criterion
    old = _option(found.before, name, change.before.option)
    return f"{old} {ARROW} {_option(found.after, name, change.after.option)}"


def _option(built: Build, criterion: str, option: str | None) -> str:
    if option is None:
        return "belum"
    scale = built.workspace.rubric.criteria[criterion].scale
    return text.percent(Fraction(option)) if scale.is_percentage else option
