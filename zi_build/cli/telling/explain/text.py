"""What every explanation is written with: a head, numbered steps, sums written out, sources."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from zi_build.cli.screen import wrapped
from zi_build.cli.telling.figures import lean
from zi_build.model.period import day_label

PLACES = 4
Found = Mapping[str, Any]


class Text:
    """The lines of one explanation; `wide` is their width, None where they are left whole."""

    def __init__(self, entry: Found, wide: int | None) -> None:
        self.wide, self.lines, self.steps = wide, list[str](), 0
        self.entry = entry

    @property
    def whole(self) -> str:
        """All lines."""
        return "\n".join(self.lines)

    def head(self, title: str) -> None:
        """Write what is explained, and of which office, by which rubric, on which day."""
        entry = self.entry
        self.lines += [click.style(line, bold=True) for line in self._split(title, "")]
        day = day_label(date.fromisoformat(entry["as_of"]))
        self.line(f"{entry['unit']} · {entry['rubric_name']} · per {day}", "")

    def step(self, title: str) -> None:
        """Begin the next step."""
        self.steps += 1
        self.lines += ["", click.style(f"{self.steps}. {title}", bold=True)]

    def line(self, text: str, indent: str = "   ", first: str | None = None) -> None:
        """Write a line of a step."""
        self.lines += self._split(text, indent, first)

    def _split(self, text: str, indent: str, first: str | None = None) -> list[str]:
        return wrapped(text, self.wide, indent, first).split("\n")

    def sources(self, entry: Found) -> None:
        """Write where the rules stand, and which recorded decisions touch the number."""
        told = list(entry.get("sources", ()))
        source = entry.get("source")
        if source:
            told.append(source)
        decisions: Sequence[Found] = entry.get("decisions", ())
        if not told and not decisions:
            return
        self.step("Sumber")
        for one in told:
            self.line(f"{one}.", "     ", "   - ")
        for one in decisions:
            words = f": {one['decision']}" if one["id"] in entry.get("named", ()) else "."
            said = f"Ketetapan “{one['title']}”{words} Sumber: {one['source'].rstrip('.')}."
            self.line(said, "     ", "   - ")
        if decisions:
            self.line("Bunyi setiap ketetapan ada di halaman Metodologi.")


def shown(number: Found) -> str:
    """Return an exact number as it reads, with its fraction where the decimals were cut off.

    >>> shown({"exact": "1/4", "decimal": "0.25"}), shown({"exact": "2/3", "decimal": "0.6666666666"})
    ('0,25', '0,6667 (2/3)')
    """
    exact = str(number["exact"])
    if decimal_of(exact) == number["decimal"]:
        return str(number["decimal"]).replace(".", ",")
    return f"{lean(number['decimal'], PLACES)} ({exact})"


def decimal_of(exact: str) -> str | None:
    """Return the decimals of a fraction when there are at most four of them, else None."""
    above, _, below = exact.partition("/")
    if not below:
        return exact
    whole = int(above) * 10**PLACES
    if whole % int(below):
        return None
    text = f"{abs(whole) // int(below):0{PLACES + 1}d}"
    said = f"{text[:-PLACES]}.{text[-PLACES:]}".rstrip("0").rstrip(".")
    return f"-{said}" if whole < 0 else said


def percent(number: Found) -> str:
    """Return a share in percent."""
    from decimal import Decimal  # noqa: PLC0415

    return f"{lean(str(Decimal(number['decimal']) * 100), 1)} %"


def day(text: str | None) -> str:
    """Return a date in words, or a dash."""
    return day_label(date.fromisoformat(text)) if text else "—"
