"""The monthly evaluation and the semester report: one record, two projections (DOCX and PDF)."""
