select
    procedure_key,
    notice_key,
    notice_id,
    form_type,
    notice_kind,
    link_method,
    link_confidence,
from staging.procedure_notices
