package io.loyalty.console.types;

import io.loyalty.console.visit.RecordedService;

/** Records what the services answer of event types. */
final class RecordedTypes {
  private RecordedTypes() {}

  /** Records the answers of both services for one type; texts are put in as they are. */
  static void record(
      RecordedService ingestion, RecordedService consumption, String type, String text) {
    ingestion.answers(
        "GET /event-types",
        """
        {"eventTypes": [
          {"eventType": "%1$s", "doc": "%2$s", "version": 2, "derivedBy": null,
           "destination": {"topic": "loyalty.%1$s", "keyFields": ["memberId"], "table": "bi.t", "childTables": []}},
          {"eventType": "quiet", "doc": "Nothing.", "version": 1, "derivedBy": "%2$s",
           "destination": {"topic": "loyalty.quiet", "keyFields": ["a", "b"], "table": "bi.quiet", "childTables": []}}]}\
        """
            .formatted(type, text));
    ingestion.answers(
        "GET /event-types/" + type,
        """
        {"eventType": "%1$s", "doc": "%2$s", "version": 2,
         "destination": {"topic": "loyalty.%2$s", "keyFields": ["%2$s"], "table": "bi.%2$s", "childTables": ["bi.%2$s_item"]},
         "personalFields": [], "hashedFields": [], "compatibility": "FULL_TRANSITIVE", "earlierVersions": [],
         "fields": [{"path": "%2$s", "type": "%2$s", "required": true, "doc": "%2$s", "jsonNames": ["%2$s"], "personal": true,
                     "transforms": ["trim"], "maxLength": 64, "allowedValues": ["%2$s"], "format": "non-blank", "pattern": "%2$s"}],
         "checks": [{"name": "%2$s", "doc": "%2$s", "expression": "%2$s"}],
         "example": {"type": "%1$s", "data": {"points": 5, "note": "%2$s"}},
         "schema": {"type": "record", "name": "T", "fields": []}}\
        """
            .formatted(type, text));
    ingestion.answers(
        "GET /status",
        """
        {"state": "RUNNING", "messages": {"received": 1, "deleted": 1, "returned": 0, "inWork": 0}, "events": [],
         "unknownFields": [{"eventType": "%1$s", "path": "/promo-code", "count": 7},
                           {"eventType": "%1$s", "path": "/***", "count": 1},
                           {"eventType": "%1$s", "path": "/%2$s", "count": 1}]}\
        """
            .formatted(type, text));
    consumption.answers(
        "GET /status",
        """
        {"state": "RUNNING", "held": [], "deadLetters": [], "topics": [
          {"eventType": "%1$s", "topic": "loyalty.%1$s", "records": 90, "inserted": 80, "duplicates": 5, "conflicts": 1,
           "deadLettered": 4, "lag": 1234, "loadedThrough": "2026-01-31T12:00:00Z"}]}\
        """
            .formatted(type));
    consumption.answers(
        "GET /tables/" + type,
        """
        {"eventType": "%1$s",
         "table": {"name": "bi.%2$s", "doc": "%2$s", "columns": [
           {"name": "member_id", "type": "text", "nullable": true, "personal": "pseudonym", "comment": "%2$s"},
           {"name": "total_amount", "type": "numeric(12,2)", "nullable": false, "personal": null, "comment": "Sum."}]},
         "children": [{"name": "bi.%2$s_item", "doc": "Lines.", "columns": [
           {"name": "line_no", "type": "bigint", "nullable": false, "personal": null, "comment": "%2$s"}]}]}\
        """
            .formatted(type, text));
    consumption.answers(
        "GET /ledger",
        """
        {"from": "2026-01-31T11:00:00Z", "to": "2026-01-31T13:00:00Z", "hours": [
          {"hour": "2026-01-31T11:00:00Z", "eventType": "%1$s", "records": 60, "inserted": 60, "duplicates": 0, "conflicts": 0, "deadLettered": 0},
          {"hour": "2026-01-31T12:00:00Z", "eventType": "%1$s", "records": 34, "inserted": 25, "duplicates": 5, "conflicts": 0, "deadLettered": 4}]}\
        """
            .formatted(type));
    consumption.answers(
        "GET /dead-letters",
        """
        {"groups": [{"eventType": "%1$s", "count": 10, "first": "2026-01-31T12:00:00Z", "last": "2026-01-31T12:00:00Z", "example": "x"}],
         "groupCount": 1, "total": 10, "deadLetters": [], "next": null}\
        """
            .formatted(type));
    consumption.answers(
        "GET /reconciliations",
        """
        {"reconciliations": [
          {"id": "r2", "state": "RUNNING", "deep": false, "startedAt": "2026-01-31T12:30:00Z", "partitions": 1, "partitionsDone": 0, "records": 0},
          {"id": "r1", "state": "FINISHED", "deep": false, "startedAt": "2026-01-31T12:00:00Z", "endedAt": "2026-01-31T12:00:09Z",
           "partitions": 1, "partitionsDone": 1, "records": 0, "unaccounted": 0, "unproven": 0}]}\
        """);
    consumption.answers(
        "GET /reconciliations/r1",
        """
        {"id": "r1", "state": "FINISHED", "deep": false, "startedAt": "2026-01-31T12:00:00Z", "partitions": 1, "partitionsDone": 1,
         "records": 0, "unaccounted": 0, "unproven": 0, "result": {"unaccounted": 0, "unproven": 0, "partitions": [
          {"eventType": "%1$s", "topic": "loyalty.%1$s", "partition": 3, "depth": "COUNTS", "logStart": 1000, "logEnd": 9876,
           "nextOffset": 9870, "records": 8870, "rows": 8860, "duplicates": 5, "conflicts": 1, "deadLettered": 4, "holes": 0,
           "expired": 0, "lost": 0, "givenUp": 0, "rowsGone": 0, "unledgered": 0, "surplus": 0, "repeated": 0, "unproven": 0,
           "childrenProven": true, "unaccounted": 0, "missing": []}]}}\
        """
            .formatted(type));
  }
}
