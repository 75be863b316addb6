"""Names of months as people write them: Indonesian and English, in full and shortened."""

import re

from zi_build.model.period import MONTH_NAMES

# Indonesian short forms are the first three letters, but for these; English ones where they differ.
_FURTHER = {
    "agt": 8,
    "agust": 8,
    "ags": 8,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
    "peb": 2,
    "sept": 9,
    "january": 1,
    "february": 2,
    "march": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "aug": 8,
    "october": 10,
    "oct": 10,
    "december": 12,
    "dec": 12,
}
_BY_NAME = {
    **{name.casefold()[:3]: number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name.casefold(): number for number, name in enumerate(MONTH_NAMES, 1)},
    **_FURTHER,
}
# A pattern that finds any of them; the longest first, so that `mar` does not take `maret` apart.
MONTH = "(?:" + "|".join(sorted(map(re.escape, _BY_NAME), key=lambda w: (-len(w), w))) + ")"


def month_of(word: str) -> int | None:
    """Return the number of a month by its name or short form; None for any other word.

    >>> month_of("Agt"), month_of("September"), month_of("Pon")
    (8, 9, None)
    """
    return _BY_NAME.get(word.casefold().rstrip("."))
