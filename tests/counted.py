"""Outcomes of tests that a run counts by themselves: what nobody could look at has neither passed nor been left out."""

from __future__ import annotations

import pytest

NOT_LOOKED = "not looked"


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """`1 not looked` in the summary for a test that was skipped with a reason which begins so."""
    return (NOT_LOOKED, "N", "NOT LOOKED") if is_not_looked(report) else None


def is_not_looked(report: pytest.TestReport) -> bool:
    """Whether the test says that it could look at nothing."""
    why = report.longrepr
    return report.skipped and isinstance(why, tuple) and why[2].removeprefix("Skipped: ").startswith(NOT_LOOKED)
