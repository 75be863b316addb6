"""The instrument as data: the catalogue of documents and the rubrics, in YAML that officials can read."""

from importlib.resources import files
from pathlib import Path

FOLDER = Path(str(files(__name__)))
