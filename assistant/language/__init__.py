"""Languages: which one a text is in, its words, its figures, its typography."""
