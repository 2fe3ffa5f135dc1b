package io.loyalty.benchmarks;

import io.loyalty.benchmarks.event.EventTexts;
import io.loyalty.benchmarks.queue.QueueBenchmark;
import io.loyalty.benchmarks.queue.Setting;
import io.loyalty.cli.sample.SampleEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "From SQS to Kafka in turn, on a real broker: ours, receive-and-delete loops over plain sockets and of"
          + " the SDK, the SDK's client with a KafkaProducer, and Spring Cloud AWS.",
      "The queue is a stand-in for SQS at a distance, or the server of the local stack. Exit code 1 if an event is"
          + " lost, refused or doubled."
    })
final class QueueCommand implements Callable<Integer> {
  private static final int GENERATED = 20_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "15",
      description =
          "What each call to the stand-in takes; 0: the server of the local stack (default: ${DEFAULT-VALUE}).")
  private int latency;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "CloudEvents of your own, NDJSON, plain or gzip (default: generated).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Messages of a run (default: ${DEFAULT-VALUE}).")
  private int messages;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "1800000",
      description = "Messages that each contender has had before (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Runs of each contender, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--sdk-threads",
      paramLabel = "N",
      split = ",",
      defaultValue = "192",
      description =
          "Threads of the SDK loop; of several loops the fastest stays (default: ${DEFAULT-VALUE}: as many requests"
              + " under way as ours has polls and deletes).")
  private List<Integer> sdkThreads = List.of();

  @Option(
      names = "--polls",
      paramLabel = "N",
      defaultValue = "96",
      description =
          "ingestion.queue.polls and deletes of ours (default: ${DEFAULT-VALUE}, as the service's).")
  private int polls;

  @Option(
      names = "--ours",
      paramLabel = "KEY=VALUE",
      description = "A further setting of ours; may be repeated.")
  private List<String> ours = List.of();

  @Option(
      names = "--peer",
      paramLabel = "KEY=VALUE",
      description = "A further setting of the peer; may be repeated.")
  private List<String> peer = List.of();

  @Option(
      names = "--peer-heap",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description =
          "The heap of each peer, as -Xmx takes it; ours has 256 MiB (default: ${DEFAULT-VALUE}).")
  private String peerHeap;

  @Option(
      names = "--peer-messages",
      paramLabel = "N",
      defaultValue = "960",
      description =
          "spring.cloud.aws.sqs.listener.max-concurrent-messages of the peer (default: ${DEFAULT-VALUE}: as many"
              + " polls as ours).")
  private int peerMessages;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Report report = Report.begin(spec);
    boolean isComplete = new QueueBenchmark(setting(), report::line).run();
    report.end();
    return isComplete ? 0 : 1;
  }

  private Setting setting() throws IOException {
    List<String> events =
        file.isPresent()
            ? EventTexts.of(file.get())
            : EventTexts.generated(SampleEvents.types(), GENERATED);
    Path home = Report.home();
    return new Setting(
        events,
        Duration.ofMillis(latency),
        messages,
        warmUp,
        rounds,
        sdkThreads,
        polls,
        ours,
        peer,
        peerHeap,
        peerMessages,
        home);
  }
}
