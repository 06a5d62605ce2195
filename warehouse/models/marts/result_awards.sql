select *
from marts.awards
where notice_kind = 'result'
