"""What a page loads before anything is asked for stays small, so that it is there at once also on a slow line."""

from pathlib import Path

import pytest

from bench.page_weight import PAGES, STATIC, gzipped_bytes, page_files

MOST_BYTES = 350_000

needs_build = pytest.mark.skipif(not (STATIC / "index.html").is_file(), reason="the page is not built: make page")


@needs_build
@pytest.mark.parametrize("page", PAGES)
def test_the_first_bundle_of_each_page_is_below_the_limit(page: str) -> None:
    assert gzipped_bytes(page_files(page)) <= MOST_BYTES


@needs_build
def test_libraries_of_single_pages_burden_no_other() -> None:
    editor = page_files("Interview") - page_files("Start")
    assert any(name.startswith("InterviewPage-") and name.endswith(".css") for name in editor)
    assert gzipped_bytes(page_files("Start")) < 80_000 < gzipped_bytes(frozenset(editor))


def test_lazy_imports_do_not_count_and_styles_and_imports_of_imports_do(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    (tmp_path / "index.html").write_text('<script src="/assets/index-1.js"></script><link href="/assets/index-1.css">')
    files = {
        "index-1.js": """const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=
            ["assets/StartPage-1.js","assets/start-1.css","assets/deep-1.js"])))=>i.map(i=>d[i]);
            q(()=>import(`./StartPage-1.js`),__vite__mapDeps([0,1,2]))""",
        "StartPage-1.js": 'import{a}from"./deep-1.js";const lazy=()=>import("./lazy-1.js");',
        "deep-1.js": 'import"./deeper-1.js";',
    }
    for name in ("deeper-1.js", "lazy-1.js", "start-1.css", "index-1.css", "other-1.css"):
        files[name] = ""
    for name, text in files.items():
        (assets / name).write_text(text)
    expected = {"index-1.js", "StartPage-1.js", "deep-1.js", "deeper-1.js", "start-1.css", "index-1.css"}
    assert page_files("Start", tmp_path) == expected
    assert gzipped_bytes(frozenset({"deeper-1.js"}), tmp_path) < 40
    with pytest.raises(LookupError, match="Replay"):
        page_files("Replay", tmp_path)
