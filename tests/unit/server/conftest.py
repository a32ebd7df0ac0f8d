"""Fixtures for what is tested around a session served in this process."""

from collections.abc import AsyncIterator

import pytest

from question_bank.load import Bank, load_bank
from question_bank.package import Question
from tests.unit.server.house import QUESTION_ID, House


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank()


@pytest.fixture
def question(bank: Bank) -> Question:
    return bank.get(QUESTION_ID)


@pytest.fixture
async def house(bank: Bank) -> AsyncIterator[House]:
    house = House(bank)
    yield house
    await house.registry.close()
