-- Notices with a CPV code that is digital: the main one before others, the narrowest of them.
select
    code.notice_key,
    bool_or(code.is_main) as is_main,
    arg_max(code.cpv_code, (code.is_main, length(digital.cpv_prefix), code.cpv_code)) as cpv_code,
from staging.notice_cpv_codes as code
inner join seeds.digital_cpv as digital on starts_with(code.cpv_code, digital.cpv_prefix)
group by code.notice_key
