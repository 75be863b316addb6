"""The draft of the evaluation report (laporan hasil evaluasi), as a Word file for the evaluators."""
