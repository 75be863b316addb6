"""Documents as text: their periods, the papers in them, and what does not count."""

from collections.abc import Mapping
from typing import Any

from zi_build.cli.telling.explain.text import Text, day

ROLES = {"pokok": "dokumen pokok, menentukan nilai", "pelengkap": "pelengkap, tidak mengubah nilai"}
ACCESS = {
    "publik": "terbuka",
    "terbatas": "terbatas: hanya salinan publiknya terbit",
    "dikecualikan": "dikecualikan: tidak pernah terbit",
}
Found = Mapping[str, Any]


def document(text: Text, entry: Found) -> None:
    """Write the steps of one document."""
    text.head(f"{entry['id']} {entry['name']}")
    text.step("Yang diminta")
    text.line(f"Sah bila: {entry['valid_if']}")
    assumed = " (asumsi)" if entry["cadence_assumed"] else ""
    on_time = "; harus tepat waktu" if entry["on_time"] else ""
    text.line(f"Peran: {ROLES[entry['role']]}. Irama: {entry['cadence']}{assumed}{on_time}.")
    text.line(f"Akses: {ACCESS[entry['access']]}.")
    if entry["criteria"]:
        text.line(f"Dipakai oleh: {', '.join(entry['criteria'])}.")
    text.step("Yang ada")
    paper(text, entry)
    if entry["instructions"]:
        text.step("Yang perlu dilakukan")
        for said in entry["instructions"]:
            text.line(said, "     ", "   - ")


def group(text: Text, entry: Found) -> None:
    """Write a group of documents that nobody scores."""
    text.head(f"{entry['id']} {entry['title']}")
    text.step("Dokumen (persiapan: diminta, tetapi tidak dinilai)")
    for one in entry["documents"]:
        listed(text, one)


def _said_at(found: Found) -> str:
    """Say where more is told of a paper, unless it is the very file; beside it the name is enough."""
    place = found["said_at"]
    if place is None or place.partition(".yml:")[0] in {
        found["path"],
        found["path"].removesuffix(".yml"),
    }:
        return ""
    folder = found["path"].rpartition("/")[0]
    return f", keterangan di {place.removeprefix(f'{folder}/')}"


def listed(text: Text, one: Found) -> None:
    """Write a document within something larger, with all its periods."""
    counted = (
        f"{one['held']} dari {one['due']} periode yang dihitung" if one["due"] else "belum waktunya"
    )
    counted = f"dibebaskan: {one['waived']}" if one["waived"] else counted
    text.line(f"{one['id']} ({one['role']}): {one['name']}. {counted}.", "     ", "   ")
    paper(text, one, "     ")


def paper(text: Text, one: Found, indent: str = "   ") -> None:
    """Write each period of a document with its papers, then the papers that could not be used."""
    if one["waived"]:
        text.line(f"Dibebaskan: {one['waived']}", indent)
    for slot in one["slots"]:
        left_out = "" if slot["counted"] else " (tidak dihitung)"
        head = f"{slot['label']}: {slot['state_label']}{left_out}, jatuh tempo {day(slot['due'])}"
        text.line(head, f"{indent}  ", indent)
        for found in slot["papers"]:
            nihil = ", pernyataan nihil" if found["nihil"] else ""
            pages = f", {found['pages']}" if found["pages"] else ""
            line = f"{found['path']}{pages}{nihil}{_said_at(found)}"
            text.line(line, f"{indent}    ", f"{indent}  ")
        for path in slot["lapsed"]:
            text.line(f"{path}, tidak berlaku lagi", f"{indent}    ", f"{indent}  ")
    if not one["slots"]:
        text.line("Belum ada periode yang diminta.", indent)
    for bad in one["rejected"]:
        said = f"Tidak dihitung: {bad['path']} ({bad['code']}: {bad['message'].rstrip('.')})."
        text.line(said, f"{indent}  ", indent)
