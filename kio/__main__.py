"""`python -m kio`."""

from kio.app import run

run()
