"""What commands print: texts in Indonesian, made from results; nothing is computed here."""
