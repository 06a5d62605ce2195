select notice.notice_key
from marts.notices as notice
anti join marts.procedure_notices as member using (notice_key)
union all
select member.notice_key
from marts.procedure_notices as member
anti join marts.procedures as procedure using (procedure_key)
