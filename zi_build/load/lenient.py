"""What people may write besides the long form, for the program that reads it and the editor that looks on.

A short form that only the program knew would be underlined as a mistake while it is typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

Schema = dict[str, Any]
SCALARS: Schema = {"type": ["string", "number", "boolean"]}
NOTHING: Schema = {"type": "null"}
PAGES = re.compile(r"([1-9]\d{0,3})(?:\s*[-–]\s*([1-9]\d{0,3}))?")


@dataclass(frozen=True)
class Lenient:
    """An annotation: `expand` makes the long form before it is checked, `widen` tells editors of it."""

    expand: Callable[[object], object]
    widen: Callable[[Schema], Schema]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Expand, then check."""
        return core_schema.no_info_before_validator_function(self.expand, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        """Return the schema of the long form, widened."""
        return self.widen(handler(schema))


def _or(*others: Schema) -> Callable[[Schema], Schema]:
    return lambda schema: {"anyOf": [*others, schema]}


def short(key: str) -> Lenient:
    """Accept `3.4.c: A` for `3.4.c: {unit: A}`, and an empty entry for one not filled in."""

    def expand(value: object) -> object:
        if value is None:
            return {}
        return {key: value} if isinstance(value, str) else value

    return Lenient(expand, _or(SCALARS, NOTHING))


def _filled(value: object) -> object:
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if item is not None}
    return value


def _or_empty_entries(schema: Schema) -> Schema:
    return {**schema, "additionalProperties": {"anyOf": [NOTHING, schema["additionalProperties"]]}}


def _pages(value: object) -> object:
    given = value if isinstance(value, dict) else {"": value}
    found = {}
    for key, text in given.items():
        match = PAGES.fullmatch(str(text).strip())
        if not match or int(match[2] or match[1]) < int(match[1]):
            raise ValueError("harus halaman seperti 3 atau 1-2, mulai dari 1")
        found[str(key)] = f"{match[1]}-{match[2] or match[1]}"
    return found


def _pages_schema(_schema: Schema) -> Schema:
    one: Schema = {
        "type": ["string", "integer"],
        "pattern": r"^\s*[1-9]\d{0,3}(\s*[-–]\s*[1-9]\d{0,3})?\s*$",
    }
    return {"anyOf": [one, {"type": "object", "additionalProperties": one}]}


# Entries of a mapping that have not been filled in yet are left out.
FILLED = Lenient(_filled, _or_empty_entries)
# One text for a list of one.
MANY = Lenient(lambda value: [value] if isinstance(value, str) else value, _or(SCALARS))
# `1-2`, or a mapping of documents to such ranges; the paper's own document is "".
RANGES = Lenient(_pages, _pages_schema)


def for_editors(schema: Schema) -> Schema:
    """Return a schema in which a key without a value is one not filled in yet, as the program has it.

    A key of a mapping that fits no pattern is refused there, too.
    """
    found = {key: _inside(value) for key, value in schema.items()}
    required = schema.get("required", ())
    if isinstance(found.get("properties"), dict):
        found["properties"] = {
            key: one if key in required else _or_nothing(one)
            for key, one in found["properties"].items()
        }
    if "patternProperties" in found:
        found["additionalProperties"] = False
    return found


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return for_editors(value)
    return [_inside(item) for item in value] if isinstance(value, list) else value


def _or_nothing(schema: Schema) -> Schema:
    """Return a schema that also admits nothing; what an editor shows stays outside."""
    if NOTHING in schema.get("anyOf", ()):
        return schema
    shown: Schema = {
        key: schema[key] for key in ("description", "default", "title") if key in schema
    }
    rest = {key: value for key, value in schema.items() if key not in shown}
    return {"anyOf": [rest, NOTHING], **shown}
