select
    programme_id,
    programme_name,
    world,
    verbatims_reviewed,
from staging.programmes
