"""No notice vanishes or doubles between what was read and the marts: every check fails when its rule is broken."""

import pytest

from tasks.sample.write import write_sample
from warehouse.graph import HERE

BREAKS = {
    "every_loaded_notice_is_one_version": [
        "DELETE FROM staging.notices WHERE notice_key = (SELECT min(notice_key) FROM staging.notices)",
        "INSERT INTO staging.notices FROM staging.notices LIMIT 1",
    ],
    "every_notice_version_is_in_the_marts_once": [
        "DELETE FROM marts.notice_versions WHERE notice_key = (SELECT max(notice_key) FROM marts.notice_versions)",
        "INSERT INTO marts.notice_versions FROM marts.notice_versions LIMIT 1",
        "DELETE FROM staging.notices WHERE notice_key = (SELECT min(notice_key) FROM staging.notices)",
    ],
    "every_notice_is_in_the_marts_once": [
        "DELETE FROM marts.notices WHERE notice_id = (SELECT min(notice_id) FROM marts.notices)",
    ],
    "every_notice_belongs_to_a_procedure": [
        "DELETE FROM marts.procedure_notices WHERE notice_key = (SELECT min(notice_key) FROM marts.procedure_notices)",
        "DELETE FROM marts.procedures WHERE procedure_key = (SELECT min(procedure_key) FROM marts.procedures)",
    ],
    "every_document_of_a_notice_is_a_publication": [
        "DELETE FROM marts.notice_publications WHERE outcome = 'superseded'",
    ],
    "every_buyer_of_a_notice_is_decided_once": [
        "DELETE FROM marts.buyer_matches WHERE match_method = 'number'",
        "INSERT INTO marts.buyer_matches FROM marts.buyer_matches LIMIT 1",
    ],
    "shares_of_a_procedure_sum_to_one": [
        "DELETE FROM marts.procedure_buyers WHERE attribution = 'lead'",
        "INSERT INTO marts.procedure_buyers FROM marts.procedure_buyers WHERE attribution = 'own' LIMIT 1",
    ],
    "every_buyer_of_a_procedure_can_be_counted": [
        "DELETE FROM marts.buyers WHERE buyer_id IN (SELECT buyer_id FROM marts.procedure_buyers)",
    ],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory, buyers_built):
    folder = tmp_path_factory.mktemp("sample") / "sample"
    write_sample(folder, 200, seed=7)
    return buyers_built("sample", **{kind: folder / kind for kind in ("notices", "registers", "programme")})


def broken(db, check):
    return db.execute((HERE / "checks" / f"{check}.sql").read_text(encoding="utf-8")).fetchall()


@pytest.mark.parametrize("check", BREAKS)
def test_a_whole_warehouse_passes(built, check):
    assert broken(built, check) == []


@pytest.mark.parametrize(("check", "breaking"), [(check, each) for check, all_ in BREAKS.items() for each in all_])
def test_a_broken_rule_is_noticed(built, check, breaking):
    built.execute("BEGIN")
    try:
        built.execute(breaking)
        assert broken(built, check)
    finally:
        built.execute("ROLLBACK")
