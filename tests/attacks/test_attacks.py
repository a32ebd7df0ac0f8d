"""Attacks on the sandbox: none may work, and honest code must run as before after each of them."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runner import warm_parent
from runner.sandbox import Sandbox
from runner.sandbox_bubblewrap import BubblewrapSandbox
from runner.sandbox_unwalled import UnwalledSandbox
from runner.sandbox_warmfork import WarmForkSandbox


def _battery():
    name = "thinkaloud_attack_battery"
    specification = importlib.util.spec_from_file_location(name, Path(__file__).with_name("battery.py"))
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


battery = _battery()
ATTACKS = battery.attacks()
CLASSES = {"steal", "forge", "escape", "persist", "exhaust", "disturb"}
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


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Iterator["battery.Surroundings"]:
    battery.adopt_orphans()
    surroundings = battery.Surroundings(tmp_path_factory.mktemp("around"))
    with surroundings.staged():
        yield surroundings


@pytest.fixture(scope="module", params=[WarmForkSandbox, BubblewrapSandbox], ids=["warm-fork", "bubblewrap"])
def walled(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with pytest.MonkeyPatch.context() as patch, request.param(n_spares=0) as sandbox:
        # One warm parent takes all attacks, and no successor is mistaken for something that one of them left behind.
        patch.setattr(warm_parent, "MAX_FORKS", 100_000)
        assert battery.honest_run_is_wrong(sandbox) == ""
        yield sandbox


@pytest.fixture(scope="module")
def unwalled() -> Iterator[Sandbox]:
    with UnwalledSandbox(n_spares=0) as sandbox:
        sandbox.open(battery.Program(""), battery.LIMITS).close()
        yield sandbox


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_no_attack_works_behind_walls(attack, walled: Sandbox, around):
    trace = battery.run_attack(attack, walled, around)
    assert trace.findings == [], (trace.outcomes, trace.remains.stdout[-2000:])
    assert battery.honest_run_is_wrong(walled) == ""


@pytest.mark.parametrize(
    "attack",
    [attack for attack in ATTACKS if attack.kind in ("forge", "exhaust") and attack.name not in BEYOND_LIMITS_ALONE],
    ids=lambda attack: attack.name,
)
def test_nothing_is_forged_or_exhausted_even_without_walls(attack, unwalled: Sandbox, around):
    trace = battery.run_attack(attack, unwalled, around)
    assert trace.findings == [], (trace.outcomes, trace.remains.stdout[-2000:])


@pytest.mark.parametrize(
    "name", ["steal/home_key", "steal/symlink_in_scratch", "steal/loopback", "steal/loopback_by_raw_call"]
)
def test_the_attacks_bite_where_nothing_holds_them(name: str, around, tmp_path: Path):
    attack = next(attack for attack in ATTACKS if attack.name == name)
    connections = around.n_connections
    source = around.dress(attack.source) + "\nimport numpy as np\nsolve(np.zeros(5))\n"
    home = {"HOME": str(around.secret_file.parents[1])}
    result = subprocess.run(
        [sys.executable, "-c", source], cwd=tmp_path, env=os.environ | home, capture_output=True, text=True, check=False
    )
    deadline = battery.time.monotonic() + 3
    while around.n_connections == connections and "loopback" in name and battery.time.monotonic() < deadline:
        battery.time.sleep(0.02)
    worked = around.decoy in result.stdout or around.n_connections > connections
    around.n_connections = 0
    assert worked, result


def test_the_battery_has_every_class_and_says_what_it_wants():
    assert {attack.kind for attack in ATTACKS} == CLASSES
    assert len(ATTACKS) >= 130
    for attack in ATTACKS:
        assert attack.name.startswith(f"{attack.kind}/")
        assert len(attack.head["success"]) > 10
        assert "def solve(" in attack.source or attack.allowed_ends
