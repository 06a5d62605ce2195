-- warn
select
    programme_id,
    instrument_id,
    occasion,
    count(*) as submissions_without_a_gathering,
from staging.survey_submissions
where gathering_id is null
group by all
