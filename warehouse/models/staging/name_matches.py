"""Match the names buyers go by with the municipalities of the map of their day (warehouse/matching/names.py)."""

import polars as pl

from warehouse.matching import names

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "name_as_written": pl.String,
    "city": pl.String,
    "nuts_code": pl.String,
    "postcode": pl.String,
    "map_on": pl.Date,
    "municipality_code": pl.String,
    "county_name": pl.String,
    "match_method": pl.String,
    "match_score": pl.Float64,
    "candidate": pl.String,
    "candidate_codes": pl.List(pl.String),
}


def model(
    staging__buyer_names: pl.DataFrame,
    staging__municipalities: pl.DataFrame,
    staging__register_county_codes: pl.DataFrame,
    seeds__place_counties: pl.DataFrame,
) -> pl.DataFrame:
    """One row per way a buyer is named, place and map: the municipality or county it means, or the best candidate."""
    counties = {names.plain(name): name for name in sorted(set(staging__register_county_codes["name"]))}
    places = [(place["place_prefix"], place["county_code"]) for place in seeds__place_counties.iter_rows(named=True)]
    known = {
        map_on: names.known_names(zip(rows["municipality_code"], rows["municipality_name"], strict=True))
        for (map_on,), rows in staging__municipalities.group_by("map_on")
    }
    asked = staging__buyer_names.sort(pl.all(), nulls_last=True).iter_rows(named=True)
    codes: dict[str, set[str]] = {}
    for county in staging__register_county_codes.iter_rows(named=True):
        for spelling in names.spellings(county["name"]):
            codes.setdefault(spelling, set()).add(county["county_code"])
    decided = [decide(each, known.get(each["map_on"], {}), counties, places, codes) for each in asked]
    return pl.DataFrame(decided, schema=SCHEMA)


def decide(
    asked: dict[str, str],
    known: dict[str, tuple[str, ...]],
    counties: dict[str, str],
    places: list[tuple[str, str]],
    stated: dict[str, set[str]],
) -> dict[str, object]:
    """One name: two of one spelling are told apart by the county it states, NUTS code and postcode, or not at all."""
    found = names.match(asked["name_as_written"], known, counties)
    codes = found.codes
    if (found.county is None and len(codes) != 1) or found.method == "none":
        split = names.stated_county(asked["name_as_written"], stated)
        if split and (told := names.match(split[0], known, counties)).method != "none":
            there = stated[split[1]]
            found, codes = told, tuple(code for code in told.codes if code[:2] in there) or told.codes
    if found.method != "none" and len(codes) > 1:
        written = [asked[place] for place in ("nuts_code", "postcode") if asked[place]]
        there = {county for prefix, county in places for place in written if place.startswith(prefix)}
        codes = tuple(code for code in codes if code[:2] in there)
    matched = found.method != "none" and (len(codes) == 1 or found.county is not None)
    return asked | {
        "municipality_code": codes[0] if matched and codes else None,
        "county_name": found.county,
        "match_method": found.method if matched else "ambiguous" if found.method != "none" else "none",
        "match_score": found.score,
        "candidate": found.candidate,
        "candidate_codes": list(found.codes) if found.method != "none" else [],
    }
