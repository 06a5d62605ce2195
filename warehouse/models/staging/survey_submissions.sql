-- Loaded submissions with their gathering: the one the codebook says, else by date among the gatherings of the
-- respondent's wave (of all waves where that is not known): the next one for what is asked before, else the last one.
with submission as (
    select
        row.file_sha256,
        row.member,
        row.programme_id,
        row.instrument_id,
        row.instrument_version,
        instrument.occasion,
        row.gathering_id,
        row.submitted_on,
        row.organisation_number,
        row.is_complete,
    from parsed.submissions as row
    inner join staging.documents as document using (file_sha256, member)
    inner join staging.survey_instruments as instrument
        on instrument.programme_id = row.programme_id
        and instrument.instrument_id = row.instrument_id
        and instrument.instrument_version = row.instrument_version
    where document.outcome = 'loaded'
),

by_date as (
    select
        submission.file_sha256,
        submission.member,
        gathering.gathering_id,
        abs(date_diff('day', gathering.held_on, submission.submitted_on)) as days_away,
    from submission
    inner join marts.gatherings as gathering on gathering.programme_id = submission.programme_id
    left join marts.cohort_members as cohort
        on cohort.programme_id = submission.programme_id
        and cohort.organisation_number = submission.organisation_number
    where
        submission.gathering_id is null
        and (cohort.wave_id is null or cohort.wave_id = gathering.wave_id)
        and (
            (submission.occasion = 'before' and gathering.held_on >= submission.submitted_on)
            or (submission.occasion <> 'before' and gathering.held_on <= submission.submitted_on)
        )
    qualify row_number() over (
        partition by submission.file_sha256, submission.member
        order by days_away, gathering.gathering_id
    ) = 1
)

select
    submission.file_sha256,
    submission.member,
    submission.programme_id,
    submission.instrument_id,
    submission.instrument_version,
    submission.occasion,
    coalesce(submission.gathering_id, by_date.gathering_id) as gathering_id,
    submission.organisation_number,
    submission.submitted_on,
    submission.is_complete,
from submission
left join by_date using (file_sha256, member)
