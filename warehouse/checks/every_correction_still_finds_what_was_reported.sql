-- A correction whose notice is here and no longer says what it corrects has outlived its reason, or was mistyped.
select
    correction.correction_id,
    correction.notice_id,
    correction.reported,
from seeds.corrections as correction
semi join staging.notices as notice using (notice_id)
anti join staging.applied_corrections as applied using (correction_id)
