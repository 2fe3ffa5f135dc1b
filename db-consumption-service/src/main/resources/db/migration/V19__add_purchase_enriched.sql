-- add bi.purchase_enriched.
SET LOCAL lock_timeout = '5s';

CREATE TABLE bi.purchase_enriched (
  event_id             uuid NOT NULL,
  occurred_at          timestamptz NOT NULL,
  occurred_utc_offset  smallint NOT NULL,
  received_at          timestamptz NOT NULL,
  source               text NOT NULL,
  purchase_id          uuid NOT NULL,
  transaction_id       text NOT NULL,
  store_id             text NOT NULL,
  member_id            text,
  transaction_type     text NOT NULL DEFAULT 'SALE',
  currency             text NOT NULL,
  total_amount         numeric(12,2) NOT NULL,
  line_count           bigint NOT NULL,
  age_band             text NOT NULL DEFAULT 'unknown',
  enrolment_channel    text,
  days_since_enrolment bigint,
  open_offers          jsonb NOT NULL DEFAULT '[]',
  points_earned        bigint,
  unmapped             text,
  kafka_partition      integer NOT NULL,
  kafka_offset         bigint NOT NULL,
  loaded_at            timestamptz NOT NULL DEFAULT transaction_timestamp(),
  checks_failed        text[],
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX purchase_enriched_event_id_idx ON bi.purchase_enriched USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX purchase_enriched_loaded_at_idx ON bi.purchase_enriched USING brin (loaded_at);

CREATE INDEX purchase_enriched_purchase_id_idx ON bi.purchase_enriched USING brin (purchase_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX purchase_enriched_transaction_id_idx ON bi.purchase_enriched USING brin (transaction_id text_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX purchase_enriched_member_id_occurred_at_idx ON bi.purchase_enriched USING btree (member_id, occurred_at);
COMMENT ON TABLE bi.purchase_enriched IS 'A basket with what was known of its member when it was paid or returned: one for each purchase-transaction.';
COMMENT ON COLUMN bi.purchase_enriched.event_id IS 'Made of the id and the time of the purchase.';
COMMENT ON COLUMN bi.purchase_enriched.occurred_at IS 'When the purchase happened.';
COMMENT ON COLUMN bi.purchase_enriched.occurred_utc_offset IS 'Minutes that the purchase''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.purchase_enriched.received_at IS 'When the stage wrote the event.';
COMMENT ON COLUMN bi.purchase_enriched.source IS 'The stage, /streams/enrichment.';
COMMENT ON COLUMN bi.purchase_enriched.purchase_id IS 'The id of the event purchase-transaction.';
COMMENT ON COLUMN bi.purchase_enriched.transaction_id IS 'The till''s receipt number.';
COMMENT ON COLUMN bi.purchase_enriched.store_id IS 'The store.';
COMMENT ON COLUMN bi.purchase_enriched.member_id IS 'The loyalty member; absent for an anonymous basket.';
COMMENT ON COLUMN bi.purchase_enriched.transaction_type IS 'SALE or RETURN.';
COMMENT ON COLUMN bi.purchase_enriched.currency IS 'ISO 4217 code of all amounts.';
COMMENT ON COLUMN bi.purchase_enriched.total_amount IS 'What the basket cost, negative in a return.';
COMMENT ON COLUMN bi.purchase_enriched.line_count IS 'The number of lines of the receipt.';
COMMENT ON COLUMN bi.purchase_enriched.age_band IS 'The member''s age in years at the time, by the month of birth; unknown without one, and for an anonymous basket.';
COMMENT ON COLUMN bi.purchase_enriched.enrolment_channel IS 'Where the member enrolled; null if no enrolment up to that day is known.';
COMMENT ON COLUMN bi.purchase_enriched.days_since_enrolment IS 'Days from the first day of membership to the local day of the purchase; null if no enrolment up to that day is known.';
COMMENT ON COLUMN bi.purchase_enriched.open_offers IS 'The offers that the member had received and not completed before, the newest first; only the newest of very many.';
COMMENT ON COLUMN bi.purchase_enriched.points_earned IS 'The points booked for this receipt within the stage''s window; null if there were none, and for a return.';
COMMENT ON COLUMN bi.purchase_enriched.unmapped IS 'Always null: a stage knows its own fields.';
COMMENT ON COLUMN bi.purchase_enriched.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.purchase_enriched.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.purchase_enriched.loaded_at IS 'When the transaction that loaded the row began.';
COMMENT ON COLUMN bi.purchase_enriched.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';

SELECT pipeline.classify_columns('bi.purchase_enriched', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'purchase_id', 'transaction_id', 'store_id', 'transaction_type', 'currency', 'total_amount', 'line_count', 'age_band', 'enrolment_channel', 'days_since_enrolment', 'open_offers', 'points_earned', 'kafka_partition', 'kafka_offset', 'loaded_at', 'checks_failed');
SELECT pipeline.classify_columns('bi.purchase_enriched', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.purchase_enriched', 'direct',
  'unmapped');

SELECT pipeline.grant_roles();
