"""The shared cache's table, unlogged: what is counted or cached may be lost in a crash, and so waits for no disk."""

from django.db import migrations

SHARED_CACHE = """
CREATE UNLOGGED TABLE IF NOT EXISTS public.nivas_cache (
  cache_key varchar(255) PRIMARY KEY,
  value text NOT NULL,
  expires timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS nivas_cache_expires ON public.nivas_cache (expires);
COMMENT ON TABLE public.nivas_cache IS 'Django''s DatabaseCache and the counts of kernel.web.limits';
"""


class Migration(migrations.Migration):
    """`createcachetable` finds it and leaves it alone."""

    dependencies = [("kernel", "0001_clock_and_extensions")]
    operations = [migrations.RunSQL(SHARED_CACHE, "DROP TABLE public.nivas_cache")]
