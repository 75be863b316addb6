"""The list of papers that an office keeps in a workbook: rows that say what sidecars would say."""
