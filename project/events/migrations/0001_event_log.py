"""The event log, partitioned by month from its first day, and its subscribers' cursors."""

from django.db import migrations, models

import project.kernel.fields

EVENT_TABLE = """
CREATE SCHEMA IF NOT EXISTS events;
CREATE SEQUENCE events.event_position;
CREATE TABLE events.events_event (
    id bigint GENERATED ALWAYS AS IDENTITY,
    position bigint,
    type varchar(80) NOT NULL,
    version smallint NOT NULL DEFAULT 1,
    key varchar(120) NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    recorded_at timestamptz NOT NULL DEFAULT public.nivas_now(),
    CONSTRAINT event_type_names_domain_and_fact CHECK (type ~ '^[a-z_]+[.][a-z_]+$'),
    PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
-- The default partition catches what no month was made for, so that publishing can never fail for want of one.
CREATE TABLE events.events_event_default PARTITION OF events.events_event DEFAULT;
CREATE INDEX event_unnumbered ON events.events_event (id) WHERE position IS NULL;
CREATE INDEX event_by_position ON events.events_event (position) WHERE position IS NOT NULL;
CREATE INDEX event_by_key ON events.events_event (key, position);
"""

EVENT_NEVER_CHANGES = """
CREATE FUNCTION events.event_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
       AND (OLD.id, OLD.type, OLD.version, OLD.key, OLD.payload, OLD.recorded_at)
         = (NEW.id, NEW.type, NEW.version, NEW.key, NEW.payload, NEW.recorded_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'nivas: event_never_changes' USING ERRCODE = '23514', CONSTRAINT = 'event_never_changes',
        TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
END $$;
CREATE TRIGGER event_never_changes BEFORE UPDATE OR DELETE ON events.events_event
    FOR EACH ROW EXECUTE FUNCTION events.event_never_changes();
"""


class Migration(migrations.Migration):
    """The log is made by hand because Django knows no partitions."""

    initial = True
    dependencies = [("kernel", "0001_clock_and_extensions")]
    operations = [
        migrations.RunSQL(EVENT_TABLE, "DROP TABLE events.events_event; DROP SEQUENCE events.event_position"),
        migrations.RunSQL(EVENT_NEVER_CHANGES, "DROP FUNCTION events.event_never_changes() CASCADE"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.BigIntegerField(editable=False, null=True)),
                        ("type", models.CharField(max_length=80)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("key", models.CharField(max_length=120)),
                        ("payload", models.JSONField(default=dict)),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False),
                        ),
                    ],
                    options={"ordering": ["position"]},
                ),
            ]
        ),
        migrations.CreateModel(
            name="Cursor",
            fields=[
                ("subscriber", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
                ("updated_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 0)), name="cursor_position_is_not_negative"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Parked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subscriber", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=120)),
                ("position", models.BigIntegerField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow())),
                ("last_error", models.TextField(blank=True)),
                ("parked_at", models.DateTimeField(db_default=project.kernel.fields.NivasNow(), editable=False)),
            ],
            options={
                "verbose_name_plural": "parked events",
                "indexes": [models.Index(fields=["subscriber", "next_try_at"], name="parked_by_next_try")],
                "constraints": [
                    models.UniqueConstraint(fields=("subscriber", "position"), name="parked_event_waits_once")
                ],
            },
        ),
    ]
