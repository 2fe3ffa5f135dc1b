package io.loyalty.cli;

import io.loyalty.cli.account.Account;
import io.loyalty.cli.account.AccountJson;
import io.loyalty.cli.account.AccountTable;
import io.loyalty.cli.account.LiveTable;
import io.loyalty.cli.account.LoadEnd;
import io.loyalty.cli.account.Progress;
import io.loyalty.cli.feed.Feed;
import io.loyalty.cli.feed.FlowWatch;
import io.loyalty.cli.feed.OpenedEvents;
import io.loyalty.cli.process.StartFailedException;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.cli.text.Screen;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.status.StatusClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Feeds a generated sample to a deployed pipeline and ends with the account: exit code 0 only if it balances.",
      "Nothing else may feed that pipeline meanwhile. The services may be stopped and started again."
    })
final class DemoCommand implements Callable<Integer> {
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final Duration START = Duration.ofMinutes(2);

  @Spec private CommandSpec spec;

  @Option(names = "--queue-url", paramLabel = "URL", required = true, description = "The queue.")
  private URI queueUrl;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "A server that speaks SQS and takes any credentials (default: AWS).")
  private Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--ingestion-url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "ingestion-service (default: ${DEFAULT-VALUE}).")
  private URI ingestion;

  @Option(
      names = "--consumption-url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8082",
      description = "db-consumption-service (default: ${DEFAULT-VALUE}).")
  private URI consumption;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How often a new sample of about 1,000 events is generated (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--json",
      description = "Prints the account as one line of JSON, and all else to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Screen screen =
        new Screen(
            json ? spec.commandLine().getErr() : spec.commandLine().getOut(),
            Screen.onTerminal() && !json);
    StatusClient services = new StatusClient(ingestion, consumption);
    awaitServices(services, screen);
    Path sent = Files.createTempFile("sent", "");
    List<SampleMessage> sample = sample();
    try (EventLines lines = EventLines.of(sample.stream().map(SampleMessage::body).toList());
        SqsQueue queue = SqsQueue.at(queueUrl, endpoint)) {
      SentJournal journal = SentJournal.in(sent);
      FlowWatch watch = new FlowWatch(services, queue, journal);
      awaitIdle(watch, screen);
      return watchToTheEnd(
          watch, Feed.start(queue, OpenedEvents.of(sample), journal, lines), screen);
    } finally {
      Files.deleteIfExists(sent);
    }
  }

  private List<SampleMessage> sample() {
    Instant now = Instant.now();
    return IntStream.range(0, rounds)
        .boxed()
        .flatMap(round -> new SampleEvents(now.toEpochMilli() + round, now).mixed().stream())
        .toList();
  }

  private void awaitServices(StatusClient services, Screen screen) throws InterruptedException {
    screen.say("Waiting for both services ...");
    long giveUp = System.nanoTime() + START.toNanos();
    while (true) {
      String first = services.ingestion().map(IngestionStatus::state).orElse("silent");
      String second = services.consumption().map(ConsumptionStatus::state).orElse("silent");
      if (first.equals("RUNNING") && second.equals("RUNNING")) {
        return;
      }
      if (System.nanoTime() > giveUp) {
        throw new StartFailedException(
            "Not both services run after %d s: ingestion-service at %s is %s, db-consumption-service at %s is %s"
                .formatted(START.toSeconds(), ingestion, first, consumption, second));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Waits until earlier events are loaded, so that they are not counted as the sample's. */
  private static void awaitIdle(FlowWatch watch, Screen screen) throws InterruptedException {
    Optional<Progress> progress = watch.look();
    while (progress.isEmpty() || !progress.get().idle()) {
      progress.ifPresent(each -> LiveTable.show(each, screen));
      Thread.sleep(LOOK_EVERY_MILLIS);
      progress = watch.look();
    }
    watch.countFromHere();
  }

  private int watchToTheEnd(FlowWatch watch, Feed feed, Screen screen) throws InterruptedException {
    LoadEnd end = new LoadEnd();
    boolean told = false;
    while (true) {
      boolean allSent = feed.done();
      if (allSent && !told) {
        screen.say(SendCommand.summary(feed, true));
        told = true;
      }
      Optional<Progress> progress = watch.look();
      if (progress.isPresent()) {
        LiveTable.show(progress.get(), screen);
        if (end.after(progress.get(), allSent) != LoadEnd.State.LOADING) {
          return tellAccount(progress.get().account(), feed, screen);
        }
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private int tellAccount(Account account, Feed feed, Screen screen) {
    screen.keep();
    if (json) {
      spec.commandLine().getOut().println(AccountJson.of(account));
    } else {
      screen.say("");
      AccountTable.lines(account).forEach(screen::say);
    }
    return account.balanced() && feed.tally().refused() == 0 ? 0 : 1;
  }
}
