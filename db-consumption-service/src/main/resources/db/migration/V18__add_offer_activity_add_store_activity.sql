-- add bi.offer_activity, add bi.store_activity.
SET LOCAL lock_timeout = '5s';

CREATE TABLE bi.offer_activity (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  offer_id            text NOT NULL,
  received            bigint NOT NULL,
  viewed              bigint NOT NULL,
  completed           bigint NOT NULL,
  reward_amount       numeric(18,2) NOT NULL,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  checks_failed       text[],
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX offer_activity_event_id_idx ON bi.offer_activity USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX offer_activity_loaded_at_idx ON bi.offer_activity USING brin (loaded_at);

CREATE INDEX offer_activity_offer_id_occurred_at_idx ON bi.offer_activity USING btree (offer_id, occurred_at);
COMMENT ON TABLE bi.offer_activity IS 'What happened to an offer in an hour.';
COMMENT ON COLUMN bi.offer_activity.event_id IS 'Made of the offer and the hour.';
COMMENT ON COLUMN bi.offer_activity.occurred_at IS 'The beginning of the hour: the events counted are those that occurred in it.';
COMMENT ON COLUMN bi.offer_activity.occurred_utc_offset IS 'Always 0: the window is one of UTC.';
COMMENT ON COLUMN bi.offer_activity.received_at IS 'When the stage closed the window.';
COMMENT ON COLUMN bi.offer_activity.source IS 'Always /streams/activity.';
COMMENT ON COLUMN bi.offer_activity.offer_id IS 'The offer.';
COMMENT ON COLUMN bi.offer_activity.received IS 'How often members got it.';
COMMENT ON COLUMN bi.offer_activity.viewed IS 'How often members looked at it.';
COMMENT ON COLUMN bi.offer_activity.completed IS 'How often members met its conditions.';
COMMENT ON COLUMN bi.offer_activity.reward_amount IS 'Worth of the rewards for that.';
COMMENT ON COLUMN bi.offer_activity.unmapped IS 'Always null: a stage knows its own fields.';
COMMENT ON COLUMN bi.offer_activity.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.offer_activity.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.offer_activity.loaded_at IS 'When the transaction that loaded the row began.';
COMMENT ON COLUMN bi.offer_activity.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';

SELECT pipeline.classify_columns('bi.offer_activity', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'offer_id', 'received', 'viewed', 'completed', 'reward_amount', 'kafka_partition', 'kafka_offset', 'loaded_at', 'checks_failed');
SELECT pipeline.classify_columns('bi.offer_activity', 'direct',
  'unmapped');

CREATE TABLE bi.store_activity (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  store_id            text NOT NULL,
  currency            text,
  sales               bigint NOT NULL,
  returns             bigint NOT NULL,
  identified          bigint NOT NULL,
  revenue             numeric(18,2) NOT NULL,
  returned            numeric(18,2) NOT NULL,
  lines               bigint NOT NULL,
  quantity            numeric(18,3) NOT NULL,
  rewards             bigint NOT NULL,
  points_redeemed     bigint NOT NULL,
  coupons             bigint NOT NULL,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  checks_failed       text[],
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX store_activity_event_id_idx ON bi.store_activity USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX store_activity_loaded_at_idx ON bi.store_activity USING brin (loaded_at);

CREATE INDEX store_activity_store_id_occurred_at_idx ON bi.store_activity USING btree (store_id, occurred_at);
COMMENT ON TABLE bi.store_activity IS 'What happened at a store in a minute, in one currency; what has no currency is in an event of its own.';
COMMENT ON COLUMN bi.store_activity.event_id IS 'Made of the store, the minute and the currency.';
COMMENT ON COLUMN bi.store_activity.occurred_at IS 'The beginning of the minute: the events counted are those that occurred in it.';
COMMENT ON COLUMN bi.store_activity.occurred_utc_offset IS 'Always 0: the window is one of UTC.';
COMMENT ON COLUMN bi.store_activity.received_at IS 'When the stage closed the window.';
COMMENT ON COLUMN bi.store_activity.source IS 'Always /streams/activity.';
COMMENT ON COLUMN bi.store_activity.store_id IS 'The store.';
COMMENT ON COLUMN bi.store_activity.currency IS 'ISO 4217 code of all amounts; null in the event that counts what has no currency: rewards and coupons.';
COMMENT ON COLUMN bi.store_activity.sales IS 'Baskets paid.';
COMMENT ON COLUMN bi.store_activity.returns IS 'Baskets returned.';
COMMENT ON COLUMN bi.store_activity.identified IS 'Those of both with a member; divide by their sum for the identified share.';
COMMENT ON COLUMN bi.store_activity.revenue IS 'What all baskets cost, less what was returned.';
COMMENT ON COLUMN bi.store_activity.returned IS 'What the returned baskets cost, which is not positive.';
COMMENT ON COLUMN bi.store_activity.lines IS 'Lines of all receipts.';
COMMENT ON COLUMN bi.store_activity.quantity IS 'The sum of the quantities of all lines, less what was returned.';
COMMENT ON COLUMN bi.store_activity.rewards IS 'Rewards handed out at the store; 0 if there is a currency.';
COMMENT ON COLUMN bi.store_activity.points_redeemed IS 'Points paid for them; 0 if there is a currency.';
COMMENT ON COLUMN bi.store_activity.coupons IS 'Coupons used at the store; 0 if there is a currency.';
COMMENT ON COLUMN bi.store_activity.unmapped IS 'Always null: a stage knows its own fields.';
COMMENT ON COLUMN bi.store_activity.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.store_activity.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.store_activity.loaded_at IS 'When the transaction that loaded the row began.';
COMMENT ON COLUMN bi.store_activity.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';

SELECT pipeline.classify_columns('bi.store_activity', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'store_id', 'currency', 'sales', 'returns', 'identified', 'revenue', 'returned', 'lines', 'quantity', 'rewards', 'points_redeemed', 'coupons', 'kafka_partition', 'kafka_offset', 'loaded_at', 'checks_failed');
SELECT pipeline.classify_columns('bi.store_activity', 'direct',
  'unmapped');

SELECT pipeline.grant_roles();
