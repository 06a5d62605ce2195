select distinct correction_id
from staging.notice_buyers
where correction_id is not null
