"""The dashboard with 400 municipalities and ten years, in a real Chromium."""

import time

import pytest

from tests.warehouse.dashboard.world import make
from warehouse.dashboard.dashboard import export_dashboard

LARGEST_MB, DRAWN_SECONDS, CHOSEN_SECONDS = 8, 8, 1.5


def seconds(act):
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


@pytest.mark.prove
@pytest.mark.browser
def test_four_hundred_municipalities_and_ten_years_are_fast(look, about, tmp_path, proof):
    marts = make(400, years=10)
    exported = seconds(lambda: export_dashboard(marts, tmp_path, about))
    page = tmp_path / "dashboard" / "index.html"
    megabytes = page.stat().st_size / 1e6
    looked = None

    def open_page():
        nonlocal looked
        looked = look(page.as_uri())

    drawn = min(seconds(open_page) for _ in range(3))
    buyer = min(seconds(lambda at=at: looked.choose("#which-buyer", f"K-{at:04}")) for at in (7, 77, 377))
    indicator = min(
        seconds(lambda name=name: looked.choose("#indicator", name)) for name in ("short_window", "single_bidder")
    )
    proof(
        "dashboard of 400 municipalities and ten years",
        exported_s=round(exported, 1),
        page_mb=round(megabytes, 1),
        drawn_s=round(drawn, 2),
        municipality_chosen_s=round(buyer, 2),
        indicator_chosen_s=round(indicator, 2),
    )
    assert megabytes < LARGEST_MB
    assert drawn < DRAWN_SECONDS
    assert max(buyer, indicator) < CHOSEN_SECONDS
    assert looked.said == []
