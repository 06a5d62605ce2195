"""The dashboard with 400 municipalities and ten years, in a real Chromium."""

import pytest

from tests.warehouse.dashboard.world import make
from warehouse.dashboard.dashboard import export_dashboard

LARGEST_MB, DRAWN_SECONDS, CHOSEN_SECONDS = 8, 3, 0.6


def worked(page):
    """Seconds of processor that the page's own process has taken since it began; what else is busy does not count."""
    asked = page.context.new_cdp_session(page)
    asked.send("Performance.enable", {"timeDomain": "threadTicks"})
    told = {metric["name"]: metric["value"] for metric in asked.send("Performance.getMetrics")["metrics"]}
    asked.detach()
    return told["ProcessTime"]


@pytest.mark.prove
@pytest.mark.browser
def test_four_hundred_municipalities_and_ten_years_are_fast(look, about, tmp_path, proof):
    marts = make(400, years=10)
    export_dashboard(marts, tmp_path, about)
    page = tmp_path / "dashboard" / "index.html"
    megabytes = page.stat().st_size / 1e6
    opened = [look(page.as_uri()) for _ in range(3)]
    drawn = min(worked(looked.page) for looked in opened)
    looked = opened[-1]

    def chosen(control, value):
        before = worked(looked.page)
        looked.choose(control, value)
        return worked(looked.page) - before

    buyer = min(chosen("#which-buyer", f"K-{at:04}") for at in (7, 77, 377))
    indicator = min(chosen("#indicator", name) for name in ("short_window", "single_bidder"))
    proof(
        "dashboard of 400 municipalities and ten years, seconds of processor",
        page_mb=round(megabytes, 1),
        drawn_s=round(drawn, 2),
        municipality_chosen_s=round(buyer, 2),
        indicator_chosen_s=round(indicator, 2),
    )
    assert megabytes < LARGEST_MB
    assert drawn < DRAWN_SECONDS
    assert max(buyer, indicator) < CHOSEN_SECONDS
    assert looked.said == []
