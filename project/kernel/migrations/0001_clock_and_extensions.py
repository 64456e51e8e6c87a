"""The one clock and the extensions that constraints and search rely on."""

from django.db import migrations

NIVAS_NOW = """
CREATE FUNCTION public.nivas_now() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT now() + make_interval(
    secs => coalesce(nullif(current_setting('nivas.clock_offset', true), ''), '0')::double precision)
$$;
COMMENT ON FUNCTION public.nivas_now() IS 'now() plus the setting nivas.clock_offset, in seconds';
"""


class Migration(migrations.Migration):
    """Nothing here depends on a table."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gist", migrations.RunSQL.noop),
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS citext", migrations.RunSQL.noop),
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.RunSQL(NIVAS_NOW, "DROP FUNCTION public.nivas_now()"),
    ]
