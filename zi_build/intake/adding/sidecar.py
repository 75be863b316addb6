"""The YAML that stands beside a paper or instead of it, with no more keys than are needed."""

from typing import Any

from zi_build.intake.adding.wish import Form, Wish
from zi_build.load.validate import Parsed, parse
from zi_build.model.evidence import PageRange

HEADS = {
    Form.PAPER: "# Keterangan untuk berkas di sebelahnya.\n",
    Form.LINK: "# Tautan sebagai bukti.\n",
    Form.CUSTODY: "# Catatan simpanan: dokumennya tetap di kantor.\n",
}


def sidecar_for(wish: Wish, words: str) -> bytes | None:
    """Return the YAML for a paper whose name holds these words; None where nothing is to be said."""
    data = {**_record(wish), **_said(wish, words)}
    if not data:
        return None
    import yaml  # noqa: PLC0415

    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)
    return (HEADS[wish.form] + text).encode()


def read_back(content: bytes, path: str, form: Form) -> Parsed:
    """Read the YAML as the loader will."""
    return parse(content, path, "pendamping" if form is Form.PAPER else form.value)


def _record(wish: Wish) -> dict[str, Any]:
    if wish.form is Form.LINK:
        return {"url": wish.url, "diakses": wish.accessed}
    if wish.custody is not None:
        kept = wish.custody
        return {
            "nomor": kept.number,
            "tanggal": kept.on,
            "penyimpan": kept.keeper,
            "diperiksa": kept.checked,
        }
    return {}


def _said(wish: Wish, words: str) -> dict[str, Any]:
    said = wish.said
    data: dict[str, Any] = {}
    if said.title and said.title != words:
        data["judul"] = said.title
    if said.access:
        data["akses"] = said.access.value
    if said.reason:
        data["alasan"] = said.reason
    if said.received:
        data["diterima"] = said.received
    if said.also_for:
        data["juga_untuk"] = list(said.also_for)
    if len(said.pages) == 1 and said.pages[0][0] == wish.document:
        data["halaman"] = _range(said.pages[0][1])
    elif said.pages:
        data["halaman"] = {document: _range(pages) for document, pages in said.pages}
    if said.nihil:
        data["nihil"] = "ya"
    return data


def _range(pages: PageRange) -> str:
    return str(pages.first) if pages.first == pages.last else f"{pages.first}-{pages.last}"
