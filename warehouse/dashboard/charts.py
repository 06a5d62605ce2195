"""The charts, as Vega-Lite made by Altair. Each takes its rows when it is drawn; none loads anything.

Colours are from Okabe and Ito's palette, which the colour-blind tell apart; shape or dash says the same again.
"""

from functools import cache
from typing import Any, cast

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

YEARS = alt.Axis(format="%Y", tickCount="year", labelOverlap=True, labelFlush=False, labelSeparation=8)

Spec = dict[str, Any]


@cache
def compiled() -> dict[str, Spec]:
    """Every chart as Vega, by its name: a reader's browser need not compile it. Its first data set is empty.

    A chart of named lines is there twice: `bars`, and `bars_narrow` for a telephone.
    """
    drawn = {chart.__name__: chart() for chart in (trend, coverage, event_study, permutations, years, completeness)}
    for chart in (effects, bars, answers, peers, themes):
        drawn |= {chart.__name__: chart(), f"{chart.__name__}_narrow": chart(is_narrow=True)}
    return {name: vl_convert.vegalite_to_vega({**each, "config": CONFIG}) for name, each in drawn.items()}


def spec(chart: alt.LayerChart | alt.FacetChart | alt.Chart, height: int | alt.Step) -> Spec:
    """The chart as wide as its element."""
    return dict(chart.properties(width="container", height=height).to_dict())


def kind(value: str) -> str:
    """Rows of one kind: the data of a chart come as one list, each row saying what it is."""
    return f"datum.kind === '{value}'"


def names(*, is_narrow: bool) -> alt.Y:
    """The lines of a chart by their names, in the order of the rows; a narrow chart has none at its side."""
    return alt.Y("name:N", title=None, sort=None, axis=None if is_narrow else alt.Axis(labelColor=INK))


def lines(drawn: alt.LayerChart | alt.FacetChart, step: int, *, is_narrow: bool) -> Spec:
    """A chart of named lines, `step` pixels each; a narrow one has each name above its line, in the whole width."""
    if not is_narrow:
        return spec(drawn, alt.Step(step))
    above = (
        alt.Chart(ROWS)
        .transform_aggregate(groupby=["name"])
        .mark_text(align="left", baseline="bottom", dy=-13, color=INK, fontSize=12, limit=alt.expr("width"))
        .encode(x=alt.value(0), y=names(is_narrow=True), text="name:N")
    )
    return spec(alt.layer(*cast("alt.LayerChart", drawn).layer, above, data=ROWS), alt.Step(46))


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
            values.mark_area(opacity=0.1, clip=True).encode(
                x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q", color=color
            ),
            alt.Chart(ROWS)
            .transform_filter(kind("break"))
            .mark_rule(strokeDash=[2, 3], color=MARK, strokeWidth=1.5)
            .encode(x="on:T", tooltip=says),
            alt.Chart(ROWS).transform_filter(kind("gathering")).mark_rule(color=TRAINED).encode(x="on:T", tooltip=says),
            values.mark_line(strokeWidth=1, opacity=0.5).encode(x=x, y=y, color=color),
            alt.Chart(ROWS)
            .transform_filter(kind("level"))
            .mark_rule(strokeWidth=3.5)
            .encode(x="on:T", x2="until:T", y=y, color=color, strokeDash=dash),
            values.mark_point(filled=True, opacity=0.65, size=14).encode(x=x, y=y, color=color, tooltip=says),
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


def effects(*, is_narrow: bool = False) -> Spec:
    """One line per indicator: estimate with its interval, over the span in which nothing could have been seen.

    A full dot is larger than chance usually gives; the others are hollow.
    """
    y = names(is_narrow=is_narrow)
    sure = [True, False]
    color = alt.Color("is_sure:N", scale=alt.Scale(domain=sure, range=[TRAINED, OTHERS]))
    fill = alt.Fill("is_sure:N", scale=alt.Scale(domain=sure, range=[TRAINED, "#fff"]))
    axis = alt.Axis(format="__format__", grid=True, tickCount=5 if is_narrow else 8)
    base = alt.Chart(ROWS)
    drawn = alt.layer(
        base.mark_bar(height=16, color=RULE, opacity=0.75).encode(
            x=alt.X("unseen_low:Q", title=None, axis=axis), x2="unseen_high:Q", y=y
        ),
        base.mark_rule(color=QUIET).encode(x=alt.datum(0)),
        base.mark_rule(strokeWidth=2.5).encode(x="low:Q", x2="high:Q", y=y, color=color),
        base.mark_point(size=70, opacity=1, strokeWidth=2).encode(
            x="value:Q", y=y, color=color, fill=fill, tooltip="says:N"
        ),
    )
    return lines(drawn, 30, is_narrow=is_narrow)


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


def bars(*, is_narrow: bool = False) -> Spec:
    """Shares as bars with their text beside; one line each."""
    y = names(is_narrow=is_narrow)
    x = alt.X("value:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=None)
    base = alt.Chart(ROWS)
    drawn = alt.layer(
        base.mark_bar(height=14, color=TRAINED, cornerRadiusEnd=2).encode(x=x, y=y, tooltip="says:N"),
        base.mark_text(align="left", dx=5, color=INK, fontSize=12).encode(x=x, y=y, text="label:N"),
    )
    return lines(drawn, 24, is_narrow=is_narrow)


def answers(*, is_narrow: bool = False) -> Spec:
    """How the answers to each question spread over its scale, lowest to the left, as parts of all.

    What is hidden stands last, as an empty frame.
    """
    y = names(is_narrow=is_narrow)
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("from:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 1]))
    shown = alt.Chart(ROWS).transform_filter("datum.level !== null")
    drawn = alt.layer(
        shown.mark_bar(height=20, stroke="#fff", strokeWidth=1).encode(
            x=x,
            x2="to:Q",
            y=y,
            color=alt.Color("level:Q", scale=alt.Scale(domain=[0, 1], range=["#dbe3ec", "#0b4f80"])),
            tooltip="says:N",
        ),
        alt.Chart(ROWS)
        .transform_filter("datum.level === null")
        .mark_bar(height=19, fill="#fff", stroke=OTHERS, strokeDash=[3, 3], strokeWidth=1)
        .encode(x=x, x2="to:Q", y=y, tooltip="says:N"),
        shown.transform_calculate(middle="(datum.from + datum.to) / 2", is_dark="datum.level > 0.45")
        .transform_filter(f"datum.to - datum.from > {0.12 if is_narrow else 0.06}")
        .mark_text(fontSize=11)
        .encode(
            x=alt.X("middle:Q", axis=axis),
            y=y,
            text="label:N",
            color=alt.condition("datum.is_dark", alt.value("#fff"), alt.value(INK)),
        ),
    )
    return lines(drawn, 32, is_narrow=is_narrow)


def peers(*, is_narrow: bool = False) -> Spec:
    """One buyer beside its peers: the middle half of the peers as a bar, their median as a tick, the buyer as a dot."""
    y = names(is_narrow=is_narrow)
    shares = alt.Axis(format="%", grid=True, tickCount=6)
    base = alt.Chart(ROWS)
    drawn = alt.layer(
        base.mark_bar(height=12, color=RULE).encode(
            x=alt.X("low:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=shares), x2="high:Q", y=y
        ),
        base.mark_tick(color=QUIET, thickness=2, height=16).encode(x="middle:Q", y=y),
        base.mark_point(filled=True, size=90, opacity=1, color=TRAINED).encode(x="value:Q", y=y, tooltip="says:N"),
    )
    return lines(drawn, 28, is_narrow=is_narrow)


def themes(*, is_narrow: bool = False) -> Spec:
    """Themes of the free text by gathering: the darker, the more comments tell it; a hidden cell is an empty frame."""
    y = names(is_narrow=is_narrow)
    axis = alt.Axis(ticks=False, domain=False, labelAngle=0, labelExpr="split(datum.value, '\\n')")
    if is_narrow:
        axis = alt.Axis(ticks=False, domain=False, labelAngle=-90, labelExpr="replace(datum.value, '\\n', ' ')")
    x = alt.X("gathering:N", title=None, sort=None, axis=axis)
    hidden = "datum.value === null"
    scale = alt.Scale(domain=[0, "__top__"], range=["#f4f6f8", "#0b4f80"])
    cells = alt.Chart(ROWS).encode(x=x, y=y)
    return lines(
        alt.layer(
            cells.mark_rect(height=20, invalid="show").encode(
                fill=alt.condition(hidden, alt.value("#fff"), alt.Fill("value:Q", scale=scale)),
                stroke=alt.condition(hidden, alt.value(RULE), alt.value("#fff")),
                tooltip="says:N",
            ),
            cells.mark_text(fontSize=11).encode(
                text="cell_narrow:N" if is_narrow else "cell:N",
                color=alt.condition("datum.is_dark", alt.value("#fff"), alt.value(INK)),
            ),
        ),
        26,
        is_narrow=is_narrow,
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
