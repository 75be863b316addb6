"""Text that is told twice, in a terminal and as Markdown: headings, and lines with words of the office."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import click

from zi_build.model.text import legible

COLOURS = {"+": "green", "−": "red", "!": "red", "~": "yellow"}
# More lines of one part than this are folded in Markdown: a forge refuses a comment that is too long.
MOST = 25
_MARKED = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that are not ours: a path, a title, a reason. They never become markup or a mention."""

    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told; `mark` is `+`, `−`, `~`, `!` or empty."""

    mark: str
    parts: tuple[str | Quoted, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A first line that can stand alone, sentences on how to read the rest, and the parts."""

    first: str
    sentences: tuple[Line, ...]
    parts: tuple[Part, ...]


def as_text(story: Story) -> str:
    """Return the story for a terminal."""
    lines = [click.style(story.first, bold=True), *map(_plain, story.sentences)]
    for part in story.parts:
        lines += ["", click.style(part.heading, bold=True)]
        for line in part.lines:
            mark = click.style(line.mark or "·", fg=COLOURS.get(line.mark))
            lines.append(f"  {mark} {_plain(line)}")
    return "\n".join(lines)


def _plain(line: Line) -> str:
    return "".join(legible(one.words) if isinstance(one, Quoted) else one for one in line.parts)


def as_markdown(story: Story) -> str:
    """Return the story as Markdown for a comment on a merge request."""
    lines = [f"### {_escaped(story.first)}", ""]
    for sentence in story.sentences:
        lines += [_marked(sentence), ""]
    for part in story.parts:
        lines += [f"**{_escaped(part.heading)}**", "", *_listed(part.lines), ""]
    return "\n".join(lines).rstrip()


def _listed(lines: Sequence[Line]) -> list[str]:
    shown = [f"- {line.mark and f'`{line.mark}` '}{_marked(line)}" for line in lines[:MOST]]
    more = len(lines) - MOST
    return [*shown, *([f"- … dan {more} baris lagi"] if more > 0 else [])]


def _marked(line: Line) -> str:
    return "".join(
        _code(one.words) if isinstance(one, Quoted) else _escaped(one) for one in line.parts
    )


def _escaped(text: str) -> str:
    return _MARKED.sub(r"\\\1", text)


def _code(words: str) -> str:
    """Put words between more backticks than they hold themselves."""
    text = legible(words)
    ticks = "`" * (max((len(found) for found in _TICKS.findall(text)), default=0) + 1)
    room = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{room}{text}{room}{ticks}"
