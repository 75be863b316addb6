"""The nouns of the house: frozen records without input or output."""
