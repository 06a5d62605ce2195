-- A version that says the same as another is the same plan: it counts from when it landed first.
with version as (
    select
        file_sha256,
        md5(
            string_agg(
                concat_ws('|', decided_on, decided_by, half_years, indicator_id, family, role, direction), e'\n'
                order by indicator_id
            )
        ) as plan_digest,
    from staging.evaluation_versions
    group by file_sha256
),

plan as (
    select
        version.plan_digest,
        evaluation.indicator_id,
        min(evaluation.landed_at) as landed_at,
        bool_or(evaluation.is_current) as is_current,
        min(evaluation.decided_on) as decided_on,
        min(evaluation.decided_by) as decided_by,
        min(evaluation.half_years) as half_years,
        min(evaluation.family) as family,
        min(evaluation.role) as role,
        min(evaluation.direction) as direction,
    from staging.evaluation_versions as evaluation
    inner join version using (file_sha256)
    group by version.plan_digest, evaluation.indicator_id
),

begun as (
    select min(trained_from) as trained_from
    from marts.buyers
    where wave_id is not null
)

select
    plan.plan_digest,
    plan.indicator_id,
    plan.is_current,
    plan.landed_at,
    plan.decided_on,
    plan.decided_by,
    plan.half_years,
    plan.family,
    plan.role,
    plan.direction,
    (
        select count(*)
        from staging.documents as document
        where document.unit = 'notice' and document.landed_at < plan.landed_at
    ) as notices_landed_before,
    begun.trained_from is not null and plan.landed_at::date < begun.trained_from as is_before_training,
from plan
cross join begun
