"""Packs what a new office gets from this repository's root; the rest is in pyproject.toml.

The pages and the site's settings stand once, in `docs/` and `mkdocs*.yml`: they are this repository's
own site. A wheel carries a copy for `zi init`; from a checkout, or an editable install, the program
reads them where they are.
"""

import shutil
import tomllib
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
LIST = ROOT / "zi_build/data/kantor/kerangka.toml"
PACKED = "zi_build/data/kantor/repositori"


class BuildWithPages(build_py):
    """Builds the packages, and beside them the files of the root that an office gets."""

    def run(self) -> None:
        """Copy each source that the list names; an editable install needs none."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / PACKED
        shutil.rmtree(target, ignore_errors=True)
        for source in tomllib.loads(LIST.read_text(encoding="utf-8"))["repositori"].values():
            place = target / source
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place)
            else:
                shutil.copyfile(ROOT / source, place)


setup(cmdclass={"build_py": BuildWithPages})
