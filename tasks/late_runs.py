"""What was due while nothing ran: once is enough, since every flow looks at all that is there."""

import json
from contextlib import suppress
from datetime import UTC, datetime

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound

PAGE = 200


def drop_late_runs() -> int:
    """Of the runs that a schedule made and nobody started, keep the newest of each deployment and parameters.

    Returns:
        Runs that were dropped.
    """
    dropped = 0
    with get_client(sync_client=True) as client:
        seen: set[tuple[object, str]] = set()
        kept = 0
        while page := late_runs(client, kept):
            for run in page:
                of = (run.deployment_id, json.dumps(run.parameters, sort_keys=True, default=str))
                if of not in seen:
                    seen.add(of)
                    kept += 1
                    continue
                with suppress(ObjectNotFound):  # another worker drops them too
                    client.delete_flow_run(run.id)
                dropped += 1
    return dropped


def late_runs(client: SyncPrefectClient, offset: int) -> list[FlowRun]:
    """Scheduled runs whose time has passed, newest first."""
    return client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),
            tags=FlowRunFilterTags(all_=["auto-scheduled"]),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=PAGE,
        offset=offset,
    )
