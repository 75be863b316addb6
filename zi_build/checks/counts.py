"""Rule ZI309: the counts of a percentage question name its lines, are complete, and add up."""

from collections.abc import Iterator, Mapping

from zi_build import ids
from zi_build.checks.rule import Found, meant
from zi_build.diagnostics import Place
from zi_build.model.reading import exceeds, mismatched, total
from zi_build.model.rubric import CountRule, Criterion
from zi_build.model.workspace import Workspace


def sound_counts(workspace: Workspace) -> Found:
    """Jumlah pada pertanyaan persentase harus lengkap dan sejalan.

    Mengapa: dari jumlah ini persentase dihitung; yang kurang atau tidak sejalan dianggap belum dijawab.

    Contoh: `hitungan: {wajib: 12, selesai: 14}`, yaitu yang selesai lebih banyak daripada yang wajib.

    Yang perlu dilakukan: isi jumlah yang disebut pesan menurut register atau laporan yang ada.
    """
    for answer in workspace.assessment.answers.values():
        criterion = workspace.rubric.criteria.get(answer.criterion)
        if criterion is None:
            continue
        yield from _told(criterion, answer.counts, answer.place)
        for said in (answer.verified, answer.final):
            if said is not None:
                yield from _told(criterion, said.counts, said.place)


def _told(criterion: Criterion, counts: Mapping[str, int], place: Place) -> Found:
    if not counts:
        return
    if criterion.counts is None:
        yield place, f"{criterion.id} tidak dijawab dengan “hitungan”; tulis pilihan jawabannya."
        return
    for sentence in problems(criterion.counts, counts):
        yield place, f"{criterion.id}: {sentence}"


def problems(rule: CountRule, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield what is wrong with the counts of a percentage question, a sentence each."""
    for key in counts:
        if key not in rule.inputs:
            near = meant(ids.nearest(key, rule.inputs) or "")
            yield f"hitungan “{key}” tidak dikenal; yang ada {', '.join(rule.inputs)}.{near}"
    for key in mismatched(rule, counts):
        parts = sum(counts[part] for part in rule.inputs[key].parts)
        yield f"“{key}” {counts[key]} tidak sama dengan jumlah bagiannya, {parts}."
    above, below = total(rule, rule.numerator, counts), total(rule, rule.denominator, counts)
    if above is None or below is None:
        needed = f"“{rule.numerator}” dan “{rule.denominator}”"
        yield f"hitungan belum lengkap; {needed} harus diisi."
    elif exceeds(rule, above, below):
        yield f"“{rule.numerator}” {above} lebih banyak daripada “{rule.denominator}” {below}."
