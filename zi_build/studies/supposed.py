"""Answers that a user supposes, read from `1.1.a=A`, `spak=3.7` or `R5.2.a.wajib=12`."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from zi_build import ids
from zi_build.errors import UsageError
from zi_build.model.reading import (
    counted,
    exceeds,
    mismatched,
    option_of,
    result_value,
    top_of,
    total,
)
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion, Result
from zi_build.model.workspace import Workspace
from zi_build.scoring import claim_of
from zi_build.studies.answering import with_answers, with_counts, with_results

MAX_COUNT = 10**9


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that is supposed: its key as it was typed, what stands today, and what is supposed.

    `about` is the criterion or the hasil value, `count` the line of a percentage question.
    """

    key: str
    before: str | None
    after: str
    about: str
    count: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that is supposed about answers, in the order in which it was typed."""

    said: tuple[Said, ...]

    def put_into(self, workspace: Workspace) -> Workspace:
        """Return a workspace in which they are given."""
        criteria: dict[str, str] = {}
        results: dict[str, str] = {}
        for one in self.said:
            if one.count is None:
                group = criteria if one.about in workspace.rubric.criteria else results
                group[one.about] = one.after
        counts: dict[str, dict[str, int]] = {}
        for one in self.said:
            if one.count is not None:
                counts.setdefault(one.about, {})[one.count] = int(one.after)
        workspace = with_counts(with_answers(workspace, criteria), counts)
        return with_results(workspace, results) if results else workspace


def answers_of(built: Build, specs: Iterable[str]) -> Answers:
    """Read the answers that a user supposes; the last word on one key counts.

    Raises UsageError, with a sentence, for an unknown key or a value that its scale does not have.
    """
    said: dict[str, Said] = {}
    for spec in specs:
        key, sign, value = (part.strip() for part in spec.partition("="))
        if not sign or not value:
            raise UsageError(f"“{spec}”: tulis seperti 1.1.a=A, spak=3,7, atau R5.2.a.wajib=12.")
        said[key] = _read(built, key, value)
    found = Answers(tuple(said.values()))
    _check_counts(built, found)
    return found


def _read(built: Build, key: str, value: str) -> Said:
    workspace = built.workspace
    criterion = workspace.rubric.criteria.get(key)
    if criterion is not None:
        return Said(key, claim_of(workspace, criterion), _option(criterion, value), key)
    result = next((one for one in workspace.rubric.results if one.id == key), None)
    if result is not None:
        old = workspace.assessment.results.get(key)
        return Said(key, old.text if old else None, _result(result, value), key)
    name, _, count = key.rpartition(".")
    counting = workspace.rubric.criteria.get(name)
    if counting is None:
        raise UsageError(_unknown(built, key))
    number = _count(counting, count, value)
    answer = workspace.assessment.answers.get(name)
    before = answer.counts.get(count) if answer else None
    return Said(key, None if before is None else str(before), str(number), name, count)


def _unknown(built: Build, key: str) -> str:
    rubric = built.workspace.rubric
    counts = [
        f"{one.id}.{name}"
        for one in rubric.criteria.values()
        if one.counts
        for name in one.counts.inputs
    ]
    near = ids.nearest(key, [*rubric.criteria, *(one.id for one in rubric.results), *counts])
    hint = f" Maksudnya {near}?" if near else ""
    return f"Rubrik {rubric.id} tidak punya kriteria atau nilai hasil “{key}”.{hint}"


def _option(criterion: Criterion, value: str) -> str:
    option = option_of(criterion.scale, value)
    if option is None:
        choices = ", ".join(criterion.scale.options) or "angka 0 sampai 1"
        raise UsageError(f"“{value}” bukan jawaban untuk {criterion.id}; pilihannya {choices}.")
    return option


def _result(result: Result, value: str) -> str:
    if result_value(result, value) is None:
        choices = ", ".join(result.scale.options) if result.scale else f"0 sampai {top_of(result)}"
        raise UsageError(f"“{value}” bukan nilai {result.id}; pilihannya {choices}.")
    return value


def _count(criterion: Criterion, name: str, value: str) -> int:
    if criterion.counts is None:
        raise UsageError(f"{criterion.id} tidak dijawab dengan hitungan; tulis {criterion.id}=….")
    if name not in criterion.counts.inputs:
        near = ids.nearest(name, criterion.counts.inputs)
        hint = f" Maksudnya {near}?" if near else ""
        known = ", ".join(criterion.counts.inputs)
        raise UsageError(f"{criterion.id} tidak punya hitungan “{name}”; yang ada {known}.{hint}")
    if not (value.isascii() and value.isdigit()) or len(value) > len(str(MAX_COUNT)):
        raise UsageError(
            f"“{value}” bukan hitungan untuk {criterion.id}.{name}; tulis bilangan bulat."
        )
    return int(value)


def _check_counts(built: Build, found: Answers) -> None:
    """Refuse counts that contradict each other or leave something out: nothing could be computed."""
    workspace = built.workspace
    after = found.put_into(workspace)
    for name in dict.fromkeys(one.about for one in found.said if one.count):
        rule, counts = workspace.rubric.criteria[name].counts, after.assessment.answers[name].counts
        if rule is None or isinstance(counted(rule, counts), Fraction):
            continue
        above, below = total(rule, rule.numerator, counts), total(rule, rule.denominator, counts)
        if mismatched(rule, counts):
            reason = f"“{mismatched(rule, counts)[0]}” tidak sama dengan jumlah bagiannya"
        elif above is not None and below is not None and exceeds(rule, above, below):
            reason = (
                f"“{rule.numerator}” {above} lebih banyak daripada “{rule.denominator}” {below}"
            )
        else:
            reason = f"“{rule.numerator}” dan “{rule.denominator}” harus diisi"
        raise UsageError(f"Hitungan {name} tidak dapat dipakai: {reason}.")
