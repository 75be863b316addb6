"""What a condition on a hasil value asks for, in the unit in which it is measured."""

from decimal import ROUND_CEILING, Decimal

from zi_build.model.outcome import Condition
from zi_build.model.reading import top_of
from zi_build.model.result import Build

PLACES = Decimal("0.01")


def needed_text(built: Build, condition: Condition) -> str | None:
    """Return the least index, percentage or letter with which a condition on a hasil value is met.

    Rounded up to two decimals: what is typed must not fall short. None for every other condition.
    """
    result = next((one for one in built.workspace.rubric.results if one.id == condition.id), None)
    if result is None:
        return None
    share = condition.required / result.weight
    if result.scale is not None:
        fitting = [name for name, value in result.scale.options.items() if value >= share]
        return fitting[-1] if fitting else None
    value = share * top_of(result)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(PLACES, rounding=ROUND_CEILING):f}"
