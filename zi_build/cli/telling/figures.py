"""Numbers of the JSON as people read them in a terminal: comma, two decimals."""


def short(number: str, places: int = 2) -> str:
    """Return a decimal text rounded half up, with a comma.

    >>> short("71.205"), short("0.6666666666", 4)
    ('71,21', '0,6667')
    """
    from decimal import ROUND_HALF_UP, Decimal  # noqa: PLC0415

    rounded = Decimal(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")


def lean(number: str, places: int = 2) -> str:
    """Return the same without zeros at its end (`75`, `15,5`)."""
    text = short(number, places)
    return text.rstrip("0").rstrip(",") if "," in text else text


def against(reached: str, required: str) -> str:
    """Show enough decimals that nothing looks as if it reached what it did not."""
    from decimal import Decimal  # noqa: PLC0415

    said = short(reached)
    looks_met = Decimal(said.replace(",", ".")) >= Decimal(required)
    return reached.replace(".", ",") if looks_met and Decimal(reached) < Decimal(required) else said
