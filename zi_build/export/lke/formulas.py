"""The formulas of the workbook: the same arithmetic as `scoring`, in functions of Excel 2013.

Comparisons with a threshold round to nine places first: a workbook counts in binary fractions, and
39.99999999999999 of exactly 40 must not fail.
"""

from collections.abc import Sequence

from zi_build.export.lke.style import Formula
from zi_build.model.rubric import CountRule
from zi_build.model.rubric import Formula as Counting

WAIVED = "Tidak berlaku"
OUT = "–"
PLACES = 9


def options_name(scale: str) -> str:
    """Return the name of the range that holds a scale's options."""
    return f"OPSI_{scale}"


def values_name(scale: str) -> str:
    """Return the name of the range that holds the options' values."""
    return f"NILAI_{scale}"


def option_value(answer: str, scale: str) -> str:
    """Return the value of a letter: no lookup, which would take `*` for any option."""
    return f"SUMPRODUCT(({options_name(scale)}=TRIM({answer}))*{values_name(scale)})"


def number_value(answer: str, top: int) -> str:
    """Return the share that a number has of `top`; 0 when it is none or out of range."""
    share = answer if top == 1 else f"{answer}/{top}"
    return f"IF(ISNUMBER({answer}),IF(AND({answer}>=0,{answer}<={top}),{share},0),0)"


def ratio(rule: CountRule, cells: dict[str, str]) -> str:
    """Return the value that counts come to (`reading.counted`)."""
    above, below = cells[rule.numerator], cells[rule.denominator]
    zero = number(float(rule.when_zero))
    if rule.formula is Counting.PENURUNAN:
        return f"IF({below}=0,IF({above}=0,{zero},0),MAX(0,({below}-{above})/{below}))"
    return f"IF({below}=0,{zero},MIN(1,{above}/{below}))"


def counted(rule: CountRule, cells: dict[str, str]) -> str:
    """Return whether the counts that decide are there and do not contradict (`reading.counted`)."""
    above, below = cells[rule.numerator], cells[rule.denominator]
    needs = [f"COUNT({above},{below})=2"]
    if rule.formula is Counting.RASIO and rule.bounded:
        needs.append(f"{above}<={below}")
    for one in rule.inputs.values():
        if one.parts:
            parts = ",".join(cells[part] for part in one.parts)
            needs.append(f"OR(COUNT({parts})<{len(one.parts)},SUM({parts})={cells[one.key]})")
    return f"AND({','.join(needs)})" if len(needs) > 1 else needs[0]


def counts_total(parts: Sequence[str]) -> Formula:
    """Return the sum of counts, empty until all of them are there."""
    listed = ",".join(parts)
    return Formula(f'=IF(COUNT({listed})<{len(parts)},"",SUM({listed}))')


def question(value: str, answer: str) -> Formula:
    """Return the value of one question, 0 to 1, or a dash when it does not apply.

    An answer that is an error (`#REF!` of a formula pasted in) counts 0 and spoils nothing else.
    """
    return Formula(f'=IF(ISERROR({answer}),0,IF(TRIM({answer})="{WAIVED}","{OUT}",{value}))')


def supported(claim: str, carried: float | None) -> Formula:
    """Return the claimed value, lowered to what the papers carry; 0 when nothing is due yet."""
    lowered = "0" if carried is None else f"MIN({claim},{number(carried)})"
    return Formula(f'=IF(ISTEXT({claim}),"{OUT}",{lowered})')


def supported_answer(claimed: str, claim: str, carried: float, said: str) -> Formula:
    """Return the claimed answer, lowered to what the papers carry: `said`, as a formula writes it."""
    lowered = f"IF({claim}<={number(carried)},{claimed},{said})"
    return Formula(
        f'=IF(ISERROR({claimed}),"",IF(ISTEXT({claim}),"{WAIVED}",IF(LEN({claimed})=0,"",{lowered})))'
    )


def indicator(values: Sequence[str], weight: str) -> Formula:
    """Return the mean of all questions that apply times the weight: unanswered ones count 0."""
    listed = ",".join(values)
    return Formula(f"=IF(COUNT({listed})=0,0,AVERAGE({listed})*{weight})")


def result(value: str, answer: str, weight: str, claim: str | None) -> Formula:
    """Return the points of one result."""
    points = f"IF(ISERROR({answer}),0,{value})*{weight}"
    return Formula(f"=MIN({claim},{points})" if claim else f"={points}")


def added(cells: Sequence[str]) -> Formula:
    """Return a sum of single cells, never of a range into which other lines may slip."""
    return Formula(f"={'+'.join(cells) or 0}")


def share(value: str, weight: str) -> Formula:
    """Return points of weight."""
    return Formula(f'=IF({weight}=0,"",{value}/{weight})')


def reached(value: str, minimum: str) -> str:
    """Return whether a value reaches its minimum."""
    return f"ROUND({value},{PLACES})>=ROUND({minimum},{PLACES})"


def number(value: float) -> str:
    """Return a number as a formula writes it."""
    return f"{value:.15g}"
