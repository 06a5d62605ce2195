"""prefect.yaml and automations.yaml say nothing that Prefect would ignore or misread."""

import pytest

from flows.declared import AUTOMATIONS_YAML, PREFECT_YAML, DeclaredError, read_strictly


def spoiled(tmp_path, source, before, after):
    text = source.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / source.name
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", [PREFECT_YAML, AUTOMATIONS_YAML], ids=lambda path: path.name)
def test_what_is_declared_is_understood_by_prefect_to_the_last_key(path):
    assert read_strictly(path)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("    expect:\n", "    expct:\n", "nobody reads 'expct'"),
        ("    expect:\n", "    expct:\n", "it answers every event"),
        ("    match: ", "    mtach: ", "nobody reads 'mtach'"),
        ("bestillerpuls.notices.landed", "bestillerpuls.notice.landed", "nobody sends bestillerpuls.notice.landed"),
        ("schedule_after: 5", "schedule_after: 1", "events of the rest wake nobody"),
        ("  schedules: []", "  description: by hand", "Prefect asks for them at a terminal"),
        ("work_pool: *pool", "workpool: *pool", "nobody reads 'workpool'"),
        ("timezone: UTC", "timezone: Europe/Oslo", "when the clocks change"),
        ("slug: doffin, ", "", "each deploy adds it anew"),
        ("15 4 * * *", "15 25 * * *", "cron"),
        ("source: doffin", "sauce: doffin", "nobody reads 'sauce'"),
        ("interval: 120", "intervall: 120", "intervall"),
        ('anchor_date: "2026-01-01T00:07:00Z", ', "", "counts the interval anew"),
        ("type: event", "type: evnt", "evnt"),
        ("flows.refresh.refresh", "flows.refresh.freshen", "'freshen' not found"),
        ("flows.refresh.refresh", "flows.rfresh.refresh", "No module named"),
        ("name: bestillerpuls\n", "nmae: bestillerpuls\n", "nobody reads 'nmae'"),
    ],
)
def test_a_slip_in_prefect_yaml_is_refused(tmp_path, before, after, said):
    with pytest.raises(DeclaredError, match=said):
        read_strictly(spoiled(tmp_path, PREFECT_YAML, before, after))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("    expect: [bestillerpuls.marts.published]\n", "", "it answers every event"),
        ("bestillerpuls.source.silent", "bestillerpuls.source.quiet", "nobody sends"),
        ("posture: Proactive", "psture: Proactive", "nobody reads 'psture'"),
        ("    subject:", "    sbject:", "notify has body and subject"),
        ("  notify:\n", "  ntofiy:\n", "exactly one of notify and actions"),
        ("change-flow-run-state", "change-flowrun-state", "change-flow"),
    ],
)
def test_a_slip_in_automations_yaml_is_refused(tmp_path, before, after, said):
    with pytest.raises(DeclaredError, match=said):
        read_strictly(spoiled(tmp_path, AUTOMATIONS_YAML, before, after))
