"""Which kind of text a paper has, and the PDF made of it."""

import re
from collections.abc import Callable

import decisions
import letters
import meetings
from plan import Paper
from sheet import Sheet
from story import Story

Form = Callable[[Sheet, Story], None]


def write(paper: Paper, *, redacted: bool = False) -> bytes:
    """Return the PDF of one paper, or its copy for the public."""
    story = Story(paper)
    sheet = Sheet(story.title, paper.written, redacted=redacted)
    sheet.letterhead()
    _form(paper)(sheet, story)
    sheet.note(story.asked)
    return sheet.content()


def _form(paper: Paper) -> Form:
    if paper.nihil:
        return decisions.nihil
    return next(form for pattern, form in FORMS if re.match(pattern, paper.document.slug))


# The first pattern that fits the folder's name decides.
FORMS: tuple[tuple[str, Form], ...] = (
    (r"undangan", meetings.invitation),
    (r"notula", meetings.minutes),
    (r"daftar-hadir", meetings.attendance),
    (r"daftar-anggota", meetings.register),
    (r"(sk|keputusan|sistem|penghargaan-teladan)\b", decisions.decree),
    (
        r"(rencana|renja|renstra|turunan|iku|iki|perjanjian|peta|matriks|analisis)",
        decisions.plan,
    ),
    (r"dokumen-kebutuhan", decisions.plan),
    (r"(surat|rekomendasi|persetujuan)", letters.letter),
    (r"nota-dinas", letters.memo),
    (r"berita-acara", meetings.record),
    (r"(pakta|komitmen)", decisions.pledge),
    (r"(siaran-pers|kliping)", letters.news),
    (r"(pos|sop|standar)\b", decisions.procedure),
    (r"naskah", letters.speech),
    (r"telaah", letters.study),
    (r"", letters.report),
)
