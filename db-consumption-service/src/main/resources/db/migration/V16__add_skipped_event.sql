-- add bi.skipped_event.
SET LOCAL lock_timeout = '5s';

CREATE TABLE bi.skipped_event (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  stage               text NOT NULL,
  reason              text NOT NULL,
  detail              text,
  topic               text NOT NULL,
  topic_partition     bigint NOT NULL,
  topic_offset        bigint NOT NULL,
  skipped_id          uuid,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  checks_failed       text[],
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX skipped_event_event_id_idx ON bi.skipped_event USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX skipped_event_loaded_at_idx ON bi.skipped_event USING brin (loaded_at);

CREATE INDEX skipped_event_skipped_id_idx ON bi.skipped_event USING brin (skipped_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX skipped_event_topic_occurred_at_idx ON bi.skipped_event USING btree (topic, occurred_at);
COMMENT ON TABLE bi.skipped_event IS 'An event that a stage left out of its results. The event itself stays on its topic.';
COMMENT ON COLUMN bi.skipped_event.event_id IS 'Made of the stage, the reason and the place of the event that it left out.';
COMMENT ON COLUMN bi.skipped_event.occurred_at IS 'When that event occurred, or when Kafka took it if that can''t be read.';
COMMENT ON COLUMN bi.skipped_event.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC; 0 if unknown.';
COMMENT ON COLUMN bi.skipped_event.received_at IS 'When the stage left the event out.';
COMMENT ON COLUMN bi.skipped_event.source IS 'The stage, such as /streams/activity.';
COMMENT ON COLUMN bi.skipped_event.stage IS 'The name of the stage.';
COMMENT ON COLUMN bi.skipped_event.reason IS 'LATE: its window was closed. UNREADABLE: its bytes are no record of its type. FAILED: the stage failed at it, which is a fault of the stage.';
COMMENT ON COLUMN bi.skipped_event.detail IS 'What more is known, such as the window or the kind of fault; no value of the event.';
COMMENT ON COLUMN bi.skipped_event.topic IS 'The topic of the event.';
COMMENT ON COLUMN bi.skipped_event.topic_partition IS 'Its partition.';
COMMENT ON COLUMN bi.skipped_event.topic_offset IS 'Its offset.';
COMMENT ON COLUMN bi.skipped_event.skipped_id IS 'The id of the event that was left out; null if it can''t be read.';
COMMENT ON COLUMN bi.skipped_event.unmapped IS 'Always null: a stage knows its own fields.';
COMMENT ON COLUMN bi.skipped_event.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.skipped_event.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.skipped_event.loaded_at IS 'When the transaction that loaded the row began.';
COMMENT ON COLUMN bi.skipped_event.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';

SELECT pipeline.classify_columns('bi.skipped_event', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'stage', 'reason', 'detail', 'topic', 'topic_partition', 'topic_offset', 'skipped_id', 'kafka_partition', 'kafka_offset', 'loaded_at', 'checks_failed');
SELECT pipeline.classify_columns('bi.skipped_event', 'direct',
  'unmapped');

SELECT pipeline.grant_roles();
