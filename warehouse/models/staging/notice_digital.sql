-- Whether a notice buys something digital, and why: the main code, another code, or a word of the title.
select
    notice.notice_key,
    coded.notice_key is not null or worded.notice_key is not null as is_digital,
    case
        when coded.is_main then 'main CPV ' || coded.cpv_code
        when coded.cpv_code is not null then 'further CPV ' || coded.cpv_code
        when worded.word is not null then 'word in title: ' || worded.word
    end as digital_reason,
from staging.notices as notice
left join staging.digital_codes as coded using (notice_key)
left join staging.digital_titles as worded using (notice_key)
