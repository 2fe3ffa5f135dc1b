-- What the load keeps about itself. Flyway has made the schema pipeline before.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.load_offset (
  topic          text NOT NULL,
  partition      integer NOT NULL,
  topic_id       uuid NOT NULL,
  next_offset    bigint NOT NULL,
  leader_epoch   integer,
  loaded_through timestamptz,
  loaded_at      timestamptz,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);
COMMENT ON TABLE pipeline.load_offset IS 'Where the load of each partition goes on; changed in the transaction that loads.';
COMMENT ON COLUMN pipeline.load_offset.topic IS 'The topic.';
COMMENT ON COLUMN pipeline.load_offset.partition IS 'Its partition.';
COMMENT ON COLUMN pipeline.load_offset.topic_id IS 'Kafka''s id of the topic: made again, it has another.';
COMMENT ON COLUMN pipeline.load_offset.next_offset IS 'The offset of the next record to load.';
COMMENT ON COLUMN pipeline.load_offset.leader_epoch IS 'Leader epoch of the last record loaded, where known.';
COMMENT ON COLUMN pipeline.load_offset.loaded_through IS 'All that Kafka took before this time is loaded.';
COMMENT ON COLUMN pipeline.load_offset.loaded_at IS 'When records of the partition were last loaded.';

CREATE TABLE pipeline.load_ledger (
  topic         text NOT NULL,
  topic_id      uuid NOT NULL,
  partition     integer NOT NULL,
  hour          timestamptz NOT NULL,
  run           text NOT NULL,
  from_offset   bigint NOT NULL,
  to_offset     bigint NOT NULL,
  records       bigint NOT NULL,
  inserted      bigint NOT NULL,
  duplicates    bigint NOT NULL,
  conflicts     bigint NOT NULL,
  dead_lettered bigint NOT NULL,
  holes         bigint NOT NULL,
  PRIMARY KEY (topic, topic_id, partition, hour, run),
  CHECK (records = inserted + duplicates + conflicts + dead_lettered)
) WITH (fillfactor = 50);
COMMENT ON TABLE pipeline.load_ledger IS 'What became of every offset: records = inserted + duplicates + conflicts + dead-lettered; to - from = records + holes, but where an offset was set back and records were read again.';
COMMENT ON COLUMN pipeline.load_ledger.hour IS 'The hour, in UTC, that the load''s transaction began in.';
COMMENT ON COLUMN pipeline.load_ledger.run IS 'live, or the replay that read the records.';
COMMENT ON COLUMN pipeline.load_ledger.from_offset IS 'The first offset of the hour.';
COMMENT ON COLUMN pipeline.load_ledger.to_offset IS 'The offset behind the last.';
COMMENT ON COLUMN pipeline.load_ledger.records IS 'Records read.';
COMMENT ON COLUMN pipeline.load_ledger.inserted IS 'Records that became rows.';
COMMENT ON COLUMN pipeline.load_ledger.duplicates IS 'Records whose event was there, the same in every respect.';
COMMENT ON COLUMN pipeline.load_ledger.conflicts IS 'Records whose event was there, but with another content: see pipeline.conflict.';
COMMENT ON COLUMN pipeline.load_ledger.dead_lettered IS 'Records that the load refused.';
COMMENT ON COLUMN pipeline.load_ledger.holes IS 'Offsets without a record: transaction markers and aborted records.';

CREATE TABLE pipeline.conflict (
  topic           text NOT NULL,
  topic_id        uuid NOT NULL,
  kafka_partition integer NOT NULL,
  kafka_offset    bigint NOT NULL,
  event_id        uuid NOT NULL,
  occurred_at     timestamptz NOT NULL,
  seen_at         timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (topic_id, kafka_partition, kafka_offset)
);
COMMENT ON TABLE pipeline.conflict IS 'Records that repeat an event with another content; the first one stayed in the table.';

CREATE TABLE pipeline.dead_letter (
  dead_letter_id   text NOT NULL,
  rejected_at      timestamptz NOT NULL,
  station          text NOT NULL,
  reason           text NOT NULL,
  detail           text,
  event_type       text,
  event_id         text,
  source           text,
  original         bytea NOT NULL,
  original_kind    text NOT NULL,
  queue            text,
  message_id       text,
  position         bigint,
  record_topic     text,
  record_partition bigint,
  record_offset    bigint,
  record_key       bytea,
  record_headers   jsonb,
  service_version  text NOT NULL,
  kafka_partition  integer,
  kafka_offset     bigint,
  loaded_at        timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (dead_letter_id)
);
COMMENT ON TABLE pipeline.dead_letter IS 'An event or message that the pipeline refused, with its bytes and the reason.';
COMMENT ON COLUMN pipeline.dead_letter.dead_letter_id IS 'SHA-256 of the original bytes, in hex: the same bytes refused again are the same dead letter.';
COMMENT ON COLUMN pipeline.dead_letter.rejected_at IS 'When it was refused.';
COMMENT ON COLUMN pipeline.dead_letter.station IS 'The step that refused it.';
COMMENT ON COLUMN pipeline.dead_letter.reason IS 'Why, a stable code.';
COMMENT ON COLUMN pipeline.dead_letter.detail IS 'Why, in one sentence, without data of the event.';
COMMENT ON COLUMN pipeline.dead_letter.event_type IS 'Type of the event, where it could be read.';
COMMENT ON COLUMN pipeline.dead_letter.event_id IS 'Id of the event, where it could be read.';
COMMENT ON COLUMN pipeline.dead_letter.source IS 'Source of the event, where it could be read.';
COMMENT ON COLUMN pipeline.dead_letter.original IS 'The event''s own bytes, or the whole message where it could not be opened.';
COMMENT ON COLUMN pipeline.dead_letter.original_kind IS 'What the original is.';
COMMENT ON COLUMN pipeline.dead_letter.queue IS 'The queue that the message came from.';
COMMENT ON COLUMN pipeline.dead_letter.message_id IS 'The queue''s id of the message.';
COMMENT ON COLUMN pipeline.dead_letter.position IS 'Which event of the message it was, from 0.';
COMMENT ON COLUMN pipeline.dead_letter.record_topic IS 'The topic of a record that the load refused.';
COMMENT ON COLUMN pipeline.dead_letter.record_partition IS 'Its partition.';
COMMENT ON COLUMN pipeline.dead_letter.record_offset IS 'Its offset.';
COMMENT ON COLUMN pipeline.dead_letter.record_key IS 'Its key.';
COMMENT ON COLUMN pipeline.dead_letter.record_headers IS 'Its headers, values in Base64.';
COMMENT ON COLUMN pipeline.dead_letter.service_version IS 'The service that refused it, with its version.';
COMMENT ON COLUMN pipeline.dead_letter.kafka_partition IS 'Partition of the record on the dead-letter topic; null where the load itself refused it.';
COMMENT ON COLUMN pipeline.dead_letter.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN pipeline.dead_letter.loaded_at IS 'When the transaction that loaded the row began.';

CREATE TABLE pipeline.dead_letter_violation (
  dead_letter_id  text NOT NULL,
  position        integer NOT NULL,
  path            text NOT NULL,
  rule            text NOT NULL,
  expected        text NOT NULL,
  found           text NOT NULL,
  kafka_partition integer,
  kafka_offset    bigint,
  PRIMARY KEY (dead_letter_id, position)
);
COMMENT ON TABLE pipeline.dead_letter_violation IS 'The rules that a dead letter breaks, one row each.';
COMMENT ON COLUMN pipeline.dead_letter_violation.dead_letter_id IS 'SHA-256 of the original bytes, in hex: the same bytes refused again are the same dead letter.';
COMMENT ON COLUMN pipeline.dead_letter_violation.position IS 'Place in the array, from 1.';
COMMENT ON COLUMN pipeline.dead_letter_violation.path IS 'Where in the event: a JSON Pointer (RFC 6901).';
COMMENT ON COLUMN pipeline.dead_letter_violation.rule IS 'The rule, a stable code.';
COMMENT ON COLUMN pipeline.dead_letter_violation.expected IS 'What the contract asks for.';
COMMENT ON COLUMN pipeline.dead_letter_violation.found IS 'What the event has; cut, and masked where it is personal data.';
COMMENT ON COLUMN pipeline.dead_letter_violation.kafka_partition IS 'Partition of the record on the dead-letter topic; null where the load itself refused it.';
COMMENT ON COLUMN pipeline.dead_letter_violation.kafka_offset IS 'Its offset.';

CREATE VIEW pipeline.freshness AS
SELECT
  o.event_type,
  o.loaded_through,
  transaction_timestamp() - o.loaded_through AS behind,
  o.latest_load,
  coalesce(d.dead_letters, 0) AS open_dead_letters
FROM (
  SELECT
    substring(topic from '[^.]+$') AS event_type,
    CASE WHEN bool_and(loaded_through IS NOT NULL) THEN min(loaded_through) END AS loaded_through,
    max(loaded_at) AS latest_load
  FROM pipeline.load_offset
  GROUP BY 1
) o
LEFT JOIN (
  SELECT event_type, count(*) AS dead_letters
  FROM pipeline.dead_letter
  GROUP BY 1
) d ON d.event_type = o.event_type;
COMMENT ON VIEW pipeline.freshness IS 'Per event type: all that Kafka took before loaded_through is in the warehouse.';
