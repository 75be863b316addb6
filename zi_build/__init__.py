"""Evidence base and transparency site of a Zona Integritas: files in, checks, scores and pages out."""

__version__ = "0.1.0"
