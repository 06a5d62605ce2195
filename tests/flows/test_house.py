"""The whole thing on one machine: real server, real worker, real files, real HTTP, real kills."""

import csv
import os
import shutil
import signal
import time
import uuid
from datetime import UTC, datetime

import pytest
import requests

from flows.declared import AUTOMATIONS_YAML, PREFECT_YAML, read_strictly
from tasks.erasure.search import search
from tests.flows.conftest import LANDED
from tests.until import PATIENCE, until

pytestmark = pytest.mark.prefect

EXPORTED = ("bestillerpuls.survey.exported", "bestillerpuls.survey.opplevelse-1")


def test_one_command_brings_up_everything_that_is_declared(house):
    declared = {entry["name"]: entry for entry in read_strictly(PREFECT_YAML)["deployments"]}
    held = {entry["name"]: entry for entry in house.ask("POST", "deployments/filter", {}).json()}
    assert held.keys() == declared.keys()
    for name, entry in declared.items():
        assert len(held[name]["schedules"]) == len(entry.get("schedules", []))
    automations = {entry["name"] for entry in house.ask("POST", "automations/filter", {}).json()}
    triggers = {trigger["name"] for entry in declared.values() for trigger in entry.get("triggers", [])}
    assert automations == triggers | {entry["name"] for entry in read_strictly(AUTOMATIONS_YAML)}


def test_every_schedule_makes_runs(house):
    """Prefect's scheduler fails in silence beside the wrong SQLAlchemy: nothing is ever due then."""
    held = house.ask("POST", "deployments/filter", {}).json()
    due = {entry["name"] for entry in held if entry["schedules"] and not entry["paused"]}
    assert due == {"pull-surveys", "refresh", "watch-sources", "enforce-retention", "verify"}
    for flow in due:
        until(lambda flow=flow: house.runs(flow, "SCHEDULED", "COMPLETED", "RUNNING"), PATIENCE, f"{flow} is due")


def test_what_brings_the_real_world_is_paused_in_a_folder_that_holds_the_sample(house):
    held = house.ask("POST", "deployments/filter", {}).json()
    assert {entry["name"] for entry in held if entry["paused"]} == {"pull-notices", "pull-registers"}


@pytest.mark.prove
def test_up_again_changes_nothing(house):
    assert "unchanged" in (said := house.command("deploy"))
    assert "created" not in said
    assert "updated" not in said


def test_without_the_password_nobody_is_let_in(house):
    assert house.post_event(*LANDED, auth=None) == 401
    assert house.post_event(*LANDED, auth=("operator", "wrong")) == 401


def test_an_event_ends_in_published_marts_and_a_notification(house, notifications):
    house.land_notices(2)
    assert house.post_event(*LANDED) == 204
    until(house.is_up_to_date, PATIENCE, "what landed is published")
    until(lambda: said(notifications, house.generations()[-1]), PATIENCE, "the notification is sent")


def test_a_survey_dropped_into_the_inbox_is_published_without_a_further_hand(house, sample):
    shorten_schedule(house, "pull-surveys", 10)
    shutil.copy(sample / "surveys" / "Evaluering samling 1.xlsx", house.settings.inbox)
    until(lambda: not list(house.settings.inbox.glob("*.xlsx")), PATIENCE, "the file leaves the inbox")
    shorten_schedule(house, "pull-surveys", 3600)
    answered = "select count(*) from marts.response_rates"
    until(house.is_up_to_date, PATIENCE, "what landed is published")
    assert house.asked(answered) > 0


def test_a_person_is_nowhere_in_what_prefect_keeps_and_is_erased_while_it_runs(house, sample, notifications, proof):
    with (sample / "truth" / "personal_canaries.csv").open(encoding="utf-8") as file:
        told = [row for row in csv.DictReader(file) if row["instrument_id"] == "samling-forms"][:6]
    person = [row["value"] for row in told]
    name = next(row["value"] for row in told if row["field"] == "name")
    shutil.copy(sample / "surveys" / "Evaluering samling 3.xlsx", house.settings.inbox / f"{name}.xlsx")
    (house.settings.inbox / f"Svar fra {name}.csv").write_text(f"no export of {name}", encoding="utf-8")
    failed = len(house.runs("pull-surveys", "FAILED"))
    shorten_schedule(house, "pull-surveys", 10)
    until(lambda: not list(house.settings.inbox.iterdir()), PATIENCE, "the files leave the inbox")
    until(lambda: len(house.runs("pull-surveys", "FAILED")) > failed, PATIENCE, "the refusal is told")
    shorten_schedule(house, "pull-surveys", 3600)
    until(house.is_up_to_date, PATIENCE, "what landed is published")
    data = house.settings.data
    held = search(data, person)
    assert {path.relative_to(data).parts[:2] for path in held} == {("landing", "raw")}
    assert name not in str([request.get_json() for request, _ in notifications.log])
    assert "Proven" in house.command("erase", given="\n".join(person))
    left = search(data, person)
    proof(
        "a person erased while server and worker run",
        values=len(person),
        files_before=len(held),
        files_after=len(left),
    )
    assert left == {}


def shorten_schedule(house, name, seconds):
    """`prefect.yaml` looks every two minutes; a test has less patience."""
    (entry,) = [one for one in house.ask("POST", "deployments/filter", {}).json() if one["name"] == name]
    for schedule in entry["schedules"]:
        path = f"deployments/{entry['id']}/schedules/{schedule['id']}"
        assert house.ask("PATCH", path, {"schedule": {"interval": seconds}}).status_code == 204


@pytest.mark.parametrize("events", [40, pytest.param(200, marks=pytest.mark.prove)])
def test_a_storm_of_events_gives_few_builds_and_the_right_marts(house, events, proof):
    before = house.generations()
    begun = datetime.now(UTC).isoformat()
    for turn in range(events):
        if turn % 10 == 0:
            house.land_notices()
        assert house.post_event(*LANDED) == 204
    until(house.is_up_to_date, PATIENCE, "what landed is published")
    builds = len(set(house.generations()) - set(before))
    runs = len([run for run in house.runs("refresh") if by_event(run, begun)])
    assert 1 <= builds <= 5
    assert 1 <= runs <= 2 + events // 5
    proof("storm of events", sent=events, builds=builds, runs=runs)


@pytest.mark.prove
def test_the_same_event_twice_is_one(house):
    same = str(uuid.uuid4())
    begun = datetime.now(UTC).isoformat()

    def woken(flow, *states):
        return [run for run in house.runs(flow, *states) if by_event(run, begun)]

    assert house.post_event(*EXPORTED, event_id=same) == 204
    until(lambda: woken("pull-surveys", "COMPLETED"), PATIENCE, "the window in which events are one is over")
    assert [house.post_event(*EXPORTED, event_id=same) for _ in range(2)] == [204, 204]
    assert house.post_event(*LANDED) == 204
    until(lambda: woken("refresh"), PATIENCE, "a later event has been heard, so the earlier ones were too")
    assert len(woken("pull-surveys")) == 1


def by_event(run, since):
    return run["created"] >= since and "auto-scheduled" not in run["tags"]


def test_a_killed_build_is_noticed_and_the_next_one_does_its_work(house, notifications):
    house.land_notices()
    house.post_event(*LANDED)
    os.kill(until(house.builder, PATIENCE, "a build has begun"), signal.SIGKILL)
    house.land_notices()
    house.post_event(*LANDED)
    until(house.is_up_to_date, PATIENCE, "what landed is published")
    until(lambda: said(notifications, "a build died"), PATIENCE, "the death is told")
    until(lambda: house.builder() is None, PATIENCE, "no lease is stuck")


def test_a_build_that_died_is_made_up_for_in_seconds_and_not_at_the_next_sweep(house, proof):
    house.land_notices()
    house.post_event(*LANDED)
    killed = until(house.builder, PATIENCE, "a build has begun")
    os.kill(killed, signal.SIGKILL)
    died = time.monotonic()
    until(lambda: house.builder() not in {None, killed}, 120, "the next build has begun, and no event has told of it")
    begun = time.monotonic() - died
    until(house.is_up_to_date, PATIENCE, "what landed is published")
    proof("a builder killed", seconds_to_the_next_build=round(begun), to_the_generation=round(time.monotonic() - died))


def said(notifications, words):
    return [log for log in notifications.log if words in log[0].get_json()["subject"]]


WRONG = [
    ("source.silent", "source.ted", {"days": 5}, "ted has been silent for 5 days"),
    ("source.changed", "source.doffin", {}, "doffin answers in a new shape"),
    ("check.failed", "marts", {"checks": ["every_lot_has_a_notice"]}, "a check failed"),
]


def test_whatever_goes_wrong_ends_in_a_notification_and_a_check_that_goes_on_failing_in_one(house, notifications):
    for event, about, payload, _ in WRONG * 2:
        assert house.post_event(f"bestillerpuls.{event}", f"bestillerpuls.{about}", payload=payload) == 204
    for *_, words in WRONG:
        until(lambda words=words: said(notifications, words), PATIENCE, f"it is told: {words}")
    assert len(said(notifications, "a check failed")) == 1


def test_a_run_that_fails_is_told(house, notifications):
    (entry,) = [one for one in house.ask("POST", "deployments/filter", {}).json() if one["name"] == "backfill"]
    days = {"source": "mercell", "first": "2024-03-04", "last": "2024-03-04"}
    run = house.ask("POST", f"deployments/{entry['id']}/create_flow_run", {"parameters": days}).json()
    until(lambda: said(notifications, f"run {run['name']} ended Failed"), PATIENCE, "the failure is told")


def test_a_run_leaves_its_tables_and_where_to_look_and_no_name_of_a_file(published):
    house = published

    def shown():
        return {one["key"]: one for one in house.ask("POST", "artifacts/latest/filter", {}).json()}

    def is_told():
        return house.generations()[-1] in shown().get("dashboard", {"description": ""})["description"]

    until(is_told, PATIENCE, "they are there")
    assert {"ledger", "rejected", "completeness", "effect", "dashboard"} <= shown().keys()
    assert "| survey | " in shown()["ledger"]["data"]
    assert "Evaluering" not in str(shown())
    assert f":{house.settings.pages_port}/dashboard/" in shown()["dashboard"]["data"]


def test_the_dashboard_is_shown(published):
    page = f"http://127.0.0.1:{published.settings.pages_port}/generation.json"

    def is_shown():
        return requests.get(page, timeout=PATIENCE).json()["generation_id"] == published.generations()[-1]

    until(is_shown, PATIENCE, "the newest generation is shown")
