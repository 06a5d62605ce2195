-- Which notices belong to which procedure. A planning notice that leads to several procedures belongs to each; one
-- that leads nowhere yet is a procedure of its own, so that no notice is lost. One that shares a procedure identifier with
-- one competition belongs to that, and to each other that names it.
with latest as (
    select
        notice.notice_id,
        notice.notice_key,
        notice.form_type,
        kind.notice_kind,
        notice.procedure_id,
    from staging.notices as notice
    inner join staging.notice_kinds as kind using (notice_key)
    where notice.is_latest
),

led as (
    select
        target.component as planning_component,
        source.component,
        arg_max(link.link_method, (link.link_confidence, link.link_method)) as link_method,
        max(link.link_confidence) as link_confidence,
    from staging.notice_links as link
    inner join staging.notice_components as source using (notice_id)
    inner join staging.notice_components as target on target.notice_id = link.target_notice_id
    inner join staging.procedure_components as planning
        on planning.component = target.component and planning.is_planning_only
    inner join staging.procedure_components as procedure
        on procedure.component = source.component and not procedure.is_planning_only
    where link.relation = 'leads_to'
    group by target.component, source.component
),

own_links as (
    select
        notice_id,
        arg_max(link_method, (link_confidence, link_method)) as link_method,
        max(link_confidence) as link_confidence,
    from (
        select
            notice_id,
            link_method,
            link_confidence,
        from staging.notice_links
        where relation = 'same'
        union all
        select
            target_notice_id,
            link_method,
            link_confidence,
        from staging.notice_links
        where relation = 'same'
    )
    group by notice_id
),

belonging as (
    select
        component.component,
        component.notice_id,
        coalesce(own_links.link_method, 'alone') as link_method,
        coalesce(own_links.link_confidence, 1.0) as link_confidence,
    from staging.notice_components as component
    left join own_links using (notice_id)
    anti join led on led.planning_component = component.component
    union all
    select
        led.component,
        component.notice_id,
        led.link_method,
        led.link_confidence,
    from led
    inner join staging.notice_components as component on component.component = led.planning_component
    union all
    select
        source.component,
        link.target_notice_id,
        arg_max(link.link_method, (link.link_confidence, link.link_method)),
        max(link.link_confidence),
    from staging.notice_links as link
    inner join staging.notice_components as source using (notice_id)
    inner join staging.notice_components as target on target.notice_id = link.target_notice_id
    inner join staging.procedure_components as planning
        on planning.component = target.component and not planning.is_planning_only
    where link.relation = 'leads_to' and source.component <> target.component
    group by source.component, link.target_notice_id
)

select
    components.procedure_key,
    components.procedure_id,
    belonging.notice_id,
    latest.notice_key,
    latest.form_type,
    latest.notice_kind,
    belonging.link_method,
    belonging.link_confidence,
from belonging
inner join staging.procedure_components as components using (component)
inner join latest using (notice_id)
