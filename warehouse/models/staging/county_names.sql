select
    county_code,
    arg_max(name, valid_from) as county_name,
from staging.register_county_codes
group by county_code
