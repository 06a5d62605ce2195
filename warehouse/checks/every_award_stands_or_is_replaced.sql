-- An award of the newest version of a notice is in the marts, unless a notice that says it changes that one, a
-- cancellation or an earlier notice with exactly the same results is why it is not. Each is in the marts once.
select
    award.award_id,
    count(mart.award_id) as in_marts,
from staging.notice_awards as award
inner join staging.notices as notice using (notice_key)
left join marts.awards as mart using (award_id)
where
    notice.is_latest
    and notice.notice_id not in (select notice_id from staging.replaced_notices)
    and award.notice_key not in (select notice_key from staging.cancelled_lots)
    and award.notice_key not in (select notice_key from staging.repeated_results)
    and award.notice_kind in ('result', 'intention', 'modification', 'completion')
group by award.award_id
having count(mart.award_id) <> 1
union all
select
    winner.award_id,
    0,
from marts.award_winners as winner
anti join marts.awards using (award_id)
