select
    'K-' || municipality_code as buyer_id,
    year,
    population,
    size_class,
from staging.municipality_sizes
