"""What the REST routes answer and take, as pydantic models. Must not know how the answers are found."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from question_bank.package import Difficulty, Framework, Kind
from server.model.kept import ModelField, ModelFields
from server.settings import ModelKey, ModelName
from transcripts.events import Mode, Phase

Ending = Literal["completed", "time_up", "left_early"]
LinkState = Literal["open", "expired", "withdrawn"]
Reach = Literal["machine", "network"]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LevelBarShape(_Shape):
    """What a candidate of each level is expected to do unprompted."""

    intern: str
    mid: str
    senior: str


class QuestionRow(_Shape):
    """A question in the list."""

    id: str
    title: str
    kind: Kind
    framework: Framework
    topic: str
    difficulty: Difficulty
    minutes: int
    summary: str
    level_bar: LevelBarShape
    lacks: str
    """A library that its code needs and that is not installed here, with the remedy; empty when nothing is missing."""


class EntryShape(_Shape):
    """What the candidate's file must define."""

    name: str
    signature: str


class DataFileShape(_Shape):
    """A file that the candidate's code may open."""

    name: str
    says: str
    n_bytes: int


class PhaseMinutesShape(_Shape):
    """Time budget by phase, for the question's own length."""

    introduce: float
    clarify: float
    plan: float
    code: float
    verify: float
    discuss: float
    wrap_up: float


class QuestionDetail(QuestionRow):
    """A question as a candidate may see it before the interview: nothing of facts, hints, checks or answers."""

    starter: str
    driver: str
    """Code of the question that uses a class of the candidate's; empty when their function is called itself."""
    entry: EntryShape
    data: tuple[DataFileShape, ...]
    phases: PhaseMinutesShape


class LeftOut(_Shape):
    """A question package that cannot be used, and why."""

    package: str
    message: str


class NewSession(_Shape):
    """What to begin."""

    question_id: str = Field(min_length=1, max_length=100)
    length_minutes: int | None = None
    mode: Mode = "mock"
    """`mock` is as an interview would be. In `practice` a coach speaks, hints are free, parts may be tried again."""


class SessionMade(_Shape):
    """The session that was begun or taken in."""

    session_id: str


class SessionRow(_Shape):
    """A session in the list. `ending` is null while it is open."""

    id: str
    question_id: str
    question_title: str
    kind: Kind
    started_at: str
    length_minutes: int
    mode: Mode
    duration_ms: int
    n_events: int
    ending: Ending | None


class SessionStanding(_Shape):
    """Where a session was left that has not ended."""

    phase: Phase
    left_ms: int
    """Interview time that is left, as of the last thing that happened in it."""
    last_at: str
    """ISO 8601, UTC: when that was. The start, when the log's dates cannot be read."""


class NewComment(_Shape):
    """A comment on a moment. Sent again with the same id, it is stored once, with the newer words."""

    comment_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{8,64}$")
    seq: int = Field(ge=1, le=2**31)
    author: str
    text: str


class NewWords(_Shape):
    """What a comment shall say from now on."""

    text: str


class CommentRow(_Shape):
    """A comment as whoever asks may see it, and what they may do with it. Times are ISO; `changed_at` may be empty."""

    comment_id: str
    seq: int
    author: str
    text: str
    made_at: str
    changed_at: str
    is_imported: bool
    """It was taken in from a file of its author's."""
    may_change: bool
    may_remove: bool


class CommentsTakenIn(_Shape):
    """What came of a file of comments."""

    n_new: int
    n_known: int
    """Those that were there already, and were left as they are."""


class NewLink(_Shape):
    """A link to one ended session, for somebody else."""

    label: str = Field("", max_length=60)
    """Who it is for, for the owner's own list."""
    expires_in_days: int | None = Field(30, ge=1, le=3650)
    """After so many days it opens nothing; null: never."""
    may_comment: bool = True


class LinkRow(_Shape):
    """A link in the list. `expires_at` is null when it never does."""

    id: str
    label: str
    made_at: str
    expires_at: str | None
    may_comment: bool
    state: LinkState


class LinkMade(_Shape):
    """The link that was made. `path`, below the server's own address, holds its secret and is told only now."""

    path: str
    link: LinkRow


class SessionLinks(_Shape):
    """The links to a session, newest first, and from where this server can be reached."""

    reach: Reach
    """`machine`: only from the machine that it runs on; `network`: from others as well."""
    names: tuple[str, ...]
    """Further host names under which it may be opened, through a proxy say."""
    links: tuple[LinkRow, ...]


class Shown(_Shape):
    """A session that a guest was shown by link."""

    session_id: str
    may_comment: bool


class Visit(_Shape):
    """Who asks: the owner, or a guest and what they were shown."""

    is_guest: bool
    shown: tuple[Shown, ...]


class RunnerShape(_Shape):
    """What runs the code, and whether it can."""

    name: str
    available: bool
    message: str


class QueueShape(_Shape):
    """How busy the machine is. `most_waiting`: when so many wait, the next run is refused."""

    n_lanes: int
    n_at_work: int
    n_waiting: int
    most_waiting: int
    longest_wait_ms: int


class ModelShape(ModelFields):
    """The language model that helps the interviewer; an empty name: there is none, and none is needed."""

    key_is_kept: bool
    """The key itself is never sent back."""
    key_ends: str
    """Its last four signs, where it is long enough to show them."""
    openai_key_is_set: bool
    """Whether the server was started with a key for OpenAI in OPENAI_API_KEY."""
    fixed: tuple[ModelField, ...]
    """What is set where the server was started."""
    may_change: bool
    why_not: str
    """Why the page may not change it, and who may; empty when it may."""
    problem: str
    """Why what was set before cannot be read; empty when it can."""


class ModelWanted(ModelFields):
    """A language model to try or to use from now on."""

    name: ModelName = Field(min_length=1)
    key: ModelKey | None = None
    """Null: the key that is kept, if it was given for the same address. Empty: none."""


class ModelTrial(_Shape):
    """How the language model did when it was tried."""

    works: bool
    answers: bool
    """Whether words came back at all, in whatever shape."""
    in_time: bool
    says: str
    """In words, with what to do."""
    latency_ms: int
    first_words_ms: int


class Health(_Shape):
    """Whether the server works."""

    status: Literal["ok"]
    version: str
    runner: RunnerShape


class ErrorDetail(_Shape):
    """A code for programs and a line for people."""

    code: str
    message: str


class ErrorAnswer(_Shape):
    """What every refused request is answered with."""

    error: ErrorDetail
