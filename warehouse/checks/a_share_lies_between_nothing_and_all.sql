select
    unit.indicator_id,
    unit.unit_id,
    unit.value,
from marts.indicator_units as unit
inner join marts.indicators as indicator using (indicator_id)
where
    (indicator.measure = 'share' and unit.value not in (0, 1))
    or (indicator.value_unit = 'percent' and unit.value not between 0 and 100)
    or unit.has_data <> (unit.value is not null)
    or isnan(unit.value)
