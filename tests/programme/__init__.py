"""Tests of the readers of the rule language, of its manual and of the shipped rules."""
