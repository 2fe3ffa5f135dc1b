-- Who may read which column, by what the contract says of it, and audit tables that the load only adds to.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.column_classification (
  table_name  text NOT NULL,
  column_name text NOT NULL,
  level       text NOT NULL CHECK (level IN ('none', 'pseudonym', 'direct')),
  PRIMARY KEY (table_name, column_name)
);
COMMENT ON TABLE pipeline.column_classification IS 'What each column of events and dead letters says of a person, by the contract. pipeline.grant_roles() grants by it; a column that is not here is not granted to bi_reader.';
COMMENT ON COLUMN pipeline.column_classification.table_name IS 'Schema and table.';
COMMENT ON COLUMN pipeline.column_classification.column_name IS 'The column.';
COMMENT ON COLUMN pipeline.column_classification.level IS 'none: nothing; pseudonym: which person, to those who know its number; direct: something of the person itself.';

CREATE FUNCTION pipeline.classify_columns(of_table text, as_level text, VARIADIC columns text[]) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO pipeline.column_classification (table_name, column_name, level)
  SELECT of_table, c, as_level FROM unnest(columns) c
  ON CONFLICT (table_name, column_name) DO UPDATE SET level = excluded.level;
$$;
COMMENT ON FUNCTION pipeline.classify_columns IS 'Says what columns of a table say of a person; pipeline.grant_roles() then grants by it.';
REVOKE ALL ON FUNCTION pipeline.classify_columns FROM PUBLIC;

-- Run it again by hand after making the roles, where this role may not make them.
CREATE OR REPLACE FUNCTION pipeline.grant_roles() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  role_name text;
  classified record;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['bi_reader', 'bi_reader_personal', 'bi_loader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name)
      AND (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another database of this server was migrated at the same time.
      END;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      CONTINUE;
    END IF;

    -- With the rights on columns, and on partitions, which are read and written by way of their parents alone.
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA bi, pipeline FROM %I', role_name);
    EXECUTE format('GRANT USAGE ON SCHEMA bi, pipeline TO %I', role_name);

    FOR classified IN
      SELECT c.oid::regclass AS name, c.relnamespace = 'bi'::regnamespace AS holds_events,
             string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE k.level <> 'direct') AS readable
      FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pipeline.column_classification k ON k.table_name = c.oid::regclass::text AND k.column_name = a.attname
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      GROUP BY c.oid
    LOOP
      IF role_name = 'bi_loader' THEN
        EXECUTE format('GRANT SELECT, INSERT ON %s TO %I', classified.name, role_name);
      ELSIF role_name = 'bi_reader_personal' AND classified.holds_events THEN
        EXECUTE format('GRANT SELECT ON %s TO %I', classified.name, role_name);
      ELSE
        -- Of dead letters for both: whose data the bytes hold, and which, nobody knows.
        EXECUTE format('GRANT SELECT (%s) ON %s TO %I', classified.readable, classified.name, role_name);
      END IF;
    END LOOP;

    IF role_name = 'bi_loader' THEN
      GRANT SELECT ON ALL TABLES IN SCHEMA pipeline TO bi_loader;
      -- What is noted here stays as it is: no UPDATE.
      GRANT INSERT ON pipeline.audit, pipeline.load_decision, pipeline.conflict, pipeline.warehouse TO bi_loader;
      GRANT INSERT, UPDATE ON pipeline.load_offset, pipeline.load_ledger, pipeline.log_end, pipeline.replay,
        pipeline.replay_offset TO bi_loader;
      GRANT EXECUTE ON FUNCTION pipeline.make_partition TO bi_loader;
    ELSE
      -- Not who did what: pipeline.audit and pipeline.load_decision.
      EXECUTE format(
        'GRANT SELECT ON pipeline.freshness, pipeline.load_offset, pipeline.load_ledger, pipeline.log_end,
           pipeline.log_period, pipeline.conflict, pipeline.expired_rows, pipeline.replay, pipeline.replay_offset,
           pipeline.warehouse, pipeline.column_classification TO %I', role_name);
    END IF;
  END LOOP;
END
$$;
COMMENT ON FUNCTION pipeline.grant_roles IS 'Makes the roles bi_reader, bi_reader_personal and bi_loader, where the caller may, and gives each its rights on bi and pipeline and no others.';

-- What V4 gave on every table to come, partitions included.
DO $$
DECLARE
  given record;
BEGIN
  FOR given IN
    SELECT d.defaclrole::regrole AS giver, d.defaclnamespace::regnamespace AS schema, r.oid::regrole AS taker
    FROM pg_default_acl d
      CROSS JOIN LATERAL aclexplode(d.defaclacl) a
      JOIN pg_roles r ON r.oid = a.grantee AND r.rolname IN ('bi_reader', 'bi_loader')
    WHERE d.defaclnamespace IN ('bi'::regnamespace, 'pipeline'::regnamespace) AND d.defaclobjtype = 'r'
      AND pg_has_role(d.defaclrole, 'USAGE')
    GROUP BY 1, 2, 3
  LOOP
    EXECUTE format(
      'ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA %s REVOKE ALL ON TABLES FROM %s',
      given.giver, given.schema, given.taker);
  END LOOP;
END
$$;

SELECT pipeline.classify_columns('bi.coupon_redeemed', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'coupon_code', 'campaign_id', 'store_id', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.coupon_redeemed', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.coupon_redeemed', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('bi.device_login', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'platform', 'app_version', 'os_version', 'succeeded', 'failure_reason', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.device_login', 'pseudonym',
  'member_id', 'device_id');
SELECT pipeline.classify_columns('bi.device_login', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('bi.member_enrolled', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'enrolled_on', 'channel', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.member_enrolled', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.member_enrolled', 'direct',
  'email', 'first_name', 'birth_date', 'gender', 'attributes', 'unmapped');
SELECT pipeline.classify_columns('bi.offer_completed', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'offer_id', 'reward_amount', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.offer_completed', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.offer_completed', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('bi.offer_received', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'offer_id', 'campaign_id', 'channel', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.offer_received', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.offer_received', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('bi.offer_viewed', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'offer_id', 'campaign_id', 'channel', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.offer_viewed', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.offer_viewed', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('bi.points_collected', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'points', 'reason', 'transaction_id', 'balance_after', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.points_collected', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.points_collected', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('bi.purchase_transaction', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'transaction_id', 'store_id', 'transaction_type', 'currency', 'total_amount', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.purchase_transaction', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.purchase_transaction', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('bi.purchase_transaction_line_item', 'none',
  'occurred_at', 'event_id', 'position', 'product_id', 'description', 'category', 'quantity', 'unit_price', 'amount', 'discount_amount', 'kafka_partition', 'kafka_offset');
SELECT pipeline.classify_columns('bi.push_notification_result', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'notification_id', 'platform', 'campaign_id', 'result', 'failure_reason', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.push_notification_result', 'pseudonym',
  'member_id', 'device_id');
SELECT pipeline.classify_columns('bi.push_notification_result', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('bi.reward_redeemed', 'none',
  'event_id', 'occurred_at', 'occurred_utc_offset', 'received_at', 'source', 'redemption_id', 'reward_id', 'points_spent', 'store_id', 'kafka_partition', 'kafka_offset', 'loaded_at');
SELECT pipeline.classify_columns('bi.reward_redeemed', 'pseudonym',
  'member_id');
SELECT pipeline.classify_columns('bi.reward_redeemed', 'direct',
  'unmapped');
SELECT pipeline.classify_columns('pipeline.dead_letter', 'none',
  'dead_letter_id', 'rejected_at', 'station', 'reason', 'detail', 'event_type', 'event_id', 'source', 'original_kind', 'queue', 'message_id', 'position', 'record_topic', 'record_partition', 'record_offset', 'service_version', 'kafka_partition', 'kafka_offset', 'loaded_at', 'record_topic_id');
SELECT pipeline.classify_columns('pipeline.dead_letter', 'direct',
  'original', 'record_key', 'record_headers');
SELECT pipeline.classify_columns('pipeline.dead_letter_violation', 'none',
  'dead_letter_id', 'position', 'path', 'rule', 'expected', 'kafka_partition', 'kafka_offset');
SELECT pipeline.classify_columns('pipeline.dead_letter_violation', 'direct',
  'found');

SELECT pipeline.grant_roles();
