select
    key,
    kind,
    read,
    loaded,
    rejected,
    duplicate,
    superseded,
    erased,
from staging.ledger
where read <> loaded + rejected + duplicate + superseded + erased
