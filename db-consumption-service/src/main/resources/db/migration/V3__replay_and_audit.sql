-- Replays, how far each is, and who asked for what.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.replay (
  replay_id            uuid NOT NULL,
  state                text NOT NULL,
  reason               text,
  mode                 text NOT NULL,
  event_types          text[] NOT NULL,
  from_time            timestamptz,
  to_time              timestamptz,
  from_offset          bigint,
  to_offset            bigint,
  occurred_from        timestamptz,
  occurred_to          timestamptz,
  records_per_second   integer,
  created_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  started_at           timestamptz,
  ended_at             timestamptz,
  speed                double precision,
  lease_owner          uuid,
  lease_until          timestamptz,
  PRIMARY KEY (replay_id),
  CHECK (state IN ('PENDING', 'RUNNING', 'PAUSED', 'CANCELLED', 'DONE', 'FAILED'))
) WITH (fillfactor = 50);
COMMENT ON TABLE pipeline.replay IS 'Topics that are read again, to put back what the warehouse lacks.';
COMMENT ON COLUMN pipeline.replay.replay_id IS 'Its id, and its run in pipeline.load_ledger.';
COMMENT ON COLUMN pipeline.replay.state IS 'PENDING, RUNNING, PAUSED, CANCELLED, DONE or FAILED.';
COMMENT ON COLUMN pipeline.replay.reason IS 'What it waits for, or why it failed.';
COMMENT ON COLUMN pipeline.replay.mode IS 'merge: what is missing is inserted, nothing is changed.';
COMMENT ON COLUMN pipeline.replay.event_types IS 'What is read.';
COMMENT ON COLUMN pipeline.replay.from_time IS 'Only what Kafka took then or later.';
COMMENT ON COLUMN pipeline.replay.to_time IS 'Only what Kafka took before.';
COMMENT ON COLUMN pipeline.replay.from_offset IS 'Only from this offset on.';
COMMENT ON COLUMN pipeline.replay.to_offset IS 'Only before this offset.';
COMMENT ON COLUMN pipeline.replay.occurred_from IS 'Only what occurred then or later.';
COMMENT ON COLUMN pipeline.replay.occurred_to IS 'Only what occurred before.';
COMMENT ON COLUMN pipeline.replay.records_per_second IS 'The most that it reads; null is no limit.';
COMMENT ON COLUMN pipeline.replay.speed IS 'Records per second, as last measured.';
COMMENT ON COLUMN pipeline.replay.lease_owner IS 'The worker that runs it.';
COMMENT ON COLUMN pipeline.replay.lease_until IS 'After this, another worker takes it over.';

CREATE TABLE pipeline.replay_offset (
  replay_id     uuid NOT NULL REFERENCES pipeline.replay,
  topic         text NOT NULL,
  partition     integer NOT NULL,
  topic_id      uuid NOT NULL,
  from_offset   bigint NOT NULL,
  next_offset   bigint NOT NULL,
  end_offset    bigint NOT NULL,
  records       bigint NOT NULL DEFAULT 0,
  inserted      bigint NOT NULL DEFAULT 0,
  duplicates    bigint NOT NULL DEFAULT 0,
  conflicts     bigint NOT NULL DEFAULT 0,
  dead_lettered bigint NOT NULL DEFAULT 0,
  skipped       bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (replay_id, topic, partition),
  CHECK (from_offset <= next_offset AND next_offset <= end_offset),
  CHECK (records = inserted + duplicates + conflicts + dead_lettered + skipped)
) WITH (fillfactor = 50);
COMMENT ON TABLE pipeline.replay_offset IS 'How far a replay is in each partition; changed in the transaction that loads.';
COMMENT ON COLUMN pipeline.replay_offset.topic_id IS 'Kafka''s id of the topic: made again, it has another.';
COMMENT ON COLUMN pipeline.replay_offset.from_offset IS 'Where it began.';
COMMENT ON COLUMN pipeline.replay_offset.next_offset IS 'The offset of the next record to read; only goes up.';
COMMENT ON COLUMN pipeline.replay_offset.end_offset IS 'Where it ends: no further than the live load was when it was asked for.';
COMMENT ON COLUMN pipeline.replay_offset.records IS 'Records read.';
COMMENT ON COLUMN pipeline.replay_offset.inserted IS 'Records of which a row was missing, their own or a child row.';
COMMENT ON COLUMN pipeline.replay_offset.duplicates IS 'Records of which nothing was missing.';
COMMENT ON COLUMN pipeline.replay_offset.conflicts IS 'Records whose event is there with another content.';
COMMENT ON COLUMN pipeline.replay_offset.dead_lettered IS 'Records that the load refuses.';
COMMENT ON COLUMN pipeline.replay_offset.skipped IS 'Records left out: outside the asked time, or older than the tables take.';

CREATE TABLE pipeline.audit (
  audit_id bigint GENERATED ALWAYS AS IDENTITY,
  at       timestamptz NOT NULL DEFAULT transaction_timestamp(),
  actor    text NOT NULL,
  action   text NOT NULL,
  subject  text NOT NULL,
  detail   jsonb NOT NULL,
  PRIMARY KEY (audit_id)
);
COMMENT ON TABLE pipeline.audit IS 'What was done on request, and by whom.';
COMMENT ON COLUMN pipeline.audit.actor IS 'Who asked, as the request says.';
COMMENT ON COLUMN pipeline.audit.action IS 'What, such as replay-started.';
COMMENT ON COLUMN pipeline.audit.subject IS 'On what, such as the id of a replay.';
COMMENT ON COLUMN pipeline.audit.detail IS 'The request.';

ALTER TABLE pipeline.load_ledger ADD COLUMN skipped bigint NOT NULL DEFAULT 0;
ALTER TABLE pipeline.load_ledger DROP CONSTRAINT load_ledger_check;
ALTER TABLE pipeline.load_ledger ADD CONSTRAINT load_ledger_check
  CHECK (records = inserted + duplicates + conflicts + dead_lettered + skipped);
COMMENT ON COLUMN pipeline.load_ledger.skipped IS 'Records that a replay left out.';
