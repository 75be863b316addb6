"""Changes into an answers file: entry by entry, so that everything else keeps its bytes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from zi_build import ids
from zi_build.errors import UsageError
from zi_build.load import validate, yamltext
from zi_build.model.fault import Fault

HEAD = """\
# Jawaban kantor untuk rubrik {name}.
#   unit      jawaban kantor pada skalanya (Ya/Tidak atau huruf)
#   hitungan  jumlah-jumlah pada pertanyaan persentase
#   uraian    penjelasan kantor
#   tpi       jawaban Tim Penilai Internal, dengan tanggalnya
#   tpn       jawaban Tim Penilai Nasional, dengan tanggalnya
rubrik: {rubric}
"""
# The order in which keys are written where an entry has none of them yet.
_ORDER = (
    *("unit", "nilai", "hitungan", "per", "penilai", "lhe", "uraian", "catatan", "tpi", "tpn"),
    "sidik",
)
_SHORT = {"jawaban": "unit", "hasil": "nilai", "tpi": "nilai", "tpn": "nilai"}
SEEN = "sidik"
STEP = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One value of the answers file that would become another; `path` are the keys that lead to it.

    The values of `sidik`, a list, are joined by `, `.
    `cell` is where the new value was read, if it was read from a sheet.
    """

    path: tuple[str, ...]
    old: str | None
    new: str | None
    cell: str = ""


def rewritten(content: bytes | None, changes: Sequence[Change], rubric: str, name: str) -> bytes:
    """Return the file with the changes made; without changes, exactly the bytes that came in.

    Comments, order, line endings and keys that nobody knows stay. Raises UsageError when the file
    is no sound YAML, or when the result would not say what was asked.
    """
    if not changes:
        return content or b""
    mark = b"\xef\xbb\xbf"
    bom = content is not None and content.startswith(mark)
    text = _decoded(content) if content is not None else HEAD.format(name=name, rubric=rubric)
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    for section, entries in groupby(changes, key=lambda change: change.path[0]):
        for key, mine in groupby(entries, key=lambda change: change.path[1]):
            text = _with_entry(text, section, key, list(mine))
    new = text.replace("\n", ending).encode()
    result = mark + new if bom else new
    _verify(content, result, changes)
    return result


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("Berkas jawaban bukan teks UTF-8; tidak ada yang diubah.") from error


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where an entry of a section stands: its key, its first line, and the line after its last."""

    key: str
    start: int
    end: int
    indent: int


def _with_entry(text: str, section: str, key: str, changes: list[Change]) -> str:
    """Return the text with one entry changed, or added at its place."""
    lines = text.split("\n")
    document = yamltext.read(text.encode(), section)
    entries = _entries(document, lines, section)
    if entries is None:
        return _whole(text, section, key, changes)
    mine = next((entry for entry in entries if entry.key == key), None)
    if mine is None:
        return _added(lines, document, section, entries, _snippet("", key, section, changes, STEP))
    snippet = "\n".join(line[mine.indent :] for line in lines[mine.start : mine.end])
    inner = next(
        (len(line) - len(line.lstrip()) for line in snippet.split("\n")[1:] if line.strip()), STEP
    )
    new = _snippet(snippet, key, section, changes, inner)
    lines[mine.start : mine.end] = _indented(new, mine.indent)
    return "\n".join(lines)


def _entries(
    document: yamltext.Document, lines: Sequence[str], section: str
) -> list[_Entry] | None:
    """Return the entries of a section; None when they do not each stand on lines of their own."""
    heads = sorted(
        (mark[0], path)
        for path, mark in document.keys.items()
        if len(path) == 1 or (len(path) == STEP and path[0] == section)
    )
    numbers = [line for line, _ in heads]
    if len(set(numbers)) < len(numbers):
        return None
    found = []
    for place, (line, path) in enumerate(heads):
        if len(path) < STEP or path[0] != section:
            continue
        end = numbers[place + 1] - 1 if place + 1 < len(numbers) else len(lines)
        indent = document.keys[path][1] - 1
        while end > line and _is_between(lines[end - 1], indent):
            end -= 1
        found.append(_Entry(path[1], line - 1, end, indent))
    return found


def _is_between(line: str, indent: int) -> bool:
    """Tell whether a line stands between entries: empty, a comment at their level, or an end mark."""
    bare = line.strip()
    comment = bare.startswith("#") and len(line) - len(line.lstrip()) <= indent
    return not bare or comment or bare in {"...", "---"}


def _added(
    lines: list[str],
    document: yamltext.Document,
    section: str,
    entries: Sequence[_Entry],
    snippet: str,
) -> str:
    """Put a new entry where it belongs in the order of ids, or open the section for it."""
    key = snippet.partition(":")[0].strip("'\"")
    if not entries:
        at = document.keys.get((section,))
        while lines and not lines[-1].strip():
            lines.pop()
        if at is None:
            return "\n".join([*lines, "", f"{section}:", *_indented(snippet, STEP), ""])
        lines[at[0] - 1] = f"{section}:"
        lines[at[0] : at[0]] = _indented(snippet, STEP)
        return "\n".join([*lines, ""])
    rank = ids.natural_key(key)
    before = [entry for entry in entries if ids.natural_key(entry.key) < rank]
    after = [entry for entry in entries if ids.natural_key(entry.key) > rank]
    indent = entries[0].indent
    area = ids.area_of(key)
    follows = not before or (
        after and ids.area_of(after[0].key) == area != ids.area_of(before[-1].key)
    )
    place = after[0].start if follows and after else before[-1].end
    lines[place:place] = _indented(snippet, indent)
    return "\n".join(lines)


def _indented(snippet: str, indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in snippet.split("\n")]


def _snippet(old: str, key: str, section: str, changes: Iterable[Change], step: int) -> str:
    """Return the YAML of one entry with its changes; what it held besides stays as it was."""
    yaml = _yaml(step)
    data = yaml.load(old) if old.strip() else None
    if data is None:
        data = yaml.load(f"{key}:\n")
    name = next(iter(data))
    data[name] = _changed(data[name], section, [(c.path[2:], c.new) for c in changes])
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue().rstrip("\n")


def _yaml(step: int) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415  (slow to import, needed where a file is written)

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 10**6
    yaml.indent(mapping=step, sequence=step + 2, offset=2)
    return yaml


def _changed(entry: Any, kind: str, changes: list[tuple[tuple[str, ...], str | None]]) -> Any:
    """Return an entry (nothing, a short form, or a mapping) with values set at the paths below it."""
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

    short = _SHORT.get(kind)
    if not isinstance(entry, dict):
        if len(changes) == 1 and changes[0][0] == (short,):
            return _scalar(changes[0][1] or "", short or "")
        first = CommentedMap()
        if entry is not None and short:
            first[short] = entry
        entry = first
    for head, mine in groupby(changes, key=lambda change: change[0][0]):
        below = list(mine)
        if len(below[0][0]) == 1:
            _set(entry, head, below[-1][1])
        else:
            rest = [(path[1:], value) for path, value in below]
            _put(
                entry,
                head,
                _as_mapping(_changed(_as_mapping(entry.get(head), head), head, rest), head),
            )
    return entry


def _as_mapping(entry: Any, kind: str) -> Any:
    """Write a short form (`tpi: B`) out, so that more can stand beside it."""
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

    if isinstance(entry, dict):
        return entry
    long = CommentedMap()
    if entry is not None and kind in _SHORT:
        long[_SHORT[kind]] = entry
    return long


def _set(entry: Any, key: str, value: str | None) -> None:
    if value is None:
        entry.pop(key, None)
    else:
        _put(entry, key, _scalar(value, key))


def _put(entry: Any, key: str, value: Any) -> None:
    """Set a key; a new one goes before the first that is written after it."""
    if key in entry or key not in _ORDER:
        entry[key] = value
        return
    rank = _ORDER.index(key)
    later = [n for n, k in enumerate(entry) if k in _ORDER and _ORDER.index(k) > rank]
    entry.insert(later[0] if later else len(entry), key, value)


def _scalar(text: str, key: str) -> Any:
    """Return a value as it is written: numbers and dates bare, many lines as a block."""
    from ruamel.yaml.scalarstring import LiteralScalarString  # noqa: PLC0415

    if key == "per":
        return date.fromisoformat(text)
    if key == SEEN:
        return _flow(text.split(", "))
    if key in {"uraian", "catatan"}:
        return LiteralScalarString(text) if "\n" in text else text
    bare = text.replace(".", "", 1)
    return _yaml(STEP).load(text) if bare.isascii() and bare.isdecimal() else text


def _flow(words: list[str]) -> Any:
    """Return a list that is written on one line; digests of digits alone stay texts."""
    from ruamel.yaml.comments import CommentedSeq  # noqa: PLC0415

    listed = CommentedSeq(words)
    listed.fa.set_flow_style()
    return listed


def _whole(text: str, section: str, key: str, changes: list[Change]) -> str:
    """Change an entry that shares its line with others: the file is written anew as a whole."""
    yaml = _yaml(STEP)
    data = yaml.load(text)
    if data.get(section) is None:
        data[section] = {}
    entry = data[section].get(key)
    data[section][key] = _changed(entry, section, [(c.path[2:], c.new) for c in changes])
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _verify(old: bytes | None, new: bytes, changes: Sequence[Change]) -> None:
    """Read the result with the program's own reader and see that it says what was asked, no more."""
    before = validate.parse(old, "lama", "jawaban") if old is not None else None
    after = validate.parse(new, "baru", "jawaban")
    known = set(_kinds(before.faults)) if before else set()
    data = yamltext.read(new, "baru").data or {}
    told = {change.path: change.new for change in changes}
    wrong = [path for path, value in told.items() if not _is_there(data, path, value)]
    flat = _flat(data)
    lost = _flat(yamltext.read(old, "lama").data).items() if old is not None else ()
    gone = [
        path
        for path, value in lost
        if not _alike(flat.get(path), value)
        and not any(path[: len(one)] == one or one[: len(path)] == path for one in told)
    ]
    if wrong or gone or set(_kinds(after.faults)) - known:
        raise UsageError(
            "Berkas jawaban tidak dapat diubah dengan aman; tidak ada yang ditulis. Rapikan susunan "
            f"berkasnya di sekitar {'.'.join((wrong or gone or [('awal',)])[0])}."
        )


def refuse_unsound(faults: Iterable[Fault]) -> None:
    """Raise UsageError, with file and line, when an answers file is no sound YAML.

    A single wrong answer in it is no reason: the change may be what puts it right.
    """
    for fault in faults:
        if fault.kind.startswith(("yaml-", "duplicate-key", "unreadable")):
            told = " ".join(fault.detail)
            raise UsageError(
                f"{fault.place} tidak dapat dibaca ({fault.kind}: {told}). Perbaiki dahulu (lihat zi "
                "check); tidak ada yang diubah."
            )


def _kinds(faults: Iterable[Fault]) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ((fault.kind, fault.detail) for fault in faults)


def _is_there(data: Any, path: tuple[str, ...], value: str | None) -> bool:
    for place, step in enumerate(path):
        if not isinstance(data, dict):
            rest = path[place:]
            return len(rest) == 1 and rest[0] in _SHORT.values() and _alike(data, value)
        data = data.get(step)
    return _alike(data, value)


def _alike(found: Any, value: str | None) -> bool:
    if isinstance(found, list) and value is not None:
        return found == value.split(", ")
    return (
        (found or "").strip() == (value or "").strip()
        if not isinstance(found, dict | list)
        else False
    )


def _flat(data: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Return every scalar of a nested mapping by its path."""
    if isinstance(data, dict):
        return {p: v for key, item in data.items() for p, v in _flat(item, (*path, key)).items()}
    if isinstance(data, list):
        return {
            p: v for n, item in enumerate(data) for p, v in _flat(item, (*path, str(n))).items()
        }
    return {path: data}
