"""The data files of a question: rows, summaries of columns and quick plots, for every question that has any."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server
from tests.browser.test_pages import AXE

# Every other one: each is a whole visit to an interview.
WITH_DATA = [question.id for question in load_bank().all() if question.data][::2]
HOSTILE = (
    "\ufeffname;<b>note</b>;007\r\n"
    '"<img src=x onerror=""document.title=1"">";"=cmd|\' /C calc\'!A0";007\r\n'
    '"\u202egnp.exe";"two\r\nlines";012\r\n'
    f"{'w' * 40_000};;\r\n"
    "short\r\n"
    "a;b;c;d\r\n"
)


def large_table(n_bytes: int) -> bytes:
    """A table of at least so many bytes, with 200,000 rows and more."""
    rows = "".join(
        f"{n},{n % 97},{n * 0.37:.3f},group {n % 11},{'' if n % 7 else n},some words {n}\n" for n in range(1000)
    )
    return ("id,few,amount,group,gaps,words\n" + rows * (n_bytes // len(rows) + 1)).encode()


def open_data(page: Page, server: Server, question_id: str) -> CandidateAtThePage:
    """Start an interview and open its first file."""
    candidate = CandidateAtThePage(page, load_bank().get(question_id))
    candidate.start(server.entry)
    page.get_by_test_id("tab-data").click()
    return candidate


def instead(page: Page, content: bytes) -> None:
    """Let every data file hold this."""
    page.route(
        re.compile(r"/api/questions/[\w-]+/files/"), lambda route: route.fulfill(body=content, content_type="text/csv")
    )


def choose(page: Page, field: str, column: str) -> None:
    """Choose a column of a quick plot by its name."""
    options = page.get_by_test_id(field).locator("option")
    label = next(words for words in options.all_inner_texts() if words.startswith(column))
    page.get_by_test_id(field).select_option(label=label)


def barriers(page: Page) -> list[str]:
    """What axe finds wrong on the page."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {node['html'][:150]}" for violation in report["violations"] for node in violation["nodes"]
    ]


@pytest.mark.parametrize("question_id", WITH_DATA)
def test_what_is_told_of_each_file_is_what_pandas_reads(
    question_id: str, page: Page, shared_server: Server, keep: Path
) -> None:
    question = load_bank().get(question_id)
    open_data(page, shared_server, question_id)
    content = shared_server.request(f"/api/questions/{question_id}/files/{question.data[0].name}")
    table = pd.read_csv(io.BytesIO(content))
    expect(page.get_by_test_id("data-extent")).to_have_text(f"{len(table):,} rows, {len(table.columns)} columns")
    expect(page.get_by_test_id("data-row").first).to_be_visible()
    page.screenshot(path=keep / "rows.png")

    page.get_by_test_id("view-columns").click()
    expect(page.get_by_test_id(f"column-{len(table.columns) - 1}")).to_be_visible()
    columns = page.get_by_test_id("columns").evaluate(
        """(list) => [...list.querySelectorAll('details')].map((details) => {
            const facts = [...details.querySelectorAll('dl > div')];
            const told = facts.map((fact) => [...fact.children].map((part) => part.textContent));
            return [details.dataset.type, Object.fromEntries(told)];
        })"""
    )
    for name, (kind, told) in zip(table.columns, columns, strict=True):
        values = table[name]
        n_missing = int(values.isna().sum())
        assert told["Missing"].split(" ")[0] == (f"{n_missing:,}" if n_missing else "none"), name
        assert told["Different values"] == f"{values.nunique():,}", name
        assert (kind in {"whole_numbers", "numbers"}) == pd.api.types.is_numeric_dtype(values), (name, kind)
        if kind in {"whole_numbers", "numbers"}:
            for said, share in (("Minimum", 0), ("Lower quartile", 0.25), ("Median", 0.5), ("Maximum", 1)):
                assert float(told[said].replace(",", "")) == pytest.approx(values.quantile(share), rel=2e-4, abs=1e-9)
            assert float(told["Standard deviation"].replace(",", "")) == pytest.approx(values.std(), rel=2e-4)
    page.screenshot(path=keep / "columns.png")
    page.get_by_test_id("column-0").locator("summary").click()
    page.get_by_test_id("column-0").get_by_test_id("column-plot").click()
    expect(page.get_by_test_id("plot").locator("svg")).to_be_visible()
    page.screenshot(path=keep / "plot.png")


def test_all_rows_are_reached_and_put_in_order_by_keyboard(page: Page, shared_server: Server) -> None:
    open_data(page, shared_server, "churn-prediction")
    box = page.get_by_test_id("data-preview")
    expect(page.get_by_test_id("data-row").first).to_be_visible()
    assert page.get_by_test_id("data-row").count() < 80
    box.focus()
    page.keyboard.press("End")
    expect(box.locator("th[scope=row]", has_text=re.compile(r"^3610$"))).to_be_visible()

    head = page.get_by_test_id("sort-9")
    column = box.locator("thead th").nth(10)
    first = page.get_by_test_id("data-row").first.locator("td").nth(9)
    last = page.get_by_test_id("data-row").last.locator("td").nth(9)
    before = first.inner_text()
    head.focus()
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "ascending")
    expect(box).to_have_attribute("aria-busy", "false")
    assert box.evaluate("(box) => box.scrollTop") == 0
    lowest = float(first.inner_text())
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "descending")
    expect(box).to_have_attribute("aria-busy", "false")
    assert float(first.inner_text()) > lowest
    box.focus()
    page.keyboard.press("End")
    expect(box.locator("th[scope=row]").last).to_be_visible()
    assert last.inner_text() != ""
    # The browser scrolls there in steps, and would go on doing so beneath the next order.
    page.wait_for_function(
        "(box) => box.scrollTop + box.clientHeight >= box.scrollHeight - 1", arg=box.element_handle()
    )
    head.focus()
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "none")
    expect(box.locator("tbody th[scope=row]").first).to_have_text("1")
    assert before != ""


@pytest.mark.parametrize(("scheme", "width", "height"), [("light", 1280, 800), ("dark", 820, 1180)])
def test_quick_plots_say_what_they_show_and_bar_nobody(
    scheme: str, width: int, height: int, browser: Browser, shared_server: Server, keep: Path
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    open_data(page, shared_server, "churn-prediction")
    expect(page.get_by_test_id("data-row").first).to_be_visible()
    found = {"rows": barriers(page)}
    page.get_by_test_id("view-columns").click()
    page.get_by_test_id("column-2").locator("summary").click()
    found["columns"] = barriers(page)
    page.get_by_test_id("view-plot").click()
    plot = page.get_by_test_id("plot")
    for kind, across, against, colour, words in (
        ("histogram", "tenure_days", "nothing", "churned", r"Histogram of tenure_days: .* Coloured by churned: 0, 1\."),
        ("scatter", "tenure_days", "minutes_on_app", "churned", r"Scatter plot of 2,000 points"),
        ("bars", "country", "nothing", "plan", r"Bars of country: [\d,]+ rows in \d+ groups; US"),
        ("boxes", "plan", "minutes_on_app", "churned", r"Box plots of minutes_on_app_30d by plan"),
        ("counts", "country", "plan", None, r"Counts of plan \(across\) by country \(down\)"),
    ):  # fmt: skip
        choose(page, "plot-x", across)
        choose(page, "plot-y", against)
        if colour is None:
            expect(page.get_by_test_id("plot-colour")).to_have_count(0)
        else:
            choose(page, "plot-colour", colour)
        expect(plot).to_have_attribute("data-kind", kind)
        expect(plot).to_have_attribute("aria-label", re.compile(words))
        expect(plot.locator("svg")).to_be_visible()
        page.screenshot(path=keep / f"{kind}.png")
        found[kind] = barriers(page)
    choose(page, "plot-x", "tenure_days")
    choose(page, "plot-y", "nothing")
    page.get_by_test_id("plot-log-x").check()
    expect(plot).to_have_attribute("aria-label", re.compile("on a log scale"))
    page.screenshot(path=keep / "log.png")
    context.close()
    assert found == {name: [] for name in found}


def test_hostile_contents_stay_text(page: Page, shared_server: Server, keep: Path) -> None:
    instead(page, HOSTILE.encode())
    open_data(page, shared_server, "churn-prediction")
    expect(page.get_by_test_id("data-extent")).to_have_text("5 rows, 3 columns, separated by semicolons")
    expect(page.get_by_test_id("data-uneven")).to_have_text(
        "2 rows have more or fewer cells than the header, the first is row 4."
    )
    box = page.get_by_test_id("data-preview")
    expect(box).to_contain_text('<img src=x onerror="document.title=1">')
    expect(box).to_contain_text("\ufffdgnp.exe")
    assert box.locator("img, b").count() == 0
    page.screenshot(path=keep / "rows.png")
    page.get_by_test_id("view-columns").click()
    expect(page.get_by_test_id("column-2")).to_have_attribute("data-type", "text")
    page.get_by_test_id("view-plot").click()
    expect(page.get_by_test_id("plot").locator("svg")).to_be_visible()
    page.screenshot(path=keep / "plot.png")
    assert page.title() != "1"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize(("content", "shown", "words"), [
    (b"", "data-empty", "The file is empty."),
    (b"a,b\n", "data-extent", "0 rows, 2 columns"),
    (b"a\n1\n", "data-extent", "1 row, 1 column"),
])  # fmt: skip
def test_a_file_with_little_in_it(content: bytes, shown: str, words: str, page: Page, shared_server: Server) -> None:
    instead(page, content)
    open_data(page, shared_server, "churn-prediction")
    expect(page.get_by_test_id(shown)).to_have_text(words)


def test_a_file_that_does_not_come_can_be_asked_for_again(page: Page, shared_server: Server, keep: Path) -> None:
    def lose(route: Route) -> None:
        route.abort()

    files = re.compile(r"/api/questions/[\w-]+/files/")
    page.route(files, lose)
    open_data(page, shared_server, "churn-prediction")
    expect(page.get_by_test_id("data-trouble")).to_contain_text("The server does not answer")
    page.screenshot(path=keep / "trouble.png")
    page.unroute(files, lose)
    page.get_by_test_id("data-again").click()
    expect(page.get_by_test_id("data-row").first).to_be_visible()


def test_looking_at_data_is_in_no_log(page: Page, shared_server: Server) -> None:
    candidate = CandidateAtThePage(page, load_bank().get("churn-prediction"))
    session_id = candidate.start(shared_server.entry)

    def types() -> list[str]:
        log = json.loads(shared_server.request(f"/api/sessions/{session_id}/log"))
        return [envelope["event"]["type"] for envelope in log["envelopes"]]

    before = types()
    page.get_by_test_id("tab-data").click()
    expect(page.get_by_test_id("data-row").first).to_be_visible()
    page.get_by_test_id("view-plot").click()
    expect(page.get_by_test_id("plot").locator("svg")).to_be_visible()
    assert types() == before


def test_typing_never_waits_for_a_large_file(page: Page, shared_server: Server, keep: Path) -> None:
    content = large_table(20 * 2**20)
    instead(page, content)
    candidate = CandidateAtThePage(page, load_bank().get("churn-prediction"))
    candidate.start(shared_server.entry)
    candidate.editor.click()
    page.evaluate(
        """() => {
            window.longest = 0;
            new PerformanceObserver((seen) => {
                for (const task of seen.getEntries()) window.longest = Math.max(window.longest, task.duration);
            }).observe({ type: 'longtask' });
        }"""
    )
    page.get_by_test_id("tab-data").click()
    candidate.editor.click()
    box = page.get_by_test_id("data-preview")
    n_typed = 0
    while not box.is_visible() or n_typed < 60:
        page.keyboard.type("#")
        n_typed += 1
    n_rows = content.count(b"\n") - 1
    expect(page.get_by_test_id("data-extent")).to_have_text(f"{n_rows:,} rows, 6 columns")
    expect(page.get_by_test_id("data-row").first).to_be_visible()
    while_reading = page.evaluate("window.longest")

    page.evaluate("window.longest = 0")
    page.get_by_test_id("sort-2").click()
    expect(box).to_have_attribute("aria-busy", "false")
    for place in (0.1, 0.5, 1):
        box.evaluate("(box, place) => { box.scrollTop = place * box.scrollHeight }", place)
        page.wait_for_timeout(100)
    expect(last_row_number(box)).to_be_visible()
    candidate.until(lambda: settled(box), "the last rows")
    page.screenshot(path=keep / "end.png")
    while_looking = page.evaluate("window.longest")
    (keep / "longest_tasks_ms.txt").write_text(f"reading {while_reading}, looking {while_looking}\n", encoding="utf-8")
    # Reading it all takes the page seconds when it is not done apart.
    assert max(while_reading, while_looking) < 700


def last_row_number(box: Locator) -> Locator:
    return box.locator("tbody th[scope=row]").last


def settled(box: Locator) -> bool:
    """Whether the last row that is drawn is the last row of the table."""
    places: Callable[[str], str | None] = box.locator("tbody tr[aria-rowindex]").last.get_attribute
    return places("aria-rowindex") == box.locator("table").get_attribute("aria-rowcount")
