package io.loyalty.consumption.recovery;

import io.loyalty.consumption.run.RunLease;
import io.loyalty.consumption.run.SpeedLimit;
import io.loyalty.consumption.topic.RedriveTopic;
import io.loyalty.consumption.warehouse.recovery.RedriveItem;
import io.loyalty.consumption.warehouse.recovery.RedriveScope;
import io.loyalty.consumption.warehouse.recovery.RedriveTable;
import io.loyalty.consumption.warehouse.recovery.StoredRedrive;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sends what ingestion refused back to ingestion, page by page in the order of the redrive, and
 * never far more than ingestion has tried: what is on the topic is tried even after a cancellation.
 * For one run of one redrive; not thread-safe.
 */
final class RedriveSending {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int MOST_OF_A_PAGE = 500;
  private static final int PAGES_PER_SECOND = 4;
  private static final int SECONDS_AHEAD = 4;
  private static final int LEAST_AHEAD = 1_000;

  // Live events wait for what is on the topics before them, so this is bounded at any rate.
  private static final int MOST_AHEAD = 2_000;
  private static final String WAITING =
      "%,d dead letters are on the redrive topic and wait for ingestion-service to try them";

  private final RedriveTable table;
  private final RedriveTopic topic;
  private final StoredRedrive redrive;
  private final RunLease lease;
  private final SpeedLimit limit;
  private final long mostAhead;
  private final int pageSize;
  private long through;
  private long sent;
  private long tried;

  RedriveSending(
      RedriveTable table,
      RedriveTopic topic,
      StoredRedrive redrive,
      RunLease lease,
      SpeedLimit limit) {
    this.table = table;
    this.topic = topic;
    this.redrive = redrive;
    this.lease = lease;
    this.limit = limit;
    this.through = redrive.sentThrough();
    this.sent = table.countSent(redrive.id(), through);
    int rate = redrive.scope().recordsPerSecond();
    this.pageSize = Math.min(MOST_OF_A_PAGE, Math.max(1, rate / PAGES_PER_SECOND));
    this.mostAhead = Math.min(MOST_AHEAD, Math.max(LEAST_AHEAD, (long) SECONDS_AHEAD * rate));
  }

  /** Sends all pages; returns whether all are sent, and not so because the redrive was stopped. */
  boolean run() {
    while (lease.isHeld(null) && !lease.isStopped()) {
      List<RedriveItem> page = table.page(redrive.id(), through, pageSize);
      if (page.isEmpty()) {
        return true;
      }
      if (!send(page) || !lease.await(limit, null) || !awaitResults()) {
        return false;
      }
    }
    return false;
  }

  private boolean send(List<RedriveItem> page) {
    topic.send(page.stream().map(this::outgoing).toList());
    while (!topic.isAcknowledged(LOOK)) {
      if (lease.isStopped() || !lease.isHeld("Kafka does not acknowledge the redrive topic")) {
        topic.drop();
        return false;
      }
    }
    long last = page.get(page.size() - 1).number();
    if (!table.sent(redrive.id(), lease.owner(), last)) {
      return false;
    }
    through = last;
    sent += page.size();
    limit.passed(page.size());
    lease.read(page.size());
    return true;
  }

  private boolean awaitResults() {
    while (sent - tried > mostAhead) {
      tried = table.counts(redrive.id()).deadLetters();
      long ahead = sent - tried;
      if (ahead > mostAhead && !lease.sit(LOOK, WAITING.formatted(ahead))) {
        return false;
      }
    }
    return true;
  }

  private RedriveTopic.Outgoing outgoing(RedriveItem item) {
    RedriveScope scope = redrive.scope();
    UUID id = redrive.id();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("redrive_id", id.toString());
    headers.put("dead_letter_id", item.deadLetterId());
    headers.put("original_kind", item.kind());
    headers.put("dry_run", Boolean.toString(scope.dryRun()));
    putIfKnown(headers, "patch", scope.patch());
    putIfKnown(headers, "candidate", scope.candidate() == null ? null : scope.candidate().schema());
    putIfKnown(headers, "queue", item.queue());
    putIfKnown(headers, "message_id", item.messageId());
    return new RedriveTopic.Outgoing(item.deadLetterId(), item.original(), headers);
  }

  private static void putIfKnown(Map<String, String> headers, String name, String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }
}
