"""The charts, as Vega-Lite made by Altair. Each takes its rows when it is drawn; none loads anything.

Colours are from Okabe and Ito's palette, which the colour-blind tell apart; shape or dash says the same again.
"""

from functools import cache
from typing import Any

import altair as alt
import vl_convert

INK, QUIET, RULE = "#16202a", "#51606f", "#d5dbe1"
TRAINED, OTHERS, MARK, HOPE = "#0072b2", "#6b7785", "#b3560a", "#00795c"

CONFIG = {
    "aria": False,  # the element around the chart carries the text alternative, once
    "background": None,
    "font": 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif',
    "view": {"stroke": None},
    "axis": {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domainColor": RULE,
        "tickColor": RULE,
        "labelLimit": "__limit__",  # known when the chart is drawn
    },
    "axisX": {"grid": False},
    "axisY": {"domain": False, "ticks": False, "labelPadding": 9},
    "legend": {"disable": True},
}

ROWS = alt.NamedData("rows")

YEARS = alt.Axis(format="%Y", tickCount="year", labelOverlap=True)

Spec = dict[str, Any]


@cache
def compiled() -> dict[str, Spec]:
    """Every chart as Vega, by its name: a reader's browser need not compile it. Its first data set is empty."""
    named = (trend, coverage, effects, event_study, permutations, bars, answers, peers, years, completeness)
    return {chart.__name__: vl_convert.vegalite_to_vega({**chart(), "config": CONFIG}) for chart in named}


def spec(chart: alt.LayerChart | alt.FacetChart | alt.Chart, height: int | alt.Step) -> Spec:
    """The chart as wide as its element."""
    return dict(chart.properties(width="container", height=height).to_dict())


def kind(value: str) -> str:
    """Rows of one kind: the data of a chart come as one list, each row saying what it is."""
    return f"datum.kind === '{value}'"


def trend() -> Spec:
    """A wave beside the untrained: quarters as a thin line with its band, levels before and since as thick ones.

    Gatherings are solid vertical rules, series breaks dashed ones.
    """
    groups = ["trained", "others"]
    color = alt.Color("group:N", scale=alt.Scale(domain=groups, range=[TRAINED, OTHERS]))
    dash = alt.StrokeDash("group:N", scale=alt.Scale(domain=groups, range=[[1, 0], [5, 3]]))
    x = alt.X("on:T", title=None, axis=YEARS)
    scale = alt.Scale(domain=[0, "__top__"], nice=False)
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=4, format="__format__"))
    values = alt.Chart(ROWS).transform_filter(kind("value"))
    says = "says:N"
    return spec(
        alt.layer(
            values.mark_area(opacity=0.13, clip=True).encode(
                x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q", color=color
            ),
            alt.Chart(ROWS)
            .transform_filter(kind("break"))
            .mark_rule(strokeDash=[2, 3], color=MARK, strokeWidth=1.5)
            .encode(x="on:T", tooltip=says),
            alt.Chart(ROWS).transform_filter(kind("gathering")).mark_rule(color=TRAINED).encode(x="on:T", tooltip=says),
            values.mark_line(strokeWidth=1, opacity=0.7).encode(x=x, y=y, color=color),
            alt.Chart(ROWS)
            .transform_filter(kind("level"))
            .mark_rule(strokeWidth=3.5)
            .encode(x="on:T", x2="until:T", y=y, color=color, strokeDash=dash),
            values.mark_point(filled=True, opacity=0.8, size=18).encode(x=x, y=y, color=color, tooltip=says),
        ),
        220,
    )


def coverage() -> Spec:
    """Share of the base for which the notices say anything, over time."""
    return spec(
        alt.Chart(ROWS)
        .mark_area(color=OTHERS, opacity=0.35, line={"color": OTHERS}, interpolate="step-after")
        .encode(
            x=alt.X("on:T", title=None, axis=YEARS),
            y=alt.Y(
                "value:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(values=[0, 0.5, 1], format="%")
            ),
            tooltip="says:N",
        ),
        70,
    )


def effects() -> Spec:
    """One line per indicator: estimate with its interval, over the span in which nothing could have been seen."""
    y = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelColor=INK))
    base = alt.Chart(ROWS)
    return spec(
        alt.layer(
            base.mark_bar(height=16, color=RULE, opacity=0.75).encode(
                x=alt.X("unseen_low:Q", title=None, axis=alt.Axis(format="__format__", grid=True, tickCount=8)),
                x2="unseen_high:Q",
                y=y,
            ),
            base.mark_rule(color=QUIET).encode(x=alt.datum(0)),
            base.mark_rule(strokeWidth=2.5, color=TRAINED).encode(x="low:Q", x2="high:Q", y=y),
            base.mark_point(filled=True, size=80, opacity=1, color=TRAINED).encode(x="value:Q", y=y, tooltip="says:N"),
        ),
        alt.Step(30),
    )


def event_study() -> Spec:
    """Estimates by half-years since training, with intervals; the grey span is what could not have been seen."""
    x = alt.X(
        "time:Q", title="__x__", axis=alt.Axis(tickMinStep=1, format="d"), scale=alt.Scale(padding=14, nice=False)
    )
    when = alt.Color("is_after:N", scale=alt.Scale(domain=[False, True], range=[OTHERS, TRAINED]))
    base = alt.Chart(ROWS).transform_filter(kind("estimate"))
    return spec(
        alt.layer(
            alt.Chart(ROWS)
            .transform_filter(kind("unseen"))
            .mark_rect(color=RULE, opacity=0.6)
            .encode(x="time:Q", x2="until:Q", y="low:Q", y2="high:Q"),
            alt.Chart(ROWS).mark_rule(color=QUIET).encode(y=alt.datum(0)),
            alt.Chart(ROWS).mark_rule(color=TRAINED, strokeWidth=1).encode(x=alt.datum(-0.5)),
            base.mark_rule(strokeWidth=2).encode(x=x, y="low:Q", y2="high:Q", color=when),
            base.mark_point(filled=True, opacity=1, size=60).encode(
                x=x,
                y=alt.Y("value:Q", title="__y__", axis=alt.Axis(format="__format__", tickCount=5)),
                color=when,
                tooltip="says:N",
            ),
        ),
        280,
    )


def permutations() -> Spec:
    """How often chance alone gave an estimate of each size; the rule is the estimate that was made."""
    return spec(
        alt.layer(
            alt.Chart(ROWS)
            .transform_filter(kind("bin"))
            .mark_bar(color=OTHERS, opacity=0.55)
            .encode(
                x=alt.X("low:Q", title="__x__", bin="binned", axis=alt.Axis(format="__format__", tickCount=5)),
                x2="high:Q",
                y=alt.Y("times:Q", title="__y__", axis=alt.Axis(tickCount=4)),
                tooltip="says:N",
            ),
            alt.Chart(ROWS)
            .transform_filter(kind("estimate"))
            .mark_rule(color=TRAINED, strokeWidth=3)
            .encode(x="low:Q", tooltip="says:N"),
        ),
        280,
    )


def bars() -> Spec:
    """Shares as bars with their text beside; one line each."""
    y = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelColor=INK))
    x = alt.X("value:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=None)
    base = alt.Chart(ROWS)
    return spec(
        alt.layer(
            base.mark_bar(height=14, color=TRAINED, cornerRadiusEnd=2).encode(x=x, y=y, tooltip="says:N"),
            base.mark_text(align="left", dx=5, color=INK).encode(x=x, y=y, text="label:N"),
        ),
        alt.Step(22),
    )


def answers() -> Spec:
    """How the answers to each question spread over its scale, lowest to the left, as parts of all."""
    return spec(
        alt.Chart(ROWS)
        .mark_bar(height=18)
        .encode(
            x=alt.X(
                "from:Q",
                title=None,
                axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
                scale=alt.Scale(domain=[0, 1]),
            ),
            x2="to:Q",
            y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelColor=INK)),
            color=alt.Color("level:Q", scale=alt.Scale(domain=[0, 1], range=["#e3e8ee", "#0b4f80"])),
            tooltip="says:N",
        ),
        alt.Step(32),
    )


def peers() -> Spec:
    """One buyer beside its peers: the middle half of the peers as a bar, their median as a tick, the buyer as a dot."""
    y = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelColor=INK))
    shares = alt.Axis(format="%", grid=True, tickCount=6)
    base = alt.Chart(ROWS)
    return spec(
        alt.layer(
            base.mark_bar(height=12, color=RULE).encode(
                x=alt.X(
                    "low:Q",
                    title=None,
                    scale=alt.Scale(domain=[0, 1]),
                    axis=shares,
                ),
                x2="high:Q",
                y=y,
            ),
            base.mark_tick(color=QUIET, thickness=2, height=16).encode(x="middle:Q", y=y),
            base.mark_point(filled=True, size=90, opacity=1, color=TRAINED).encode(x="value:Q", y=y, tooltip="says:N"),
        ),
        alt.Step(28),
    )


def years() -> Spec:
    """One buyer by year beside its peers."""
    group = alt.Color("group:N", scale=alt.Scale(domain=["own", "peers"], range=[TRAINED, OTHERS]))
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    y = alt.Y("value:Q", title=None, axis=alt.Axis(format="__format__", tickCount=4))
    base = alt.Chart(ROWS)
    return spec(
        alt.layer(
            base.mark_line(strokeWidth=2.25).encode(
                x=x,
                y=y,
                color=group,
                strokeDash=alt.StrokeDash("group:N", scale=alt.Scale(domain=["own", "peers"], range=[[1, 0], [5, 3]])),
            ),
            base.mark_point(filled=True, opacity=1, size=50).encode(x=x, y=y, color=group, tooltip="says:N"),
        ),
        210,
    )


def completeness() -> Spec:
    """By source and month: how much of what was asked for is known to have come whole."""
    return spec(
        alt.Chart(ROWS)
        .mark_rect(stroke="#fff", strokeWidth=1)
        .encode(
            x=alt.X(
                "yearmonth(on):O",
                title=None,
                axis=alt.Axis(
                    labelExpr="month(datum.value) === 0 ? timeFormat(datum.value, '%Y') : ''",
                    labelAngle=0,
                    labelOverlap=False,
                    ticks=False,
                ),
            ),
            y=alt.Y("name:N", title=None, axis=alt.Axis(labelColor=INK)),
            color=alt.Color("value:Q", scale=alt.Scale(domain=[0, 1], range=["#f0d9c0", "#0072b2"])),
            tooltip="says:N",
        ),
        alt.Step(30),
    )
