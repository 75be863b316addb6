"""The instrument as data: the catalogue of documents and the rubrics, in YAML that officials can read."""

from pathlib import Path

# Not importlib.resources: it takes longer to import than all commands together, and the data are
# files on disk in every way of installing this.
FOLDER = Path(__file__).parent
