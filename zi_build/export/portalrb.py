"""The three answers that PortalRB fetches from an agency (API v1.0.0, evaluation year 2026), as JSON.

Each is a file at exactly the path of its endpoint, so that a web server with a bearer check serves
them. The format was read from an agency's implementation; `soal_id` is a whole number there, so a
question without one cannot be sent.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zi_build.export.figures import number
from zi_build.export.lke.listing import Listing, address, listing
from zi_build.export.lke.outline import Line, outline
from zi_build.model.assessment import Voice
from zi_build.model.form import Kind
from zi_build.model.reading import number as read_number
from zi_build.model.rubric import Rubric
from zi_build.model.unit import Proposal
from zi_build.model.view import View

SEPARATOR = ";"
PREDICATES = ("WBK", "WBBM")
ROUTES = {"WBK": "pengusulan/unit-wbk", "WBBM": "pengusulan/unit-wbbm"}
ANSWERS = "lke/jawaban-unit"


@dataclass(frozen=True, slots=True)
class Sent:
    """The files by their path, and the codes of questions that have no number in PortalRB."""

    files: Mapping[str, str]
    unmapped: tuple[str, ...]


def codes(rubric: Rubric) -> dict[str, str]:
    """Return code → words of everything that is answered: questions, their counts, results."""
    return {line.code: line.text for line in outline(rubric).lines if line.kind.answered}


def export(view: View, proposal: Proposal, numbers: Mapping[str, int], site: str | None) -> Sent:
    """Return the three files of a unit."""
    files = {
        ROUTES[predicate]: _json(_proposed(view, proposal, predicate)) for predicate in PREDICATES
    }
    plan = outline(view.rubric)
    found = listing(view, plan)
    answered = [line for line in plan.lines if line.kind.answered]
    said = {
        "unit_id": proposal.id,
        "nama_unit": view.unit.name,
        "tahun": view.as_of.year,
        "answers": [
            _answer(view, line, numbers[line.code], _files(view, line, found, site))
            for line in answered
            if line.code in numbers
        ],
    }
    files[f"{ANSWERS}/{proposal.id}"] = _json(said)
    return Sent(files, tuple(line.code for line in answered if line.code not in numbers))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _proposed(view: View, proposal: Proposal, predicate: str) -> dict[str, Any]:
    unit = {
        "id": proposal.id,
        "nama": view.unit.name,
        "kategori": predicate,
        "afirmasi": proposal.affirmed,
    }
    return {
        "tahun": view.as_of.year,
        "units": [unit] if proposal.predicate == predicate else [],
    }


def _answer(view: View, line: Line, question: int, files: str | None) -> dict[str, Any]:
    claimed, verified = (_said(view, line, voice) for voice in (Voice.CLAIMED, Voice.VERIFIED))
    notes = _notes(view, line)
    return {
        "soal_id": question,
        "jawaban_unit": claimed,
        "jawaban_tpi": verified,
        "catatan_unit": notes[0],
        "bukti_dukung_unit": files,
        "catatan_tpi": notes[1],
    }


def _said(view: View, line: Line, voice: Voice) -> str | None:
    """Return an answer as text: an option, a count, a share from 0 to 1, or an index."""
    if line.result:
        text = view.scores[voice].results[line.code].text
        value = read_number(text.strip().rstrip("%")) if text else None
        return _plain(value) if value is not None else text
    assert line.criterion is not None  # noqa: S101  (an answered line is a question or a result)
    said = view.criteria[line.criterion.id].said_by(voice)
    if line.count:
        given = said.counts.get(line.count.key)
        return None if given is None else str(given)
    if line.criterion.scale.is_percentage and said.value is not None:
        return number(said.value)
    return said.option


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _notes(view: View, line: Line) -> tuple[str | None, str | None]:
    """Return the unit's and the evaluator's note, as far as the view holds them."""
    if line.kind is not Kind.QUESTION:
        return None, None
    found = view.criteria[line.code]
    own = f"Tidak berlaku: {found.waived}" if found.waived else found.narrative
    return own, found.said_by(Voice.VERIFIED).note


def _files(view: View, line: Line, found: Listing, site: str | None) -> str | None:
    """Return the addresses of the published files, those of deciding documents first."""
    return SEPARATOR.join(dict.fromkeys(_addresses(view, line, found, site))) or None


def _addresses(view: View, line: Line, found: Listing, site: str | None) -> Iterator[str]:
    for paper in found.of(line.code):
        _, target = address(view, paper, site)
        if target:
            yield target
