"""Many small papers for measuring: real PDFs, every one different, made fast."""

from collections.abc import Iterator
from datetime import timedelta

from plan import Office
from sheet import Sheet

from zi_build.model.catalogue import Access, Cadence, Kind

_MARK = "9999999999"


def papers(office: Office, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield paths and contents of extra papers for documents that ask for one whenever it happens."""
    calendar = office.calendar
    day = calendar.start
    sheet = Sheet("Bukti tambahan", day)
    sheet.heading("BUKTI TAMBAHAN", f"Nomor {_MARK}")
    sheet.paragraph("Berkas ini dibuat untuk mengukur kecepatan. Isinya tidak berarti apa-apa.")
    model = sheet.content()
    first, mark, last = model.partition(_MARK.encode())
    if not mark or _MARK.encode() in last:
        raise ValueError("the number must stand in the model once")
    targets = [
        document
        for document in office.catalogue.documents.values()
        if document.cadence is Cadence.KEJADIAN
        and Kind.PDF in document.kinds
        and document.access is not Access.DIKECUALIKAN
        and not document.nihil_allowed
    ]
    days = [day + timedelta(days=offset) for offset in range((calendar.as_of - day).days + 1)]
    for index in range(count):
        document = targets[index % len(targets)]
        when = days[index // len(targets) % len(days)]
        folder = f"{when.year}/{document.criterion}/{document.slug}"
        number = b"%010d" % (index + 1)
        yield f"{folder}/{when} Bukti tambahan {index + 1:06}.pdf", first + number + last
