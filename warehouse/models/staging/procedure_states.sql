-- A procedure as it was known on each day something new was known of it: each of its notices in the newest version of
-- that day. The describing notice is the competition, or what stands in its place. A correction is a patch: what it says
-- counts from its day on, and what it does not say it does not take away.
with known as (
    select
        day.procedure_key,
        day.known_by,
        day.known_from,
        fact.*,
        min(fact.public_on) over (
            partition by day.procedure_key, day.known_by, day.known_from, root.root_notice_id
        ) as first_published_on,
    from staging.procedure_days as day
    inner join staging.procedure_notices as member using (procedure_key)
    inner join staging.notice_roots as root using (notice_id)
    inner join staging.notice_facts as fact
        on fact.notice_id = member.notice_id
        and case day.known_by when 'landed_at' then fact.landed_on else fact.published_on end <= day.known_from
    qualify row_number() over (
        partition by
            day.procedure_key, day.known_by, day.known_from, root.root_notice_id, fact.notice_kind = 'correction'
        order by fact.published_on desc, fact.notice_id desc, fact.notice_version desc
    ) = 1
),

ranked as (
    select
        *,
        (
            case notice_kind
                when 'competition' then 4
                when 'intention' then 3
                when 'result' then 2
                when 'planning' then 1
                when 'early_dialogue' then 1
                else 0
            end,
            published_on,
            notice_key
        ) as describing,
    from known
),

patched as (
    select
        *,
        if(notice_kind = 'correction', (4, published_on, notice_key), describing) as saying,
    from ranked
)

select
    procedure_key,
    known_by,
    known_from,
    count(*) as notices,
    arg_max(notice_key, describing) as describing_notice_key,
    arg_max(title, describing) as title,
    arg_max(procedure_type_code, saying) as procedure_type_code,
    arg_max(nature_code, describing) as nature_code,
    arg_max(main_cpv_code, saying) as main_cpv_code,
    arg_max(legal_basis_code, describing) as legal_basis_code,
    arg_max(is_national, describing) as is_national,
    arg_max(lots, describing) as lots,
    coalesce(bool_or(is_framework), false) as is_framework,
    arg_max(estimated_value_nok, saying) as estimated_value_nok,
    arg_max(awarded_value_nok, (published_on, notice_key)) filter (notice_kind = 'result') as awarded_value_nok,
    min(first_published_on) as published_on,
    min(first_published_on) filter (notice_kind in ('planning', 'early_dialogue')) as planning_on,
    min(first_published_on) filter (is_advisory) as advisory_on,
    min(first_published_on) filter (notice_kind = 'competition') as competition_on,
    max(first_published_on) filter (notice_kind = 'competition') as last_competition_on,
    count(*) filter (notice_kind = 'competition' and not is_cancelling) as competitions,
    arg_max(deadline_on, (published_on, notice_key)) filter (notice_kind in ('competition', 'correction')) as deadline_on,
    min(first_published_on) filter (notice_kind = 'intention') as direct_award_on,
    min(first_published_on) filter (notice_kind = 'result') as result_on,
    max(first_published_on) filter (notice_kind = 'result') as last_result_on,
    min(decided_on) as decided_on,
    min(concluded_on) as concluded_on,
    min(first_published_on) filter (notice_kind = 'modification') as modified_on,
    count(*) filter (notice_kind = 'modification') as modifications,
    min(first_published_on) filter (notice_kind = 'completion') as completed_on,
    max(published_on) filter (is_cancelling or is_without_winner) as cancelled_on,
    arg_max(notice_key, (published_on, notice_key)) filter (notice_kind = 'competition') as competition_notice_key,
    arg_max(notice_key, (published_on, notice_key)) filter (notice_kind = 'result') as result_notice_key,
    coalesce(bool_or(has_winner), false) as has_winner,
    coalesce(bool_or(is_digital), false) as is_digital,
    arg_max(digital_reason, describing) filter (is_digital) as digital_reason,
from patched
group by all
