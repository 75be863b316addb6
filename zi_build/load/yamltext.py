"""YAML read as text with positions: no types guessed, no tags, no aliases, duplicate keys found."""

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from zi_build.diagnostics import Place
from zi_build.model.fault import Fault

MAX_BYTES = 1_000_000
MAX_DEPTH = 12

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What the parser stumbled on, in the words of a reader; True: told where it began, not where it ended.
_PROBLEMS = (
    ("quoted scalar found unexpected end", "tanda kutip dibuka tetapi tidak ditutup", True),
    ("flow sequence", "kurung siku tidak ditutup, atau ada koma yang kurang", True),
    ("flow node", "kurung dibuka tetapi tidak ditutup", False),
    ("flow mapping", "kurung kurawal tidak ditutup, atau ada koma yang kurang", True),
    ("simple key", "baris ini harus berbentuk “kunci: nilai”", True),
    ("tab character", "pakai spasi, bukan tab", False),
    ("mapping values", "titik dua salah tempat; periksa indentasi, atau beri tanda kutip", False),
    ("block mapping", "indentasi baris ini tidak sama dengan baris di atasnya", False),
    ("block collection", "indentasi baris ini tidak sama dengan baris di atasnya", False),
    ("any token", "nilai tidak boleh diawali tanda atau tab ini; beri tanda kutip", False),
    ("escape", "pakai kutip tunggal bila nilainya memuat garis miring terbalik", False),
)

Path = tuple[str, ...]
Mark = tuple[int, int]


@dataclass(slots=True)
class Document:
    """A YAML file as nested dicts, lists and strings, with the mark of every key and value."""

    data: Any = None
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def key_place(self, file: str, path: Path) -> Place:
        """Return where a key stands, or the nearest parent that has a mark."""
        return self._place(file, path, self.keys)

    def value_place(self, file: str, path: Path) -> Place:
        """Return where a value stands, or the nearest parent that has a mark."""
        return self._place(file, path, self.values)

    def _place(self, file: str, path: Path, marks: dict[Path, Mark]) -> Place:
        while path:
            mark = marks.get(path) or self.values.get(path)
            if mark:
                return Place(file, *mark)
            path = path[:-1]
        return Place(file, 1, 1)


def read(content: bytes, file: str) -> Document:
    """Read one YAML file; whatever is wrong with it becomes a fault of the result.

    Scalars stay text (`0217654321`, `16:30` and `1.10` are what was written); an empty scalar is
    None. Aliases, tags, multiple documents, depth over 12 and files over 1 MB are refused.
    """
    document = Document()
    try:
        _refuse_large(content)
        text = content.decode("utf-8-sig")
        _Reader(document, file, text).read()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        document.faults.append(Fault("not-utf8", Place(file, line), ()))
        document.data = None
    except _RefusedError as error:
        document.faults.append(Fault(error.kind, Place(file, *(error.mark or ())), error.detail))
        document.data = None
    except yaml.MarkedYAMLError as error:
        document.faults.append(_syntax(error, file))
        document.data = None
    except yaml.reader.ReaderError as error:
        line = content.count(b"\n", 0, error.position) + 1
        said = f"ada karakter yang tidak boleh (U+{error.character:04X})"
        document.faults.append(Fault("yaml-syntax", Place(file, line), (said,)))
        document.data = None
    return document


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Fault:
    """Say what is wrong in words that help, and point where the mistake was made."""
    told = f"{error.context or ''} {error.problem or ''}"
    said, at_start = next(
        ((said, at_start) for words, said, at_start in _PROBLEMS if words in told),
        ("susunan tulisannya tidak dikenal", False),
    )
    mark = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    return Fault("yaml-syntax", place, (said,))


def _refuse_large(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise _RefusedError("yaml-too-large", None, (f"{len(content):,}".replace(",", "."),))


class _RefusedError(Exception):
    def __init__(self, kind: str, mark: Mark | None, detail: tuple[str, ...] = ()) -> None:
        super().__init__(kind)
        self.kind, self.mark, self.detail = kind, mark, detail


class _Reader:
    """Builds the document from the parser's events."""

    def __init__(self, document: Document, file: str, text: str) -> None:
        self.document, self.file = document, file
        self.events = yaml.parse(text, Loader=_Loader)

    def read(self) -> None:
        found = False
        for event in self.events:
            if isinstance(event, NodeEvent):
                if found:
                    raise _RefusedError("yaml-many-documents", _mark(event))
                self.document.data = self.node(event, ())
                found = True

    def node(self, event: Event, path: Path) -> Any:
        mark = _mark(event)
        if isinstance(event, AliasEvent):
            raise _RefusedError("yaml-alias", mark, (event.anchor or "",))
        if getattr(event, "tag", None) not in (None, "!"):
            raise _RefusedError("yaml-tag", mark, (str(getattr(event, "tag", "")),))
        if len(path) > MAX_DEPTH:
            raise _RefusedError("yaml-too-deep", mark)
        self.document.values[path] = mark
        if isinstance(event, ScalarEvent):
            plain = event.implicit[0]
            return None if plain and event.value in ("", "~", "null") else event.value
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        raise _RefusedError("yaml-syntax", mark, ("unexpected event",))

    def sequence(self, path: Path) -> list[Any]:
        result: list[Any] = []
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                break
            result.append(self.node(event, (*path, str(len(result)))))
        return result

    def mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                raise _RefusedError("yaml-key", _mark(event))
            key, mark = event.value, _mark(event)
            if key in result:
                place = Place(self.file, *mark)
                first = self.document.keys[*path, key][0]
                self.document.faults.append(Fault("duplicate-key", place, (key, str(first))))
                elsewhere = (*path, f"{key}\0{mark[0]}")  # the first keeps its marks
                self.node(next(self.events), elsewhere)
                continue
            self.document.keys[*path, key] = mark
            result[key] = self.node(next(self.events), (*path, key))
        return result


def _mark(event: Event) -> Mark:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
