-- The submissions that every figure is made of: handed in, no test, one of each person for each occasion.
select
    file_sha256,
    member,
    programme_id,
    instrument_id,
    instrument_version,
    occasion,
    gathering_id,
    organisation_number,
    person,
    submitted_on,
from staging.survey_units
where outcome = 'counted'
