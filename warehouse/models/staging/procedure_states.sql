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
    patched.procedure_key,
    patched.known_by,
    patched.known_from,
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
    if(
        any_value(standing.awards) > 0,
        any_value(standing.awarded_value_nok),
        sum(patched.awarded_value_nok) filter (notice_kind = 'result' and patched.awards = 0)
    ) as awarded_value_nok,
    if(
        any_value(standing.awards) > 0,
        any_value(standing.awarded_value_basis),
        min(patched.awarded_value_basis) filter (notice_kind = 'result' and patched.awards = 0)
    ) as awarded_value_basis,
    any_value(standing.awards) as awards,
    any_value(standing.winners) as winners,
    any_value(standing.tenders_received) as tenders_received,
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
    least(any_value(standing.decided_on), min(patched.decided_on) filter (notice_kind <> 'result')) as decided_on,
    least(any_value(standing.concluded_on), min(patched.concluded_on) filter (notice_kind <> 'result'))
        as concluded_on,
    min(first_published_on) filter (notice_kind = 'modification') as modified_on,
    count(*) filter (notice_kind = 'modification') as modifications,
    min(first_published_on) filter (notice_kind = 'completion') as completed_on,
    -- To call off a modification, or a planning notice once there is a competition, calls off nothing else.
    greatest(
        max(patched.published_on) filter (
            is_cancelling and notice_kind not in ('planning', 'early_dialogue', 'modification', 'completion')
        ),
        if(bool_or(notice_kind = 'competition'), null, max(patched.published_on) filter (is_cancelling))
    ) as cancelled_on,
    any_value(standing.without_winner_on) as without_winner_on,
    arg_max(notice_key, (published_on, notice_key)) filter (notice_kind = 'competition') as competition_notice_key,
    arg_max(notice_key, (published_on, notice_key)) filter (notice_kind = 'result') as result_notice_key,
    coalesce(any_value(standing.awards) > 0, false)
    or coalesce(bool_or(notice_kind in ('modification', 'completion') and has_winner), false) as has_winner,
    coalesce(bool_or(is_digital), false) as is_digital,
    arg_max(digital_reason, describing) filter (is_digital) as digital_reason,
from patched
left join staging.procedure_awards as standing using (procedure_key, known_by, known_from)
group by all
