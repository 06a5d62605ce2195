select
    raw_sha256,
    read,
    new,
    same_as_before,
    replacing,
    repeated_persons,
    incomplete,
    tests,
    left_out,
    rejected,
from staging.survey_account
where read <> new + same_as_before + replacing + repeated_persons + incomplete + tests + left_out + rejected
