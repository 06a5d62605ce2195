select
    procedure_key,
    buyer_id,
    attribution,
    cast(sum(cast(share as decimal(18, 12))) as double) as share,
    arg_max(match_method, (match_confidence, match_method)) as match_method,
    max(match_confidence) as match_confidence,
    min(cooperation_id) as cooperation_id,
from staging.procedure_shares
group by procedure_key, buyer_id, attribution
