"""The questions that a command works with, and word of those that were left out."""

from pathlib import Path

from rich.text import Text

from question_bank.load import Bank
from server.cli_screen import errors
from server.settings import load_settings
from server.wiring import open_bank


def open_bank_saying(packages: Path | None = None) -> Bank:
    """Load the questions and name the packages that cannot be used. Raises NoQuestionFolder, SettingsError."""
    bank = open_bank(load_settings(), packages)
    for problem in bank.problems:
        errors.print(Text(f"Left out: {problem}", style="yellow"))
    return bank
