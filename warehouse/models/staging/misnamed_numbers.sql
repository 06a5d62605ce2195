-- Organisation numbers whose holder in the register has another name than the notice writes: no word of three letters
-- or more in common, and not spelt alike.
with held as (
    select
        organisation.notice_key,
        organisation.organisation_id,
        organisation.organisation_number,
        organisation.name as written,
        unit.name as held,
        list_filter(regexp_split_to_array(lower(organisation.name), '[^\p{L}0-9]+'), word -> length(word) > 2)
            as written_words,
        list_filter(regexp_split_to_array(lower(unit.name), '[^\p{L}0-9]+'), word -> length(word) > 2) as held_words,
    from staging.notice_organisations as organisation
    inner join staging.register_units as unit using (organisation_number)
    where organisation.name is not null and unit.name is not null
)

select
    notice_key,
    'number_of_another' as contradiction,
    organisation_id as place,
    'name written' as first_field,
    written as first_value,
    'name in the register' as second_field,
    held as second_value,
from held
where
    not list_has_any(written_words, held_words)
    and jaro_winkler_similarity(lower(written), lower(held)) < 0.85
