package io.loyalty.cli.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Sends one batch until the queue has taken or refused every line of it. Thread-safe. */
final class BatchSender {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final String sender = UUID.randomUUID().toString();
  private final SqsQueue queue;
  private final EventCount count;
  private final SentJournal journal;
  private final SendTally tally;

  BatchSender(SqsQueue queue, EventCount count, SentJournal journal, SendTally tally) {
    this.queue = queue;
    this.count = count;
    this.journal = journal;
    this.tally = tally;
  }

  void send(List<EventLine> lines) throws InterruptedException {
    List<CountedLine> open = counted(lines);
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      open = attempt(open, giveUp);
      if (open.isEmpty()) {
        return;
      }
      Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
    }
  }

  private List<CountedLine> counted(List<EventLine> lines) throws InterruptedException {
    List<List<String>> types = count.types(lines.stream().map(EventLine::body).toList());
    return IntStream.range(0, lines.size())
        .mapToObj(i -> new CountedLine(lines.get(i), types.get(i)))
        .toList();
  }

  /** Returns the lines that must be sent again. */
  private List<CountedLine> attempt(List<CountedLine> lines, long giveUp) {
    try {
      return settle(lines, queue.client().sendMessageBatch(request(lines)), giveUp);
    } catch (SdkClientException e) {
      requirePatience(giveUp, "does not answer", e);
      journal.uncertain(lines.stream().mapToInt(each -> each.types().size()).sum());
      return lines;
    } catch (SqsException e) {
      if (e.statusCode() < 500 && !e.isThrottlingException()) {
        throw new SendFailedException(
            "The queue %s refuses to take messages: %s".formatted(queue.url(), reason(e)), e);
      }
      requirePatience(giveUp, "fails: " + reason(e), e);
      return lines;
    }
  }

  private SendMessageBatchRequest request(List<CountedLine> lines) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      SendMessageBatchRequestEntry.Builder entry =
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(i))
              .messageBody(lines.get(i).line().body());
      if (queue.fifo()) {
        entry
            .messageGroupId("pipeline-send")
            .messageDeduplicationId(sender + "-" + lines.get(i).line().number());
      }
      entries.add(entry.build());
    }
    return SendMessageBatchRequest.builder()
        .queueUrl(queue.url().toString())
        .entries(entries)
        .build();
  }

  private List<CountedLine> settle(
      List<CountedLine> lines, SendMessageBatchResponse response, long giveUp) {
    Map<String, Integer> events = new HashMap<>();
    response
        .successful()
        .forEach(
            taken ->
                lines
                    .get(Integer.parseInt(taken.id()))
                    .types()
                    .forEach(type -> events.merge(type, 1, Integer::sum)));
    if (!response.successful().isEmpty()) {
      journal.sent(events);
      tally.sent(
          response.successful().size(), events.values().stream().mapToInt(Integer::intValue).sum());
    }
    List<CountedLine> again = new ArrayList<>();
    for (BatchResultErrorEntry failed : response.failed()) {
      CountedLine counted = lines.get(Integer.parseInt(failed.id()));
      if (Boolean.TRUE.equals(failed.senderFault())) {
        tally.refused(counted.line().number(), "is refused by the queue: " + failed.code());
      } else {
        requirePatience(giveUp, "fails: " + failed.code(), null);
        again.add(counted);
      }
    }
    return again;
  }

  private void requirePatience(long giveUp, String what, Exception cause) {
    if (System.nanoTime() > giveUp) {
      throw new SendFailedException(
          "The queue %s %s; gave up after %d s".formatted(queue.url(), what, PATIENCE.toSeconds()),
          cause);
    }
  }

  private static String reason(SqsException e) {
    return e.awsErrorDetails() == null ? "HTTP " + e.statusCode() : e.awsErrorDetails().errorCode();
  }
}
