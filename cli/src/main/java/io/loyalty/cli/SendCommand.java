package io.loyalty.cli;

import io.loyalty.cli.feed.Feed;
import io.loyalty.cli.feed.OpenedEvents;
import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.queue.SendTally;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.text.Screen;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = {
      "Sends every line of an NDJSON file to the queue as one message, without a check.",
      "Without --queue-url the queue is that of the running pipeline."
    })
final class SendCommand implements Callable<Integer> {
  private static final long LOOK_EVERY_MILLIS = 500;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "NDJSON, plain or gzip; - for standard input. Blank lines are skipped.")
  private String file;

  @Option(names = "--queue-url", paramLabel = "URL", description = "Another queue.")
  private Optional<URI> queueUrl = Optional.empty();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "A server that speaks SQS and takes any credentials (default with --queue-url: AWS).")
  private Optional<URI> endpoint = Optional.empty();

  @Option(names = "--json", description = "Prints what was sent as JSON.")
  private boolean json;

  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() throws InterruptedException {
    try (EventLines lines = EventLines.open(file, System.in);
        SqsQueue queue = queue()) {
      SentJournal journal =
          queueUrl.isPresent() ? SentJournal.none() : SentJournal.in(data.directory().journal());
      Feed feed = Feed.start(queue, count(), journal, lines);
      PrintWriter out = spec.commandLine().getOut();
      while (!feed.done()) {
        if (Screen.onTerminal() && !json) {
          out.printf(Locale.ROOT, "\r%,d messages sent", feed.tally().messages());
          out.flush();
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
      out.println(
          json
              ? asJson(feed)
              : (Screen.onTerminal() ? "\r" : "") + summary(feed, queueUrl.isEmpty()));
      feed.tally()
          .faults()
          .forEach(fault -> spec.commandLine().getErr().println("not sent: " + fault));
      return feed.tally().refused() == 0 ? 0 : 1;
    }
  }

  /** Counts no events for a queue outside the local pipeline. */
  private EventCount count() {
    DataDirectory directory = data.directory();
    return queueUrl.isPresent()
        ? EventCount.none()
        : OpenedEvents.by(RunningPipeline.require(directory).endpoints().ingestion(), directory);
  }

  private SqsQueue queue() {
    if (queueUrl.isPresent()) {
      return SqsQueue.at(queueUrl.get(), endpoint);
    }
    DataDirectory directory = data.directory();
    RunningPipeline running = RunningPipeline.require(directory);
    return SqsQueue.at(
        running.endpoints().queueUrl(), Optional.of(endpoint.orElse(running.endpoints().sqs())));
  }

  private String asJson(Feed feed) {
    SendTally tally = feed.tally();
    return "{\"messages\":%d,\"events\":%s,\"refused\":%d,\"seconds\":%s}"
        .formatted(
            tally.messages(),
            queueUrl.isPresent() ? null : tally.events(),
            tally.refused(),
            feed.took().toMillis() / 1_000.0);
  }

  /** Summarises the sent events in one line. */
  static String summary(Feed feed, boolean counted) {
    SendTally tally = feed.tally();
    double seconds = Math.max(1, feed.took().toMillis()) / 1_000.0;
    String sent =
        String.format(
            Locale.ROOT,
            "Sent %,d messages%s in %.1f s (%,.0f messages/s).",
            tally.messages(),
            counted ? String.format(Locale.ROOT, " with %,d events", tally.events()) : "",
            seconds,
            tally.messages() / seconds);
    return tally.refused() == 0
        ? sent
        : sent + String.format(Locale.ROOT, " %,d lines were NOT sent.", tally.refused());
  }
}
