select
    key,
    kind,
    read,
    loaded,
    rejected,
    duplicate,
    superseded,
    erased,
    set_aside,
from staging.ledger
where read <> loaded + rejected + duplicate + superseded + erased + set_aside
