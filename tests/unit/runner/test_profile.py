"""A profile shows its own libraries and nothing that is installed beside them."""

from importlib import metadata
from pathlib import Path

import pytest

from runner import profile
from runner.sandbox import SandboxUnavailable

OURS = {"agent", "question_bank", "rubric", "runner", "server", "transcripts"}


FOR_OWN_TESTS = {"pytest", "pluggy", "iniconfig", "packaging", "pygments"}


def names_of(name) -> set[str]:
    return {profile.normal(part.metadata["Name"]) for part in profile.closure(name)}


def test_numpy_needs_nothing_but_itself():
    assert names_of("numpy") - FOR_OWN_TESTS == {"numpy"}
    assert {"numpy", "numpy.libs"} <= {mount.target.split("-")[0] for mount in profile.package_mounts("numpy")}


def test_science_has_what_its_libraries_need_and_no_more():
    names = names_of("science")
    assert {"numpy", "scipy", "pandas", "scikit-learn", "matplotlib", "joblib", "python-dateutil", "pillow"} <= names
    assert not names & {"torch", "msgspec", "fastapi", "thinkaloud", "pip", "setuptools", "httpx", "hypothesis"}


@pytest.mark.parametrize("name", ["numpy", "science"])
def test_every_mount_is_a_file_of_the_profiles_distributions(name):
    owned = {Path(str(part.locate_file(file))).resolve() for part in profile.closure(name) for file in part.files or ()}
    for mount in profile.package_mounts(name):
        source = mount.source.resolve()
        assert source.exists()
        assert mount.target.split("/")[0] not in OURS
        assert any(path == source or source in path.parents for path in owned)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packages as an installer leaves them, and nothing else to be found."""

    def install(name: str, files: dict[str, str], requires: tuple[str, ...] = ()) -> None:
        info = f"{name.replace('-', '_')}-1.0.dist-info"
        needs = "".join(f"Requires-Dist: {need}\n" for need in requires)
        files = {**files, f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needs}"}
        files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD", "../../bin/tool"])
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")

    needs = ("Small_Part>=1; python_version>='3'", "docs-tool; extra == 'docs'", "only-elsewhere; sys_platform=='x'")
    install("numpy", {"numpy/__init__.py": "", "numpy.pth": "import os"}, needs)
    install("small-part", {"small.py": "", "shared/small/a.py": ""})
    install("pytest", {"pytest/__init__.py": ""})
    install("docs-tool", {"docs_tool/__init__.py": "", "shared/docs/b.py": ""})
    install("thinkaloud", {"runner/__init__.py": "", "question_bank/secret.py": ""}, ("numpy",))
    real = metadata.distribution

    def distribution(name: str):
        found = next(iter(metadata.distributions(name=name, path=[str(tmp_path)])), None)
        if found is None:
            raise metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(profile.metadata, "distribution", distribution)
    profile.package_mounts.cache_clear()
    yield tmp_path
    profile.package_mounts.cache_clear()
    assert metadata.distribution is not real


def test_what_is_installed_in_the_same_folder_stays_out(installed: Path):
    targets = {mount.target for mount in profile.package_mounts("numpy")}
    assert targets == {
        *("numpy", "numpy-1.0.dist-info", "small.py", "shared/small", "small_part-1.0.dist-info"),
        *("pytest", "pytest-1.0.dist-info"),
    }


def test_a_missing_library_is_named_with_its_remedy(installed: Path):
    with pytest.raises(SandboxUnavailable, match=r"scipy|pandas|scikit-learn|matplotlib") as caught:
        profile.closure("science")
    assert "pip install" in caught.value.remedy


def test_a_missing_optional_library_says_in_one_line_what_to_install(installed: Path):
    with pytest.raises(SandboxUnavailable, match="torch is not installed") as caught:
        profile.closure("torch")
    assert "-m pip install torch`" in caught.value.remedy
    assert "for the processor alone" in caught.value.remedy
    assert "\n" not in str(caught.value)


def test_the_interpreter_is_the_one_below_the_virtual_environment():
    found = profile.interpreter()
    targets = {mount.target: mount.source for mount in found.mounts}
    assert f"bin/{found.executable.name}" in targets
    assert any((source / "os.py").is_file() for source in targets.values())
    assert not any("site-packages" in target for target in targets)
