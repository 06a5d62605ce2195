select
    key,
    kind,
    read,
    loaded,
    rejected,
    duplicate,
    superseded,
    erased,
from marts.ledger
where read <> loaded + rejected + duplicate + superseded + erased
