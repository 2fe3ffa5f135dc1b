package io.loyalty.console.deadletters;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Makes answers of db-consumption-service about dead letters. */
final class RecordedLetters {
  private static final Pattern COUNT = Pattern.compile("\"count\": (\\d+)");

  private RecordedLetters() {}

  static String group(String eventType, String reason, String rule, String path, long count) {
    return """
    {"eventType": %s, "station": "validate", "reason": %s, "rule": %s, "path": %s, "count": %d,
     "first": "2026-01-31T12:00:00Z", "last": "2026-01-31T13:00:00Z", "example": "e1"}\
    """
        .formatted(json(eventType), json(reason), json(rule), json(path), count);
  }

  static String groups(int size) {
    List<String> listed =
        IntStream.range(0, 100)
            .mapToObj(each -> group("device-login", "invalid", "integer", "/data/field" + each, 1))
            .toList();
    return list(listed, size, size, List.of(), null);
  }

  static String list(List<String> groups, List<String> letters, String next) {
    long total =
        COUNT.matcher(String.join(",", groups)).results().mapToLong(RecordedLetters::count).sum();
    return list(groups, groups.size(), total, letters, next);
  }

  private static long count(MatchResult found) {
    return Long.parseLong(found.group(1));
  }

  private static String list(
      List<String> groups, int groupCount, long total, List<String> letters, String next) {
    return """
    {"groups": [%s], "groupCount": %d, "total": %d, "deadLetters": [%s], "next": %s}\
    """
        .formatted(
            String.join(",", groups), groupCount, total, String.join(",", letters), json(next));
  }

  static String counted(long count) {
    return list(List.of(group(null, null, null, null, count)), List.of(), null);
  }

  static String summaries(int size, String text, String next) {
    return list(
        List.of(group(null, null, null, null, size)),
        IntStream.range(0, size).mapToObj(each -> summary("d" + each, text)).toList(),
        next);
  }

  private static String summary(String id, String text) {
    return """
    {"id": "%s", "rejectedAt": "2026-01-31T12:00:00Z", "station": "validate", "reason": %2$s,
     "eventType": %2$s, "eventId": %2$s, "source": %2$s, "state": "open", "attempts": 2}\
    """
        .formatted(id, json(text));
  }

  static String letter(String text, String original, List<String> violations) {
    return """
    {"id": "d1", "rejectedAt": "2026-01-31T12:00:00Z", "station": %1$s, "reason": %1$s,
     "detail": %1$s, "eventType": %1$s, "eventId": %1$s, "source": %1$s, "violations": [%3$s],
     "original": %2$s, "originalKind": "EVENT", "queue": %1$s, "messageId": %1$s, "position": 0,
     "recordTopic": %1$s, "recordPartition": 1, "recordOffset": 7, "recordKey": %1$s,
     "recordHeaders": [%1$s], "serviceVersion": %1$s, "kafkaPartition": 0, "kafkaOffset": 12,
     "loadedAt": "2026-01-31T12:00:01Z", "state": "open", "attempts": 1,
     "lastRefusedAt": "2026-01-31T12:00:00Z", "arrived": null, "resolutions": [
       {"redriveId": "5f1ad4f6-1111-4222-8333-123456789abc", "eventPosition": 0,
        "resolvedAt": "2026-01-31T13:00:00Z", "outcome": "refused-again", "eventType": %1$s,
        "eventId": %1$s, "reason": %1$s, "detail": %1$s, "violations": [%3$s],
        "serviceVersion": %1$s}]}\
    """
        .formatted(json(text), json(original), String.join(",", violations));
  }

  static String violation(String path, String rule, String expected, String found) {
    return """
    {"path": %s, "rule": %s, "expected": %s, "found": %s}\
    """
        .formatted(json(path), json(rule), json(expected), json(found));
  }

  static String redrive(String state, boolean dryRun, String numbers, String failures) {
    return """
    {"id": "5f1ad4f6-1111-4222-8333-123456789abc", "state": "%s", "reason": null, "dryRun": %s,
     "filter": {"eventType": "device-login"}, "preview": null, "patched": false,
     "candidateType": null, "recordsPerSecond": 500, "requestedBy": "console/alice",
     "createdAt": "2026-01-31T12:00:00Z", "startedAt": "2026-01-31T12:00:01Z", "endedAt": null,
     %s, "failures": [%s]}\
    """
        .formatted(state, dryRun, numbers, failures);
  }

  static String numbers(
      long deadLetters, long tried, long pass, long fail, long published, long again) {
    return """
    "deadLetters": %d, "tried": %d, "wouldPass": %d, "wouldFail": %d, "published": %d,
    "loaded": 0, "refusedAgain": %d, "percent": %s, "recordsPerSecondNow": 100.0,
    "secondsLeft": 5.0\
    """
        .formatted(deadLetters, tried, pass, fail, published, again, 100.0 * tried / deadLetters);
  }

  static String failure(String text, long count) {
    return """
    {"rule": %1$s, "path": %1$s, "count": %2$d, "samples": [
      {"deadLetterId": "d7", "eventType": %1$s, "path": %1$s, "expected": %1$s, "found": %1$s,
       "detail": %1$s}]}\
    """
        .formatted(json(text), count);
  }

  static String lines(List<String> texts) {
    return texts.stream().collect(Collectors.joining("\n"));
  }

  private static String json(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }
}
