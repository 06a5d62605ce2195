"""Make the automations of a Prefect server those that automations.yaml declares: created, updated, removed."""

from collections import Counter
from typing import Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events.filters import AutomationFilter, AutomationFilterTags
from prefect.events.schemas.automations import Automation, AutomationCore

from schemas.settings import Settings
from tasks.prefect.notification import NAME, block_for

TAG = "bestillerpuls"
"""Marks the automations that are ours; what others made is left alone."""


def reconcile(declared: list[dict[str, Any]], settings: Settings) -> Counter[str]:
    """Make it so.

    Returns:
        How many were `created`, `updated`, `unchanged` and `removed`.
    """
    wanted = {entry["name"]: automation(entry, settings) for entry in declared}
    done: Counter[str] = Counter()
    with get_client(sync_client=True) as client:
        for existing in client.read_automations(automations=AutomationFilter(tags=AutomationFilterTags(all_=[TAG]))):
            if (goal := wanted.get(existing.name)) is None:
                client.delete_automation(existing.id)
                done["removed"] += 1
            elif definition(existing) == definition(goal):
                wanted.pop(existing.name)
                done["unchanged"] += 1
            else:
                client.update_automation(existing.id, wanted.pop(existing.name))
                done["updated"] += 1
        for goal in wanted.values():
            client.create_automation(goal)
            done["created"] += 1
        done["removed"] += remove_ownerless(client)
    return done


def automation(entry: dict[str, Any], settings: Settings) -> AutomationCore:
    """A declared automation as Prefect's own; `notify` becomes the action that the settings ask for."""
    entry = dict(entry)
    notify = entry.pop("notify", None)
    if notify is not None:
        entry["actions"] = [{"type": "do-nothing"}]
    if notify is not None and settings.notify_url is not None:
        block = block_for(settings.notify_url.get_secret_value()).save(NAME, overwrite=True)
        entry["actions"] = [{"type": "send-notification", "block_document_id": block, **notify}]
    return AutomationCore.model_validate({**entry, "tags": [TAG]})


def definition(existing: AutomationCore | Automation) -> dict[str, Any]:
    """What an automation says, without what the server adds."""
    return AutomationCore.model_validate(existing.model_dump(exclude={"id"})).model_dump()


def remove_ownerless(client: SyncPrefectClient) -> int:
    """Remove triggers of deployments that are gone: Prefect leaves them, and they go on firing."""
    deployments = {f"prefect.deployment.{deployment.id}" for deployment in client.read_deployments()}
    left = [
        existing
        for existing in client.read_automations()
        if (existing.owner_resource or "").startswith("prefect.deployment.")
        and existing.owner_resource not in deployments
    ]
    for existing in left:
        client.delete_automation(existing.id)
    return len(left)
