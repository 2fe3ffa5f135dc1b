-- Previews and redrives of dead letters: what was asked for, and how far each is.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.redrive (
  redrive_id         uuid NOT NULL,
  state              text NOT NULL DEFAULT 'PENDING',
  reason             text,
  dry_run            boolean NOT NULL,
  filter             jsonb NOT NULL,
  preview_id         uuid,
  patch              text,
  candidate          text,
  candidate_type     text,
  records_per_second integer NOT NULL,
  requested_by       text NOT NULL,
  dead_letters       bigint NOT NULL,
  sent_through       bigint NOT NULL DEFAULT 0,
  created_at         timestamptz NOT NULL DEFAULT transaction_timestamp(),
  started_at         timestamptz,
  ended_at           timestamptz,
  speed              double precision,
  lease_owner        uuid,
  lease_until        timestamptz,
  PRIMARY KEY (redrive_id),
  CHECK (state IN ('PENDING', 'RUNNING', 'PAUSED', 'CANCELLED', 'DONE', 'FAILED')),
  CHECK (dry_run OR candidate IS NULL)
) WITH (fillfactor = 50);
COMMENT ON TABLE pipeline.redrive IS 'Dead letters that are tried again: a redrive, or a preview, which changes nothing. What became of each is in pipeline.dead_letter_resolution.';
COMMENT ON COLUMN pipeline.redrive.redrive_id IS 'Its id, also in pipeline.dead_letter_resolution and as the run in pipeline.load_ledger.';
COMMENT ON COLUMN pipeline.redrive.state IS 'PENDING, RUNNING, PAUSED, CANCELLED, DONE or FAILED.';
COMMENT ON COLUMN pipeline.redrive.reason IS 'What it waits for, or why it failed.';
COMMENT ON COLUMN pipeline.redrive.dry_run IS 'Whether it is a preview.';
COMMENT ON COLUMN pipeline.redrive.filter IS 'Which open dead letters it is about.';
COMMENT ON COLUMN pipeline.redrive.preview_id IS 'The preview of which it redrives what would pass; null where the filter chose.';
COMMENT ON COLUMN pipeline.redrive.patch IS 'The JSON Patch (RFC 6902) that is applied to each original.';
COMMENT ON COLUMN pipeline.redrive.candidate IS 'The contract file that a preview tries in place of that of the service.';
COMMENT ON COLUMN pipeline.redrive.candidate_type IS 'Its event type.';
COMMENT ON COLUMN pipeline.redrive.records_per_second IS 'The most dead letters that are tried in a second.';
COMMENT ON COLUMN pipeline.redrive.requested_by IS 'The name of the token that asked for it.';
COMMENT ON COLUMN pipeline.redrive.dead_letters IS 'How many it is about.';
COMMENT ON COLUMN pipeline.redrive.sent_through IS 'Items up to this number are on the redrive topic, but for those of the load.';
COMMENT ON COLUMN pipeline.redrive.created_at IS 'When it was asked for.';
COMMENT ON COLUMN pipeline.redrive.started_at IS 'When a worker first took it.';
COMMENT ON COLUMN pipeline.redrive.ended_at IS 'When it ended.';
COMMENT ON COLUMN pipeline.redrive.speed IS 'Dead letters per second, as last measured.';
COMMENT ON COLUMN pipeline.redrive.lease_owner IS 'The worker that runs it.';
COMMENT ON COLUMN pipeline.redrive.lease_until IS 'After this, another worker takes it over.';

CREATE TABLE pipeline.redrive_item (
  redrive_id       uuid NOT NULL REFERENCES pipeline.redrive,
  number           bigint NOT NULL,
  dead_letter_id   text NOT NULL,
  station          text NOT NULL,
  record_topic     text,
  record_topic_id  uuid,
  record_partition integer,
  record_offset    bigint,
  PRIMARY KEY (redrive_id, number)
);
COMMENT ON TABLE pipeline.redrive_item IS 'The dead letters of a redrive or preview, in the order in which they were refused; fixed when it is asked for.';
COMMENT ON COLUMN pipeline.redrive_item.number IS 'Its place in the order, from 1.';
COMMENT ON COLUMN pipeline.redrive_item.dead_letter_id IS 'The dead letter.';
COMMENT ON COLUMN pipeline.redrive_item.station IS 'The step that refused it: load is read again by the load, all else by ingestion.';
COMMENT ON COLUMN pipeline.redrive_item.record_topic IS 'The topic of a record that the load refused.';
COMMENT ON COLUMN pipeline.redrive_item.record_topic_id IS 'Kafka''s id of that topic.';
COMMENT ON COLUMN pipeline.redrive_item.record_partition IS 'Its partition.';
COMMENT ON COLUMN pipeline.redrive_item.record_offset IS 'Its offset.';
CREATE INDEX redrive_item_record_idx ON pipeline.redrive_item (redrive_id, record_topic, record_partition, record_offset)
  WHERE station = 'load';
CREATE INDEX redrive_item_dead_letter_id_idx ON pipeline.redrive_item (dead_letter_id);

-- Not for readers: who did what, and a patch may hold anything.
INSERT INTO pipeline.pipeline_right (table_name, role_name, rights) VALUES
  ('redrive', 'bi_loader', 'INSERT, UPDATE'),
  ('redrive_item', 'bi_loader', 'INSERT');

SELECT pipeline.grant_roles();
