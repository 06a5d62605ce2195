-- Every competition that a planning or advisory notice may have announced: of the same buyer, published at most two
-- years later. What is linked by reference is asked as well, to measure how well the matching would have found it.
with newest as (
    select
        notice.notice_key,
        notice.notice_id,
        fact.form_type,
        min(notice.published_on) over (partition by notice.notice_id) as published_on,
        notice.is_latest,
        fact.title,
        fact.main_cpv_code,
        fact.nature_code,
    from staging.notices as notice
    inner join staging.notice_facts as fact using (notice_key)
    qualify notice.is_latest
),

bought as (
    select distinct
        newest.notice_id,
        newest.notice_key,
        newest.form_type,
        newest.published_on,
        newest.title,
        newest.main_cpv_code,
        newest.nature_code,
        unit.buyer_id,
    from newest
    inner join staging.buyer_units as unit using (notice_key)
)

select distinct
    planning.notice_id as planning_notice_id,
    competition.notice_id as competition_notice_id,
    planning.title as planning_title,
    competition.title as competition_title,
    planning.main_cpv_code as planning_cpv_code,
    competition.main_cpv_code as competition_cpv_code,
    planning.nature_code = competition.nature_code as is_same_nature,
    date_diff('day', planning.published_on, competition.published_on) as days,
from bought as planning
inner join bought as competition
    on competition.buyer_id = planning.buyer_id
    and competition.published_on > planning.published_on
    and competition.published_on <= planning.published_on + 730
where planning.form_type in ('planning', 'consultation') and competition.form_type = 'competition'
