-- Every submission with its gathering and whether it counts; what is not loaded does not. Gathering: the one the codebook says, else by date among the gatherings of the
-- respondent's wave (of all waves where that is not known): the next one for what is asked before, else the last one.
-- Of several answers of one person to an occasion the newest counts; the others are `repeated`.
with submission as (
    select
        row.file_sha256,
        row.member,
        row.programme_id,
        row.instrument_id,
        row.instrument_version,
        instrument.occasion,
        row.gathering_id,
        row.submitted_at,
        row.submitted_on,
        row.organisation_number,
        row.person,
        row.status,
        document.outcome as document_outcome,
        landed.preference,
    from parsed.submissions as row
    inner join staging.documents as document using (file_sha256, member)
    inner join parsed.documents as landed using (file_sha256, member)
    inner join staging.survey_instruments as instrument
        on instrument.programme_id = row.programme_id
        and instrument.instrument_id = row.instrument_id
        and instrument.instrument_version = row.instrument_version
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
),

placed as (
    select
        submission.*,
        coalesce(submission.gathering_id, by_date.gathering_id) as at_gathering_id,
        submission.document_outcome = 'loaded'
        and submission.status = 'complete'
        and submission.person is not null
        and coalesce(submission.gathering_id, by_date.gathering_id) is not null as is_of_a_person,
    from submission
    left join by_date using (file_sha256, member)
)

select
    file_sha256,
    member,
    programme_id,
    instrument_id,
    instrument_version,
    occasion,
    at_gathering_id as gathering_id,
    organisation_number,
    person,
    submitted_on,
    case
        when document_outcome <> 'loaded' then document_outcome
        when status <> 'complete' then status
        when is_of_a_person and row_number() over answers_of_a_person > 1 then 'repeated'
        else 'counted'
    end as outcome,
from placed
window answers_of_a_person as (
    partition by programme_id, instrument_id, occasion, at_gathering_id, is_of_a_person, person
    order by submitted_at desc nulls last, preference desc, file_sha256, length(member) desc, member desc
)
