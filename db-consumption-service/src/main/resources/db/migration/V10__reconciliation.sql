-- Each reconcile, how far it is, and what it found.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.reconciliation (
  reconciliation_id uuid NOT NULL,
  state             text NOT NULL DEFAULT 'RUNNING',
  reason            text,
  requested_by      text,
  event_type        text,
  deep              boolean NOT NULL,
  started_at        timestamptz NOT NULL DEFAULT transaction_timestamp(),
  ended_at          timestamptz,
  partitions        integer NOT NULL DEFAULT 0,
  partitions_done   integer NOT NULL DEFAULT 0,
  records           bigint NOT NULL DEFAULT 0,
  unaccounted       bigint,
  unproven          bigint,
  result            json,
  lease_until       timestamptz,
  PRIMARY KEY (reconciliation_id),
  CHECK (state IN ('RUNNING', 'FINISHED', 'FAILED', 'ABANDONED')),
  CHECK ((state = 'RUNNING') = (lease_until IS NOT NULL)),
  CHECK ((state = 'FINISHED') = (result IS NOT NULL))
);
COMMENT ON TABLE pipeline.reconciliation IS 'Comparisons of the topics with the warehouse. One runs at a time; the oldest are deleted.';
COMMENT ON COLUMN pipeline.reconciliation.state IS 'RUNNING, FINISHED, FAILED or ABANDONED; one that is RUNNING after lease_until is abandoned too.';
COMMENT ON COLUMN pipeline.reconciliation.reason IS 'Why it failed or was abandoned.';
COMMENT ON COLUMN pipeline.reconciliation.requested_by IS 'The name of the token that asked for it; null for the service''s own schedule.';
COMMENT ON COLUMN pipeline.reconciliation.event_type IS 'The event type; null is all of them.';
COMMENT ON COLUMN pipeline.reconciliation.deep IS 'Whether logs are read even where the counts balance.';
COMMENT ON COLUMN pipeline.reconciliation.partitions IS 'Partitions to look at.';
COMMENT ON COLUMN pipeline.reconciliation.partitions_done IS 'Partitions that were looked at.';
COMMENT ON COLUMN pipeline.reconciliation.records IS 'Records that were read from Kafka; none where counts suffice.';
COMMENT ON COLUMN pipeline.reconciliation.unaccounted IS 'Records that nothing accounts for.';
COMMENT ON COLUMN pipeline.reconciliation.unproven IS 'Records or rows of which nothing can tell.';
COMMENT ON COLUMN pipeline.reconciliation.result IS 'What was found, by partition.';
COMMENT ON COLUMN pipeline.reconciliation.lease_until IS 'The instance that runs it renews this; after it, another may begin.';

-- One at a time, in all instances.
CREATE UNIQUE INDEX reconciliation_running ON pipeline.reconciliation (state) WHERE state = 'RUNNING';
CREATE INDEX reconciliation_started ON pipeline.reconciliation (started_at, reconciliation_id);

-- Run it again by hand after making the roles, where this role may not make them.
CREATE OR REPLACE FUNCTION pipeline.grant_roles() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  role_name text;
  classified record;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['bi_reader', 'bi_reader_personal', 'bi_loader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name)
      AND (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another database of this server was migrated at the same time.
      END;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      CONTINUE;
    END IF;

    -- With the rights on columns, and on partitions, which are read and written by way of their parents alone.
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA bi, pipeline FROM %I', role_name);
    EXECUTE format('GRANT USAGE ON SCHEMA bi, pipeline TO %I', role_name);

    FOR classified IN
      SELECT c.oid::regclass AS name, c.relnamespace = 'bi'::regnamespace AS holds_events,
             string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE k.level <> 'direct') AS readable
      FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pipeline.column_classification k ON k.table_name = c.oid::regclass::text AND k.column_name = a.attname
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      GROUP BY c.oid
    LOOP
      IF role_name = 'bi_loader' THEN
        EXECUTE format('GRANT SELECT, INSERT ON %s TO %I', classified.name, role_name);
      ELSIF role_name = 'bi_reader_personal' AND classified.holds_events THEN
        EXECUTE format('GRANT SELECT ON %s TO %I', classified.name, role_name);
      ELSE
        -- Of dead letters for both: whose data the bytes hold, and which, nobody knows.
        EXECUTE format('GRANT SELECT (%s) ON %s TO %I', classified.readable, classified.name, role_name);
      END IF;
    END LOOP;

    IF role_name = 'bi_loader' THEN
      GRANT SELECT ON ALL TABLES IN SCHEMA pipeline TO bi_loader;
      -- What is noted here stays as it is: no UPDATE.
      GRANT INSERT ON pipeline.audit, pipeline.load_decision, pipeline.conflict, pipeline.warehouse TO bi_loader;
      GRANT INSERT, UPDATE ON pipeline.load_offset, pipeline.load_ledger, pipeline.log_end, pipeline.replay,
        pipeline.replay_offset TO bi_loader;
      -- The oldest are deleted.
      GRANT INSERT, UPDATE, DELETE ON pipeline.reconciliation TO bi_loader;
      GRANT EXECUTE ON FUNCTION pipeline.make_partition TO bi_loader;
    ELSE
      -- Not who did what: pipeline.audit, pipeline.load_decision and pipeline.reconciliation.
      EXECUTE format(
        'GRANT SELECT ON pipeline.freshness, pipeline.load_offset, pipeline.load_ledger, pipeline.log_end,
           pipeline.log_period, pipeline.conflict, pipeline.expired_rows, pipeline.replay, pipeline.replay_offset,
           pipeline.warehouse, pipeline.column_classification TO %I', role_name);
    END IF;
  END LOOP;
END
$$;
COMMENT ON FUNCTION pipeline.grant_roles IS 'Makes the roles bi_reader, bi_reader_personal and bi_loader, where the caller may, and gives each its rights on bi and pipeline and no others.';

SELECT pipeline.grant_roles();
