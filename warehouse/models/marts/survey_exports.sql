with unmapped as (
    select
        file_sha256,
        count(*) as columns,
        string_agg(place, ', ' order by length(place), place) as places,
    from parsed.unmapped_columns
    group by file_sha256
)

select
    instrument.file_sha256,
    instrument.programme_id,
    instrument.instrument_id,
    instrument.instrument_version,
    instrument.tool,
    instrument.is_untried,
    instrument.occasion,
    coalesce(unmapped.columns, 0) as unmapped_columns,
    unmapped.places as unmapped_places,
from parsed.instruments as instrument
left join unmapped using (file_sha256)
