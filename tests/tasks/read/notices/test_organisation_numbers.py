"""The organisation number is found in whatever a notice writes around it, and never made up."""

import pytest

from tasks.read.notices.organisation_numbers import numbers_in

ONE, OTHER = "310000019", "310000027"


@pytest.mark.parametrize(
    "written",
    [
        "310000019",
        "310 000 019",
        "31000 0019",
        "310.000.019",
        "310\u00a0000\u00a0019 MVA",
        "NO310000019MVA",
        "NO 310000019",
        "Org.nr. 310 000 019 Havrefjord kommune",
        "orgnr310000019",
        "Havrefjord kommune, 310000019",
        "0192:310000019",
        "iso6523-actorid-upis::0192:310000019",
        "7080000123456 310000019",
        "310000019 7080000123456",
        "310000019 310 000 019",
        "３１０００００１９",  # noqa: RUF001 (digits of another width)
        "310000018 310000019",
    ],
)
def test_a_number_is_found_in_any_wrapping(written):
    assert numbers_in(written) == [ONE]


@pytest.mark.parametrize(
    "written",
    ["", "310000018", "1310000019", "3100000190", "DE310000019", "DUNS 310000019", "7080310000019", "mangler"],
)
def test_what_is_no_number_of_the_register_is_none(written):
    assert numbers_in(written) == []


def test_two_different_numbers_are_both_told():
    assert numbers_in(f"{ONE} / {OTHER}") == [ONE, OTHER]
    assert numbers_in("310 000 027 310 000 019") == [OTHER, ONE]
