-- One row per version of a questionnaire: every export of one version says the same of it, so one of them is asked.
select
    programme_id,
    instrument_id,
    instrument_version,
    file_sha256,
    occasion,
    tool,
from parsed.instruments
qualify row_number() over (
    partition by programme_id, instrument_id, instrument_version
    order by file_sha256
) = 1
