"""What a voice's cells hold: the answer that it gave, and the formula that makes a value of it."""

from dataclasses import dataclass
from fractions import Fraction

from zi_build.export.lke import formulas
from zi_build.export.lke.columns import Columns
from zi_build.export.lke.outline import Line, Outline
from zi_build.export.lke.style import Formula, Value
from zi_build.model.assessment import Voice
from zi_build.model.form import Kind
from zi_build.model.reading import INDEX_MAXIMUM, number, value_of
from zi_build.model.rubric import CountInput, Criterion, Result
from zi_build.model.view import View, VoiceView

ROLES = {"indeks": "indeks", "persen": "persen", "huruf": "tengah"}
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Cells:
    """The contents of a view's workbook, line by line of its outline."""

    view: View
    plan: Outline
    columns: Columns

    def answer(self, index: int, line: Line, voice: Voice) -> tuple[Value, str]:
        """Return what a voice answers on a line, and the role of its cell."""
        if line.result:
            return self._result(line.result, voice), ROLES[line.result.input]
        criterion = line.criterion
        assert criterion is not None  # noqa: S101  (a line that is answered has one or the other)
        said = self.view.criteria[criterion.id].said_by(voice)
        if line.count:
            return self._count(criterion, line.count, said), "bulat"
        if voice is Voice.SUPPORTED:
            return self._lowered(index, criterion)
        waived = self.view.scores[voice].criteria[criterion.id].waived
        if waived or not criterion.scale.is_percentage:
            return formulas.WAIVED if waived else said.option, "tengah"
        rule = criterion.counts
        plain = said.value is not None and not said.counts
        if rule is None or plain:
            return said.value, "persen"
        cells = self._counts(criterion, voice)
        ready = formulas.counted(rule, cells)
        return Formula(f'=IF({ready},{formulas.ratio(rule, cells)},"")'), "persen"

    def _carried(self, criterion: Criterion) -> float | None:
        """Return the value that the papers alone carry; None when nothing is due and nothing there."""
        carried = self.view.criteria[criterion.id].carried
        return None if carried is None else float(value_of(criterion.scale, carried))

    def _lowered(self, index: int, criterion: Criterion) -> tuple[Value, str]:
        """Return the formula of the supported answer: it follows a change of the claim."""
        carried, value = self.view.criteria[criterion.id].carried, self._carried(criterion)
        role = "persen" if criterion.scale.is_percentage else "tengah"
        if carried is None or value is None:
            return None, role
        said = formulas.number(value) if criterion.scale.is_percentage else f'"{carried}"'
        claimed, claim = (
            where(Voice.CLAIMED, index) for where in (self.columns.said, self.columns.value)
        )
        return formulas.supported_answer(claimed, claim, value, said), role

    def _count(self, criterion: Criterion, count: CountInput, said: VoiceView) -> Value:
        """Return one count as given; a total that was not given is the sum of its parts."""
        given = said.counts.get(count.key)
        if said.voice is Voice.SUPPORTED or given is not None or not count.parts:
            return given
        cells = self._counts(criterion, said.voice)
        return formulas.counts_total([cells[part] for part in count.parts])

    def _result(self, result: Result, voice: Voice) -> Value:
        """Return a result as the cell's format reads it; what lacks its proof is not supported."""
        score, claimed = (
            self.view.scores[one].results[result.id] for one in (voice, Voice.CLAIMED)
        )
        if score.measured is not None:  # data decided it, unrounded, and never above the claim
            return score.measured / (HUNDRED if result.input == "persen" else 1)
        unproved = voice is Voice.SUPPORTED and score.points != claimed.points
        if score.text is None or unproved:
            return None
        value = None if result.input == "huruf" else number(score.text.strip().rstrip("%"))
        if value is None:
            return score.text.strip()
        return Fraction(value) / (HUNDRED if result.input == "persen" else 1)

    def value(self, index: int, line: Line, voice: Voice) -> Formula | None:
        """Return the formula of a line's value in one voice."""
        if line.kind is Kind.COUNT:
            return None
        answer, weight = self.columns.said(voice, index), self.columns.weight(index)
        claim = self.columns.value(Voice.CLAIMED, index) if voice is Voice.SUPPORTED else None
        if line.kind is Kind.QUESTION and line.criterion:
            if claim:
                return formulas.supported(claim, self._carried(line.criterion))
            return formulas.question(self._asked(line.criterion, answer, voice), answer)
        if line.result:
            return formulas.result(_earned(line.result, answer), answer, weight, claim)
        parts = [self.columns.value(voice, part) for part in line.parts]
        if line.kind is Kind.INDICATOR:
            return formulas.indicator(parts, weight)
        return formulas.added(parts)

    def percentage(self, index: int, line: Line, voice: Voice) -> Formula | None:
        """Return the formula of points of weight; a question has no weight of its own."""
        if line.weight is None:
            return None
        return formulas.share(self.columns.value(voice, index), self.columns.weight(index))

    def _asked(self, criterion: Criterion, answer: str, voice: Voice) -> str:
        if not criterion.scale.is_percentage:
            return formulas.option_value(answer, criterion.scale.id)
        plain, rule = formulas.number_value(answer, 1), criterion.counts
        if rule is None:
            return plain
        cells = self._counts(criterion, voice)
        return f"IF({formulas.counted(rule, cells)},{formulas.ratio(rule, cells)},{plain})"

    def _counts(self, criterion: Criterion, voice: Voice) -> dict[str, str]:
        counts = self.plan.counts_of(criterion)
        return {key: self.columns.said(voice, at) for key, at in counts.items()}


def _earned(result: Result, answer: str) -> str:
    if result.input == "huruf" and result.scale:
        return formulas.option_value(answer, result.scale.id)
    return formulas.number_value(answer, INDEX_MAXIMUM if result.input == "indeks" else 1)
