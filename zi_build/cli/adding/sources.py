"""What is to be added: files and folders as they were named, links, or all that the inboxes hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zi_build.errors import UsageError, advice_of, reason_of
from zi_build.load.evidence import INBOX, ROOT
from zi_build.load.schema import NO_USERINFO, URL, USERINFO
from zi_build.load.walk import ignored

MOST = 200


@dataclass(frozen=True, slots=True)
class Source:
    """One paper to come: a file, or the address of a link.

    `inbox` is its path below the root when it waits in an inbox: from there papers are moved.
    """

    file: Path | None
    url: str | None = None
    inbox: str | None = None

    @property
    def name(self) -> str:
        """What to call it."""
        return self.file.name if self.file else self.url or "Catatan simpanan"

    def weight(self) -> int:
        """Return its size in bytes, without reading it."""
        try:
            return self.file.stat().st_size if self.file else 0
        except OSError as error:
            raise _unreadable(error) from error

    def read(self) -> bytes:
        """Return its bytes.

        Raises UsageError with what to do when it cannot be read.
        """
        if self.file is None:
            return b""
        try:
            return self.file.read_bytes()
        except OSError as error:
            raise _unreadable(error) from error


def _unreadable(error: OSError) -> UsageError:
    return UsageError(f"Tidak dapat dibaca: {reason_of(error)}. {advice_of(error)}".strip())


def from_inboxes(root: Path, inbox: Sequence[str]) -> tuple[Source, ...]:
    """Return the papers that wait in the inboxes of all years."""
    return tuple(Source(root / path, inbox=path) for path in inbox)


def from_words(root: Path, words: Sequence[str]) -> tuple[Source, ...]:
    """Return what was named on the command line, in order, each once.

    Raises UsageError for what is not there, a folder without files, and a file that has its place.
    """
    found = {source: None for word in words for source in _of(root, word)}
    if len(found) > MOST:
        raise UsageError(
            f"{len(found)} berkas sekaligus terlalu banyak; sebutkan paling banyak {MOST}."
        )
    return tuple(found)


def _of(root: Path, word: str) -> Iterator[Source]:
    if "://" in word:
        if USERINFO.match(word):
            # The address itself is not said again: logs are kept.
            raise UsageError(
                f"Alamat {NO_USERINFO}. Pakailah alamat yang dapat dibuka tanpa masuk; bila kata sandi "
                "itu pernah dibagikan, gantilah."
            )
        if not URL.fullmatch(word):
            raise UsageError(f"“{word}” bukan alamat http:// atau https:// yang lengkap.")
        yield Source(None, url=word)
        return
    path = Path(word)
    if path.is_dir():
        yield from _of_folder(root, path)
        return
    if not path.exists():
        raise UsageError(
            f"{word}: tidak ada. Periksa ejaan nama dan foldernya; nama berspasi ditulis dalam tanda kutip."
        )
    if not path.is_file():
        raise UsageError(f"{word} bukan berkas biasa.")
    if ignored(path.name):
        raise UsageError(f"{word} berkas sementara atau catatan, bukan bukti.")
    yield _placed(root, path)


def _of_folder(root: Path, folder: Path) -> Iterator[Source]:
    """Yield the files of a folder, not those of folders in it: a whole desk is no evidence."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and not ignored(path.name))
    if not files:
        raise UsageError(f"Folder {folder} tidak berisi berkas. Sebutkan berkasnya.")
    for path in files:
        yield _placed(root, path)


def _placed(root: Path, path: Path) -> Source:
    """Tell a file of an inbox from one that lies elsewhere; what has its place stays there."""
    whole = path.absolute()
    real = whole.parent.resolve() / whole.name
    if not real.is_relative_to(root / ROOT):
        return Source(path)
    inside = real.relative_to(root).as_posix()
    parts = inside.split("/")
    if len(parts) > 3 and parts[2] == INBOX:  # noqa: PLR2004  (evidence, year, inbox, file)
        return Source(real, inbox=inside)
    raise UsageError(
        f"{inside} sudah berada di folder evidence. Pindahkan atau ganti namanya dengan File Explorer, "
        "lalu jalankan zi check."
    )
