package io.loyalty.console.doctor;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.HeldPartition;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationResult.Partition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says what resuming a partition does, in the numbers that the service has. It tells the offset at
 * which a partition is on hold only after the decision, so they are those of the last reconcile.
 *
 * @param held the partition
 * @param from where it resumes: {@code start}, {@code end} or an offset
 * @param lag the lag of all partitions of its topic; null if it is not known
 * @param reconciled the partition as the last reconcile found it; null without one
 * @param reconciledAt when that reconcile started; null without one
 */
record ResumePage(
    HeldPartition held,
    String from,
    @Nullable Long lag,
    @Nullable Partition reconciled,
    @Nullable Instant reconciledAt) {
  private static final String NEW_TOPIC = "TOPIC_MADE_AGAIN";

  static ResumePage of(
      HeldPartition held,
      String from,
      ConsumptionStatus.@Nullable Topic topic,
      @Nullable Reconciliation newest) {
    Partition reconciled =
        // The offsets of a topic that was made again are others than those of the one before.
        newest == null || newest.result() == null || held.code().equals(NEW_TOPIC)
            ? null
            : newest.result().partitions().stream()
                .filter(each -> each.topic().equals(held.topic()))
                .filter(each -> each.partition() == held.partition())
                .findFirst()
                .orElse(null);
    return new ResumePage(
        held,
        from,
        topic == null ? null : topic.lag(),
        reconciled,
        reconciled == null ? null : newest.startedAt());
  }

  /** Returns how many offsets are given up by the numbers of the last reconcile; null without. */
  public @Nullable Long givenUp() {
    return reconciled == null ? null : Long.valueOf(Math.max(0, next() - reconciled.nextOffset()));
  }

  /** Returns how many offsets are read again by those numbers; null without. */
  public @Nullable Long readAgain() {
    return reconciled == null ? null : Long.valueOf(Math.max(0, reconciled.nextOffset() - next()));
  }

  private long next() {
    return switch (from) {
      case "start" -> reconciled.logStart();
      case "end" -> reconciled.logEnd();
      default -> Long.parseLong(from);
    };
  }
}
