"""prefect.yaml and automations.yaml, held to Prefect's own models and more strictly than Prefect holds them.

Prefect ignores a key it does not know, so a misspelt trigger matches every event there is, those of its own
automation included. Here every key is known, every event is one that somebody sends, every entrypoint is a flow
that takes the parameters it is given, and no clock change touches a schedule.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from prefect.cli.deploy._models import (
    ConcurrencyLimitSpec,
    DeploymentConfig,
    PrefectYamlModel,
    RawScheduleConfig,
    WorkPoolConfig,
)
from prefect.cli.deploy._triggers import DeploymentTriggerAdapter
from prefect.client.schemas.schedules import CronSchedule
from prefect.events.actions import ActionTypes
from prefect.events.schemas.automations import TriggerTypes
from prefect.exceptions import MissingFlowError
from prefect.flows import Flow, load_flow_from_entrypoint
from pydantic import BaseModel, TypeAdapter, ValidationError

from schemas.errors import UserError
from tasks.prefect.events import EVENTS

ROOT = Path(__file__).parent.parent
PREFECT_YAML = ROOT / "prefect.yaml"
AUTOMATIONS_YAML = ROOT / "automations.yaml"

AUTOMATION_KEYS = {"name", "description", "trigger", "notify", "actions"}
NOTIFY_KEYS = {"subject", "body"}


class DeclaredError(UserError):
    """Raised when prefect.yaml or automations.yaml says something that Prefect would ignore or misread."""


def read_strictly(path: Path) -> Any:
    """The file's content.

    Raises:
        DeclaredError: with every fault that was found, a line each.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    faults = deployment_faults(content) if isinstance(content, dict) else automation_faults(content)
    if found := [f"{path.name}: {fault}" for fault in faults]:
        raise DeclaredError("\n".join(found))
    return content


def deployment_faults(content: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a prefect.yaml."""
    yield from unknown("the file", content, {*keys_of(PrefectYamlModel), "definitions"})
    yield from invalid("the file", PrefectYamlModel, content)
    for deployment in content["deployments"]:
        where = f"deployment {deployment.get('name')}"
        yield from unknown(where, deployment, keys_of(DeploymentConfig))
        yield from unknown(f"{where}, work_pool", deployment.get("work_pool", {}), keys_of(WorkPoolConfig))
        if isinstance(limit := deployment.get("concurrency_limit"), dict):
            yield from unknown(f"{where}, concurrency_limit", limit, keys_of(ConcurrencyLimitSpec))
        if "schedules" not in deployment:
            yield f"{where}: `schedules` is not said, so Prefect asks for them at a terminal; [] where there are none."
        given = [deployment.get("parameters", {})]
        for schedule in deployment.get("schedules", []):
            given.append(schedule.get("parameters", {}))
            yield from schedule_faults(f"{where}, schedule {schedule.get('slug')}", schedule)
        for trigger in deployment.get("triggers", []):
            given.append(trigger.get("parameters", {}))
            yield from trigger_faults(f"{where}, trigger {trigger.get('name')}", trigger, DeploymentTriggerAdapter)
            if trigger.get("schedule_after", 0) < trigger.get("within", 0):
                yield f"{where}: the run starts before `within` is over, so events of the rest wake nobody."
        try:
            flow: Flow[..., Any] = load_flow_from_entrypoint(deployment["entrypoint"], use_placeholder_flow=False)
        except (ImportError, MissingFlowError) as error:
            yield f"{where}: {error}"
            continue
        taken = set(flow.parameters.properties)
        for parameters in given:
            yield from unknown(f"{where}, parameters", parameters, taken)


def automation_faults(content: list[dict[str, Any]]) -> Iterator[str]:
    """What is wrong with an automations.yaml."""
    for automation in content:
        where = f"automation {automation.get('name')}"
        yield from unknown(where, automation, AUTOMATION_KEYS)
        yield from trigger_faults(where, automation.get("trigger", {}), TypeAdapter(TriggerTypes))
        if ("notify" in automation) == ("actions" in automation):
            yield f"{where}: exactly one of notify and actions says what is done."
        if "notify" in automation and set(automation["notify"]) != NOTIFY_KEYS:
            yield f"{where}: notify has {' and '.join(sorted(NOTIFY_KEYS))}."
        for action in automation.get("actions", []):
            yield from invalid(where, TypeAdapter(ActionTypes), action)


def schedule_faults(where: str, schedule: dict[str, Any]) -> Iterator[str]:
    """A schedule has a slug, fits the model, and neither a clock change nor another deploy moves it."""
    yield from invalid(where, RawScheduleConfig, schedule)
    if "slug" not in schedule:
        yield f"{where}: without a slug, each deploy adds it anew."
    if "cron" in schedule:
        yield from invalid(where, CronSchedule, {"cron": schedule["cron"]})
    if "interval" in schedule and "anchor_date" not in schedule:
        yield f"{where}: without an anchor_date, each deploy counts the interval anew."
    if schedule.get("timezone") != "UTC":
        yield f"{where}: timezone is UTC, since a local hour comes twice or never when the clocks change."


def trigger_faults(where: str, trigger: dict[str, Any], adapter: TypeAdapter[Any]) -> Iterator[str]:
    """A trigger fits the model to the last key, and names events that somebody sends."""
    faults = list(invalid(where, adapter, trigger))
    yield from faults
    if not faults:
        yield from unknown(where, trigger, keys_of(type(adapter.validate_python(trigger))))
    for part in trigger.get("triggers", [trigger]):
        if not part.get("expect") or not part.get("match"):
            yield f"{where}: without match and expect it answers every event, its own included."
        for event in [*part.get("expect", []), *part.get("after", [])]:
            if event not in EVENTS and not event.startswith("prefect."):
                yield f"{where}: nobody sends {event}. There are: {', '.join(sorted(EVENTS))}."


def unknown(where: str, given: Mapping[str, Any], known: Iterable[str]) -> Iterator[str]:
    """Keys that nobody reads."""
    known = sorted(known)
    for key in given:
        if key not in known:
            yield f"{where}: nobody reads {key!r}. There are: {', '.join(known) or 'none'}."


def keys_of(model: type[BaseModel]) -> set[str]:
    """The keys a model reads."""
    return {field.alias or name for name, field in model.model_fields.items()}


def invalid(where: str, model: type[BaseModel] | TypeAdapter[Any], given: Any) -> Iterator[str]:
    """What pydantic has to say."""
    try:
        model.validate_python(given) if isinstance(model, TypeAdapter) else model.model_validate(given)
    except ValidationError as error:
        for fault in error.errors():
            yield f"{where}: {'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
