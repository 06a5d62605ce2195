"""The register facts that ship: whole, sourced, and true to each other."""

import duckdb
import pytest

from warehouse.graph import HERE

SEEDS = HERE / "seeds"
WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


@pytest.fixture(scope="module")
def seeds():
    with duckdb.connect() as db:
        others = [SEEDS / f"{name}.csv" for name in ("cooperations", "place_counties", "thresholds")]
        for path in [*(SEEDS / "registers").glob("*.csv"), *others]:
            db.execute(f"CREATE TABLE {path.stem} AS FROM read_csv('{path}', all_varchar = true)")
        yield db


def rows(db, query):
    return db.execute(query).fetchall()


@pytest.mark.parametrize("path", sorted((SEEDS / "registers").glob("*.csv")), ids=lambda path: path.stem)
def test_every_register_fact_has_its_source_and_day(seeds, path):
    assert rows(seeds, f"SELECT * FROM {path.stem} WHERE source IS NULL OR as_of IS NULL") == []


def test_norway_has_357_municipalities_in_15_counties(seeds):
    assert rows(seeds, "SELECT count(*) FROM municipality_codes WHERE valid_to IS NULL") == [(357,)]
    assert rows(seeds, "SELECT count(*) FROM county_codes WHERE valid_to IS NULL") == [(15,)]


@pytest.mark.parametrize(("day", "municipalities"), [("2017-06-01", 426), ("2018-06-01", 422), ("2020-06-01", 356)])
def test_every_map_has_as_many_as_it_had(seeds, day, municipalities):
    """Norway had 426, 422 and 356 municipalities in 2017, 2018 and 2020."""
    query = f"SELECT count(*) FROM municipality_codes WHERE valid_from <= '{day}' AND coalesce(valid_to, '9') > '{day}'"
    assert rows(seeds, query) == [(municipalities,)]


def test_every_organisation_number_passes_mod_11(seeds):
    numbers = rows(seeds, "SELECT organisation_number FROM municipality_organisation_numbers")
    numbers += rows(
        seeds, "SELECT member_number FROM cooperations UNION SELECT organisation_number FROM register_units"
    )
    for (number,) in numbers:
        digits = [int(digit) for digit in number]
        control = -sum(weight * digit for weight, digit in zip(WEIGHTS, digits[:8], strict=True)) % 11
        assert control == digits[8], number


def test_every_municipality_of_today_has_a_number_but_haram(seeds):
    missing = rows(
        seeds,
        """
        SELECT name FROM municipality_codes AS code
        WHERE valid_to IS NULL
        AND municipality_code NOT IN (SELECT municipality_code FROM municipality_organisation_numbers)
        """,
    )
    assert missing == [("Haram",)]


def test_a_code_has_no_gap_and_no_overlap_with_itself(seeds):
    overlaps = rows(
        seeds,
        """
        SELECT municipality_code FROM (
            SELECT *, lead(valid_from) OVER (PARTITION BY municipality_code ORDER BY valid_from) AS next_from
            FROM municipality_codes
        ) WHERE next_from IS NOT NULL AND next_from <> valid_to
        """,
    )
    assert overlaps == []


def test_every_code_that_ends_is_followed(seeds):
    lost = rows(
        seeds,
        """
        SELECT municipality_code, valid_to FROM municipality_codes AS code
        WHERE valid_to IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM municipality_codes AS same
            WHERE same.municipality_code = code.municipality_code AND same.valid_from = code.valid_to)
        AND NOT EXISTS (SELECT 1 FROM municipality_changes AS change
            WHERE change.old_code = code.municipality_code AND change.changed_on = code.valid_to)
        """,
    )
    assert lost == []


def test_every_membership_of_a_cooperation_has_a_source(seeds):
    assert rows(seeds, "SELECT * FROM cooperations WHERE source IS NULL OR member_number IS NULL") == []


def test_a_place_is_in_a_county_of_each_map(seeds):
    """A notice of 2024 may say the NUTS code of a county that was divided that year: NO082 was Viken."""
    lost = rows(
        seeds,
        """
        SELECT place_prefix FROM place_counties INNER JOIN county_codes USING (county_code)
        GROUP BY place_prefix HAVING NOT bool_or(valid_to IS NULL)
        """,
    )
    assert lost == []


def test_thresholds_do_not_overlap(seeds):
    assert (
        rows(
            seeds,
            """
        SELECT one.regime, one.nature, one.valid_from FROM thresholds AS one INNER JOIN thresholds AS other
        ON one.regime = other.regime AND one.authority = other.authority AND one.nature = other.nature
        AND one.valid_from < other.valid_from AND coalesce(one.valid_to, '9') > other.valid_from
        """,
        )
        == []
    )
