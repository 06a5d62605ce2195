-- Of a survey export no count is published: less what its shown gatherings have, it would tell the hidden ones.
select
    file_sha256,
    source,
    kind,
    key,
    landed_at,
    receipts,
    if(kind = 'survey', null, read) as read,
    if(kind = 'survey', null, loaded) as loaded,
    if(kind = 'survey', null, rejected) as rejected,
    if(kind = 'survey', null, duplicate) as duplicate,
    if(kind = 'survey', null, superseded) as superseded,
    if(kind = 'survey', null, erased) as erased,
    if(kind = 'survey', null, set_aside) as set_aside,
from staging.ledger
