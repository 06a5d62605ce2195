select
    procedure_key,
    municipality_code,
    map_on,
    attribution,
    buyer_id,
    share,
    match_method,
    match_confidence,
from staging.procedure_shares
where municipality_code is not null
