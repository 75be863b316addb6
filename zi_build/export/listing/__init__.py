"""The list of papers of a year as a workbook for people who work in Excel."""
