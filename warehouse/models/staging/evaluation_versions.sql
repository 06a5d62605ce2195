-- Every version of the evaluation plan that has landed, by indicator: what was said first stays known for ever.
with versions as (
    select
        document.file_sha256,
        document.landed_at,
        document.outcome = 'loaded' as is_current,
        evaluation.decided_on,
        evaluation.decided_by,
        evaluation.half_years,
    from parsed.evaluations as evaluation
    inner join staging.documents as document using (file_sha256, member)
    where document.outcome in ('loaded', 'superseded')
)

select
    version.file_sha256,
    version.landed_at,
    version.is_current,
    version.decided_on,
    version.decided_by,
    version.half_years,
    outcome.indicator_id,
    outcome.family,
    outcome.role,
    outcome.direction,
from versions as version
inner join parsed.outcomes as outcome using (file_sha256)
