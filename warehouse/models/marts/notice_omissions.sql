-- A code is told only where it looks like one: whatever else stands in its place may be anything.
with omissions as (
    select
        notice_key,
        'nulled' as omission,
        table_name,
        column_name,
        row_id,
        null as code,
        reason as reason_code,
        null as published_on,
        1 as times,
    from staging.nulled_values
    union all by name
    select
        notice_key,
        'unknown_code' as omission,
        table_name,
        column_name,
        case when regexp_full_match(code, '[A-Za-z0-9._-]{1,40}') then code end as code,
        1 as times,
    from staging.unknown_codes
    union all by name
    select
        notice_key,
        'withheld' as omission,
        lot_id as row_id,
        field_code as code,
        reason_code,
        published_on,
        1 as times,
    from staging.withheld_fields
    union all by name
    select
        notice_key,
        'unknown_element' as omission,
        path as code,
        times,
    from staging.unknown_elements
    union all by name
    select
        notice_key,
        repeat as omission,
        table_name,
        case when regexp_full_match(row_id, '[A-Za-z0-9._# -]{1,40}') then row_id end as row_id,
        1 as times,
    from staging.repeats
)

select
    notice_key,
    omission,
    table_name,
    column_name,
    row_id,
    code,
    reason_code,
    cast(published_on as date) as published_on,
    sum(times) as times,
from omissions
group by all
