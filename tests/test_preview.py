"""The preview in a real browser: what it shows, how it follows saves, and that nothing of an outline is run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pymupdf
import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))

from readme import whole_outline

from briefing.errors import Place, Severity
from briefing.pipeline import Settled, settle
from briefing.preview import page as page_of
from briefing.preview.content import Content, FactView, SlideView
from briefing.preview.notices import Notice
from briefing.preview.state import State, settled_state

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
OUTLINES = ROOT / "tests" / "outlines"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
SOON = 1.0
"""Seconds in which a save is to be seen."""
TRIES = 5
"""Saves of which one has to be seen so soon: other tests may be running beside this one."""
MORE = "甲乙丙丁戊己庚辛壬癸"
SLIDES_OF_MORE = "".join(
    f"""      - kind: points
        claim: {name}项工作有序推进
        from: report#output
        points: [{name}项要点, "产量{{output}}"]
        prose: {name}项工作有序推进，产量{{output}}。
        notes: {name}项讲稿。
"""
    for name in MORE
)
OUTLINE = whole_outline().replace("left_out:", f"{SLIDES_OF_MORE}left_out:")
"""The README's outline with so many slides that there is something to scroll."""
IN_WINDOW = """() => {
  const box = document.getElementById("evidence").getBoundingClientRect();
  return box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
}"""
PLACE = """() => [
  document.getElementById("slides").scrollTop,
  document.querySelector(".is-current").dataset.title,
  [...document.querySelectorAll(".notes[open]")].map((notes) => notes.closest(".card").dataset.title).join(),
]"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser can be driven")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: the preview is not looked at in a browser")
    with driver.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


Open = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a page; in the end nothing may have been written to its console, and nothing asked for but itself."""
    contexts, said, foreign = [], [], []

    def opened(address: str, **options: Any) -> Page:
        context = browser.new_context(**(options or DESKTOP))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        allowed = ("data:", address if address.startswith("file:") else address.rstrip("/") + "/")
        page.on("request", lambda request: None if request.url.startswith(allowed) else foreign.append(request.url))
        page.goto(address)
        page.wait_for_selector("body[data-view], body[data-kind=alone]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert foreign == []


def exported(outline: Path, file: Path) -> tuple[str, Settled]:
    """The address of an outline's page as a file, and the outline settled."""
    settled = settle(outline)
    file.write_bytes(page_of.file(settled_state(outline, settled)))
    return file.as_uri(), settled


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a small outline's page."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "outline.yaml").write_text(OUTLINE, "utf-8")
    return exported(folder / "outline.yaml", folder / "page.html")[0]


# What is shown


@pytest.mark.parametrize("outline", [ROOT / "outline.yaml", OUTLINES / "minimal.yaml", OUTLINES / "english.yaml"])
def test_every_slide_is_shown_with_its_text_in_its_boxes(open_page: Open, tmp_path: Path, outline: Path) -> None:
    address, settled = exported(outline, tmp_path / "page.html")
    page = open_page(address)
    ids = page.eval_on_selector_all("[id]", "all => all.map((each) => each.id)")
    assert len(ids) == len(set(ids))
    titles = [slide.title for slide in settled.deck.slides]
    assert page.eval_on_selector_all(".card", "cards => cards.map((card) => card.dataset.title)") == titles
    assert page.eval_on_selector_all("#rail a .title", "all => all.map((each) => each.textContent)") == titles
    assert page.eval_on_selector_all("svg.slide", "all => all.every((each) => each.clientWidth > 600)")
    assert re.sub(r"\s", "", page.locator(".word h1").inner_text()) == re.sub(r"\s", "", settled.document.meta.title)
    found = page.evaluate(
        """() => {
          const outside = [];
          let texts = 0;
          for (const slide of document.querySelectorAll("svg.slide")) {
            const sheet = slide.getBoundingClientRect();
            const scale = sheet.width / slide.viewBox.baseVal.width;
            const near = 1.5 * scale;
            for (const slot of slide.querySelectorAll(".slot")) {
              const [x, y, width, height] = slot.dataset.frame.split(" ").map((value) => value * scale);
              for (const text of slot.querySelectorAll("text")) {
                if (!text.textContent.trim()) continue;
                texts += 1;
                const box = text.getBoundingClientRect();
                const sizes = [text, ...text.children].map((each) => parseFloat(each.getAttribute("font-size")) || 0);
                const size = Math.max(...sizes) * scale;
                const line = new DOMPoint(0, text.getAttribute("y")).matrixTransform(text.getScreenCTM()).y;
                const [left, right] = [box.left - sheet.left, box.right - sheet.left];
                const [top, bottom] = [line - 0.88 * size - sheet.top, line + 0.12 * size - sheet.top]; // Chinese glyphs
                const inSlot = left >= x - near && right <= x + width + near && top >= y - near && bottom <= y + height + near;
                const inSlide = left >= 0 && right <= sheet.width && top >= 0 && bottom <= sheet.height;
                if (!inSlot || !inSlide) {
                  outside.push([slide.getAttribute("aria-label"), slot.dataset.slot, text.textContent]);
                }
              }
            }
          }
          return { texts, outside };
        }"""
    )
    assert found["texts"] > 5 * len(titles)
    assert found["outside"] == []


@pytest.mark.parametrize(
    "window", [DESKTOP, PHONE, {"viewport": {"width": 844, "height": 390}}], ids=["desk", "phone", "lying"]
)
def test_nothing_is_wider_than_the_window(open_page: Open, small: str, window: dict[str, Any]) -> None:
    page = open_page(small, **window)
    for view in ("slides", "word", "slides"):
        page.click(f".views [data-view={view}]")
        wide = page.evaluate(
            """() => [document.documentElement, document.getElementById("slides"), document.getElementById("paper")]
              .filter((each) => getComputedStyle(each).visibility === "visible" && each.scrollWidth > each.clientWidth)
              .map((each) => each.id)"""
        )
        assert wide == []


def test_controls_on_a_phone_are_as_large_as_a_finger(open_page: Open, small: str) -> None:
    page = open_page(small, **PHONE)
    small_ones = page.eval_on_selector_all(
        "button, summary",
        """all => all.filter((each) => each.offsetParent && getComputedStyle(each).visibility === "visible")
          .filter((each) => each.offsetHeight < 40).map((each) => each.outerHTML)""",
    )
    assert small_ones == []
    assert page.locator(".card h3").first.is_visible(), "titles are told in text of the page's own size"
    sizes = page.eval_on_selector_all(
        ".card h3, .notes, .word p.BodyText", "all => all.map((each) => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 15


def test_the_window_shows_slides_or_word_or_both(open_page: Open, small: str) -> None:
    page = open_page(small)
    slides, word = page.locator("#deck"), page.locator(".word")
    assert slides.is_visible()
    assert word.is_visible()
    page.keyboard.press("w")
    assert not word.is_visible()
    page.keyboard.press("w")
    page.click(".views [data-view=word]")
    assert word.is_visible()
    assert not slides.is_visible()
    sheet = word.bounding_box()
    assert sheet
    assert sheet["x"] + sheet["width"] / 2 == pytest.approx(DESKTOP["viewport"]["width"] / 2, abs=10), "in the middle"
    page.set_viewport_size(PHONE["viewport"])
    page.click(".views [data-view=slides]")
    assert slides.is_visible()
    assert not word.is_visible()
    page.keyboard.press("w")
    assert word.is_visible()


def test_the_keyboard_reaches_everything(open_page: Open, small: str) -> None:
    page = open_page(small)
    last = page.locator(".card").count()

    def current() -> int:
        top = page.evaluate("""() => document.querySelector(".is-current .frame").getBoundingClientRect().top""")
        assert 0 < top < 700, "the current slide is in sight"
        number = int(page.locator(".is-current .number").inner_text())
        assert page.get_attribute("#rail [aria-current]", "href") == f"#slide-{number}"
        assert page.inner_text("#position") == f"{number} of {last}"
        return number

    for key, number in (
        ("PageDown", 2),
        ("ArrowDown", 3),
        ("ArrowRight", 4),
        ("ArrowLeft", 3),
        ("ArrowUp", 2),
        ("End", last),
    ):
        page.keyboard.press(key)
        assert current() == number
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    assert current() == 1
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    assert current() == last
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("PageDown")
    assert page.evaluate("document.activeElement.id") == "slide-5"
    notes = page.locator("#slide-5 .notes")
    page.keyboard.press("n")
    assert notes.get_attribute("open") is not None
    page.keyboard.press("n")
    assert notes.get_attribute("open") is None
    page.keyboard.press("f")
    box = page.locator("#slide-5 svg.slide").bounding_box()
    assert box
    assert box["height"] > 700
    page.keyboard.press("ArrowRight")
    assert page.locator("#slide-6 svg.slide").is_visible()
    assert not page.locator("#slide-5 svg.slide").is_visible()
    page.keyboard.press("Escape")
    assert current() == 6
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    assert current() == 6


def test_where_the_keyboard_is_can_be_seen(open_page: Open, small: str) -> None:
    page = open_page(small)
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const at = document.activeElement;
              const visible = (each) => getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) > 0;
              return visible(at) || (at.closest("svg") && document.querySelector(".mark.is-shown") !== null);
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_slides_and_word_are_printed(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "outline.yaml").write_text(OUTLINE, "utf-8")
    address, settled = exported(tmp_path / "outline.yaml", tmp_path / "page.html")
    page = open_page(address, color_scheme="dark", **DESKTOP)
    page.keyboard.press("n")
    page.keyboard.press("f")
    with pymupdf.open(stream=page.pdf(prefer_css_page_size=True)) as pdf:
        slides = settled.deck.slides
        assert len(pdf) > len(slides) + 1
        for sheet, slide in zip(pdf, slides, strict=False):
            assert sheet.rect.width > sheet.rect.height
            printed = re.sub(r"\s", "", sheet.get_text())
            assert re.sub(r"\s", "", slide.title) in printed
            assert "Speakernotes" not in printed
        paper = list(pdf)[len(slides) :]
        assert all(sheet.rect.height > sheet.rect.width for sheet in paper)
        assert settled.document.meta.unit in paper[0].get_text()


# Figures and their evidence


@pytest.mark.parametrize("where", [".card svg.slide .figure", ".word p .figure"])
@pytest.mark.parametrize("means", ["pointer", "keyboard"])
def test_a_figure_shows_what_it_rests_on(open_page: Open, small: str, where: str, means: str) -> None:
    page = open_page(small)
    figure = page.locator(f"{where}[data-fact=output]").first
    figure.scroll_into_view_if_needed()
    tip = page.locator("#evidence")
    assert not tip.is_visible()
    if means == "pointer":
        figure.hover()
    else:
        page.keyboard.press("Tab")
        figure.focus()
    for said in ("东圈汽车产量", "39.1万辆", "汽车产量39.1万辆", "2024年上半年", "示例日报", "产量"):
        assert said in tip.inner_text()
    assert page.evaluate(IN_WINDOW)
    assert figure.get_attribute("aria-describedby") == tip.get_attribute("id")
    same = page.locator(".figure[data-fact=output]")
    assert page.locator(".figure.is-marked").count() == same.count() > len(MORE)
    assert page.locator(".figure.is-marked:not([data-fact=output])").count() == 0
    assert page.locator("svg .mark").count() == page.locator("svg .figure[data-fact=output]").count() > 0
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert page.locator(".is-marked").count() == 0


def test_a_derived_figure_shows_what_it_is_worked_out_from(open_page: Open, small: str) -> None:
    page = open_page(small)
    page.locator(".word .figure[data-fact=share]").first.hover()
    said = page.locator("#evidence").inner_text()
    assert "东圈汽车产量 39.1万辆" in said
    assert "两地汽车产量 67.1万辆" in said


def test_evidence_stays_while_it_is_pointed_at_and_goes_afterwards(open_page: Open, small: str) -> None:
    page = open_page(small)
    figure = page.locator(".word p .figure[data-fact=output]").first
    figure.hover()
    tip = page.locator("#evidence")
    tip.hover()
    page.wait_for_timeout(400)
    assert tip.is_visible()
    page.mouse.move(3, 3)
    tip.wait_for(state="hidden")


def test_evidence_stays_inside_every_window(open_page: Open, small: str) -> None:
    page = open_page(small, viewport={"width": 900, "height": 500})
    page.keyboard.press("Tab")
    for figure in page.locator(".figure[data-fact]").all():
        figure.focus()
        assert page.evaluate(IN_WINDOW), figure.evaluate("figure => figure.outerHTML")


def test_a_finger_shows_evidence(open_page: Open, small: str) -> None:
    page = open_page(small, **PHONE)
    figure = page.locator("#slide-5 .figure").first
    figure.scroll_into_view_if_needed()
    figure.tap()
    tip = page.locator("#evidence")
    tip.wait_for(state="visible")
    assert page.evaluate(IN_WINDOW)
    box, covered = figure.bounding_box(), tip.bounding_box()
    assert box
    assert covered
    assert box["y"] + box["height"] <= covered["y"], "the figure itself stays in sight"
    page.touchscreen.tap(200, 160)
    tip.wait_for(state="hidden")


# Saves


@contextmanager
def running(outline: Path) -> Iterator[str]:
    """Runs the preview as a user does, and gives its address; in the end Ctrl-C has to end it without a word."""
    command = [sys.executable, "-m", "briefing", "preview", outline.name, "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=outline.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process.stdout.readline().strip() if process.stdout else ""
    finally:
        process.send_signal(signal.SIGINT)
        _printed, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    outline = tmp_path_factory.mktemp("live") / "outline.yaml"
    outline.write_text(OUTLINE, "utf-8")
    with running(outline) as address:
        yield address, outline


@pytest.fixture
def live(preview: tuple[str, Path]) -> tuple[str, Path]:
    """The address of a preview that runs, and its outline, which is as it was in the beginning."""
    address, outline = preview
    outline.write_text(OUTLINE, "utf-8")
    deadline = time.monotonic() + 10
    while not is_whole(address):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return address, outline


def is_whole(address: str) -> bool:
    with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
        page = answer.read().decode()
    return all(f"{name}项要点" in page for name in MORE) and 'data-does="problem"' not in page


def test_a_save_is_seen_within_a_second_and_the_place_is_kept(open_page: Open, live: tuple[str, Path]) -> None:
    address, outline = live
    page = open_page(address)
    for _ in range(8):
        page.keyboard.press("PageDown")
    page.keyboard.press("n")
    page.mouse.move(400, 400)
    top = page.evaluate(PLACE)[0]
    page.mouse.wheel(0, 60)
    page.wait_for_function("top => document.getElementById('slides').scrollTop === top", arg=top + 60)
    page.evaluate("document.getElementById('paper').scrollTop = 700")
    page.wait_for_function("() => document.getElementById('paper').scrollTop === 700")
    before = page.evaluate(PLACE)
    assert before[0] > 1000
    assert before[2], "notes are open"
    page.evaluate("document.querySelector('#slide-2 svg').kept = true")
    seconds = []
    for number in range(TRIES):
        text = f"要点改到第{MORE[number]}稿"
        begun = time.monotonic()
        outline.write_text(OUTLINE.replace("丁项要点", text), "utf-8")
        page.wait_for_function("text => document.getElementById('deck').textContent.includes(text)", arg=text)
        seconds.append(time.monotonic() - begun)
        assert page.evaluate(PLACE) == before
        if seconds[-1] < SOON:
            break
    assert min(seconds) < SOON
    assert page.evaluate("document.querySelector('#slide-2 svg').kept"), "what has not changed is not replaced"
    assert page.evaluate("document.getElementById('paper').scrollTop") == 700


def test_text_that_grows_above_leaves_what_is_read_where_it_is(open_page: Open, live: tuple[str, Path]) -> None:
    address, outline = live
    page = open_page(address)
    line = page.locator(".word p", has_text="辛项工作有序推进，")
    line.evaluate("line => document.getElementById('paper').scrollTop += line.getBoundingClientRect().top - 300")
    before = line.bounding_box()
    assert before
    assert before["y"] < 700
    outline.write_text(OUTLINE.replace("prose: 甲项工作有序推进，", f"prose: {'甲项工作有序推进，' * 20}"), "utf-8")
    page.wait_for_function("() => document.querySelector('.word').textContent.includes('推进，甲项工作有序推进，甲项')")
    after = line.bounding_box()
    assert after
    assert after["y"] == pytest.approx(before["y"], abs=1)


def test_slides_that_come_and_go_above_leave_the_current_one_where_it_is(
    open_page: Open, live: tuple[str, Path]
) -> None:
    address, outline = live
    page = open_page(address)
    for _ in range(9):
        page.keyboard.press("PageDown")
    where = """() => [document.querySelector(".is-current").dataset.title, document.querySelector(".is-current").getBoundingClientRect().top]"""
    before = page.evaluate(where)
    first = SLIDES_OF_MORE[: SLIDES_OF_MORE.index("      - kind", 1)]
    outline.write_text(OUTLINE.replace(first, ""), "utf-8")
    page.wait_for_function("() => document.querySelectorAll('.card').length === 15")
    after = page.evaluate(where)
    assert after[0] == before[0]
    assert after[1] == pytest.approx(before[1], abs=1)
    assert page.inner_text("#position") == "9 of 15"
    outline.write_text(OUTLINE, "utf-8")
    page.wait_for_function("() => document.querySelectorAll('.card').length === 16")
    assert page.evaluate(where)[1] == pytest.approx(before[1], abs=1)
    assert page.inner_text("#position") == "10 of 16"


def test_an_error_stands_over_its_slide(open_page: Open, live: tuple[str, Path]) -> None:
    address, outline = live
    page = open_page(address)
    for _ in range(6):
        page.keyboard.press("PageDown")
    title = page.get_attribute(".is-current", "data-title")
    before = page.evaluate(PLACE)
    broken = OUTLINE.replace(f"claim: {title}", f"clame: {title}")
    outline.write_text(broken, "utf-8")
    over = page.locator(".is-current .over")
    over.wait_for()
    line = next(number for number, each in enumerate(broken.splitlines(), 1) if "clame" in each)
    assert f"line {line}" in over.inner_text()
    assert "“clame” is not a key here" in over.inner_text()
    assert f"clame: {title}" in over.locator("pre").first.inner_text()
    assert page.locator(".over").count() == 1
    assert page.locator("#rail .badge").count() == 1
    assert "error" in page.locator("#rail a[aria-current] .badge").inner_text()
    assert page.locator(".found").inner_text().endswith("1 error")
    assert page.locator("#problems").is_visible()
    assert page.evaluate(PLACE) == before
    assert page.locator(".card").count() == 16
    page.keyboard.press("Home")
    page.keyboard.press("e")
    assert page.get_attribute(".is-current", "data-title") == title
    outline.write_text(OUTLINE, "utf-8")
    over.wait_for(state="detached")
    assert not page.locator("#problems").is_visible()
    assert page.locator("#rail .badge, .found").count() == 0


def test_errors_that_belong_to_no_slide_stand_above(open_page: Open, live: tuple[str, Path]) -> None:
    address, outline = live
    page = open_page(address)
    panel = page.locator("#problems li.error")
    for text, said in (
        (OUTLINE.replace('value: "39.1"', 'valeu: "39.1"'), "valeu"),
        (OUTLINE.replace("left_out:", "left_out"), "a colon is missing"),
    ):
        outline.write_text(text, "utf-8")
        page.wait_for_function("said => document.querySelector('#problems').innerText.includes(said)", arg=said)
        assert page.locator(".card").count() == 16
    outline.unlink()
    page.wait_for_function("() => document.querySelector('#problems').innerText.includes('no such file')")
    outline.write_text(OUTLINE, "utf-8")
    panel.first.wait_for(state="detached")


def test_an_error_in_a_chart_stands_over_the_slide_that_shows_it(open_page: Open, live: tuple[str, Path]) -> None:
    address, outline = live
    page = open_page(address)
    outline.write_text(OUTLINE.replace("kind: bar", "kind: barr"), "utf-8")
    over = page.locator(".over")
    over.wait_for()
    assert page.locator(".card:has(.over)").get_attribute("data-title") == "东圈汽车产量占两地58.3%"


def test_a_warning_is_told_beneath_its_slide(open_page: Open, live: tuple[str, Path]) -> None:
    address, outline = live
    page = open_page(address)
    outline.write_text(OUTLINE.replace("甲项要点", "甲项要点, 增长12.5%".replace(", ", "，")), "utf-8")
    fold = page.locator(".card .reminders")
    fold.wait_for()
    assert fold.get_attribute("open") is None
    assert page.locator(".over").count() == 0
    assert not page.locator("#problems").is_visible()
    fold.locator("summary").click()
    assert "12.5%" in fold.inner_text()


def test_a_page_that_begins_with_errors_becomes_one_with_slides(open_page: Open, tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    outline.write_text(OUTLINE.replace("  title: 两地协作情况汇报", "  tilte: 两地协作情况汇报"), "utf-8")
    with running(outline) as address:
        page = open_page(address)
        assert "“tilte” is not a key here" in page.inner_text("main")
        assert "line 2" in page.inner_text("main")
        assert page.locator(".card").count() == 0
        outline.write_text(OUTLINE, "utf-8")
        page.locator(".card").first.wait_for()
        assert page.title() == "两地协作情况汇报"
        page.keyboard.press("PageDown")
        assert page.inner_text("#position") == "2 of 16"
        page.close()


def test_two_tabs_follow_and_one_may_close(open_page: Open, live: tuple[str, Path]) -> None:
    address, outline = live
    first, second = open_page(address), open_page(address)
    first.close()
    for text in ("甲项改过", "甲项再改"):
        outline.write_text(OUTLINE.replace("甲项要点", text), "utf-8")
        second.wait_for_function("text => document.getElementById('deck').textContent.includes(text)", arg=text)


# Nothing of an outline is run


EVIL = "'\"></p><i onload=p() onmouseover=p()></script><script>p()</script></script x=1>"
SHORT = "'\"><i onload=p()>"
NOT_TEXT = set("kind source from figure value formula decimals highlight circle section unit".split())  # noqa: SIM905 - reads better


def poisoned(tree: Any, key: str = "") -> Any:
    """Returns an outline's tree with a tag in every text."""
    match tree:
        case dict():
            return {name: poisoned(value, name) for name, value in tree.items()}
        case list():
            return [poisoned(value, key) for value in tree]
        case str() if key not in NOT_TEXT:
            return f"{tree}{SHORT}"
        case _:
            return tree


def assert_nothing_ran(page: Page) -> None:
    """Points at everything that can be pointed at, then looks for tags and calls."""
    for figure in page.locator(".figure[data-fact]").all():
        figure.evaluate("figure => figure.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))")
    for fold in page.locator("summary").all():
        fold.evaluate("summary => summary.click()")
    assert page.evaluate("window.calls") is None
    assert page.locator("i, img, iframe, object, embed").count() == 0
    assert page.locator("script").count() == 2
    assert page.locator("[onload], [onerror], [onclick], [onmouseover]").count() == 0
    assert page.locator("a:not([href^='#'])").count() == 0


def test_tags_in_an_outline_are_text(browser: Browser, tmp_path: Path) -> None:
    tree = poisoned(yaml.safe_load(OUTLINE))
    tree["document"]["date"] = "2026-11-22"
    tree["facts"]["all"]["note"] = EVIL
    tree["circles"] |= {side: dict.fromkeys(("name", "short"), "<i onload=p()>") for side in tree["circles"]}
    outline = tmp_path / "outline.yaml"
    outline.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    address, settled = exported(outline, tmp_path / "page.html")
    page = browser.new_page()
    page.add_init_script("window.p = () => { window.calls = 1; }")
    page.goto(address)
    assert page.title() == settled.document.meta.title == f"两地协作情况汇报{SHORT}"
    assert page.inner_text("#title") == page.title()
    assert page.locator(".card").count() == len(settled.deck.slides)
    assert page.locator(".word").inner_text().count("<i onload=p()>") > 20
    assert_nothing_ran(page)
    page.close()


def test_tags_in_what_the_page_says_are_text(browser: Browser, tmp_path: Path) -> None:
    evil = f"{EVIL}\u2028<!--<script>javascript:p()"
    slide = SlideView(
        1, evil, evil, '<svg class="slide" viewBox="0 0 960 540"></svg>', (evil,), ("sections", 0), (1, 9)
    )
    word = '<p><span class="figure" data-fact="f" tabindex="0">1</span></p>'
    fact = FactView("f", evil, evil, evil, evil, evil, evil, (evil,), evil)
    content = Content(evil, "zh-CN", (slide,), word, {"f": fact}, own_template=True)
    notice = Notice(evil, Severity.ERROR, Place(evil, 1, 3), ("sections", 0), evil, evil.replace("p()", "q()"))
    warning = replace(notice, severity=Severity.WARNING, corrected=None)
    elsewhere = [replace(each, keys=(), place=Place("x", 1, 1)) for each in (notice, warning)]
    state = State(evil, content, (notice, warning, *elsewhere))
    for name, shown in (("shown", state), ("alone", State(evil, None, state.notices))):
        file = tmp_path / f"{name}.html"
        file.write_bytes(page_of.file(shown))
        page = browser.new_page()
        page.add_init_script("window.p = () => { window.calls = 1; }")
        page.goto(file.as_uri())
        assert page.inner_text("body").count("<i onload=p()") > 3
        assert_nothing_ran(page)
        if name == "shown":
            page.locator(".word .figure").hover()
            assert page.locator("#evidence").inner_text().count("<script>") == 16
        page.close()
