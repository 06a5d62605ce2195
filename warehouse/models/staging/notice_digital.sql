-- Whether a notice buys something digital, and why: the main code, another code, or a word of the title.
with coded as (
    select
        code.notice_key,
        bool_or(code.is_main) as is_main,
        arg_max(code.cpv_code, (code.is_main, length(digital.cpv_prefix), code.cpv_code)) as cpv_code,
    from staging.notice_cpv_codes as code
    inner join seeds.digital_cpv as digital on starts_with(code.cpv_code, digital.cpv_prefix)
    group by code.notice_key
)

select
    notice.notice_key,
    coded.notice_key is not null or worded.notice_key is not null as is_digital,
    case
        when coded.is_main then 'main CPV ' || coded.cpv_code
        when coded.cpv_code is not null then 'further CPV ' || coded.cpv_code
        when worded.word is not null then 'word in title: ' || worded.word
    end as digital_reason,
from staging.notices as notice
left join coded using (notice_key)
left join staging.digital_titles as worded using (notice_key)
