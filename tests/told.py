"""Everything that is wrong, told at once."""

from collections.abc import Iterable


def tell(wrong: Iterable[str]) -> None:
    """Fail with everything that is wrong, one line each."""
    found = list(wrong)
    assert not found, "\n" + "\n".join(found)
