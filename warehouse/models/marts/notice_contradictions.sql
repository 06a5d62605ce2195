-- What notices say, in their newest version, that cannot all be true. Nothing is put right here: both figures stand.
with found as (
    select *
    from staging.contradictory_amounts
    union all by name
    select *
    from staging.contradictory_dates
    union all by name
    select *
    from staging.broken_references
    union all by name
    select *
    from staging.misnamed_numbers
)

select
    found.notice_key,
    found.contradiction,
    row_number() over (
        partition by found.notice_key, found.contradiction
        order by found.place, found.first_field, found.first_value, found.second_field, found.second_value
    ) as place_number,
    found.place,
    found.first_field,
    found.first_value,
    found.second_field,
    found.second_value,
    found.currency_code,
    found.factor,
from found
inner join staging.notices as notice using (notice_key)
where notice.is_latest
