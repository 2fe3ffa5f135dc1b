package io.loyalty.endtoend.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.queue.QueueSender;
import io.loyalty.cli.queue.SendTally;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.endtoend.programme.Accounting;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Sends events to the secured pipeline, and accounts for each of them. */
final class SecuredEvents implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final SecuredBackends backends;
  private final SqsQueue queue;
  private final Command pipeline;
  private final List<SampleEvent> sent = new ArrayList<>();

  SecuredEvents(SecuredBackends backends, URI queueUrl, Command pipeline) {
    this.backends = backends;
    this.queue = SqsQueue.at(queueUrl, Optional.of(backends.sqs().endpoint()));
    this.pipeline = pipeline;
  }

  /** Runs the command, and returns its exit code. */
  interface Command {
    int run(String... words);
  }

  void send(List<SampleMessage> messages) throws InterruptedException {
    messages.forEach(message -> sent.addAll(message.events()));
    try (EventLines lines = EventLines.of(messages.stream().map(SampleMessage::body).toList())) {
      new QueueSender(queue, EventCount.none(), SentJournal.none(), new SendTally()).send(lines);
    }
  }

  /**
   * Checks that every event is exactly one row or dead letter, and that the service finds nothing
   * unaccounted for.
   */
  void account() {
    Set<String> valid =
        sent.stream()
            .filter(SampleEvent::valid)
            .map(event -> event.type() + " " + event.id())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> refused =
        sent.stream()
            .filter(event -> !event.valid())
            .map(event -> Accounting.deadLetterId(event.json()))
            .collect(Collectors.toCollection(TreeSet::new));
    await("everything is loaded")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(rows()).isEqualTo(valid);
              assertThat(deadLetters()).isEqualTo(refused);
              assertThat(queue.depth()).hasValue(0L);
            });
    await("nothing is unaccounted for")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> pipeline.run("reconcile", "--deep") == 0);
  }

  /** Returns the ids; a duplicate id would appear twice. */
  private Set<String> rows() throws SQLException {
    Set<String> rows = new TreeSet<>();
    for (String type : SampleEvents.types()) {
      for (Map.Entry<String, Integer> row : backends.warehouse().rowsById(type).entrySet()) {
        rows.add(type + " " + row.getKey() + (row.getValue() == 1 ? "" : " twice"));
      }
    }
    return rows;
  }

  private Set<String> deadLetters() throws SQLException {
    return backends.warehouse().query("SELECT dead_letter_id FROM pipeline.dead_letter").stream()
        .map(row -> row.get(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() {
    queue.close();
  }
}
