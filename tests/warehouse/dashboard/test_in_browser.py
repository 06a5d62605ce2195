"""The dashboard as a reader meets it, in a real Chromium."""

import functools
import http.server
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.warehouse.dashboard.world import HOSTILE

pytestmark = pytest.mark.browser

LANGUAGES = {"nb": "index.html", "en": "en/index.html"}
WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1280}


@pytest.fixture
def address(dashboard):
    return (dashboard / "index.html").as_uri()


@pytest.fixture
def evidence(dashboard):
    return (dashboard / "buyers/K-0000.html").as_uri()


def test_every_chart_is_really_drawn(look, address, painted):
    page = look(address).page
    charts = page.locator(".chart").all()
    assert len(charts) >= 10
    for chart in charts:
        label = chart.get_attribute("aria-label")
        box, drawn = chart.bounding_box(), chart.locator("svg").bounding_box()
        assert drawn["width"] > 200, label
        assert drawn["height"] > 40, label
        assert drawn["x"] + drawn["width"] <= box["x"] + box["width"] + 1, f"it leaves its place: {label}"
        assert 0.002 < painted(chart.screenshot()) < 0.9, f"nothing, or one colour all over: {label}"


def test_marks_stand_inside_their_chart(look, address):
    outside = look(address).page.evaluate(
        """() => [...document.querySelectorAll(".chart svg")].flatMap((svg) => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll(".mark-symbol path, .mark-rect path")].filter((mark) => {
                const box = mark.getBoundingClientRect();
                return box.width > 0 && (box.left < frame.left - 2 || box.right > frame.right + 2
                    || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
            }).map((mark) => svg.closest(".chart").getAttribute("aria-label"));
        })"""
    )
    assert outside == []


def test_no_name_of_a_line_is_cut_on_a_telephone(look, address):
    page = look(address, width=390).page
    for place in ("#answers", "#peers", "#effects-points", "#coverage-by-indicator", "#themes-over"):
        texts = page.locator(f"{place} svg text").all_text_contents()
        assert len(texts) > 2
        assert not [text for text in texts if text.endswith("…")], place


def test_the_page_in_bokmaal_holds_no_english_sentence(look, address):
    text = look(address).page.inner_text("body")
    assert not [word for word in (" the ", " of ", " with ", "Every ") if word in text]


@pytest.mark.parametrize("page", LANGUAGES.values(), ids=LANGUAGES)
def test_nothing_is_asked_for_and_nothing_goes_wrong_from_disk(look, dashboard, page):
    looked = look((dashboard / page).as_uri())
    looked.choose("#indicator", "submission_window_days")
    looked.choose("#which-buyer", "K-0003")
    assert looked.said == []
    assert looked.asked == [(dashboard / page).as_uri()]


def test_one_request_and_no_other_from_a_web_server(look, dashboard):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(dashboard))
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/index.html"
        looked = look(address)
        server.shutdown()
    assert looked.asked == [address]
    assert looked.said == []


def test_the_policy_lets_nothing_else_run(look, address):
    looked = look(address)
    ran = looked.page.evaluate(
        """async () => {
            window.ran = [];
            const script = document.createElement("script");
            script.textContent = "window.ran.push('script')";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\\"window.ran.push('handler')\\">");
            await new Promise((failed) => document.body.lastElementChild.addEventListener("error", failed));
            await fetch("https://example.org/").then(() => window.ran.push("fetch")).catch(() => {});
            return window.ran;
        }"""
    )
    assert ran == []
    assert not [url for url in looked.asked if url.startswith("https:")]


def test_choosing_an_indicator_changes_every_part_that_shows_one(look, address):
    looked = look(address)
    page = looked.page
    parts = ["#trend-question", "#effect-name", "#buyer-years h3"]
    before = [page.inner_text(part) for part in parts]
    drawn = page.locator("#panels svg").first.inner_html()
    looked.choose("#effect-indicator", "submission_window_days")
    after = [page.inner_text(part) for part in parts]
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert page.locator("#panels svg").first.inner_html() != drawn
    assert page.input_value("#indicator") == "submission_window_days"


def test_the_address_keeps_what_was_chosen(look, address):
    looked = look(address)
    looked.choose("#indicator", "submission_window_days")
    looked.choose("#which-buyer", "K-0007")
    again = look(looked.page.url)
    assert again.page.input_value("#indicator") == "submission_window_days"
    assert again.page.input_value("#which-buyer") == "K-0007"


def test_choosing_a_gathering_shows_what_was_said_there(look, address):
    looked = look(address)
    drawn = looked.page.locator("#answers svg").inner_html()
    gatherings = [option.get_attribute("value") for option in looked.page.locator("#gathering option").all()]
    looked.choose("#gathering", gatherings[-1])
    assert looked.page.locator("#answers svg").inner_html() != drawn
    assert "40" in looked.page.inner_text("#survey_answers-says")


def test_small_cells_are_named_as_hidden_and_no_number_stands_for_them(look, address):
    page = look(address).page
    page.click("#answers summary")
    hidden = page.locator("#answers td", has_text="skjult: for få")
    hidden.first.wait_for()  # the table is filled while the charts are drawn
    assert hidden.count() == 2


def test_digital_purchases_are_fewer_than_all(look, address):
    looked = look(address)

    def known():
        looked.page.evaluate("document.querySelector('#trend-table').open = true")
        rows = looked.page.locator("#trend-table tbody tr")
        rows.first.wait_for()
        cells = rows.locator("td:nth-of-type(4)").all_inner_texts()
        return sum(int("".join(filter(str.isdigit, cell))) for cell in cells)

    everything = known()
    looked.choose("#slice", "digital")
    assert 0 < known() < everything


def test_every_chart_has_its_numbers_as_a_table_and_its_text(look, address):
    page = look(address).page
    for figure in page.locator("figure:has(details)").all():
        figure.locator("summary").click()
        figure.locator("table tbody tr").first.wait_for()
        assert figure.locator("table caption").inner_text()
    for chart in page.locator(".chart").all():
        assert chart.get_attribute("role") == "img"
        assert len(chart.get_attribute("aria-label")) > 30


@pytest.mark.parametrize(("language", "page"), LANGUAGES.items())
def test_each_language_speaks_itself_and_leads_to_the_other(look, dashboard, language, page):
    opened = look((dashboard / page).as_uri()).page
    assert opened.get_attribute("html", "lang") == language
    text = opened.inner_text("body")
    assert ("Virket det?" in text) == (language == "nb")
    assert ("Did it work?" in text) == (language == "en")
    assert "{" not in text.replace(HOSTILE, "")
    assert "undefined" not in text
    opened.click(".bar a")
    opened.wait_for_selector("body[data-drawn]")
    assert opened.get_attribute("html", "lang") != language


@pytest.mark.parametrize("page", [*LANGUAGES.values(), "buyers/K-0000.html"])
def test_axe_finds_nothing(look, dashboard, page):
    looked = look((dashboard / page).as_uri())
    for details in looked.page.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    found = Axe().run(looked.page).response["violations"]
    assert [(each["id"], each["impact"], [node["target"] for node in each["nodes"]][:3]) for each in found] == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("page", ["index.html", "buyers/K-0000.html"])
def test_no_page_is_wider_than_the_screen(look, dashboard, page, width):
    opened = look((dashboard / page).as_uri(), width=width).page
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_all_can_be_reached_with_the_keyboard(look, address):
    looked = look(address)
    page = looked.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"indicator", "slice", "effect-indicator", "which-buyer", "period", "SUMMARY"} <= reached
    page.focus("#slice")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.body.dataset.drawn === '2'")
    assert page.input_value("#slice") == "digital"


def test_paper_shows_the_charts_and_no_controls(look, address, painted):
    page = look(address, width=794).page
    page.emulate_media(media="print")
    assert not page.locator(".controls").first.is_visible()
    assert not page.locator("nav").is_visible()
    assert painted(page.locator(".chart").first.screenshot()) > 0.002
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    assert len(page.pdf(format="A4")) > 50_000


def test_hostile_text_stays_text(look, dashboard, address):
    looked = look(f"{address}#buyer=K-0059")
    assert HOSTILE in looked.page.inner_text("#buyer-status")
    assert looked.page.locator("img").count() == 0
    assert "49 kommune" not in looked.page.inner_text("body")
    assert looked.page.locator("blockquote").first.inner_text() == HOSTILE
    assert looked.page.locator("td", has_text=HOSTILE).count() > 0
    other = look((dashboard / "buyers/K-0059.html").as_uri())
    assert other.page.inner_text("h1") == HOSTILE
    assert (looked.dialogs, other.dialogs) == ([], [])


def test_a_figure_leads_to_the_notices_behind_it(look, address):
    looked = look(f"{address}#buyer=K-0003")
    page = looked.page
    page.click("#peers summary")
    row = page.locator("#peers tbody tr", has_text="Varslet på forhånd")
    assert row.locator("td").nth(1).inner_text().split(" av ")[1].isdigit()
    page.click("#buyer-evidence")
    page.wait_for_selector("#procedures tbody tr")
    assert page.inner_text("h1") == "Bjørkøy 3"
    page.select_option("#indicator", label="Varslet på forhånd")
    listed = page.locator("#procedures tbody tr").count()
    assert page.inner_text("#sum").startswith(f"{listed} kjøp")
    assert page.locator("#procedures li").count() == listed


def test_invented_notices_lead_nowhere(look, evidence):
    page = look(evidence).page
    assert page.locator("#procedures a").count() == 0
    assert page.locator("#invented").is_visible()


def test_the_evidence_speaks_both_languages(look, evidence):
    page = look(f"{evidence}#en").page
    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("#lede") == "The notices behind the figures"
    page.click("#other")
    page.wait_for_function("document.documentElement.lang === 'nb'")
    assert page.inner_text("#lede") == "Kunngjøringene bak tallene"
