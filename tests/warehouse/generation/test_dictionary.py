import html
from graphlib import CycleError

import pytest

from schemas import catalogue, ddl
from warehouse.generation.dictionary import KINDS, export_dictionary, source
from warehouse.graph import read_models
from warehouse.lineage import BOX_WIDTH, between_marts, draw, upstream


@pytest.fixture(scope="module")
def page(generation):
    return (generation / "dictionary.html").read_text(encoding="utf-8")


def test_the_dictionary_says_every_table_and_every_column(page):
    for name, table in catalogue.tables("marts").items():
        assert f'id="{name}"' in page
        for column in ddl.columns(table):
            assert f"<code>{column.name}</code>" in page


def test_the_page_can_load_nothing(page):
    assert "default-src 'none'" in html.unescape(page)
    assert "<script" not in page
    assert 'src="' not in page


def test_each_table_names_the_models_and_the_sources_it_comes_from(page):
    models = read_models()
    for name in catalogue.tables("marts").keys() & models.keys():
        for read in models[name].reads:
            assert f"<code>{read}</code>" in page.split(f'id="{name}"')[1].split("</section>")[0]


def test_what_a_table_reads_stands_to_its_left():
    picture = draw(upstream(read_models(), catalogue.tables("marts")))
    place = {box.name: box.x for box in picture.boxes}
    assert picture.lines
    for start, end, _ in picture.lines:
        assert place[start] + BOX_WIDTH < place[end]


def test_no_two_boxes_lie_on_one_another():
    picture = draw({"a": [], "b": [], "c": ["a", "b"], "d": ["a"], "e": ["c", "a"]})
    assert len({(box.x, box.y) for box in picture.boxes}) == 5


def test_what_lies_between_two_marts_is_left_out_and_so_is_a_line_that_follows_from_others():
    reads = {"parsed.a": [], "staging.b": ["parsed.a"], "marts.c": ["staging.b"], "staging.d": ["marts.c", "parsed.a"]}
    told = between_marts(reads | {"marts.e": ["staging.d", "marts.c"]}, lambda table: table.upper())
    assert told == {"PARSED.A": [], "marts.c": ["PARSED.A"], "marts.e": ["marts.c"]}


def test_a_table_joined_to_none_is_not_in_the_picture():
    assert {box.name for box in draw({"a": [], "b": ["a"], "alone": []}).boxes} == {"a", "b"}


def test_every_table_read_from_landed_files_has_its_kind():
    assert {source(table) for table in catalogue.tables("parsed")} == set(KINDS.values())


def test_a_circle_is_refused():
    with pytest.raises(CycleError):
        draw({"a": ["b"], "b": ["a"]})


def test_checks_that_passed_stand_with_the_tables_they_read(filled, about, tmp_path):
    from dataclasses import replace

    name = next(iter(catalogue.tables("marts")))
    export_dictionary(filled, tmp_path, replace(about, checks=[f"{name}_has_one_row_per_key"]))
    assert "has one row per key" in (tmp_path / "dictionary.html").read_text(encoding="utf-8")
