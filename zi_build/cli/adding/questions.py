"""Questions that `zi add` asks at a terminal; where nobody can answer, it says which options to give."""

from collections.abc import Sequence

import click

from zi_build.cli.adding.asked import Asked, Wanted, document_of
from zi_build.cli.adding.desk import Desk, Paper
from zi_build.cli.telling import added as telling
from zi_build.errors import UsageError
from zi_build.intake.adding import dates, when
from zi_build.intake.adding.dates import Dated
from zi_build.intake.adding.likely import Confidence, Likely
from zi_build.intake.adding.shrinking import SMALL, is_signed, shrunk
from zi_build.model.catalogue import Access, Cadence, Kind, RequiredDocument
from zi_build.model.period import Grain, Period
from zi_build.model.text import size

SKIP = "l"
DATES = 3


class UnaskedError(UsageError):
    """Nobody can be asked, and nothing is taken unasked; the text names the options to give."""


class SkippedError(UsageError):
    """The person has chosen to leave a paper for later."""


def document_for(
    desk: Desk, paper: Paper, wanted: Wanted, asked: Asked, *, can_ask: bool
) -> RequiredDocument:
    """Return the document that was named, or chosen from the likeliest."""
    if wanted.document:
        return wanted.document
    found = desk.likely(paper, wanted.within, None)
    _show_documents(desk, paper, found)
    if asked.first and found and found[0].confidence is Confidence.HIGH:
        click.echo(f"  Diambil karena --ya: {found[0].document}.")
        return desk.catalogue.documents[found[0].document]
    if not can_ask:
        raise UnaskedError(_document_wanted(desk, paper, wanted, found))
    while True:
        sure = found and found[0].confidence is Confidence.HIGH
        answer = _ask(
            f"Dokumen nomor berapa? (nomor, id, kata lain untuk mencari, {SKIP} = lewati)",
            default="1" if sure else None,
        )
        if "/" in answer or answer.isdecimal():
            chosen = _chosen_document(desk, answer, found)
            if chosen:
                return chosen
            continue
        more = desk.likely(paper, wanted.within, answer)
        if more:
            found = more
            _show_documents(desk, paper, found, head=False)
        else:
            click.echo("  Tidak ada yang cocok dengan itu.")


def _document_wanted(desk: Desk, paper: Paper, wanted: Wanted, found: Sequence[Likely]) -> str:
    """Show the dates too, and say which options would answer every question."""
    example = found[0].document if found else "1.1.a/undangan-rapat"
    options = f"--untuk {example}"
    if found and wanted.period is None:
        document = desk.catalogue.documents[example]
        dated = desk.dated(paper, document)[:DATES]
        named = desk.named(paper, document)
        if dated and not named:
            click.echo(f"  Kemungkinan tanggal atau periodenya, bila {example}:")
            for line in telling.periods(dated):
                click.echo(line)
        if not named:
            options += f" {_option_of(dated[0].period if dated else None, desk, document)}"
    return f"Dokumennya belum pasti. Sebutkan, misalnya {options}."


def _option_of(period: Period | None, desk: Desk, document: RequiredDocument) -> str:
    """Return the option that states a period; where none was read, a blank to be filled in.

    A date that nobody has read would be copied and believed.
    """
    if period is None:
        year = desk.as_of.year
        monthly = document.cadence is Cadence.BULANAN
        return f"--periode {year}-BB" if monthly else f"--tanggal {year}-BB-HH"
    return f"--{'tanggal' if period.grain is Grain.DAY else 'periode'} {period}"


def _chosen_document(desk: Desk, answer: str, found: Sequence[Likely]) -> RequiredDocument | None:
    if answer.isdecimal() and 1 <= int(answer) <= len(found):
        return desk.catalogue.documents[found[int(answer) - 1].document]
    try:
        notes: list[str] = []
        chosen = document_of(answer, desk.catalogue, notes)
    except UsageError as error:
        click.echo(f"  {error}")
        return None
    for note in notes:
        click.echo(f"  {note}")
    return chosen


def _show_documents(
    desk: Desk, paper: Paper, found: Sequence[Likely], *, head: bool = True
) -> None:
    if head and paper.seen.note:
        click.echo(f"  Dibaca: {paper.seen.note}.")
    if not found:
        click.echo("  Nama dan isinya tidak menunjuk dokumen mana pun.")
        return
    click.echo("  Kemungkinan dokumennya:")
    for line in telling.documents(found, desk.built):
        click.echo(line)


def period_for(
    desk: Desk, paper: Paper, document: RequiredDocument, asked: Asked, *, can_ask: bool
) -> Period:
    """Return the period that the name states by the rules, or one chosen from those found."""
    named = desk.named(paper, document)
    if named:
        return named.period
    found = desk.dated(paper, document)[:DATES]
    click.echo(
        "  Kemungkinan tanggal atau periodenya:" if found else "  Tanggalnya tidak ditemukan."
    )
    for line in telling.periods(found):
        click.echo(line)
    sure = when.is_sure(found)
    if asked.first and sure:
        click.echo(f"  Diambil karena --ya: {found[0].period}.")
        return found[0].period
    if not can_ask:
        option = _option_of(found[0].period if found else None, desk, document)
        raise UnaskedError(f"Tanggalnya belum pasti. Sebutkan, misalnya {option}.")
    while True:
        answer = _ask(
            f"Tanggal atau periode? (nomor, 2026-01-05, 2026-03, 2026-T1, {SKIP} = lewati)",
            default=str(found[0].period) if sure else None,
        )
        period = _chosen_period(desk, answer, found)
        if period is None:
            click.echo(
                "  Tidak terbaca sebagai satu tanggal atau periode. Tulis seperti 2026-03-05."
            )
        elif _is_too_coarse(period, document):
            click.echo(
                f"  “{document.name}” diminta {document.cadence.label}; tulis yang lebih rinci."
            )
        else:
            return period


def _chosen_period(desk: Desk, answer: str, found: Sequence[Dated]) -> Period | None:
    if answer.isdecimal() and 1 <= int(answer) <= len(found):
        return found[int(answer) - 1].period
    read = dates.in_name(answer, desk.as_of)
    return read[0].period if len(read) == 1 and not read[0].other else None


def _is_too_coarse(period: Period, document: RequiredDocument) -> bool:
    grain = document.cadence.grain
    return grain is not None and period.grain > grain


def content_for(paper: Paper, asked: Asked, *, can_ask: bool) -> tuple[bytes, bool]:
    """Return the bytes to store, and whether they are a smaller copy of a heavy paper."""
    if len(paper.content) <= SMALL or paper.facts is None or asked.shrink is False:
        return paper.content, False
    weight = size(len(paper.content))
    signed = paper.facts.signed or is_signed(paper.content)
    smaller = None if signed else shrunk(paper.content, paper.facts.format)
    if smaller is None:
        why = "PDF bertanda tangan elektronik tidak diubah" if signed else "tidak dapat diperkecil"
        click.echo(f"  Berkas {weight}; {why}, jadi disimpan apa adanya.")
        return paper.content, False
    offer = f"Berkas {weight}; salinan yang diperkecil {size(len(smaller))} dan tetap terbaca."
    if asked.shrink:
        click.echo(f"  {offer} Yang disimpan salinannya; aslinya tidak diubah.")
        return smaller, True
    click.echo(f"  {offer}")
    if not can_ask:
        raise UnaskedError("Pilih --kecilkan (simpan salinannya) atau --apa-adanya.")
    if click.confirm("Simpan salinan yang diperkecil? Aslinya tidak diubah", default=True):
        return smaller, True
    return paper.content, False


def prefers_custody(
    desk: Desk, document: RequiredDocument, wanted: Wanted, *, can_ask: bool
) -> bool:
    """Offer a custody record for a paper that is never published."""
    others = desk.catalogue.known(wanted.also_for)
    closed = any(one.access is Access.DIKECUALIKAN for one in (document, *others))
    if not closed:
        return False
    said = "Dokumen ini dikecualikan: isinya tidak pernah terbit."
    if not can_ask:
        click.echo(f"  {said} Bila aslinya lebih baik tetap di kantor, pakailah --simpanan.")
        return False
    click.echo(
        f"  {said} Cukup catatan simpanan: di mana aslinya disimpan dan siapa yang menjaganya."
    )
    return click.confirm("Tulis catatan simpanan saja, tanpa menyalin berkasnya?", default=True)


def word_for(option: str, question: str, given: str | None, *, can_ask: bool) -> str:
    """Return what an option says, or ask."""
    if given:
        return given
    if not can_ask:
        raise UnaskedError(f"Catatan simpanan memerlukan {option}.")
    return _ask(question, default=None)


def _ask(question: str, default: str | None) -> str:
    answer = str(click.prompt(question, default=default, prompt_suffix=": ")).strip()
    if answer.casefold() == SKIP:
        raise SkippedError("Dilewati; tidak ada yang diubah.")
    return answer


def refuse_kind(document: RequiredDocument, paper: Paper) -> None:
    """Raise UsageError for a link to a document that takes none."""
    if paper.source.url and Kind.TAUTAN not in document.kinds:
        raise UsageError(f"“{document.name}” tidak menerima tautan; tambahkan berkasnya.")
