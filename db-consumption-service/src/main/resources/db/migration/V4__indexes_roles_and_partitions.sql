-- Indexes for readers, roles for readers and for a load that may not change tables, and partitions for both.
SET LOCAL lock_timeout = '5s';

CREATE INDEX coupon_redeemed_loaded_at_idx ON bi.coupon_redeemed USING brin (loaded_at);
CREATE INDEX coupon_redeemed_member_id_occurred_at_idx ON bi.coupon_redeemed USING btree (member_id, occurred_at);
CREATE INDEX device_login_loaded_at_idx ON bi.device_login USING brin (loaded_at);
CREATE INDEX device_login_member_id_occurred_at_idx ON bi.device_login USING btree (member_id, occurred_at);
CREATE INDEX member_enrolled_loaded_at_idx ON bi.member_enrolled USING brin (loaded_at);
CREATE INDEX member_enrolled_member_id_occurred_at_idx ON bi.member_enrolled USING btree (member_id, occurred_at);
CREATE INDEX offer_completed_loaded_at_idx ON bi.offer_completed USING brin (loaded_at);
CREATE INDEX offer_completed_member_id_occurred_at_idx ON bi.offer_completed USING btree (member_id, occurred_at);
CREATE INDEX offer_received_loaded_at_idx ON bi.offer_received USING brin (loaded_at);
CREATE INDEX offer_received_member_id_occurred_at_idx ON bi.offer_received USING btree (member_id, occurred_at);
CREATE INDEX offer_viewed_loaded_at_idx ON bi.offer_viewed USING brin (loaded_at);
CREATE INDEX offer_viewed_member_id_occurred_at_idx ON bi.offer_viewed USING btree (member_id, occurred_at);
CREATE INDEX points_collected_loaded_at_idx ON bi.points_collected USING brin (loaded_at);
CREATE INDEX points_collected_member_id_occurred_at_idx ON bi.points_collected USING btree (member_id, occurred_at);
CREATE INDEX purchase_transaction_loaded_at_idx ON bi.purchase_transaction USING brin (loaded_at);
CREATE INDEX purchase_transaction_member_id_occurred_at_idx ON bi.purchase_transaction USING btree (member_id, occurred_at);
CREATE INDEX push_notification_result_loaded_at_idx ON bi.push_notification_result USING brin (loaded_at);
CREATE INDEX push_notification_result_member_id_occurred_at_idx ON bi.push_notification_result USING btree (member_id, occurred_at);
CREATE INDEX reward_redeemed_loaded_at_idx ON bi.reward_redeemed USING brin (loaded_at);
CREATE INDEX reward_redeemed_member_id_occurred_at_idx ON bi.reward_redeemed USING btree (member_id, occurred_at);

COMMENT ON TABLE bi.purchase_transaction_line_item IS 'The lines of the receipt, in its order; may be empty.';
COMMENT ON TABLE pipeline.dead_letter_violation IS 'Every rule that the event breaks, up to a bound.';

-- With the rights of the tables' owner, so that the load needs none to change tables. Beside the parent and with its bounds
-- proven, so that neither readers nor writers wait.
CREATE FUNCTION pipeline.make_partition(parent regclass, partition_name text, from_day date, to_day date)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
  from_time text := from_day || ' 00:00:00+00';
  to_time   text := to_day || ' 00:00:00+00';
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_class c WHERE c.oid = parent AND c.relkind = 'p' AND c.relnamespace = 'bi'::regnamespace
  ) THEN
    RAISE EXCEPTION '% is not a partitioned table of events', parent USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(parent::text, 0));
  IF EXISTS (
    SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent AND c.relname = partition_name
  ) THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE TABLE bi.%I (LIKE %s INCLUDING ALL, CONSTRAINT within CHECK (occurred_at >= %L AND occurred_at < %L))',
    partition_name, parent, from_time, to_time);
  EXECUTE format(
    'ALTER TABLE %s ATTACH PARTITION bi.%I FOR VALUES FROM (%L) TO (%L)', parent, partition_name, from_time, to_time);
  -- The bounds of the partition say the same; a check would cost every row.
  EXECUTE format('ALTER TABLE bi.%I DROP CONSTRAINT within', partition_name);
  RETURN true;
END
$$;
COMMENT ON FUNCTION pipeline.make_partition IS 'Makes and attaches the partition of some days, unless it is there; whether it was made.';
REVOKE ALL ON FUNCTION pipeline.make_partition FROM PUBLIC;

-- Run it again by hand after making the roles, where this role may not make them.
CREATE FUNCTION pipeline.grant_roles() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['bi_reader', 'bi_loader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name)
      AND (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another database of this server was migrated at the same time.
      END;
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'bi_reader') THEN
    GRANT USAGE ON SCHEMA bi, pipeline TO bi_reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA bi TO bi_reader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA bi GRANT SELECT ON TABLES TO bi_reader;
    GRANT SELECT ON pipeline.freshness, pipeline.load_offset, pipeline.load_ledger, pipeline.conflict, pipeline.replay,
      pipeline.replay_offset TO bi_reader;
    -- Not the bytes, key and headers of what was refused, nor what was found in it.
    GRANT SELECT (dead_letter_id, rejected_at, station, reason, detail, event_type, event_id, source, original_kind, queue,
      message_id, position, record_topic, record_partition, record_offset, service_version, kafka_partition, kafka_offset,
      loaded_at) ON pipeline.dead_letter TO bi_reader;
    GRANT SELECT (dead_letter_id, position, path, rule, expected) ON pipeline.dead_letter_violation TO bi_reader;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'bi_loader') THEN
    GRANT USAGE ON SCHEMA bi, pipeline TO bi_loader;
    GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA bi TO bi_loader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA bi GRANT SELECT, INSERT ON TABLES TO bi_loader;
    GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA pipeline TO bi_loader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA pipeline GRANT SELECT, INSERT, UPDATE ON TABLES TO bi_loader;
    REVOKE INSERT, UPDATE ON pipeline.flyway_schema_history FROM bi_loader;
    GRANT EXECUTE ON FUNCTION pipeline.make_partition TO bi_loader;
  END IF;
END
$$;
COMMENT ON FUNCTION pipeline.grant_roles IS 'Makes the roles bi_reader and bi_loader, where the caller may, and gives them their rights.';
REVOKE ALL ON FUNCTION pipeline.grant_roles FROM PUBLIC;
SELECT pipeline.grant_roles();
