select
    procedure_key,
    notice_key,
    notice_id,
    form_type,
    link_method,
    link_confidence,
from staging.procedure_notices
