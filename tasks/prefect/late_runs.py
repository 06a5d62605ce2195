"""What was due while nothing ran: once is enough, since every flow looks at all that is there.

A run that was handed out when its worker ended stays Pending for ever; it counts as due as well.
"""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

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
STRANDED = timedelta(minutes=10)
"""Time after which a run that was handed out and did not begin never will."""


def drop_late_runs() -> int:
    """Of the runs that a schedule made and nobody started, keep the newest of each deployment and parameters.

    Returns:
        Runs that were dropped.
    """
    dropped = 0
    with get_client(sync_client=True) as client:
        seen: set[tuple[object, str]] = set()
        kept = 0
        limit = datetime.now(UTC) - STRANDED
        for run in due(client, StateType.PENDING, limit, 0):
            if run.state is not None and run.state.timestamp < limit:
                with suppress(ObjectNotFound):
                    client.delete_flow_run(run.id)
                dropped += 1
        while page := due(client, StateType.SCHEDULED, datetime.now(UTC), kept):
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


def due(client: SyncPrefectClient, state: StateType, until: datetime, offset: int) -> list[FlowRun]:
    """Runs that a schedule made for a time before that one, newest first."""
    return client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[state])),
            expected_start_time=FlowRunFilterExpectedStartTime(before_=until),
            tags=FlowRunFilterTags(all_=["auto-scheduled"]),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=PAGE,
        offset=offset,
    )
