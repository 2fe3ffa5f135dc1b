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

SELECT pipeline.grant_roles();
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'bi_loader') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON pipeline.reconciliation TO bi_loader;
  END IF;
END
$$;
