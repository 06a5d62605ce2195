-- warn
-- Not how many: warnings are published, and a few submissions are a small cell.
select distinct
    programme_id,
    instrument_id,
    occasion,
from staging.survey_submissions
where gathering_id is null
order by all
