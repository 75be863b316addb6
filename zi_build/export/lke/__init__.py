"""The LKE as a workbook: the outline that evaluators know, every number a live formula.

`workbook` in `book.py` makes the bytes of the file. These modules import openpyxl at their top: only
the command that exports may import them.
"""
