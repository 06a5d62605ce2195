-- A procedure as it was known on each day something new was known of it: each of its notices in the newest version of
-- that day. The describing notice is the competition, or what stands in its place.
with known as (
    select
        day.procedure_key,
        day.known_by,
        day.known_from,
        fact.*,
        min(fact.published_on) over (
            partition by day.procedure_key, day.known_by, day.known_from, root.root_notice_id
        ) as first_published_on,
    from staging.procedure_days as day
    inner join staging.procedure_notices as member using (procedure_key)
    inner join staging.notice_roots as root using (notice_id)
    inner join staging.notice_facts as fact
        on fact.notice_id = member.notice_id
        and case day.known_by when 'landed_at' then fact.landed_on else fact.published_on end <= day.known_from
    qualify row_number() over (
        partition by day.procedure_key, day.known_by, day.known_from, root.root_notice_id
        order by fact.published_on desc, fact.notice_id desc, fact.notice_version desc
    ) = 1
),

ranked as (
    select
        *,
        (
            case form_type
                when 'competition' then 4
                when 'dir-awa-pre' then 3
                when 'result' then 2
                when 'planning' then 1
                when 'consultation' then 1
                else 0
            end,
            published_on,
            notice_key
        ) as describing,
    from known
)


select
    ranked.procedure_key,
    ranked.known_by,
    ranked.known_from,
    count(*) as notices,
    arg_max(notice_key, describing) as describing_notice_key,
    arg_max(title, describing) as title,
    arg_max(procedure_type_code, describing) as procedure_type_code,
    arg_max(nature_code, describing) as nature_code,
    arg_max(main_cpv_code, describing) as main_cpv_code,
    arg_max(legal_basis_code, describing) as legal_basis_code,
    arg_max(is_national, describing) as is_national,
    arg_max(lots, describing) as lots,
    coalesce(bool_or(is_framework), false) as is_framework,
    arg_max(estimated_value_nok, describing) as estimated_value_nok,
    if(
        any_value(standing.awards) > 0,
        any_value(standing.awarded_value_nok),
        sum(ranked.awarded_value_nok) filter (form_type = 'result' and ranked.awards = 0)
    ) as awarded_value_nok,
    if(
        any_value(standing.awards) > 0,
        any_value(standing.awarded_value_basis),
        min(ranked.awarded_value_basis) filter (form_type = 'result' and ranked.awards = 0)
    ) as awarded_value_basis,
    any_value(standing.awards) as awards,
    any_value(standing.winners) as winners,
    any_value(standing.tenders_received) as tenders_received,
    min(first_published_on) as published_on,
    min(first_published_on) filter (form_type in ('planning', 'consultation')) as planning_on,
    min(first_published_on) filter (is_advisory) as advisory_on,
    min(first_published_on) filter (form_type = 'competition') as competition_on,
    max(first_published_on) filter (form_type = 'competition') as last_competition_on,
    count(*) filter (form_type = 'competition' and not is_cancelling) as competitions,
    arg_max(deadline_on, (published_on, notice_key)) filter (form_type = 'competition') as deadline_on,
    min(first_published_on) filter (form_type = 'dir-awa-pre') as direct_award_on,
    min(first_published_on) filter (form_type = 'result') as result_on,
    max(first_published_on) filter (form_type = 'result') as last_result_on,
    least(any_value(standing.decided_on), min(ranked.decided_on) filter (form_type <> 'result')) as decided_on,
    least(any_value(standing.concluded_on), min(ranked.concluded_on) filter (form_type <> 'result')) as concluded_on,
    min(first_published_on) filter (form_type = 'cont-modif') as modified_on,
    count(*) filter (form_type = 'cont-modif') as modifications,
    min(first_published_on) filter (form_type = 'completion') as completed_on,
    -- To call off a modification, or a planning notice once there is a competition, calls off nothing else.
    greatest(
        max(ranked.published_on) filter (
            is_cancelling and form_type not in ('planning', 'consultation', 'cont-modif', 'completion')
        ),
        if(bool_or(form_type = 'competition'), null, max(ranked.published_on) filter (is_cancelling))
    ) as cancelled_on,
    any_value(standing.without_winner_on) as without_winner_on,
    arg_max(notice_key, (published_on, notice_key)) filter (form_type = 'competition') as competition_notice_key,
    arg_max(notice_key, (published_on, notice_key)) filter (form_type = 'result') as result_notice_key,
    coalesce(any_value(standing.awards) > 0, false)
    or coalesce(bool_or(form_type in ('cont-modif', 'completion') and has_winner), false) as has_winner,
    coalesce(bool_or(is_digital), false) as is_digital,
    arg_max(digital_reason, describing) filter (is_digital) as digital_reason,
from ranked
left join staging.procedure_awards as standing using (procedure_key, known_by, known_from)
group by all
