"""Report how many examples of each fuzz target reached what they test."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    lines = [
        value for report in reports for name, value in report.user_properties if name == "reached"
    ]
    if lines:
        terminalreporter.write_sep("-", "examples that reached what they test")
        terminalreporter.write_line("\n".join(map(str, lines)))
