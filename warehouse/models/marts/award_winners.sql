select
    winner.award_id,
    winner.winner_key,
    min(winner.organisation_number) as organisation_number,
    min(winner.winner_name) as winner_name,
    min(winner.country_code) as country_code,
    min(winner.size_code) as size_code,
    bool_or(winner.is_leader) as is_leader,
from staging.award_winners as winner
semi join marts.awards using (award_id)
group by winner.award_id, winner.winner_key
