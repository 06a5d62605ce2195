select
    indicator_id,
    unit_id,
    procedure_key,
    lot_id,
    occurred_on,
    has_data,
    if(has_data, value, null) as value,
from staging.indicator_units
where in_base
