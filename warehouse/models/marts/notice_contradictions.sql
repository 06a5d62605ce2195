-- What notices say, in their newest version, that cannot all be true. Nothing is put right here: both figures stand. An
-- id is told only where it looks like one: whatever else stands in its place may be anything.
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
),

sayable as (
    select
        notice_key,
        contradiction,
        case when regexp_full_match(place, '[A-Za-z0-9._#: -]{1,80}') then place end as place,
        first_field,
        case
            when
                contradiction = 'number_of_another'
                or regexp_full_match(first_value, '[A-Za-z0-9._#:, -]{1,200}') then first_value
        end as first_value,
        second_field,
        case
            when
                contradiction = 'number_of_another'
                or regexp_full_match(second_value, '[A-Za-z0-9._#:, -]{1,200}') then second_value
        end as second_value,
        currency_code,
        factor,
    from found
)

select
    said.notice_key,
    said.contradiction,
    row_number() over (
        partition by said.notice_key, said.contradiction
        order by said.place, said.first_field, said.first_value, said.second_field, said.second_value
    ) as place_number,
    said.place,
    said.first_field,
    said.first_value,
    said.second_field,
    said.second_value,
    said.currency_code,
    said.factor,
from sayable as said
inner join staging.notices as notice using (notice_key)
where notice.is_latest
