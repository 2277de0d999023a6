"""The commands: parse options, load, compute, show."""
