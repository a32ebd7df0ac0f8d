"""Make the README's pictures from a real session: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.server_process import Server

SIZE = {"width": 1360, "height": 820}
OWN_CHECK = """

if __name__ == "__main__":
    points = np.array([[0.0, 0.0], [0.0, 1.0], [9.0, 9.0], [9.0, 8.0]])
    centroids, labels = kmeans(points, points[[0, 2]])
    print(centroids, labels)
    assert labels.tolist() == [0, 0, 1, 1]
"""


def main(folder: Path) -> None:
    """Play a short k-means interview and keep two pictures of it."""
    folder.mkdir(parents=True, exist_ok=True)
    question = load_bank().get("kmeans-lloyd")
    wrong = next(sub for sub in question.submissions if sub.path.endswith("nan_when_empty.py"))
    right = next(sub for sub in question.submissions if sub.expect == "passed")
    with tempfile.TemporaryDirectory() as data, sync_playwright() as driver:
        server = Server(Path(data))
        browser = driver.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page(viewport=SIZE, reduced_motion="reduce", device_scale_factor=1.5)  # type: ignore[arg-type]
        candidate = CandidateAtThePage(page, question)
        candidate.start(server.entry)
        candidate.ask("Are the starting centroids given, or should I choose them?")
        candidate.ask("Can a cluster lose all its points, and what should happen then?")
        candidate.say("Plan: all squared distances by broadcasting, argmin for labels, then means, until stable.")
        candidate.reach("code")
        candidate.write(question.sources[wrong.path].rstrip() + "\n" + OWN_CHECK)
        candidate.run()
        candidate.submit()
        page.wait_for_timeout(500)
        page.screenshot(path=folder / "interview.png")
        candidate.say("The mean of no points is 0/0, so that centroid turns into NaN. I will keep it where it was.")
        candidate.write(question.sources[right.path].rstrip() + "\n" + OWN_CHECK)
        candidate.submit()
        candidate.reach("discuss")
        candidate.talk_to_the_end()
        page.get_by_test_id("to-debrief").click()
        expect(page.get_by_test_id("overall")).to_be_visible()
        page.wait_for_timeout(500)
        page.screenshot(path=folder / "debrief.png")
        browser.close()
        server.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"))
