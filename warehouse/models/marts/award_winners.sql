select
    winner.notice_key || ':' || winner.result_id as award_id,
    winner.winner_key,
    min(winner.organisation_number) as organisation_number,
    min(winner.winner_name) as winner_name,
    min(winner.country_code) as country_code,
    min(winner.size_code) as size_code,
    bool_or(winner.is_leader) as is_leader,
from staging.award_winners as winner
inner join staging.notices as notice using (notice_key)
where notice.is_latest
group by winner.notice_key, winner.result_id, winner.winner_key
