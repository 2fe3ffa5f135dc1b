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
import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.option.PortOptions;
import io.loyalty.cli.process.ConsoleLink;
import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.Endpoints;
import io.loyalty.cli.process.PipelineProcesses;
import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.cli.service.ConsoleState;
import io.loyalty.cli.service.StreamState;
import io.loyalty.cli.text.Screen;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.status.StatusClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts the pipeline on this machine, feeds it, and shows what becomes of the events until Ctrl-C.",
      "Without --events it feeds a generated sample: about 1,000 events of all types, some sent twice, some invalid."
    })
final class UpCommand implements Callable<Integer> {
  private static final long LOOK_EVERY_MILLIS = 500;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Feeds the lines of this NDJSON file, plain or gzip, or of standard input (-).")
  private Optional<String> events = Optional.empty();

  @Option(
      names = "--exit-when-loaded",
      description =
          "Ends when every event is accounted for; exit code 0 only if the account balances.")
  private boolean exitWhenLoaded;

  @Option(
      names = "--without-streams",
      description = "Starts no stream-service, for a machine with little memory.")
  private boolean withoutStreams;

  @Option(
      names = "--without-console",
      description = "Starts no console, for a machine with little memory.")
  private boolean withoutConsole;

  @Option(
      names = "--json",
      description = "Prints the account as one line of JSON, and all else to standard error.")
  private boolean json;

  @Mixin private DataDirectoryOption data;
  @Mixin private PortOptions ports;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    Screen screen = new Screen(out, Screen.onTerminal() && !json);
    DataDirectory directory = data.directory();
    try (EventLines lines = source();
        PipelineProcesses processes =
            PipelineProcesses.in(
                directory,
                withoutConsole ? ports.ports().withoutConsole() : ports.ports(),
                DataDirectoryOption.home(),
                exitWhenLoaded)) {
      // Ctrl-C and SIGTERM end this process by its shutdown hooks; the exit code is 130 or 143.
      Thread stop = new Thread(() -> stop(processes, out), "pipeline-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      Endpoints endpoints = processes.endpoints();
      StatusClient services = new StatusClient(endpoints.ingestion(), endpoints.consumption());
      start(processes, services, screen);
      if (!withoutStreams) {
        screen.say("Starting the real-time applications ...");
        processes.startStreams(new StreamState(endpoints.streams()));
      }
      if (!withoutConsole) {
        screen.say("Starting the console ...");
        processes.startConsole(!withoutStreams, new ConsoleState(endpoints.console()));
      }
      tellWhere(endpoints, directory, screen);
      SentJournal journal = SentJournal.in(directory.journal());
      journal.clear();
      try (SqsQueue queue = SqsQueue.at(endpoints.queueUrl(), Optional.of(endpoints.sqs()))) {
        FlowWatch watch = new FlowWatch(services, queue, journal);
        loadWhatIsLeft(processes, watch, screen);
        EventCount count = OpenedEvents.by(endpoints.ingestion(), directory);
        return run(processes, watch, Feed.start(queue, count, journal, lines), screen);
      }
    }
  }

  private static void stop(PipelineProcesses processes, PrintWriter out) {
    if (!processes.ended()) {
      out.println("Stopping: the services, then the local stack ...");
      processes.close();
      out.println("Stopped.");
    }
  }

  private EventLines source() {
    if (events.isPresent()) {
      return EventLines.open(events.get(), System.in);
    }
    Instant now = Instant.now();
    List<SampleMessage> sample = new SampleEvents(now.getEpochSecond(), now).mixed();
    return EventLines.of(sample.stream().map(SampleMessage::body).toList());
  }

  private static void start(PipelineProcesses processes, StatusClient services, Screen screen)
      throws InterruptedException {
    screen.say("Starting the local stack: Kafka, SQS, schema registry, PostgreSQL ...");
    processes.startLocalStack();
    screen.say("Starting both services ...");
    processes.startServices(
        () -> services.ingestion().map(IngestionStatus::state).orElse(""),
        () -> services.consumption().map(ConsumptionStatus::state).orElse(""));
  }

  private void tellWhere(Endpoints endpoints, DataDirectory directory, Screen screen) {
    screen.say("");
    screen.say("  queue        " + endpoints.queueUrl());
    screen.say("  broker       " + endpoints.broker());
    screen.say("  registry     " + endpoints.registry());
    screen.say("  ingestion    " + endpoints.ingestion() + "/status");
    screen.say("  consumption  " + endpoints.consumption() + "/status");
    if (!withoutStreams) {
      screen.say("  streams      " + endpoints.streams() + "/stages");
    }
    screen.say("  warehouse    psql " + endpoints.warehouse());
    screen.say("  logs         " + directory.logs());
    if (!withoutConsole) {
      screen.say("  console      " + ConsoleLink.make(directory, endpoints.console()));
      screen.say("               The link signs in once; 'pipeline console' prints another one.");
    }
    screen.say("");
  }

  /**
   * Loads the events that a killed run left in the queue, so that they are not counted in this run.
   */
  private static void loadWhatIsLeft(PipelineProcesses processes, FlowWatch watch, Screen screen)
      throws InterruptedException {
    boolean told = false;
    Progress progress = look(processes, watch);
    while (!progress.idle()) {
      if (!told && progress.queued() >= 0) {
        screen.say("Events of an earlier run are still on their way; they are loaded first.");
        told = true;
      }
      LiveTable.show(progress, screen);
      Thread.sleep(LOOK_EVERY_MILLIS);
      progress = look(processes, watch);
    }
    if (told) {
      screen.say("They are loaded.");
    }
    watch.countFromHere();
  }

  private int run(PipelineProcesses processes, FlowWatch watch, Feed feed, Screen screen)
      throws InterruptedException {
    Instant start = Instant.now();
    LoadEnd end = new LoadEnd();
    boolean told = false;
    while (true) {
      boolean allSent = feed.done();
      Progress progress = look(processes, watch);
      LiveTable.show(progress, screen);
      LoadEnd.State state = end.after(progress, allSent);
      if (allSent && !told) {
        tellSent(feed, screen);
        told = true;
      }
      if (exitWhenLoaded && state != LoadEnd.State.LOADING) {
        tellAccount(progress.account(), Duration.between(start, Instant.now()), screen);
        return progress.account().balanced() && feed.tally().refused() == 0 ? 0 : 1;
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static Progress look(PipelineProcesses processes, FlowWatch watch)
      throws InterruptedException {
    while (true) {
      processes.requireAlive();
      Optional<Progress> progress = watch.look();
      if (progress.isPresent()) {
        return progress.get();
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private void tellSent(Feed feed, Screen screen) {
    screen.say(SendCommand.summary(feed, true));
    feed.tally()
        .faults()
        .forEach(fault -> spec.commandLine().getErr().println("not sent: " + fault));
    if (!exitWhenLoaded) {
      screen.say("Ctrl-C stops everything.");
    }
    screen.say("");
  }

  private void tellAccount(Account account, Duration took, Screen screen) {
    screen.keep();
    if (json) {
      spec.commandLine().getOut().println(AccountJson.of(account));
      return;
    }
    screen.say("");
    AccountTable.lines(account).forEach(screen::say);
    screen.say(
        String.format(
            Locale.ROOT,
            "%,d events accounted for in %.1f s, from the first sent.",
            account.accountedFor(),
            took.toMillis() / 1_000.0));
  }
}
