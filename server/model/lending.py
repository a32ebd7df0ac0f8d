"""Lends the language model to sessions, so that another can be set while some are open.

A session keeps the model that it began with, whatever is set meanwhile; a model that was replaced is closed when the
last session has given it back. To turn it off is for all at once. Must not know sessions or settings.
"""

import asyncio

from server.model.chat_model import Answered, Asked, ChatModel, OnWords
from transcripts.events import ModelStatus, ModelTerms

_TURNED_OFF = Answered(status=ModelStatus.UNREACHABLE, detail="the language model was turned off")


class LentModel:
    """A model in the hands of one session. `close` gives it back."""

    def __init__(self, stock: "_Stock") -> None:
        self._stock = stock
        self._asking: set[asyncio.Task[Answered]] = set()
        self._is_off = False
        stock.lent.add(self)

    @property
    def name(self) -> str:
        """The model's name, as it is configured."""
        return self._stock.model.name

    @property
    def terms(self) -> ModelTerms:
        """What a session that begins with it agrees to."""
        return self._stock.terms

    def warm(self) -> None:
        """Begin to load what the first question needs; returns at once."""
        if not self._is_off:
            self._stock.model.warm()

    async def ask(self, asked: Asked, on_words: OnWords | None = None) -> Answered:
        """Put a question; one that is going when the model is turned off ends as if nobody were there."""
        if self._is_off:
            return _TURNED_OFF
        asking = asyncio.create_task(self._stock.model.ask(asked, on_words), name="ask-lent-model")
        self._asking.add(asking)
        try:
            await asyncio.wait({asking})
        finally:
            self._asking.discard(asking)
            if not asking.done():
                asking.cancel()
                await asyncio.wait({asking})
        return _TURNED_OFF if asking.cancelled() else asking.result()

    def turn_off(self) -> None:
        """Ask nothing from now on, and give up what is being asked."""
        self._is_off = True
        for asking in self._asking:
            asking.cancel()

    async def close(self) -> None:
        """Give it back. Safe to call twice."""
        self._is_off = True
        self._stock.lent.discard(self)
        await self._stock.close_if_done()


class _Stock:
    """One model, its terms, and who has it."""

    def __init__(self, model: ChatModel, terms: ModelTerms) -> None:
        self.model = model
        self.terms = terms
        self.lent: set[LentModel] = set()
        self.is_replaced = False

    async def close_if_done(self) -> None:
        if self.is_replaced and not self.lent:
            await self.model.close()


class ModelLender:
    """Has the model that sessions get from now on, if there is one, and those that were replaced and are still lent."""

    def __init__(self, model: ChatModel | None = None, terms: ModelTerms | None = None) -> None:
        self._now = _stock_of(model, terms)
        self._replaced: list[_Stock] = []

    def lend(self) -> LentModel | None:
        """Give a session that begins the model of now; None when there is none."""
        return LentModel(self._now) if self._now is not None else None

    def lend_again(self, terms: ModelTerms | None) -> LentModel | None:
        """Give a session that is taken up the model that it began with; None when that one is not here any more."""
        known = self._now is not None and terms is not None and self._now.terms.name == terms.name
        return self.lend() if known else None

    async def replace(self, model: ChatModel | None, terms: ModelTerms | None) -> None:
        """Give sessions that begin from now on this model; those that are open keep theirs."""
        before, self._now = self._now, _stock_of(model, terms)
        self._replaced = [stock for stock in self._replaced if stock.lent]
        if before is not None:
            before.is_replaced = True
            self._replaced.append(before)
            await before.close_if_done()

    async def turn_off(self) -> None:
        """Have no session, open or new, ask any model from now on."""
        await self.replace(None, None)
        for stock in self._replaced:
            for lent in tuple(stock.lent):
                lent.turn_off()

    async def close(self) -> None:
        """Close all models, lent or not. Safe to call twice."""
        stocks = [*self._replaced, *([self._now] if self._now is not None else [])]
        self._now, self._replaced = None, []
        for stock in stocks:
            for lent in stock.lent:
                lent.turn_off()
            await stock.model.close()


def _stock_of(model: ChatModel | None, terms: ModelTerms | None) -> _Stock | None:
    return _Stock(model, terms) if model is not None and terms is not None else None
