"""Attacks on the sandbox: none may work, and honest code must run as before after each of them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runner import backends, warm_parent
from runner.attacks.submissions import KINDS, Attack, builtin_folder, read_attacks
from runner.attacks.surroundings import Surroundings
from runner.attacks.trial import LIMITS, Opens, Witness, try_attack
from runner.sandbox import Profile, Program, Sandbox
from runner.sandbox_unwalled import UnwalledSandbox

ATTACKS = read_attacks(builtin_folder())
BEYOND_LIMITS_ALONE = {
    "exhaust/inodes",
    "exhaust/folders",
    "exhaust/mapped_scratch",
    "exhaust/disk_many_files",
    "forge/result_file",
}
"""What only walls keep out."""

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]


def _back_end(kind: backends.Kind):
    missing = backends.what_is_missing(kind.name)
    return pytest.param(kind, id=kind.name, marks=pytest.mark.skipif(bool(missing), reason=f"{missing} is not there"))


class Walled:
    """A back-end with the honest code that is run on it after each attack."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._witnesses: dict[Profile, Witness] = {}

    def witness(self, profile: Profile) -> Witness:
        if profile not in self._witnesses:
            self._witnesses[profile] = Witness(self.sandbox, profile)
            assert self._witnesses[profile].complaint() == ""
        return self._witnesses[profile]


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    surroundings = Surroundings(tmp_path_factory.mktemp("around"))
    with surroundings.staged():
        yield surroundings


@pytest.fixture(scope="module", params=map(_back_end, [kind for kind in backends.ALL if kind.walled]))
def walled(request: pytest.FixtureRequest) -> Iterator[Walled]:
    with pytest.MonkeyPatch.context() as patch, request.param.make(0) as sandbox:
        # One warm parent takes all attacks, and no successor is mistaken for something that one of them left behind.
        patch.setattr(warm_parent, "MAX_FORKS", 100_000)
        yield Walled(sandbox)


@pytest.fixture(scope="module")
def unwalled() -> Iterator[Opens]:
    with UnwalledSandbox(n_spares=0) as sandbox:
        sandbox.open(Program(""), LIMITS).close()
        yield sandbox


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_no_attack_works_behind_walls(attack: Attack, walled: Walled, around: Surroundings):
    witness = walled.witness(attack.profile)
    trace = try_attack(attack, walled.sandbox, around)
    assert trace.findings == (), (trace.outcomes, trace.remains.stdout[-2000:])
    assert witness.complaint() == ""


@pytest.mark.parametrize(
    "attack",
    [
        attack
        for attack in ATTACKS
        if attack.kind in ("forge", "exhaust") and attack.profile == "numpy" and attack.name not in BEYOND_LIMITS_ALONE
    ],
    ids=lambda attack: attack.name,
)
def test_nothing_is_forged_or_exhausted_even_without_walls(attack: Attack, unwalled: Opens, around: Surroundings):
    trace = try_attack(attack, unwalled, around)
    assert trace.findings == (), (trace.outcomes, trace.remains.stdout[-2000:])


def test_the_battery_has_every_class_and_says_what_it_wants():
    assert {attack.kind for attack in ATTACKS} == set(KINDS)
    assert len(ATTACKS) >= 200
    for attack in ATTACKS:
        assert Path(attack.name).parent.name == attack.kind
        assert len(attack.success) > 10
        assert "def solve(" in attack.source or attack.allowed_ends
