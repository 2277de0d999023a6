"""Searches that take minutes, as scripts; a short form of each runs with the other tests."""
