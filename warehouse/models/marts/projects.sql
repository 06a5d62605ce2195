select
    programme.programme_id,
    project.project_id,
    project.name as project_name,
    project.starts_on,
    project.ends_on,
    len(list_filter(regexp_split_to_array(coalesce(project.members, ''), '[; ]+'), lambda member: member <> '')) as members,
from staging.programmes as programme
inner join parsed.projects as project using (file_sha256)
