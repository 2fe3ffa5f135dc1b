-- What these columns hold, in plain words.
SET LOCAL lock_timeout = '5s';

COMMENT ON COLUMN pipeline.load_ledger.to_offset IS 'The first offset after the last.';
COMMENT ON COLUMN pipeline.expired_rows.to_day IS 'The first day after its last.';
COMMENT ON COLUMN pipeline.log_end.end_offset IS 'The first offset after the last record.';
