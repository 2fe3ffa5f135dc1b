-- Which of the contract's checks an event fails.
SET LOCAL lock_timeout = '5s';

ALTER TABLE bi.coupon_redeemed ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.coupon_redeemed.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.coupon_redeemed', 'none',
  'checks_failed');

ALTER TABLE bi.device_login ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.device_login.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.device_login', 'none',
  'checks_failed');

ALTER TABLE bi.member_enrolled ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.member_enrolled.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.member_enrolled', 'none',
  'checks_failed');

ALTER TABLE bi.offer_completed ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.offer_completed.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.offer_completed', 'none',
  'checks_failed');

ALTER TABLE bi.offer_received ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.offer_received.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.offer_received', 'none',
  'checks_failed');

ALTER TABLE bi.offer_viewed ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.offer_viewed.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.offer_viewed', 'none',
  'checks_failed');

ALTER TABLE bi.points_collected ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.points_collected.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.points_collected', 'none',
  'checks_failed');

ALTER TABLE bi.purchase_transaction ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.purchase_transaction.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.purchase_transaction', 'none',
  'checks_failed');

ALTER TABLE bi.push_notification_result ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.push_notification_result.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.push_notification_result', 'none',
  'checks_failed');

ALTER TABLE bi.reward_redeemed ADD COLUMN checks_failed text[];
COMMENT ON COLUMN bi.reward_redeemed.checks_failed IS 'The contract''s checks that the event fails, by name; null: none, or it was loaded before they were there.';
SELECT pipeline.classify_columns('bi.reward_redeemed', 'none',
  'checks_failed');

SELECT pipeline.grant_roles();
