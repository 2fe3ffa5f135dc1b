-- add bi.fraud_suspected, add bi.fraud_suspected_evidence.
SET LOCAL lock_timeout = '5s';

CREATE TABLE bi.fraud_suspected (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  rule                text NOT NULL,
  score               bigint NOT NULL,
  member_id           text,
  store_id            text,
  window_start        timestamptz NOT NULL,
  window_end          timestamptz NOT NULL,
  cleared_by          text NOT NULL,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  checks_failed       text[],
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX fraud_suspected_event_id_idx ON bi.fraud_suspected USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX fraud_suspected_loaded_at_idx ON bi.fraud_suspected USING brin (loaded_at);

CREATE INDEX fraud_suspected_member_id_occurred_at_idx ON bi.fraud_suspected USING btree (member_id, occurred_at);
COMMENT ON TABLE bi.fraud_suspected IS 'A case that a rule of the stage fraud found. It is a suspicion: somebody has to look at it.';
COMMENT ON COLUMN bi.fraud_suspected.event_id IS 'Made of the rule and of what defines the case, so that a case has one id however often it is found.';
COMMENT ON COLUMN bi.fraud_suspected.occurred_at IS 'When the last event of the evidence occurred.';
COMMENT ON COLUMN bi.fraud_suspected.occurred_utc_offset IS 'Always 0: times of derived events are UTC.';
COMMENT ON COLUMN bi.fraud_suspected.received_at IS 'When the stage found the case.';
COMMENT ON COLUMN bi.fraud_suspected.source IS 'The stage, /streams/fraud.';
COMMENT ON COLUMN bi.fraud_suspected.rule IS 'The rule that found the case; docs/fraud-rules.md describes each.';
COMMENT ON COLUMN bi.fraud_suspected.score IS 'How strong the suspicion is, 0 to 100, as docs/fraud-rules.md says.';
COMMENT ON COLUMN bi.fraud_suspected.member_id IS 'The loyalty member; null where the case has none, or several.';
COMMENT ON COLUMN bi.fraud_suspected.store_id IS 'The store; null where it is not known, or there are several.';
COMMENT ON COLUMN bi.fraud_suspected.window_start IS 'When the first event of the evidence occurred.';
COMMENT ON COLUMN bi.fraud_suspected.window_end IS 'The end of the time that the rule looked at: the last event of the evidence, or how long the rule waited after it.';
COMMENT ON COLUMN bi.fraud_suspected.cleared_by IS 'What would clear the suspicion.';
COMMENT ON COLUMN bi.fraud_suspected.unmapped IS 'Always null: a stage knows its own fields.';
COMMENT ON COLUMN bi.fraud_suspected.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.fraud_suspected.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.fraud_suspected.loaded_at IS 'When the transaction that loaded the row began.';
COMMENT ON COLUMN bi.fraud_suspected.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';

SELECT pipeline.classify_columns('bi.fraud_suspected', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'rule', 'score', 'store_id', 'window_start', 'window_end', 'cleared_by', 'kafka_partition', 'kafka_offset', 'loaded_at', 'checks_failed');
SELECT pipeline.classify_columns('bi.fraud_suspected', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.fraud_suspected', 'direct',
  'unmapped');

CREATE TABLE bi.fraud_suspected_evidence (
  occurred_at          timestamptz NOT NULL,
  event_id             uuid NOT NULL,
  position             integer NOT NULL,
  evidence_id          uuid NOT NULL,
  event_type           text NOT NULL,
  evidence_occurred_at timestamptz NOT NULL,
  topic                text NOT NULL,
  topic_partition      bigint NOT NULL,
  topic_offset         bigint NOT NULL,
  kafka_partition      integer NOT NULL,
  kafka_offset         bigint NOT NULL,
  PRIMARY KEY (occurred_at, event_id, position)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.fraud_suspected_evidence IS 'The events that the suspicion is made of, in the order in which they occurred.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.occurred_at IS 'When the last event of the evidence occurred.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.event_id IS 'Made of the rule and of what defines the case, so that a case has one id however often it is found.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.position IS 'Place in the array, from 1.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.evidence_id IS 'The id of the event.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.event_type IS 'Its type.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.evidence_occurred_at IS 'When it occurred.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.topic IS 'Its topic.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.topic_partition IS 'Its partition.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.topic_offset IS 'Its offset.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.fraud_suspected_evidence.kafka_offset IS 'Its offset.';

SELECT pipeline.classify_columns('bi.fraud_suspected_evidence', 'none',
  'occurred_at', 'event_id', 'position', 'evidence_id', 'event_type', 'evidence_occurred_at', 'topic', 'topic_partition', 'topic_offset', 'kafka_partition', 'kafka_offset');

SELECT pipeline.grant_roles();
