-- Indexes to look up single events, by their id and by the fields that the contract marks for it. A summary of a range of
-- pages is made after the range is full, and until then the range is read, so that the load pays next to nothing.
SET LOCAL lock_timeout = '5s';

CREATE INDEX IF NOT EXISTS coupon_redeemed_event_id_idx ON bi.coupon_redeemed USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS device_login_event_id_idx ON bi.device_login USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS member_enrolled_event_id_idx ON bi.member_enrolled USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS offer_completed_event_id_idx ON bi.offer_completed USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS offer_received_event_id_idx ON bi.offer_received USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS offer_viewed_event_id_idx ON bi.offer_viewed USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS points_collected_event_id_idx ON bi.points_collected USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS points_collected_transaction_id_idx ON bi.points_collected USING brin (transaction_id text_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS purchase_transaction_event_id_idx ON bi.purchase_transaction USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS purchase_transaction_transaction_id_idx ON bi.purchase_transaction USING brin (transaction_id text_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS push_notification_result_event_id_idx ON bi.push_notification_result USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX IF NOT EXISTS reward_redeemed_event_id_idx ON bi.reward_redeemed USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005')) WITH (autosummarize='on', pages_per_range='64');

CREATE INDEX conflict_event_id_idx ON pipeline.conflict (event_id);
-- Hashes, since a sender may make an id longer than the entry of a b-tree.
CREATE INDEX dead_letter_event_id_idx ON pipeline.dead_letter USING hash (event_id);
CREATE INDEX dead_letter_header_id_idx ON pipeline.dead_letter USING hash ((record_headers ->> 'ce_id'))
  WHERE record_headers IS NOT NULL;
CREATE INDEX dead_letter_record_idx ON pipeline.dead_letter (record_topic, record_partition, record_offset)
  WHERE record_offset IS NOT NULL;
CREATE INDEX dead_letter_place_idx ON pipeline.dead_letter (kafka_offset) WHERE kafka_offset IS NOT NULL;
