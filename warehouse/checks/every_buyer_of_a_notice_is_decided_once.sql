select
    buyer.notice_key,
    buyer.organisation_id,
    count(match.notice_key) as decisions,
from staging.notice_buyers as buyer
left join marts.buyer_matches as match using (notice_key, organisation_id)
group by all
having count(match.notice_key) <> 1
