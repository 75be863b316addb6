"""Choices that look random and are the same on every machine and in every Python."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A sequence of numbers that depends on its seed alone."""

    def __init__(self, *seed: object) -> None:
        self._seed = "/".join(map(str, seed)).encode()
        self._throws = 0

    def below(self, count: int) -> int:
        """Return a number from 0 to `count` - 1."""
        self._throws += 1
        digest = blake2b(b"%d:%s" % (self._throws, self._seed), digest_size=8).digest()
        return int.from_bytes(digest, "big") % count

    def between(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of several."""
        return choices[self.below(len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Return up to `count` of several, in a new order, none twice."""
        left, found = list(choices), list[T]()
        while left and len(found) < count:
            found.append(left.pop(self.below(len(left))))
        return found
