package io.loyalty.ingestion.source.redrive;

import io.loyalty.ingestion.source.Redrive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads what the headers of a record say about its redrive. A record that says it wrongly is
 * answered as well, with its fault. Keeps the texts that repeat from record to record once. Not
 * thread-safe.
 */
final class RedriveHeaders {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final Repeated patch = new Repeated();
  private final Repeated candidate = new Repeated();
  private final Repeated redriveId = new Repeated();

  /** Is a text that most records repeat. */
  private static final class Repeated {
    private byte[] bytes;
    private String text;

    String of(Header header) {
      if (header == null || header.value() == null) {
        return null;
      }
      if (!Arrays.equals(bytes, header.value())) {
        bytes = header.value();
        text = new String(bytes, StandardCharsets.UTF_8);
      }
      return text;
    }
  }

  /** What the record is to have done. */
  Redrive read(ConsumerRecord<byte[], byte[]> record) {
    String kind = text(record, "original_kind");
    String dryRun = text(record, "dry_run");
    String schema = candidate.of(record.headers().lastHeader("candidate"));
    // What does not say that it is to be published is not.
    boolean isDryRun = !"false".equals(dryRun);
    return new Redrive(
        id(redriveId.of(record.headers().lastHeader("redrive_id"))),
        id(text(record, "dead_letter_id")),
        "MESSAGE".equals(kind),
        isDryRun,
        patch.of(record.headers().lastHeader("patch")),
        schema,
        fault(record, kind, dryRun, !isDryRun && schema != null));
  }

  private static String fault(
      ConsumerRecord<byte[], byte[]> record,
      String kind,
      String dryRun,
      boolean publishesUnderCandidate) {
    if (record.value() == null) {
      return "the bytes of the original";
    }
    if (!"EVENT".equals(kind) && !"MESSAGE".equals(kind)) {
      return "a header original_kind that is EVENT or MESSAGE";
    }
    if (!"true".equals(dryRun) && !"false".equals(dryRun)) {
      return "a header dry_run that is true or false";
    }
    return publishesUnderCandidate ? "no header candidate, unless dry_run is true" : null;
  }

  private static String id(String text) {
    return text != null && ID.matcher(text).matches() ? text : null;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
