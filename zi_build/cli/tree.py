"""Write the expanded pages and the papers that go with them, for another site engine."""

import shutil
from pathlib import Path

from zi_build.build import others
from zi_build.errors import UsageError
from zi_build.model.result import Build
from zi_build.model.view import Audience
from zi_build.publish.plan import MANIFEST, manifest, plan
from zi_build.publish.prepare import prepare
from zi_build.render.pages import expand
from zi_build.studies.history import with_trend
from zi_build.views import views


def write_tree(build: Build, folder: Path, *, internal: bool) -> int:
    """Write the tree and return the number of files.

    Raises UsageError when the folder holds something that was not written by this command.
    """
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MANIFEST).is_file():
            raise UsageError(f"{folder} tidak kosong; pilih folder baru.")
        shutil.rmtree(folder)
    audience = Audience.INTERNAL if internal else Audience.PUBLIC
    beside, root = others(build), build.workspace.root
    seen = with_trend(views(build, beside, audience), build, beside)
    count = 0
    for path, text in build.workspace.pages.items():
        name = path.removeprefix("docs/")
        _write(folder / name, expand(text, name, seen).encode())
        count += 1
    for file in sorted((root / "docs").rglob("*")):
        below = file.relative_to(root / "docs")
        if file.is_file() and not file.is_symlink() and file.suffix != ".md":
            _write(folder / below, file.read_bytes())
            count += 1
    shipments = plan(build, audience)
    parcels = prepare(root, shipments)
    for parcel in parcels:
        _write(folder / parcel.shipment.target, parcel.file.read_bytes())
    digests = {parcel.shipment.target: parcel.sha256 for parcel in parcels}
    _write(folder / MANIFEST, manifest(shipments, digests).encode())
    return count + len(parcels) + 1


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
