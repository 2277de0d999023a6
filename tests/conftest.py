"""Options that write what tests compare with: screens and the Dutch catalogue."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; then look at them")
    parser.addoption("--update-locale", action="store_true", help="write the Dutch catalogue for the present templates")
