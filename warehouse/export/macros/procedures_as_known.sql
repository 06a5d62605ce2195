-- Every procedure as it was known on a day: to the public, or to us (known := 'landed_at').
create macro procedures_as_known(day, known := 'published_on') as table
select state.*
from marts.procedure_versions as state
where
    state.known_by = known
    and state.known_from <= cast(day as date)
    and (state.known_to is null or state.known_to > cast(day as date))
