package io.loyalty.cli;

/** Creates replays as db-consumption-service returns them. */
final class Replays {
  static final String ID = "0b9e1c3e-4f6f-4f5c-9d0a-1f2e3d4c5b6a";

  private Replays() {}

  static String json(String state, long records, String reason, String endedAt) {
    return """
        {"id":"%s","state":"%s","reason":%s,"mode":"merge","eventTypes":["purchase-transaction"],
         "from":"2026-01-01T00:00:00Z","to":null,"fromOffset":null,"toOffset":null,
         "occurredFrom":null,"occurredTo":null,"recordsPerSecond":null,
         "createdAt":"2026-02-01T10:00:00.123Z","startedAt":"2026-02-01T10:00:01Z","endedAt":%s,
         "records":%d,"totalRecords":20000,"inserted":1234,"duplicates":5,"conflicts":0,
         "deadLettered":1,"skipped":2,"percent":%s,"recordsPerSecondNow":1500.5,"secondsLeft":%s,
         "partitions":[{"topic":"loyalty.purchase-transaction","partition":0,"fromOffset":0,
           "nextOffset":%d,"endOffset":20000}]}"""
        .formatted(
            ID,
            state,
            reason == null ? "null" : "\"" + reason + "\"",
            endedAt == null ? "null" : "\"" + endedAt + "\"",
            records,
            records / 200.0,
            endedAt == null ? "75.4" : "null",
            records);
  }

  static String running(long records) {
    return json("RUNNING", records, null, null);
  }

  static String done() {
    return json("DONE", 20_000, null, "2026-02-01T10:00:14.5Z");
  }
}
