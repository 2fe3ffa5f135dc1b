-- add bi.source_scorecard, add bi.source_scorecard_check, add bi.source_scorecard_reason, add bi.source_scorecard_type.
SET LOCAL lock_timeout = '5s';

CREATE TABLE bi.source_scorecard (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  event_source        text NOT NULL,
  events              bigint NOT NULL,
  refused             bigint NOT NULL,
  duplicates          bigint NOT NULL,
  lateness_p50        bigint,
  lateness_p95        bigint,
  clock_ahead         bigint NOT NULL,
  clock_ahead_most    bigint NOT NULL,
  unknown_fields      bigint NOT NULL,
  failed_checks       bigint NOT NULL,
  active_minutes      bigint NOT NULL,
  longest_silence     bigint NOT NULL,
  first_at            timestamptz,
  last_at             timestamptz,
  other_reasons       bigint NOT NULL,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  checks_failed       text[],
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX source_scorecard_event_id_idx ON bi.source_scorecard USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX source_scorecard_event_source_occurred_at_idx ON bi.source_scorecard USING btree (event_source, occurred_at);

CREATE INDEX source_scorecard_loaded_at_idx ON bi.source_scorecard USING brin (loaded_at);
COMMENT ON TABLE bi.source_scorecard IS 'What a source, such as a till, sent in an hour, and how good it was. An hour without anything has none.';
COMMENT ON COLUMN bi.source_scorecard.event_id IS 'Made of the source and the hour.';
COMMENT ON COLUMN bi.source_scorecard.occurred_at IS 'The beginning of the hour. Accepted events count in the hour in which they occurred, refused and repeated ones in that in which they came.';
COMMENT ON COLUMN bi.source_scorecard.occurred_utc_offset IS 'Always 0: the window is one of UTC.';
COMMENT ON COLUMN bi.source_scorecard.received_at IS 'When the stage closed the window.';
COMMENT ON COLUMN bi.source_scorecard.source IS 'Always /streams/scorecard.';
COMMENT ON COLUMN bi.source_scorecard.event_source IS 'The source that the scorecard is of; unknown for refused events whose source can''t be read.';
COMMENT ON COLUMN bi.source_scorecard.events IS 'Accepted events, each once.';
COMMENT ON COLUMN bi.source_scorecard.refused IS 'Dead letters of ingestion, each once; the valid share is events / (events + refused).';
COMMENT ON COLUMN bi.source_scorecard.duplicates IS 'Accepted events that came again, with the same id and time, as often as they did.';
COMMENT ON COLUMN bi.source_scorecard.lateness_p50 IS 'Half of the events were received so many milliseconds after they occurred, or earlier; exact to 0.8 %. Null without events.';
COMMENT ON COLUMN bi.source_scorecard.lateness_p95 IS 'The same for 95 of 100 events.';
COMMENT ON COLUMN bi.source_scorecard.clock_ahead IS 'Events that occurred after they were received, by more than stream.scorecard.clock-tolerance.';
COMMENT ON COLUMN bi.source_scorecard.clock_ahead_most IS 'By how many milliseconds the one occurred that was the furthest ahead; 0 if there is none.';
COMMENT ON COLUMN bi.source_scorecard.unknown_fields IS 'Events with fields that their contract does not know.';
COMMENT ON COLUMN bi.source_scorecard.failed_checks IS 'Events that failed a check of their contract.';
COMMENT ON COLUMN bi.source_scorecard.active_minutes IS 'Minutes of the hour in which an accepted event occurred.';
COMMENT ON COLUMN bi.source_scorecard.longest_silence IS 'The most minutes in a row without one, within the hour.';
COMMENT ON COLUMN bi.source_scorecard.first_at IS 'When the first accepted event occurred.';
COMMENT ON COLUMN bi.source_scorecard.last_at IS 'When the last accepted event occurred.';
COMMENT ON COLUMN bi.source_scorecard.other_reasons IS 'Refused events by the reasons that are not listed.';
COMMENT ON COLUMN bi.source_scorecard.unmapped IS 'Always null: a stage knows its own fields.';
COMMENT ON COLUMN bi.source_scorecard.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.source_scorecard.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.source_scorecard.loaded_at IS 'When the transaction that loaded the row began.';
COMMENT ON COLUMN bi.source_scorecard.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';

SELECT pipeline.classify_columns('bi.source_scorecard', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'event_source', 'events', 'refused', 'duplicates', 'lateness_p50', 'lateness_p95', 'clock_ahead', 'clock_ahead_most', 'unknown_fields', 'failed_checks', 'active_minutes', 'longest_silence', 'first_at', 'last_at', 'other_reasons', 'kafka_partition', 'kafka_offset', 'loaded_at', 'checks_failed');
SELECT pipeline.classify_columns('bi.source_scorecard', 'direct',
  'unmapped');

CREATE TABLE bi.source_scorecard_check (
  occurred_at     timestamptz NOT NULL,
  event_id        uuid NOT NULL,
  position        integer NOT NULL,
  event_type      text NOT NULL,
  name            text NOT NULL,
  events          bigint NOT NULL,
  kafka_partition integer NOT NULL,
  kafka_offset    bigint NOT NULL,
  PRIMARY KEY (occurred_at, event_id, position)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.source_scorecard_check IS 'The checks that were failed, by type and name.';
COMMENT ON COLUMN bi.source_scorecard_check.occurred_at IS 'The beginning of the hour. Accepted events count in the hour in which they occurred, refused and repeated ones in that in which they came.';
COMMENT ON COLUMN bi.source_scorecard_check.event_id IS 'Made of the source and the hour.';
COMMENT ON COLUMN bi.source_scorecard_check.position IS 'Place in the array, from 1.';
COMMENT ON COLUMN bi.source_scorecard_check.event_type IS 'Their type.';
COMMENT ON COLUMN bi.source_scorecard_check.name IS 'The check.';
COMMENT ON COLUMN bi.source_scorecard_check.events IS 'Events that failed it.';
COMMENT ON COLUMN bi.source_scorecard_check.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.source_scorecard_check.kafka_offset IS 'Its offset.';

SELECT pipeline.classify_columns('bi.source_scorecard_check', 'none',
  'occurred_at', 'event_id', 'position', 'event_type', 'name', 'events', 'kafka_partition', 'kafka_offset');

CREATE TABLE bi.source_scorecard_reason (
  occurred_at     timestamptz NOT NULL,
  event_id        uuid NOT NULL,
  position        integer NOT NULL,
  reason          text NOT NULL,
  rule            text,
  path            text,
  events          bigint NOT NULL,
  kafka_partition integer NOT NULL,
  kafka_offset    bigint NOT NULL,
  PRIMARY KEY (occurred_at, event_id, position)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.source_scorecard_reason IS 'The ten most frequent reasons, the most frequent first.';
COMMENT ON COLUMN bi.source_scorecard_reason.occurred_at IS 'The beginning of the hour. Accepted events count in the hour in which they occurred, refused and repeated ones in that in which they came.';
COMMENT ON COLUMN bi.source_scorecard_reason.event_id IS 'Made of the source and the hour.';
COMMENT ON COLUMN bi.source_scorecard_reason.position IS 'Place in the array, from 1.';
COMMENT ON COLUMN bi.source_scorecard_reason.reason IS 'The reason of the dead letter, a stable code.';
COMMENT ON COLUMN bi.source_scorecard_reason.rule IS 'The rule that is broken; null if the reason says it all.';
COMMENT ON COLUMN bi.source_scorecard_reason.path IS 'Where in the event, a JSON Pointer with * for each place in an array; names that may be data are masked.';
COMMENT ON COLUMN bi.source_scorecard_reason.events IS 'Refused events.';
COMMENT ON COLUMN bi.source_scorecard_reason.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.source_scorecard_reason.kafka_offset IS 'Its offset.';

SELECT pipeline.classify_columns('bi.source_scorecard_reason', 'none',
  'occurred_at', 'event_id', 'position', 'reason', 'rule', 'path', 'events', 'kafka_partition', 'kafka_offset');

CREATE TABLE bi.source_scorecard_type (
  occurred_at     timestamptz NOT NULL,
  event_id        uuid NOT NULL,
  position        integer NOT NULL,
  event_type      text NOT NULL,
  events          bigint NOT NULL,
  kafka_partition integer NOT NULL,
  kafka_offset    bigint NOT NULL,
  PRIMARY KEY (occurred_at, event_id, position)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.source_scorecard_type IS 'The accepted events by type; they add up to events.';
COMMENT ON COLUMN bi.source_scorecard_type.occurred_at IS 'The beginning of the hour. Accepted events count in the hour in which they occurred, refused and repeated ones in that in which they came.';
COMMENT ON COLUMN bi.source_scorecard_type.event_id IS 'Made of the source and the hour.';
COMMENT ON COLUMN bi.source_scorecard_type.position IS 'Place in the array, from 1.';
COMMENT ON COLUMN bi.source_scorecard_type.event_type IS 'The type.';
COMMENT ON COLUMN bi.source_scorecard_type.events IS 'Its events, each once.';
COMMENT ON COLUMN bi.source_scorecard_type.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.source_scorecard_type.kafka_offset IS 'Its offset.';

SELECT pipeline.classify_columns('bi.source_scorecard_type', 'none',
  'occurred_at', 'event_id', 'position', 'event_type', 'events', 'kafka_partition', 'kafka_offset');

SELECT pipeline.grant_roles();
