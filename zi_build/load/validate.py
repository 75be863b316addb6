"""YAML text to plain, typed values: the boundary where shapes are checked and positions kept."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zi_build import ids
from zi_build.diagnostics import Place
from zi_build.load import yamltext
from zi_build.load.yamltext import Document, Mark, Path
from zi_build.model.fault import Fault

# An office without a name keeps its dates; an answers file that does not name its rubric its answers.
NAMELESS = "?"
STAND_INS = {"unit": {"nama": "Unit kerja"}, "jawaban": {"rubrik": NAMELESS}}


@dataclass(frozen=True, slots=True)
class Parsed:
    """One YAML file after reading and checking; `data` is None when it cannot be used at all."""

    file: str
    data: dict[str, Any] | None
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    sha256: str = ""

    def key(self, *path: str) -> Place:
        """Return the place of a key."""
        return Document(keys=self.keys, values=self.values).key_place(self.file, path)

    def value(self, *path: str) -> Place:
        """Return the place of a value."""
        return Document(keys=self.keys, values=self.values).value_place(self.file, path)


# What stands in an address as user and password is not said again: reports go to where logs are kept.
SECRET, HIDDEN = re.compile(r"(?<=://)[^/?#\\\s]*@"), "…@"


def parse(content: bytes, file: str, shape: str) -> Parsed:
    """Read a YAML file and check it against the shape of that name (see `schema.SHAPES`).

    All violations are reported, not the first; entries that are wrong are left out and the rest of
    the file is kept, so that one mistyped answer does not hide eighty good ones.
    """
    document = yamltext.read(content, file)
    data = document.data
    if data is None and not document.faults:
        data = {}
    if data is not None and not isinstance(data, dict):
        document.faults.append(
            Fault("wrong-value", Place(file, 1, 1), ("", "harus berupa kunci: nilai"))
        )
        data = None
    checked = None if data is None else _check(data, document, file, shape)
    digest = hashlib.sha256(content).hexdigest()
    return Parsed(file, checked, document.keys, document.values, tuple(document.faults), digest)


def _check(
    data: dict[str, Any], document: Document, file: str, shape: str
) -> dict[str, Any] | None:
    from pydantic import ValidationError  # noqa: PLC0415  (slow to import, needed for changed files only)

    from zi_build.load.schema import SHAPES  # noqa: PLC0415

    model = SHAPES[shape]
    for _attempt in range(len(data) + 200):
        try:
            return model.model_validate(data).model_dump(mode="json", exclude_defaults=False)
        except ValidationError as error:
            told = [(item, _path(item, data)) for item in error.errors(include_url=False)]
            document.faults += [_fault(item, path, document, file, model) for item, path in told]
            # The last entries of a list go first, so that the others keep their numbers.
            wrong = sorted({path for _, path in told}, key=_order, reverse=True)
            if not all(wrong):
                if not _stand_in(data, error, shape):
                    return None
                wrong = [path for path in wrong if path]
            for path in wrong:
                _remove(data, path)
    return None


def entries(
    data: Mapping[str, Any], shape: str, *, free: tuple[str, ...] = ()
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Check values that stand elsewhere than in a YAML file, such as in the cells of a row.

    Returns those that fit the shape, and (key, norm) of those that do not. `free` are keys that the
    shape does not know and that may hold any text.
    """
    from pydantic import ValidationError  # noqa: PLC0415

    from zi_build.load.schema import SHAPES  # noqa: PLC0415

    kept = {key: value for key, value in data.items() if key not in free}
    clean: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    while kept and not clean:
        try:
            clean = SHAPES[shape].model_validate(kept).model_dump(mode="json", exclude_unset=True)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                wrong.setdefault(str(item["loc"][0]), _norm(item))
            kept = {key: value for key, value in kept.items() if key not in wrong}
    told = {key: value for key, value in data.items() if key in free}
    return {**clean, **told}, sorted(wrong.items())


def _stand_in(data: dict[str, Any], error: Any, shape: str) -> bool:
    """Fill in what a whole file lacks and can do without, so that the rest of it still counts."""
    spare = STAND_INS.get(shape, {})
    lacking = [
        str(item["loc"][-1])
        for item in error.errors(include_url=False)
        if item["type"] == "missing" and len(item["loc"]) == 1
    ]
    data.update({key: spare[key] for key in lacking if key in spare})
    return bool(lacking) and all(key in spare for key in lacking)


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((int(step) if step.isdecimal() else 0, step) for step in path)


def _path(item: Any, data: Any) -> Path:
    """Return the entry of the file that is wrong: where a key is missing, the one that lacks it.

    Steps of pydantic's location that are not in the file (of unions and short forms) drop.
    """
    location = tuple(step for step in item["loc"] if step != "[key]")
    if item["type"] == "missing":
        location = location[:-1]
    path: list[str] = []
    for step in location:
        if isinstance(data, dict) and str(step) in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        path.append(str(step))
    return tuple(path)


def _fault(item: Any, path: Path, document: Document, file: str, model: Any) -> Fault:
    key = next((step for step in reversed(path) if not step.isdecimal()), "")
    if item["type"] == "extra_forbidden":
        known = _known_keys(model, path[:-1])
        return Fault(
            "unknown-key",
            document.key_place(file, path),
            (key, ids.nearest(key, known) or "", ", ".join(sorted(known))),
        )
    if item["type"] == "missing":
        return Fault("missing-key", document.key_place(file, path), (str(item["loc"][-1]),))
    given = item.get("input")
    text = given if isinstance(given, str) else ""
    said = SECRET.sub(HIDDEN, text)[:80]
    return Fault("wrong-value", document.value_place(file, path), (key, _norm(item), said))


def _known_keys(model: Any, path: Path) -> set[str]:
    """Return the keys allowed at a path of the shape, following nested models and mappings."""
    from typing import get_args  # noqa: PLC0415

    from pydantic import BaseModel  # noqa: PLC0415

    def models(annotation: Any) -> list[Any]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return [annotation]
        return [found for part in get_args(annotation) for found in models(part)]

    current = [model]
    for step in path:
        found = [
            inner
            for owner in current
            if step in owner.model_fields
            for inner in models(owner.model_fields[step].annotation)
        ]
        current = found or current
    return {name for owner in current for name in owner.model_fields}


_NORMS = {
    "date_from_datetime_parsing": "harus tanggal TTTT-BB-HH, misalnya 2026-03-05",
    "date_parsing": "harus tanggal TTTT-BB-HH, misalnya 2026-03-05",
    "date_type": "harus tanggal TTTT-BB-HH, misalnya 2026-03-05",
    "int_parsing": "harus bilangan bulat",
    "int_type": "harus bilangan bulat",
    "string_type": "harus teks",
    "string_too_short": "tidak boleh kosong",
    "string_too_long": "terlalu panjang",
    "dict_type": "harus berupa kunci: nilai",
    "model_type": "harus berupa kunci: nilai",
    "tuple_type": "harus berupa daftar",
    "model_attributes_type": "harus berupa kunci: nilai",
}


def _norm(item: Any) -> str:
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    if item["type"] == "string_pattern_mismatch":
        choices = str(item["ctx"]["pattern"]).strip("^()$").replace("|", ", ")
        return f"harus salah satu dari {choices}"
    if item["type"] in {"greater_than_equal", "less_than_equal"}:
        limit = item["ctx"].get("ge", item["ctx"].get("le"))
        return f"harus {'paling kecil' if 'ge' in item['ctx'] else 'paling besar'} {limit}"
    return _NORMS.get(item["type"], "tidak sesuai bentuk yang diminta")


def _remove(data: Any, path: Path) -> None:
    """Take the offending entry out, so that the rest of the file can be checked again."""
    for step in path[:-1]:
        data = data[int(step)] if isinstance(data, list) else data[step]
    if isinstance(data, list):
        del data[int(path[-1])]
    else:
        del data[path[-1]]
