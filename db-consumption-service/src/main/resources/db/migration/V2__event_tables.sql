-- One table per event type, child tables for arrays of records. Partitions are made by the load.
SET LOCAL lock_timeout = '5s';

CREATE SCHEMA IF NOT EXISTS bi;

-- coupon-redeemed

CREATE TABLE bi.coupon_redeemed (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  member_id           text NOT NULL,
  coupon_code         text NOT NULL,
  campaign_id         text NOT NULL,
  store_id            text,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.coupon_redeemed IS 'A coupon used at a till.';
COMMENT ON COLUMN bi.coupon_redeemed.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.coupon_redeemed.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.coupon_redeemed.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.coupon_redeemed.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.coupon_redeemed.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.coupon_redeemed.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.coupon_redeemed.coupon_code IS 'The code of the coupon.';
COMMENT ON COLUMN bi.coupon_redeemed.campaign_id IS 'The campaign of the coupon.';
COMMENT ON COLUMN bi.coupon_redeemed.store_id IS 'The store where it was used.';
COMMENT ON COLUMN bi.coupon_redeemed.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.coupon_redeemed.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.coupon_redeemed.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.coupon_redeemed.loaded_at IS 'When the transaction that loaded the row began.';

-- device-login

CREATE TABLE bi.device_login (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  member_id           text NOT NULL,
  device_id           text NOT NULL,
  platform            text NOT NULL,
  app_version         text,
  os_version          text,
  succeeded           boolean NOT NULL,
  failure_reason      text,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.device_login IS 'A login on a device, successful or not.';
COMMENT ON COLUMN bi.device_login.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.device_login.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.device_login.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.device_login.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.device_login.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.device_login.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.device_login.device_id IS 'The device.';
COMMENT ON COLUMN bi.device_login.platform IS 'Operating system of the device.';
COMMENT ON COLUMN bi.device_login.app_version IS 'Version of the app.';
COMMENT ON COLUMN bi.device_login.os_version IS 'Version of the operating system.';
COMMENT ON COLUMN bi.device_login.succeeded IS 'Whether the login succeeded.';
COMMENT ON COLUMN bi.device_login.failure_reason IS 'Why it failed.';
COMMENT ON COLUMN bi.device_login.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.device_login.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.device_login.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.device_login.loaded_at IS 'When the transaction that loaded the row began.';

-- member-enrolled

CREATE TABLE bi.member_enrolled (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  member_id           text NOT NULL,
  enrolled_on         date NOT NULL,
  channel             text NOT NULL,
  email               text,
  first_name          text,
  birth_date          date,
  gender              text,
  attributes          jsonb,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.member_enrolled IS 'A new member of the programme.';
COMMENT ON COLUMN bi.member_enrolled.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.member_enrolled.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.member_enrolled.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.member_enrolled.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.member_enrolled.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.member_enrolled.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.member_enrolled.enrolled_on IS 'First day of membership.';
COMMENT ON COLUMN bi.member_enrolled.channel IS 'Where the member enrolled.';
COMMENT ON COLUMN bi.member_enrolled.email IS 'E-mail address.';
COMMENT ON COLUMN bi.member_enrolled.first_name IS 'First name.';
COMMENT ON COLUMN bi.member_enrolled.birth_date IS 'Date of birth.';
COMMENT ON COLUMN bi.member_enrolled.gender IS 'As stated by the member.';
COMMENT ON COLUMN bi.member_enrolled.attributes IS 'Further facts that the programme asks for.';
COMMENT ON COLUMN bi.member_enrolled.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.member_enrolled.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.member_enrolled.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.member_enrolled.loaded_at IS 'When the transaction that loaded the row began.';

-- offer-completed

CREATE TABLE bi.offer_completed (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  member_id           text NOT NULL,
  offer_id            text NOT NULL,
  reward_amount       numeric(12,2) NOT NULL,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.offer_completed IS 'An offer whose conditions a member has met.';
COMMENT ON COLUMN bi.offer_completed.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.offer_completed.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.offer_completed.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.offer_completed.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.offer_completed.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.offer_completed.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.offer_completed.offer_id IS 'The offer.';
COMMENT ON COLUMN bi.offer_completed.reward_amount IS 'Worth of the reward.';
COMMENT ON COLUMN bi.offer_completed.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.offer_completed.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.offer_completed.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.offer_completed.loaded_at IS 'When the transaction that loaded the row began.';

-- offer-received

CREATE TABLE bi.offer_received (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  member_id           text NOT NULL,
  offer_id            text NOT NULL,
  campaign_id         text,
  channel             text,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.offer_received IS 'An offer delivered to a member.';
COMMENT ON COLUMN bi.offer_received.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.offer_received.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.offer_received.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.offer_received.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.offer_received.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.offer_received.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.offer_received.offer_id IS 'The offer.';
COMMENT ON COLUMN bi.offer_received.campaign_id IS 'The campaign that the offer belongs to.';
COMMENT ON COLUMN bi.offer_received.channel IS 'How the member got the offer.';
COMMENT ON COLUMN bi.offer_received.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.offer_received.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.offer_received.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.offer_received.loaded_at IS 'When the transaction that loaded the row began.';

-- offer-viewed

CREATE TABLE bi.offer_viewed (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  member_id           text NOT NULL,
  offer_id            text NOT NULL,
  campaign_id         text,
  channel             text,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.offer_viewed IS 'An offer looked at by a member.';
COMMENT ON COLUMN bi.offer_viewed.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.offer_viewed.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.offer_viewed.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.offer_viewed.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.offer_viewed.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.offer_viewed.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.offer_viewed.offer_id IS 'The offer.';
COMMENT ON COLUMN bi.offer_viewed.campaign_id IS 'The campaign that the offer belongs to.';
COMMENT ON COLUMN bi.offer_viewed.channel IS 'How the member got the offer.';
COMMENT ON COLUMN bi.offer_viewed.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.offer_viewed.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.offer_viewed.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.offer_viewed.loaded_at IS 'When the transaction that loaded the row began.';

-- points-collected

CREATE TABLE bi.points_collected (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  member_id           text NOT NULL,
  points              bigint NOT NULL,
  reason              text NOT NULL,
  transaction_id      text,
  balance_after       bigint,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.points_collected IS 'Points booked on a member account.';
COMMENT ON COLUMN bi.points_collected.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.points_collected.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.points_collected.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.points_collected.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.points_collected.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.points_collected.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.points_collected.points IS 'Points booked, negative in a correction.';
COMMENT ON COLUMN bi.points_collected.reason IS 'Why the points were booked.';
COMMENT ON COLUMN bi.points_collected.transaction_id IS 'The receipt that earned the points.';
COMMENT ON COLUMN bi.points_collected.balance_after IS 'Points on the account afterwards.';
COMMENT ON COLUMN bi.points_collected.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.points_collected.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.points_collected.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.points_collected.loaded_at IS 'When the transaction that loaded the row began.';

-- purchase-transaction

CREATE TABLE bi.purchase_transaction (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  transaction_id      text NOT NULL,
  store_id            text NOT NULL,
  member_id           text,
  transaction_type    text NOT NULL DEFAULT 'SALE',
  currency            text NOT NULL,
  total_amount        numeric(12,2) NOT NULL,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.purchase_transaction IS 'A basket paid or returned at a till.';
COMMENT ON COLUMN bi.purchase_transaction.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.purchase_transaction.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.purchase_transaction.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.purchase_transaction.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.purchase_transaction.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.purchase_transaction.transaction_id IS 'The till''s receipt number.';
COMMENT ON COLUMN bi.purchase_transaction.store_id IS 'The store.';
COMMENT ON COLUMN bi.purchase_transaction.member_id IS 'The loyalty member; absent for an anonymous basket.';
COMMENT ON COLUMN bi.purchase_transaction.transaction_type IS 'SALE or RETURN.';
COMMENT ON COLUMN bi.purchase_transaction.currency IS 'ISO 4217 code of all amounts.';
COMMENT ON COLUMN bi.purchase_transaction.total_amount IS 'What the basket cost, negative in a return.';
COMMENT ON COLUMN bi.purchase_transaction.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.purchase_transaction.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.purchase_transaction.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.purchase_transaction.loaded_at IS 'When the transaction that loaded the row began.';

CREATE TABLE bi.purchase_transaction_line_item (
  occurred_at     timestamptz NOT NULL,
  event_id        uuid NOT NULL,
  position        integer NOT NULL,
  product_id      text NOT NULL,
  description     text,
  category        text,
  quantity        numeric(12,3) NOT NULL,
  unit_price      numeric(14,4),
  amount          numeric(12,2) NOT NULL,
  discount_amount numeric(12,2) NOT NULL DEFAULT 0.00,
  kafka_partition integer NOT NULL,
  kafka_offset    bigint NOT NULL,
  PRIMARY KEY (occurred_at, event_id, position)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.purchase_transaction_line_item IS 'The lines of a receipt, one row each.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.position IS 'Place in the array, from 1.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.product_id IS 'The product sold.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.description IS 'The product as printed on the receipt.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.category IS 'The product category.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.quantity IS 'How much of it was sold, negative in a return.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.unit_price IS 'Price of one unit.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.amount IS 'What the line cost.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.discount_amount IS 'Discount in the amount.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.purchase_transaction_line_item.kafka_offset IS 'Its offset.';

-- push-notification-result

CREATE TABLE bi.push_notification_result (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  notification_id     text NOT NULL,
  member_id           text NOT NULL,
  device_id           text NOT NULL,
  platform            text NOT NULL,
  campaign_id         text,
  result              text NOT NULL,
  failure_reason      text,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.push_notification_result IS 'What became of a push notification.';
COMMENT ON COLUMN bi.push_notification_result.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.push_notification_result.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.push_notification_result.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.push_notification_result.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.push_notification_result.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.push_notification_result.notification_id IS 'The notification.';
COMMENT ON COLUMN bi.push_notification_result.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.push_notification_result.device_id IS 'The device.';
COMMENT ON COLUMN bi.push_notification_result.platform IS 'Operating system of the device.';
COMMENT ON COLUMN bi.push_notification_result.campaign_id IS 'The campaign.';
COMMENT ON COLUMN bi.push_notification_result.result IS 'What became of it.';
COMMENT ON COLUMN bi.push_notification_result.failure_reason IS 'Why it failed.';
COMMENT ON COLUMN bi.push_notification_result.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.push_notification_result.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.push_notification_result.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.push_notification_result.loaded_at IS 'When the transaction that loaded the row began.';

-- reward-redeemed

CREATE TABLE bi.reward_redeemed (
  event_id            uuid NOT NULL,
  occurred_at         timestamptz NOT NULL,
  occurred_utc_offset smallint NOT NULL,
  received_at         timestamptz NOT NULL,
  source              text NOT NULL,
  member_id           text NOT NULL,
  redemption_id       text NOT NULL,
  reward_id           text NOT NULL,
  points_spent        bigint NOT NULL,
  store_id            text,
  unmapped            text,
  kafka_partition     integer NOT NULL,
  kafka_offset        bigint NOT NULL,
  loaded_at           timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE bi.reward_redeemed IS 'Points exchanged for a reward.';
COMMENT ON COLUMN bi.reward_redeemed.event_id IS 'The event''s own id; the same event resent keeps it.';
COMMENT ON COLUMN bi.reward_redeemed.occurred_at IS 'When it happened, from the event alone, truncated to microseconds.';
COMMENT ON COLUMN bi.reward_redeemed.occurred_utc_offset IS 'Minutes that the event''s local time was ahead of UTC.';
COMMENT ON COLUMN bi.reward_redeemed.received_at IS 'When ingestion took the event from the queue.';
COMMENT ON COLUMN bi.reward_redeemed.source IS 'What sent the event, a URI reference such as /pos/319.';
COMMENT ON COLUMN bi.reward_redeemed.member_id IS 'The loyalty member.';
COMMENT ON COLUMN bi.reward_redeemed.redemption_id IS 'This redemption.';
COMMENT ON COLUMN bi.reward_redeemed.reward_id IS 'The reward.';
COMMENT ON COLUMN bi.reward_redeemed.points_spent IS 'Points paid.';
COMMENT ON COLUMN bi.reward_redeemed.store_id IS 'The store where it was handed out.';
COMMENT ON COLUMN bi.reward_redeemed.unmapped IS 'Fields of the event that the schema does not know: a JSON object from JSON Pointer to value.';
COMMENT ON COLUMN bi.reward_redeemed.kafka_partition IS 'Partition of the record on the topic.';
COMMENT ON COLUMN bi.reward_redeemed.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN bi.reward_redeemed.loaded_at IS 'When the transaction that loaded the row began.';
