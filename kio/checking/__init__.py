"""Checks beyond the shape of a file."""
