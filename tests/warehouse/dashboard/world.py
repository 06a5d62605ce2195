"""Marts of an invented programme, at any size: what the pages are tried on beside the real build.

Every frame is put into the declared table, so that these marts are as lawful as built ones.
"""

import datetime as dt

import duckdb
import numpy as np
import polars as pl

from schemas import catalogue, ddl
from warehouse import intervals
from warehouse.indicator_files import read_indicators

HOSTILE = "</script><img src=x onerror=alert(1)> {{7*7}} kommune"
WAVES = [("w1", "Første bølge", dt.date(2022, 3, 8)), ("w2", "Andre bølge", dt.date(2023, 9, 12))]
SIZES = ["small", "medium", "large"]


def insert(db, name, frame):
    """Columns that the frame leaves out are null, or something lawful."""
    table = catalogue.tables("marts")[name]
    db.execute(ddl.create_table(table, name))
    if frame.is_empty():
        return
    for column in ddl.columns(table):
        if column.name not in frame.columns:
            frame = frame.with_columns(pl.lit(None if column.nullable else lawful(column)).alias(column.name))
    db.execute(f"INSERT INTO {name} BY NAME SELECT * FROM frame")


def lawful(column):
    for check in column.checks:
        if check.name == "isin":
            return check.statistics["allowed_values"][0]
    kinds = {"VARCHAR": "x", "BIGINT": 1, "DOUBLE": 0.5, "BOOLEAN": False, "DATE": dt.date(2024, 1, 1)}
    return kinds.get(ddl.column_type(column), 1)


def make(municipalities=60, years=10, seed=1):
    """A database in memory with the marts that the dashboard reads."""
    random = np.random.default_rng(seed)
    db = duckdb.connect()
    db.execute("CREATE SCHEMA marts")
    buyers = people(municipalities, random)
    quarters = pl.date_range(dt.date(2025 - years + 1, 1, 1), dt.date(2025, 12, 31), "1q", eager=True).to_list()
    indicators = pl.DataFrame([each.model_dump() for each in read_indicators()]).rename(
        {"negative_control": "is_negative_control"}
    )
    needed = pl.col("fields").list.join(" ").alias("fields_needed")
    insert(db, "marts.indicators", indicators.with_columns(needed).drop("fields", "breaks"))
    broken = {"break_id": "eforms_2023", "breaks_on": dt.date(2023, 10, 25)}
    broken |= {"name_nb": "eForms påbudt", "name_en": "eForms mandatory"}
    breaks = [{"indicator_id": each} | broken for each in indicators["indicator_id"]]
    insert(db, "marts.series_breaks", pl.DataFrame(breaks))
    insert(db, "marts.programmes", pl.DataFrame({"programme_id": ["p"], "programme_name": ["Bedre bestiller"]}))
    waves = [{"programme_id": "p", "wave_id": key, "wave_name": name, "starts_on": on} for key, name, on in WAVES]
    insert(db, "marts.waves", pl.DataFrame(waves))
    insert(db, "marts.gatherings", pl.DataFrame([*gatherings()]))
    insert(db, "marts.buyers", buyers)
    by_buyer = quarterly(buyers, quarters, read_indicators(), random)
    insert(db, "marts.indicator_by_buyer_quarter", by_buyer)
    everybody = buyers.with_columns(group_id=pl.lit("all"))
    groups = [
        by_group(by_buyer, buyers, indicators).with_columns(group_kind=pl.lit("cohort")),
        by_group(by_buyer, everybody, indicators).with_columns(group_kind=pl.lit("all"), attribution=pl.lit("lead")),
    ]
    insert(db, "marts.indicator_by_group_quarter", pl.concat(groups))
    purchases(db, by_buyer, indicators)
    effects(db, indicators, random)
    feedback(db, random)
    losses(db)
    joint(db)
    empty = [name for name in catalogue.tables("marts") if name not in {f"marts.{each}" for each in tables(db)}]
    for name in empty:
        db.execute(ddl.create_table(catalogue.tables("marts")[name], name))
    return db


def tables(db):
    return [name for (name,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()]


def people(municipalities, random):
    names = [f"Bjørkøy {number}" for number in range(municipalities - 1)] + [HOSTILE]
    size = np.array(SIZES)[random.choice(3, municipalities, p=[0.5, 0.35, 0.15])]
    group = np.where(random.random(municipalities) < 0.15, "w1", "never_trained")
    group = np.where(random.random(municipalities) < 0.15, "w2", group)
    starts = {key: on for key, _, on in WAVES}
    rows = [
        {
            "buyer_id": f"K-{number:04}",
            "buyer_name": names[number],
            "buyer_kind": "municipality",
            "county_name": f"Fylke {number % 11}",
            "size_class": str(size[number]),
            "group_id": str(group[number]),
            "wave_id": str(group[number]) if group[number] in starts else None,
            "trained_from": starts.get(str(group[number])),
        }
        for number in range(municipalities)
    ]
    agency = {"buyer_id": "O-1", "buyer_name": "Direktoratet for prøver", "buyer_kind": "state_agency"}
    return pl.DataFrame([*rows, {**agency, "group_id": "state_agencies"}], infer_schema_length=None)


def gatherings():
    for wave, _, on in WAVES:
        for number in range(3):
            yield {
                "programme_id": "p",
                "gathering_id": f"{wave}-{number + 1}",
                "wave_id": wave,
                "held_on": on + dt.timedelta(days=70 * number),
                "place": "Værnes",
                "theme_nb": "Behov før løsning",
                "theme_en": "Need before solution",
                "participants": 48,
            }


def quarterly(buyers, quarters, indicators, random):
    days = pl.DataFrame({"quarter_starts_on": quarters})
    cells = buyers.select("buyer_id", "size_class", "trained_from").join(days, how="cross")
    often = cells["size_class"].replace_strict({"small": 1, "medium": 3, "large": 8}, default=5).to_numpy()
    is_since = (cells["quarter_starts_on"] > cells["trained_from"]).fill_null(value=False).to_numpy()
    frames = []
    for indicator in indicators:
        for part, weight in (("all", 1.0), ("digital", 0.3)):
            base = random.poisson(often * weight)
            known = random.binomial(base, 0.85)
            above = base
            if indicator.measure == "share":
                above = random.binomial(known, 0.2 + 0.15 * is_since)
            elif indicator.measure == "mean":
                above = random.poisson(known * (34 + 4 * is_since))
            below = np.ones_like(base) if indicator.measure == "count" else known
            with np.errstate(invalid="ignore", divide="ignore"):
                value, coverage = above / below, known / base
            frames.append(
                cells.select("buyer_id", "quarter_starts_on").with_columns(
                    pl.lit(indicator.indicator_id).alias("indicator_id"),
                    pl.lit("member").alias("attribution"),
                    pl.lit(part).alias("slice"),
                    pl.Series("units_in_base", base),
                    pl.Series("units_with_data", known),
                    pl.Series("numerator", above.astype(float)),
                    pl.Series("denominator", below.astype(float)),
                    pl.Series("value", value, nan_to_null=True),
                    pl.Series("coverage", coverage, nan_to_null=True),
                )
            )
    return pl.concat(frames)


def by_group(by_buyer, buyers, indicators):
    sums = (
        by_buyer.join(buyers.select("buyer_id", "group_id"), on="buyer_id")
        .group_by("indicator_id", "group_id", "quarter_starts_on", "attribution", "slice", maintain_order=True)
        .agg(pl.len().alias("buyers"), pl.col("units_in_base", "units_with_data", "numerator", "denominator").sum())
        .join(indicators.select("indicator_id", "measure"), on="indicator_id")
        .filter(pl.col("denominator") > 0)
    )
    above, below = sums["numerator"].to_numpy(), sums["denominator"].to_numpy()
    measure, value = sums["measure"].to_numpy(), above / below
    wilson, poisson = intervals.wilson(above, below), intervals.poisson_exact(above, below)
    low, high = (
        np.select([measure == "share", measure == "count"], [wilson[end], poisson[end]], value + sign * 9 / below**0.5)
        for end, sign in ((0, -1), (1, 1))
    )
    return sums.with_columns(
        pl.Series("value", value),
        (pl.col("units_with_data") / pl.max_horizontal("units_in_base", 1)).alias("coverage"),
        pl.Series("interval_low", low),
        pl.Series("interval_high", high),
        pl.lit("wilson").alias("interval_method"),
    ).drop("measure")


def purchases(db, by_buyer, indicators):
    """A procedure for each unit of the first indicator's base, with one notice of competition."""
    is_first = (pl.col("indicator_id") == indicators["indicator_id"][0]) & (pl.col("slice") == "all")
    rows = (
        by_buyer.filter(is_first & (pl.col("units_in_base") > 0))
        .select("buyer_id", pl.col("quarter_starts_on").alias("on"), pl.int_ranges("units_in_base").alias("place"))
        .explode("place")
        .with_row_index("n")
        .with_columns(
            procedure_key=pl.format("p{}", "n"), notice_key=pl.format("{}-01", "n"), notice_id=pl.format("{}", "n")
        )
    )
    title = pl.when(pl.col("n") % 50 == 0).then(pl.lit(HOSTILE)).otherwise(pl.format("Rammeavtale nr. {}", "n"))
    on = pl.col("on")
    insert(
        db, "marts.procedures", rows.select("procedure_key", title.alias("title"), competition_on=on, published_on=on)
    )
    whole = {"attribution": pl.lit("own"), "share": pl.lit(1.0)}
    insert(db, "marts.procedure_buyers", rows.select("procedure_key", "buyer_id", **whole))
    links = rows.select("procedure_key", "notice_key", "notice_id", form_type=pl.lit("competition"))
    insert(db, "marts.procedure_notices", links)
    doffin, ted = pl.format("2024-{}", pl.col("n") + 100000), pl.format("{}-2024", pl.col("n") + 1)
    published = {
        "file_sha256": pl.lit("0" * 64),
        "member": pl.format("{}.xml", "n"),
        "publication_number": pl.when(pl.col("n") % 2 == 0).then(doffin).otherwise(ted),
        "landed_at": pl.lit(dt.datetime(2024, 1, 1)),  # noqa: DTZ001 - UTC, as the marts hold it
    }
    insert(db, "marts.notice_publications", rows.select("notice_key", **published))
    has_data = pl.col("n") % 7 != 0
    units = [
        rows.select(
            "procedure_key",
            indicator_id=pl.lit(name),
            unit_id="procedure_key",
            occurred_on="on",
            has_data=has_data,
            value=pl.when(has_data).then((pl.col("n") % 3 == 0).cast(pl.Float64) if measure == "share" else 31.0),
        )
        for name, measure in indicators.select("indicator_id", "measure").iter_rows()
    ]
    insert(db, "marts.indicator_units", pl.concat(units))


def effects(db, indicators, random):
    """A headline per indicator, the first of them clear, with its event study, draws, and another way of looking."""
    headline = [
        {
            "indicator_id": row["indicator_id"],
            "analysis_id": analysis,
            "analysis_name_nb": name,
            "analysis_name_en": name,
            "aggregation": "simple",
            "wave_id": "all",
            "estimate_unit": "log_ratio" if row["measure"] == "count" else row["value_unit"],
            "minimum_detectable_effect": 0.08,
            "estimate": 0.12 if number == 1 else 0.02,
            "interval_low": 0.05 if number == 1 else -0.06,
            "interval_high": 0.19 if number == 1 else 0.1,
            "p_value": 0.002 if number == 1 else 0.6,
            "t_statistic": 3.4 if number == 1 else 0.5,
            "trained_buyers": 18,
            "control_buyers": 40,
            "pretrend_p": 0.4,
            "breakdown_relative": 1.4,
            "role": "exploratory",
            "placebos": 12,
            "placebos_found": 1,
            "q_value": 0.03 if number == 1 else 0.8,
            "error_of_pretrend": 0.03,
            "volume_classes": 6,
            "volume_classes_kept": 4,
            "widest_stratum": 7.0,
            "share_drawn_in_county": 0.5,
            "sentence_nb": f"{row['name_nb']}: ingenting under +8,0 prosentpoeng kunne ventes å bli sett.",
            "sentence_en": f"{row['name_en']}: nothing below +8.0 percentage points could be expected to be seen.",
            "threats_nb": "Kommunene meldte seg selv på.\nAndre kurs kan ha virket.",
            "threats_en": "Municipalities chose the course themselves.\nOther courses may have worked.",
            "is_headline": analysis == "headline",
        }
        for number, row in enumerate(indicators.to_dicts())
        for analysis, name in (("headline", "Hovedanslag"), ("digital", HOSTILE))
    ]
    insert(db, "marts.effect_estimates", pl.DataFrame(headline))
    events = [
        {
            "indicator_id": each,
            "aggregation": "dynamic",
            "point_id": str(time),
            "wave_id": "all",
            "event_half_years": time,
            "estimate": 0.01 * (time % 3) + (0.1 if time >= 0 else 0),
            "interval_low": -0.05,
            "interval_high": 0.2,
            "is_before_training": time < 0,
        }
        for each in indicators["indicator_id"]
        for time in range(-6, 6)
    ]
    known = [str(column.name) for column in ddl.columns(catalogue.tables("marts")["marts.effect_event_study"])]
    insert(db, "marts.effect_event_study", pl.DataFrame(events).select([each for each in events[0] if each in known]))
    draws = [
        {"indicator_id": each, "draw": number + 1, "estimate": float(value), "t_statistic": float(value) / 0.03}
        for each in indicators["indicator_id"]
        for number, value in enumerate(random.normal(0, 0.03, 500))
    ]
    insert(db, "marts.effect_permutations", pl.DataFrame(draws))


def feedback(db, random):
    """Two questions and some themes after each gathering; one option is suppressed, and one comment is hostile."""
    rates, questions, options, themes, benchmark, comments = [], [], [], [], [], []
    for number, each in enumerate(gatherings()):
        at = {"programme_id": "p", "gathering_id": each["gathering_id"], "occasion": "after"}
        rate = {"wave_id": each["wave_id"], "held_on": each["held_on"], "participants": 48, "submissions": 40}
        rates.append(at | rate | {"response_rate": 40 / 48})
        for code, text in (("useful", "Hvor nyttig var samlingen?"), ("tools", "Jeg fikk konkrete verktøy")):
            asked = at | {"instrument_id": "evaluering", "instrument_version": f"v{number}", "question_code": code}
            scale = {
                "measure": "usefulness" if code == "useful" else "concrete_tools",
                "question_text": text,
                "question_kind": "scale",
                "scale_direction": "up",
                "kirkpatrick_level": 1,
            }
            questions.append(asked | scale | {"asked": 40, "answered": 40, "mean": 4.1})
            shares = random.dirichlet([1, 2, 4, 8, 6])
            for step in range(5):
                share = None if step == 0 else float(shares[step])
                chosen = {"option_code": str(step + 1), "position": step + 1, "option_label": str(step + 1)}
                options.append(asked | chosen | {"share": share, "is_suppressed": share is None})
        for code, name in (("tools", "Praktiske verktøy"), ("plan", "Endret plan"), ("critique", "Kritikk")):
            theme = {"theme_code": code, "theme_nb": name, "theme_en": name, "comments": 30, "mentions": 12 - number}
            is_hidden = number == 3 and code == "tools"
            seen = {"share": None, "mentions": None} if is_hidden else {"share": (12 - number) / 30}
            themes.append(at | theme | seen | {"is_suppressed": is_hidden})
        item = {"instrument_id": "evaluering", "instrument_version": f"v{number}", "measure": "benchmark_need"}
        item |= {"share": 0.74, "benchmark_share": 0.86, "benchmark_source": "Riksrevisjonen 2018"}
        benchmark.append(at | {"wave_id": each["wave_id"]} | item)
        comments.append(at | {"question_code": "free", "comment_id": f"c{number}", "comment": HOSTILE})
    insert(db, "marts.response_rates", pl.DataFrame(rates))
    insert(db, "marts.feedback_by_gathering_question", pl.DataFrame(questions))
    insert(db, "marts.feedback_distribution", pl.DataFrame(options, infer_schema_length=None))
    insert(db, "marts.themes_by_gathering", pl.DataFrame(themes))
    insert(db, "marts.feedback_benchmark", pl.DataFrame(benchmark))
    insert(db, "marts.verbatims", pl.DataFrame(comments))


def losses(db):
    """A source with a bad month, a file with a reject, and a buyer that nobody recognised."""
    days = pl.date_range(dt.date(2025, 1, 1), dt.date(2025, 12, 31), "1d", eager=True)
    state = pl.when(pl.col("day_on").dt.month() == 7).then(pl.lit("mismatch")).otherwise(pl.lit("verified"))
    walked = pl.DataFrame({"day_on": days}).with_columns(
        source=pl.lit("doffin"), kind=pl.lit("notices"), completeness=state
    )
    insert(db, "marts.completeness", walked)
    counted = {
        "read": 7400,
        "loaded": 7369,
        "rejected": 20,
        "duplicate": 10,
        "superseded": 0,
        "erased": 0,
        "set_aside": 1,
    }
    filed = {"file_sha256": "0" * 64, "kind": "notices", "landed_at": dt.datetime(2026, 1, 1)}  # noqa: DTZ001
    insert(db, "marts.ledger", pl.DataFrame([filed | counted]))
    rule = {"file_sha256": "0" * 64, "member": "a.xml", "rule": "not_xml", "reason": HOSTILE}
    insert(db, "marts.rejects", pl.DataFrame([rule] * 20))
    aside = rule | {"key": HOSTILE, "unit": "notice", "rule": "ids_clash"}
    insert(db, "marts.set_aside", pl.DataFrame([aside | {"set_aside_at": dt.datetime(2026, 1, 2)}]))  # noqa: DTZ001


def joint(db):
    """A joint project with a likely purchase of a hostile title and a possible one."""
    insert(db, "marts.projects", pl.DataFrame([{"programme_id": "p", "project_id": "d", "project_name": HOSTILE}]))
    found = {"programme_id": "p", "project_id": "d", "reason_nb": HOSTILE, "reason": "names the project"}
    rows = [("p0", "0-01", 1.0), ("p1", "1-01", 0.3)]
    told = [found | {"procedure_key": key, "notice_key": notice, "confidence": sure} for key, notice, sure in rows]
    insert(db, "marts.project_procurements", pl.DataFrame(told))
