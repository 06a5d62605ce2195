select
    indicator.indicator_id,
    series_break.break_id,
    series_break.breaks_on::date as breaks_on,
    series_break.name_nb,
    series_break.name_en,
    series_break.source,
from staging.indicator_breaks as indicator
inner join seeds.series_breaks as series_break using (break_kind)
