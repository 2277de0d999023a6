"""Files as they lie on disk: read strictly, with the place of everything."""
