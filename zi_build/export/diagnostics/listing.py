"""What every form lists: each diagnostic with a fingerprint, and whether it was there before."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ERROR = "error"
LINE_IN_WORDS = re.compile(r"\bbaris \d+")
# What XML 1.0 cannot hold, what a log obeys instead of showing, and halves of characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Listed:
    """One diagnostic: `path` from the root of the repository, `known` if it stood before as well."""

    code: str
    severity: str
    path: str
    line: int | None
    column: int | None
    message: str
    fingerprint: str
    known: bool = False

    @property
    def is_error(self) -> bool:
        """Whether it makes exit code 1 (unless it was known and only news count)."""
        return self.severity == ERROR

    @property
    def place(self) -> str:
        """`path:line:column`, as editors understand it."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that one run has to say.

    `falls` are sentences on what is worse than before without being a file's mistake: a lower
    score, a paper that no longer counts. `compared` tells whether there was a before at all.
    """

    rows: tuple[Listed, ...]
    falls: tuple[str, ...] = ()
    compared: bool = False

    def counted(self, severity: str, *, known: bool) -> int:
        """Return how many there are of one severity, of those known before or of the news."""
        return sum(row.severity == severity and row.known is known for row in self.rows)

    @property
    def summary(self) -> str:
        """The last line of every log."""
        errors, warnings = (self.counted(kind, known=False) for kind in (ERROR, "warning"))
        if not self.compared:
            return f"{errors} galat, {warnings} peringatan."
        before = self.counted(ERROR, known=True)
        news = f"{errors} galat baru, {before} galat seperti sebelumnya"
        return f"{news}, {len(self.falls)} hal lain lebih buruk."


def identity(row: Mapping[str, Any]) -> str:
    """Return what names a diagnostic wherever it stands in its file: lines that move are no news."""
    words = (row["code"], row["path"], LINE_IN_WORDS.sub("baris", row["message"]))
    whole = unicodedata.normalize("NFC", "\0".join(words))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def listing(
    rows: Iterable[Mapping[str, Any]],
    *,
    known: Mapping[str, int] | None = None,
    falls: Iterable[str] = (),
    prefix: str = "",
) -> Listing:
    """Return the rows of `zi check --format json` as a listing.

    `known` counts identities of before: the third of a kind is news where there were two. `prefix`
    leads from the root of the repository to the workspace.
    """
    found = tuple(_listed(rows, known or {}, prefix))
    return Listing(found, tuple(clean(fall) for fall in falls), known is not None)


def _listed(
    rows: Iterable[Mapping[str, Any]], known: Mapping[str, int], prefix: str
) -> Iterator[Listed]:
    seen: Counter[str] = Counter()
    for row in rows:
        name = identity(row)
        seen[name] += 1
        nth = seen[name]
        yield Listed(
            code=row["code"],
            severity=row["severity"],
            path=f"{prefix}{row['path']}",
            line=row["line"],
            column=row["column"],
            message=clean(row["message"]),
            fingerprint=name if nth == 1 else f"{name}-{nth}",
            known=nth <= known.get(name, 0),
        )


def clean(text: str) -> str:
    """Return a text in which U+FFFD stands for every character that a log or XML cannot hold."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def flat(text: str) -> str:
    """Return a clean text in one line."""
    return " ".join(clean(text).split("\n")).replace("\r", " ").replace("\t", " ")
