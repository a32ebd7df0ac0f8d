"""Which language model is used: what the server was started with, and below that what was set on the page.

Whoever may set an address has the server speak to it, and a key goes there. So on a server that others can reach, only
whoever starts it chooses. Must not know HTTP or sessions.
"""

import asyncio
from collections.abc import Callable

from pydantic import SecretStr

from server.model.chat_model import ChatModel
from server.model.kept import SETTING_OF, KeptModel, ModelField, ModelFields, fixed_by, keep, merged, with_kept
from server.model.lending import ModelLender
from server.model.trial import Trial, try_model
from server.settings import PREFIX, Settings
from transcripts.events import ModelTerms

MakeModel = Callable[[Settings], ChatModel | None]


class ModelChoiceError(Exception):
    """Base of why a language model cannot be set or tried."""


class NotOnPage(ModelChoiceError):
    """Whoever started the server chooses."""

    def __init__(self) -> None:
        super().__init__(
            "This server can be reached from other machines, so its language model is set by whoever starts it:"
            f" with {PREFIX}MODEL and its kin, or on this page with {PREFIX}MODEL_SETTINGS_ON_PAGE=1."
        )


class SetAtStart(ModelChoiceError):
    """A field is set where the server was started."""

    def __init__(self, field: ModelField) -> None:
        variable = PREFIX + SETTING_OF[field].upper()
        super().__init__(f"This is set where the server was started ({variable} or its kin), and is changed there.")


class NoModel(ModelChoiceError):
    """There is none to try."""

    def __init__(self) -> None:
        super().__init__("No language model is set, and none is needed.")


class TrialGoing(ModelChoiceError):
    """One trial at a time."""

    def __init__(self) -> None:
        super().__init__("A model is being tried already. Wait for that, or cancel it, then try again.")


class CannotKeep(ModelChoiceError):
    """The file cannot be written."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"This cannot be kept in the data folder ({problem}). Nothing was changed.")


class ModelChoice:
    """The choice of one server. `lender` gives sessions what was chosen."""

    def __init__(self, started: Settings, make: MakeModel) -> None:
        self._started = started
        self._make = make
        self._changing = asyncio.Lock()
        self._is_trying = False
        self.fixed = fixed_by(started)
        """Fields that are set where the server was started."""
        self.settings, self.problem = with_kept(started)
        self.lender = ModelLender(make(self.settings), terms_of(self.settings))

    @property
    def may_change(self) -> bool:
        """Whether the page may set the model."""
        return self._started.model_settings_on_page or self._started.is_for_this_machine_alone

    async def save(self, wanted: ModelFields, key: SecretStr | None) -> None:
        """Keep a model and have sessions that begin from now on use it.

        `key`: None is the one that is kept, if the address is the same. Raises NotOnPage, SetAtStart, CannotKeep.
        """
        async with self._changing:
            kept = self._checked(wanted, key)
            try:
                await asyncio.to_thread(keep, self._started.kept_model_path, kept)
            except OSError as error:
                raise CannotKeep(error.strerror or type(error).__name__) from error
            self.settings, self.problem = merged(self._started, kept), ""
            await self.lender.replace(self._make(self.settings), terms_of(self.settings))

    async def turn_off(self) -> None:
        """Forget the model and its key, and have no session ask it any more.

        Raises NotOnPage, SetAtStart, CannotKeep.
        """
        async with self._changing:
            self._check_may_change()
            if "name" in self.fixed:
                raise SetAtStart("name")
            try:
                await asyncio.to_thread(self._started.kept_model_path.unlink, missing_ok=True)
            except OSError as error:
                raise CannotKeep(error.strerror or type(error).__name__) from error
            self.settings, self.problem = self._started, ""
            await self.lender.turn_off()

    async def try_out(self, wanted: ModelFields | None, key: SecretStr | None) -> Trial:
        """Try a model as it was put together, or the one that is set. One trial at a time.

        Raises NotOnPage, SetAtStart, NoModel, TrialGoing.
        """
        settings = self.settings if wanted is None else merged(self._started, self._checked(wanted, key))
        if self._is_trying:
            raise TrialGoing
        model = self._make(settings)
        if model is None:
            raise NoModel
        self._is_trying = True
        try:
            return await try_model(model, settings.model_seconds)
        finally:
            self._is_trying = False
            await model.close()

    async def close(self) -> None:
        """Let go of all models. Safe to call twice."""
        await self.lender.close()

    def _checked(self, wanted: ModelFields, key: SecretStr | None) -> KeptModel:
        self._check_may_change()
        for field in self.fixed - {"key"}:
            if getattr(wanted, field) != getattr(self._started, SETTING_OF[field]):
                raise SetAtStart(field)
        if "key" in self.fixed:
            # The key of the environment stays there.
            if key is not None:
                raise SetAtStart("key")
            key = SecretStr("")
        elif key is None:
            same = wanted.base_url == self.settings.model_base_url
            key = self.settings.model_api_key if same else SecretStr("")
        return KeptModel(**wanted.model_dump(include=set(ModelFields.model_fields)), key=key)

    def _check_may_change(self) -> None:
        if not self.may_change:
            raise NotOnPage


def terms_of(settings: Settings) -> ModelTerms:
    """Give what a session is told of its language model."""
    return ModelTerms(
        name=settings.model,
        deadline_ms=round(settings.model_seconds * 1000),
        most_calls=settings.model_calls,
        most_tokens=settings.model_tokens,
        most_cost=settings.model_cost,
        price_in=settings.model_price_in,
        price_out=settings.model_price_out,
        phrases=settings.model_phrases,
        votes=settings.model_votes,
    )
