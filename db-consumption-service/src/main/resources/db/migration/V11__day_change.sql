-- Which days of events each load changed; and who may do what on the tables of pipeline, as data.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.day_change (
  event_type       text NOT NULL,
  day              date NOT NULL,
  run              text NOT NULL,
  kafka_partition  integer NOT NULL,
  inserted         bigint NOT NULL,
  updated          bigint NOT NULL,
  first_changed_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
  last_changed_at  timestamptz NOT NULL DEFAULT transaction_timestamp(),
  changed_by       xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (event_type, day, run, kafka_partition)
) WITH (fillfactor = 50);
COMMENT ON TABLE pipeline.day_change IS 'Which days of which event type were changed, by which load; written in the transaction of the rows. Only rows that were really inserted or updated count.';
COMMENT ON COLUMN pipeline.day_change.event_type IS 'The event type.';
COMMENT ON COLUMN pipeline.day_change.day IS 'The day, in UTC, of the rows'' occurred_at.';
COMMENT ON COLUMN pipeline.day_change.run IS 'live, or the run that read the records again, as in pipeline.load_ledger.';
COMMENT ON COLUMN pipeline.day_change.kafka_partition IS 'The topic''s partition that the rows came from: loads of different partitions do not wait for each other.';
COMMENT ON COLUMN pipeline.day_change.inserted IS 'Rows inserted.';
COMMENT ON COLUMN pipeline.day_change.updated IS 'Rows that were there and got missing child rows.';
COMMENT ON COLUMN pipeline.day_change.first_changed_at IS 'When the first transaction that changed the day began.';
COMMENT ON COLUMN pipeline.day_change.last_changed_at IS 'When the last one began.';
COMMENT ON COLUMN pipeline.day_change.changed_by IS 'The transaction that changed it last. NOT pg_visible_in_snapshot(changed_by, mark): changed since the snapshot mark.';

CREATE TABLE pipeline.pipeline_right (
  table_name text NOT NULL,
  role_name  text NOT NULL CHECK (role_name IN ('bi_reader', 'bi_reader_personal', 'bi_loader')),
  rights     text NOT NULL CHECK (rights ~ '^(SELECT|INSERT|UPDATE|DELETE)(, (SELECT|INSERT|UPDATE|DELETE))*$'),
  PRIMARY KEY (table_name, role_name)
);
COMMENT ON TABLE pipeline.pipeline_right IS 'What each role may do with the tables and views of pipeline, besides what their classified columns allow; bi_loader may also read all of them. pipeline.grant_roles() grants by it.';
COMMENT ON COLUMN pipeline.pipeline_right.table_name IS 'The table or view, without the schema.';
COMMENT ON COLUMN pipeline.pipeline_right.role_name IS 'The role.';
COMMENT ON COLUMN pipeline.pipeline_right.rights IS 'The privileges, joined by a comma and a space.';

-- Not for readers: who did what (audit, load_decision, reconciliation).
INSERT INTO pipeline.pipeline_right (table_name, role_name, rights)
SELECT t, r, 'SELECT'
FROM unnest(ARRAY['bi_reader', 'bi_reader_personal']) r,
  unnest(ARRAY['column_classification', 'conflict', 'day_change', 'expired_rows', 'freshness', 'load_ledger', 'load_offset',
    'log_end', 'log_period', 'pipeline_right', 'replay', 'replay_offset', 'warehouse']) t;
INSERT INTO pipeline.pipeline_right (table_name, role_name, rights) VALUES
  -- What is noted here stays as it is: no UPDATE.
  ('audit', 'bi_loader', 'INSERT'),
  ('conflict', 'bi_loader', 'INSERT'),
  ('load_decision', 'bi_loader', 'INSERT'),
  ('warehouse', 'bi_loader', 'INSERT'),
  ('day_change', 'bi_loader', 'INSERT, UPDATE'),
  ('load_ledger', 'bi_loader', 'INSERT, UPDATE'),
  ('load_offset', 'bi_loader', 'INSERT, UPDATE'),
  ('log_end', 'bi_loader', 'INSERT, UPDATE'),
  ('replay', 'bi_loader', 'INSERT, UPDATE'),
  ('replay_offset', 'bi_loader', 'INSERT, UPDATE'),
  -- The oldest are deleted.
  ('reconciliation', 'bi_loader', 'INSERT, UPDATE, DELETE');

-- Run it again by hand after making the roles, where this role may not make them.
CREATE OR REPLACE FUNCTION pipeline.grant_roles() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  of_role text;
  classified record;
  given record;
BEGIN
  FOREACH of_role IN ARRAY ARRAY['bi_reader', 'bi_reader_personal', 'bi_loader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = of_role)
      AND (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', of_role);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another database of this server was migrated at the same time.
      END;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = of_role) THEN
      CONTINUE;
    END IF;

    -- With the rights on columns, and on partitions, which are read and written by way of their parents alone.
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA bi, pipeline FROM %I', of_role);
    EXECUTE format('GRANT USAGE ON SCHEMA bi, pipeline TO %I', of_role);

    FOR classified IN
      SELECT c.oid::regclass AS name, c.relnamespace = 'bi'::regnamespace AS holds_events,
             string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE k.level <> 'direct') AS readable
      FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pipeline.column_classification k ON k.table_name = c.oid::regclass::text AND k.column_name = a.attname
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      GROUP BY c.oid
    LOOP
      IF of_role = 'bi_loader' THEN
        EXECUTE format('GRANT SELECT, INSERT ON %s TO %I', classified.name, of_role);
      ELSIF of_role = 'bi_reader_personal' AND classified.holds_events THEN
        EXECUTE format('GRANT SELECT ON %s TO %I', classified.name, of_role);
      ELSE
        -- Of dead letters for both: whose data the bytes hold, and which, nobody knows.
        EXECUTE format('GRANT SELECT (%s) ON %s TO %I', classified.readable, classified.name, of_role);
      END IF;
    END LOOP;

    IF of_role = 'bi_loader' THEN
      GRANT SELECT ON ALL TABLES IN SCHEMA pipeline TO bi_loader;
      GRANT EXECUTE ON FUNCTION pipeline.make_partition TO bi_loader;
    END IF;
    FOR given IN
      SELECT r.table_name, r.rights FROM pipeline.pipeline_right r WHERE r.role_name = of_role ORDER BY r.table_name
    LOOP
      EXECUTE format('GRANT %s ON pipeline.%I TO %I', given.rights, given.table_name, of_role);
    END LOOP;
  END LOOP;
END
$$;
COMMENT ON FUNCTION pipeline.grant_roles IS 'Makes the roles bi_reader, bi_reader_personal and bi_loader, where the caller may, and gives each its rights on bi and pipeline and no others.';

SELECT pipeline.grant_roles();
