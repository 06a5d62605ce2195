"""A real Chromium to look at pages with; tests/conftest.py imports these fixtures, once for all."""

import contextlib
import os
import shutil
import subprocess

import pytest

from tests.until import PATIENCE

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


def found():
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium_path():
    """A Chromium that is there, or Debian's, installed where we may; without one the browser's tests are left out."""
    if not found() and shutil.which("apt-get") and os.geteuid() == 0:
        quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 600}
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(["apt-get", "update", "-q"], check=False, **quietly)  # noqa: S607
            subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=False, **quietly)  # noqa: S607
    path = found()
    if path is None:
        pytest.skip("no Chromium here, and none could be installed: the dashboard was not looked at in a browser")
    return path


@pytest.fixture(scope="session")
def chromium(chromium_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        browser.close()


class Looked:
    """A page, and everything that went on while it was looked at."""

    def __init__(self, page):
        self.page = page
        self.said, self.asked, self.dialogs = [], [], []
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def open(self, address):
        self.page.set_default_timeout(1_000 * PATIENCE)
        self.page.goto(address)
        self.page.wait_for_selector("body[data-drawn]")
        return self.page

    def choose(self, control, value):
        """Choose in a select, and wait until all that hangs on it is drawn anew."""
        before = self.page.evaluate("document.body.dataset.drawn")
        self.page.select_option(control, value)
        self.page.wait_for_function("before => document.body.dataset.drawn !== before", arg=before)


@pytest.fixture
def look(chromium):
    contexts = []

    def at(address, width=1280, **more):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, **more))
        looked = Looked(contexts[-1].new_page())
        looked.open(address)
        return looked

    yield at
    for context in contexts:
        context.close()


@pytest.fixture
def painted(chromium):
    """The share of a picture's pixels that differ clearly from its corner, counted by the browser itself."""
    page = chromium.new_page()

    def count(png):
        import base64

        return page.evaluate(
            """async (png) => {
                const image = new Image();
                image.src = "data:image/png;base64," + png;
                await image.decode();
                const canvas = new OffscreenCanvas(image.width, image.height);
                const context = canvas.getContext("2d");
                context.drawImage(image, 0, 0);
                const { data } = context.getImageData(0, 0, image.width, image.height);
                let other = 0;
                for (let at = 0; at < data.length; at += 4)
                    if ([0, 1, 2].some((channel) => Math.abs(data[at + channel] - data[channel]) > 24)) other++;
                return other / (data.length / 4);
            }""",
            base64.b64encode(png).decode(),
        )

    yield count
    page.close()
