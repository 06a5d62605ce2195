-- Notices that tell exactly the results that an earlier notice of the procedure told: the same lots, winners, amounts,
-- contracts and days. Such a notice says nothing new, so its awards count once.
with winners as (
    select
        award_id,
        string_agg(distinct winner_key, ' ' order by winner_key) as winners,
    from staging.award_winners
    group by award_id
),

told as (
    select
        award.notice_key,
        string_agg(
            concat_ws(
                '|', award.lot_id, award.outcome_code, award.contract_reference, award.tenders_value,
                award.currency_code, award.decided_on, award.concluded_on, award.tenders_received, winners.winners
            ),
            chr(10)
            order by
                award.lot_id,
                award.contract_reference,
                award.tenders_value,
                winners.winners,
                award.award_id
        ) as results,
    from staging.notice_awards as award
    left join winners using (award_id)
    group by award.notice_key
    having
        bool_and(
            not award.has_winner
            or winners.winners is not null
            and award.tenders_value is not null
            and (award.decided_on is not null or award.concluded_on is not null)
        )
        and bool_or(award.has_winner)
),

placed as (
    select
        member.procedure_key,
        told.notice_key,
        told.results,
        notice.form_type,
        notice.published_on,
        notice.is_latest,
        root.root_notice_id,
    from told
    inner join staging.notices as notice using (notice_key)
    inner join staging.notice_roots as root using (notice_id)
    inner join staging.procedure_notices as member using (notice_id)
)

select
    later.procedure_key,
    later.notice_key,
    min(earlier.notice_key) as told_by_notice_key,
from placed as later
inner join placed as earlier
    on earlier.procedure_key = later.procedure_key
    and earlier.form_type = later.form_type
    and earlier.results = later.results
    and earlier.root_notice_id <> later.root_notice_id
    and earlier.is_latest
    and (earlier.published_on, earlier.notice_key) < (later.published_on, later.notice_key)
group by later.procedure_key, later.notice_key
