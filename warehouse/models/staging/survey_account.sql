-- What became of every row of every survey export, in the order in which they landed. For the operator alone: never
-- published. A check holds that the parts are all.
with document as (
    select
        document.file_sha256,
        document.member,
        instrument.landed_at,
        document.content_sha256,
        document.is_rejected,
        outcome.outcome,
        submission.status,
        submission.submitted_on,
        unit.programme_id,
        unit.instrument_id,
        unit.occasion,
        unit.gathering_id,
        unit.person,
        lag(document.content_sha256) over same_thing as content_before,
        lag(submission.submitted_on) over same_thing as submitted_on_before,
    from parsed.documents as document
    inner join parsed.instruments as instrument on instrument.file_sha256 = document.file_sha256
    left join staging.documents as outcome
        on outcome.file_sha256 = document.file_sha256
        and outcome.member = document.member
    left join parsed.submissions as submission
        on submission.file_sha256 = document.file_sha256
        and submission.member = document.member
    left join staging.survey_units as unit
        on unit.file_sha256 = document.file_sha256
        and unit.member = document.member
    where document.unit = 'submission'
    window same_thing as (
        partition by document.identity, document.is_rejected or outcome.outcome = 'set_aside'
        order by instrument.landed_at, document.file_sha256
    )
),

judged as (
    select
        *,
        case
            when is_rejected then 'rejected'
            when outcome = 'set_aside' then 'left_out'
            when status = 'test' then 'tests'
            when status = 'incomplete' then 'incomplete'
            when content_before = content_sha256 then 'same_as_before'
            when content_before is not null then 'replacing'
            when
                person is not null
                and gathering_id is not null
                and row_number() over answers_of_a_person > 1
                then 'repeated_persons'
            else 'new'
        end as became,
    from document
    window answers_of_a_person as (
        partition by
            programme_id,
            instrument_id,
            occasion,
            gathering_id,
            person,
            status = 'complete' and not is_rejected and content_before is null
        order by landed_at, file_sha256, length(member), member
    )
),

said as (
    select
        unit.file_sha256,
        unit.member,
        unit.programme_id,
        unit.instrument_id,
        unit.occasion,
        unit.gathering_id,
        unit.organisation_number,
        unit.submitted_on,
        string_agg(
            concat_ws(' ', answer.question_code, answer.option_code, answer.number, answer.text),
            '|'
            order by answer.question_code, answer.option_code, answer.text
        ) as answers,
    from staging.survey_units as unit
    inner join parsed.answers as answer using (file_sha256, member)
    where unit.outcome = 'counted' and unit.person is null
    group by all
),

alike as (
    select
        file_sha256,
        row_number() over (
            partition by
                programme_id, instrument_id, occasion, gathering_id, organisation_number, submitted_on, answers
            order by file_sha256, length(member), member
        ) > 1 as is_alike,
    from said
),

possible as (
    select
        file_sha256,
        count(*) filter (is_alike) as possible_doubles,
    from alike
    group by file_sha256
),

became as (
    select
        file_sha256,
        count(*) filter (became = 'new') as new,
        count(*) filter (became = 'same_as_before') as same_as_before,
        count(*) filter (became = 'replacing') as replacing,
        count(*) filter (
            became = 'replacing' and submitted_on is distinct from submitted_on_before
        ) as replacing_on_other_day,
        count(*) filter (became = 'repeated_persons') as repeated_persons,
        count(*) filter (became = 'incomplete') as incomplete,
        count(*) filter (became = 'tests') as tests,
        count(*) filter (became = 'left_out') as left_out,
        count(*) filter (became = 'rejected') as rejected,
    from judged
    group by file_sha256
)

select
    instrument.file_sha256,
    instrument.raw_sha256,
    instrument.landed_at,
    instrument.read,
    coalesce(became.new, 0) as new,
    coalesce(became.same_as_before, 0) as same_as_before,
    coalesce(became.replacing, 0) as replacing,
    coalesce(became.replacing_on_other_day, 0) as replacing_on_other_day,
    coalesce(became.repeated_persons, 0) as repeated_persons,
    coalesce(became.incomplete, 0) as incomplete,
    coalesce(became.tests, 0) as tests,
    coalesce(became.left_out, 0) + instrument.left_out + instrument.erased as left_out,
    coalesce(became.rejected, 0) as rejected,
    coalesce(possible.possible_doubles, 0) as possible_doubles,
from parsed.instruments as instrument
left join became using (file_sha256)
left join possible using (file_sha256)
