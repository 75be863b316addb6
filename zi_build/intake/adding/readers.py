"""How each way of writing a date is read: from the most definite form to a bare year."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zi_build.intake.months import MONTH, month_of
from zi_build.model.period import Grain, Period

# A year of two digits is read as one of these around the day of judgement; others are no years.
YEARS_BACK, YEARS_AHEAD = 10, 1
# A plan may name years to come.
PLANNED = 5
CENTURY = 2000
MONTHS_OF_YEAR = 12
SHORT = 2
MASK = "\0"
NO_YEAR = "tahunnya tidak tertulis"


@dataclass(frozen=True, slots=True)
class Reading:
    """A period that was read, the words it was read from, and where they begin.

    `doubt` speaks against it, `other` is what the words may mean too. `by_device` and `number` tell
    a time stamp and the number of a letter by their form.
    """

    period: Period
    written: str
    start: int
    doubt: str = ""
    other: Period | None = None
    by_device: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The day of judgement, and whether a name is read: in a text only full dates count."""

    as_of: date
    in_name: bool

    def year(self, text: str) -> int | None:
        """Return a year of four or two digits; None when it is none that an office means."""
        if len(text) > SHORT:
            return int(text)
        number = CENTURY + int(text)
        near = self.as_of.year - YEARS_BACK <= number <= self.as_of.year + YEARS_AHEAD
        return number if near else None

    def is_near(self, period: Period) -> bool:
        """Tell whether a period lies where an office's papers may lie (a five-year plan included)."""
        return self.as_of.year - YEARS_BACK <= period.year <= self.as_of.year + PLANNED

    def latest(self, grain: Grain, index: int) -> Period:
        """Return the newest period of that place in its year that has begun."""
        this = Period(self.as_of.year, grain, index)
        return this if this.start <= self.as_of else Period(self.as_of.year - 1, grain, index)


_Match = re.Match[str]
_Read = tuple[Period | None, str, Period | None]
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_NUMERALS |= {"x": 10, "xi": 11, "xii": 12}
_ORDINALS = {"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4}
_SEP = r"[ .,/'-]*"
_YEAR = rf"(?:{_SEP}(?:tahun|thn|th|t\.?a)?{_SEP}(?P<year>20\d\d(?!\d)|\d\d(?![\d.:])))?"
_TIME = r"(?:[ t,-]+(?:at|pukul|jam)? ?\d\d?[.:-]\d\d(?:[.:-]\d\d)?(?: ?[ap]m)?)?"
_TO = r"(?:-|s\.? ?/?d\.?|sampai(?: dengan)?|hingga|dan|&|,)"
_START, _END = r"(?<!\d)", r"(?!\d)"


def _day(year: int | None, month: int, day: int) -> Period | None:
    try:
        return Period.of_day(date(year, month, day)) if year else None
    except ValueError:
        return None


def _stamp(found: _Match, _context: Context) -> _Read:
    return _day(int(found[1]), int(found[2]), int(found[3])), "", None


def _day_first(found: _Match, context: Context) -> _Read:
    first, second, year = int(found["a"]), int(found["b"]), context.year(found["y"])
    plain, american = _day(year, second, first), _day(year, first, second)
    if plain is None and american is None:
        back = context.year(found["a"]) if len(found["y"]) == SHORT == len(found["a"]) else None
        return _day(back, second, int(found["y"])), "dibaca tahun-bulan-hari", None
    if plain is None:
        return american, "dibaca bulan lebih dahulu, cara Amerika", None
    return plain, "", american if american != plain else None


def _six(found: _Match, context: Context) -> _Read:
    one, two, three = (found[0][at : at + 2] for at in (0, 2, 4))
    if one == "20" and 1 <= int(three) <= MONTHS_OF_YEAR:
        month = Period(int(one + two), Grain.MONTH, int(three))
        if context.year(two):
            return month, "dibaca tahun lalu bulan", _day(context.year(three), int(two), int(one))
    forward = _day(context.year(three), int(two), int(one))
    backward = _day(context.year(one), int(two), int(three))
    doubt = "enam angka tanpa pemisah"
    return (forward, doubt, backward) if forward else (backward, doubt, None)


def _month_word(found: _Match, context: Context) -> _Read:
    return _in_year(found["year"], Grain.MONTH, month_of(found["month"]) or 0, context)


def _day_word(found: _Match, context: Context) -> _Read:
    month, year = month_of(found["month"]) or 0, found["year"]
    known = context.year(year) if year else None
    doubt = "" if known else NO_YEAR
    if found.groupdict().get("to"):
        doubt = "; ".join(filter(None, (doubt, "hari pertama dari beberapa hari")))
    if known:
        return _day(known, month, int(found["day"])), doubt, None
    if not context.in_name:
        return None, "", None
    this = _day(context.as_of.year, month, int(found["day"]))
    before = _day(context.as_of.year - 1, month, int(found["day"]))
    return (this if this and this.start <= context.as_of else before), doubt, None


def _part(grain: Grain) -> Callable[[_Match, Context], _Read]:
    """Return the reader of a quarter or semester by its number."""

    def read(found: _Match, context: Context) -> _Read:
        word = found["number"].casefold()
        index = _NUMERALS.get(word) or _ORDINALS.get(word) or int(word if word.isdigit() else 0)
        more = found.groupdict().get("more")
        period, doubt, other = _in_year(found["year"], grain, index, context)
        if period and more:
            doubt = "; ".join(filter(None, (doubt, "tertulis lebih dari satu periode")))
        return period, doubt, other

    return read


_quarter, _semester = _part(Grain.QUARTER), _part(Grain.SEMESTER)


def _in_year(year: str | None, grain: Grain, index: int, context: Context) -> _Read:
    known = context.year(year) if year else None
    if not 1 <= index <= grain.per_year or not (known or context.in_name):
        return None, "", None
    if known and year:
        short = len(year) == SHORT and known != context.as_of.year
        return Period(known, grain, index), "tahun dua angka" if short else "", None
    return context.latest(grain, index), NO_YEAR, None


def _months(found: _Match, context: Context) -> _Read:
    """Read `Januari-Maret`: a quarter, a semester, a year; else the last month with a doubt."""
    first, last = month_of(found["first"]) or 0, month_of(found["month"]) or 0
    year = context.year(found["year"]) if found["year"] else None
    if not year and not context.in_name:
        return None, "", None
    doubt = "" if year else NO_YEAR
    for grain in (Grain.QUARTER, Grain.SEMESTER, Grain.YEAR):
        if last % grain.months == 0 and last - first + 1 == grain.months:
            index = last // grain.months
            return (
                (Period(year, grain, index) if year else context.latest(grain, index)),
                doubt,
                None,
            )
    period, doubt, other = _in_year(found["year"], Grain.MONTH, last, context)
    return period, "; ".join(filter(None, (doubt, "tertulis lebih dari satu bulan"))), other


def _month_number(found: _Match, context: Context) -> _Read:
    word = found["month"].casefold()
    index = _NUMERALS.get(word) or (int(word) if word.isdigit() else 0)
    return _in_year(found["year"], Grain.MONTH, index, context)


def _year_only(found: _Match, _context: Context) -> _Read:
    return Period(int(found["year"]), Grain.YEAR), "", None


def _years(found: _Match, _context: Context) -> _Read:
    doubt = "tahun pertama dari beberapa tahun"
    return Period(int(found["year"]), Grain.YEAR), doubt, Period(int(found["last"]), Grain.YEAR)


_QUARTER = r"(?:triwulan|tribulan|tri wulan|trwln|trw|tw|kuartal|quarter|q)"
_SEMESTER = r"(?:semester|smstr|smt|sms|sem)"
_COUNT = r"(?:ke[ -]?)?(?P<number>iv|i{1,3}|[1-4]|pertama|kesatu|kedua|ketiga|keempat)(?![a-z\d])"
_MORE = rf"(?P<more> *{_TO} *(?:tw|triwulan|semester|smt)? *(?:iv|i{{1,3}}|[1-4])(?![a-z\d]))?"
_ALONE = r"(?<![a-z\d])"
_Reader = Callable[[_Match, Context], _Read]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of writing a date; `names_only` where a text would be misread."""

    pattern: re.Pattern[str]
    read: _Reader
    names_only: bool = False
    by_device: bool = False
    number: bool = False


def _form(pattern: str, read: _Reader, **what: bool) -> _Form:
    return _Form(re.compile(pattern, re.IGNORECASE), read, **what)


# In order: what is more definite takes its letters away from what would misread a part of it.
_FORMS = (
    _form(
        rf"{_START}(20\d\d)(\d\d)(\d\d)[ -]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{{0,4}})?{_END}",
        _stamp,
        names_only=True,
        by_device=True,
    ),
    _form(
        rf"(?<=doc\d{{6}})(20\d\d)(0\d|1[0-2])([0-3]\d)(?:\d{{6}})?{_END}",
        _stamp,
        names_only=True,
        by_device=True,
    ),
    _form(rf"{_START}(20\d\d)[-./](\d\d?)[-./](\d\d?){_END}{_TIME}", _stamp),
    _form(rf"{_START}(20\d\d) (\d\d) (\d\d){_END}{_TIME}", _stamp, names_only=True),
    _form(rf"{_START}(?P<year>20\d\d) *(?:{_TO}|/) *(?P<last>20\d\d){_END}", _years),
    _form(rf"{_START}(?P<year>20\d\d)[ -]*(?:tw|t|q)[ -]?(?P<number>[1-4]){_END}", _quarter),
    _form(rf"{_START}(?P<year>20\d\d)[ -]*s[ -]?(?P<number>[12]){_END}", _semester),
    _form(rf"{_ALONE}{_QUARTER}[ .-]*{_COUNT}{_MORE}{_YEAR}", _quarter),
    _form(rf"{_ALONE}{_SEMESTER}[ .-]*{_COUNT}{_MORE}{_YEAR}", _semester),
    _form(rf"{_ALONE}t(?P<number>[1-4])[ -]+(?P<year>20\d\d){_END}", _quarter, names_only=True),
    _form(rf"{_ALONE}s(?P<number>[12])[ -]+(?P<year>20\d\d){_END}", _semester, names_only=True),
    _form(
        rf"(?<![a-z])(?P<month>{MONTH})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?(?:, ?| )(?P<year>20\d\d){_END}",
        _day_word,
    ),
    _form(
        rf"{_START}(?P<day>\d\d?)(?:st|nd|rd|th)?(?P<to> *{_TO} *\d\d?)?[ .-]*"
        rf"(?P<month>{MONTH})(?![a-z])\.?{_YEAR}{_TIME}",
        _day_word,
    ),
    _form(
        rf"(?<![a-z])(?P<first>{MONTH})\.? *{_TO} *(?P<month>{MONTH})(?![a-z])\.?{_YEAR}", _months
    ),
    _form(rf"(?<![a-z])(?P<month>{MONTH})(?![a-z])\.?{_YEAR}", _month_word),
    _form(
        rf"{_START}(?P<a>\d\d?)(?P<s>[-./])(?P<b>\d\d?)(?P=s)(?P<y>20\d\d|\d\d){_END}{_TIME}",
        _day_first,
    ),
    _form(rf"{_START}(?P<a>\d\d?) (?P<b>\d\d?) (?P<y>20\d\d){_END}", _day_first, names_only=True),
    _form(rf"[-/.](?P<month>[ivx]{{1,4}})[-/.](?P<year>20\d\d){_END}", _month_number, number=True),
    _form(rf"{_START}(?P<month>\d\d?)[-/.](?P<year>20\d\d){_END}", _month_number, names_only=True),
    _form(rf"{_START}(?P<year>20\d\d)[-. ](?P<month>\d\d?){_END}", _month_number, names_only=True),
    _form(rf"\bbulan (?:ke[ -]?)?(?P<month>\d\d?){_END}{_YEAR}", _month_number, names_only=True),
    _form(rf"{_START}(20\d\d)(0\d|1[0-2])(\d\d){_END}", _stamp, names_only=True),
    _form(rf"{_START}(?P<a>\d\d)(?P<b>\d\d)(?P<y>20\d\d){_END}", _day_first, names_only=True),
    _form(rf"{_START}\d{{6}}{_END}", _six, names_only=True),
    _form(rf"{_START}(?P<year>20\d\d){_END}", _year_only),
)
# A regulation's year is none of the paper's.
_LAW = re.compile(
    r"(?:permen\w*|perpres|peraturan|undang-undang|uu|pp|nomor|no\.?)[^\n]{0,60}?tahun 20\d\d",
    re.IGNORECASE,
)
# Whole dates: one that the calendar does not have is not read as the month in it.
_WHOLE = frozenset({_stamp, _day_first, _day_word})


def readings(text: str, context: Context) -> tuple[Reading, ...]:
    """Return every date and period in a text, in order; what was read once is not read again."""
    left, found = _LAW.sub(lambda match: MASK * len(match[0]), text), []
    for form in _FORMS:
        if form.names_only and not context.in_name:
            continue
        for match in list(form.pattern.finditer(left)):
            period, doubt, other = form.read(match, context)
            near = period is not None and context.is_near(period)
            if near or form.read in _WHOLE:
                left = left[: match.start()] + MASK * len(match[0]) + left[match.end() :]
            if period is not None and near:
                other = other if other and context.is_near(other) else None
                found.append(
                    Reading(
                        period,
                        match[0].strip(" .,-/"),
                        match.start(),
                        doubt,
                        other,
                        form.by_device,
                        form.number,
                    )
                )
    return tuple(sorted(found, key=lambda reading: reading.start))


def without(text: str, context: Context, drop: Callable[[Reading], bool]) -> str:
    """Return a text without those of its dates that are to be dropped."""
    for reading in reversed(readings(text, context)):
        if drop(reading):
            at = text.index(reading.written, reading.start)
            text = f"{text[:at]} {text[at + len(reading.written) :]}"
    return " ".join(text.split())
