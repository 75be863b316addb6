"""Public holidays of Indonesia, from the `holidays` package, remembered between runs."""

from collections.abc import Iterable
from datetime import date

from zi_build.load.cache import Cache


def holidays_of(years: Iterable[int], extra: Iterable[date], cache: Cache) -> frozenset[date]:
    """Return the public holidays of several years and the office's own free days."""
    days = set(extra)
    for year in years:
        key = f"holidays/{year}"
        known = cache.value(key)
        if known is None:
            import holidays  # noqa: PLC0415  (slow to import, its answer is kept)

            known = sorted(day.isoformat() for day in holidays.country_holidays("ID", years=year))
            cache.keep_value(key, known)
        days.update(date.fromisoformat(text) for text in known)
    return frozenset(days)
