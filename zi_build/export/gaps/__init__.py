"""What the office still owes, in files for others: CSV, a workbook, calendars.

They are made from the JSON of the command line (`projections.gaps`, `ahead` and `about`), so that a
question that was asked before is answered without building anything.
"""
