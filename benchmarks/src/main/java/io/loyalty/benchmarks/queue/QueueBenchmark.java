package io.loyalty.benchmarks.queue;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Compares the service, the SDK loop and the peers with a real broker, and counts the records on
 * Kafka, so that lost events are detected.
 */
public final class QueueBenchmark {
  private final Setting setting;
  private final Consumer<String> out;

  /** Creates a benchmark that reports its progress and its result line by line. */
  public QueueBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark; returns false if an event was lost, refused or doubled. */
  public boolean run() throws IOException, InterruptedException, ExecutionException {
    Path directory = Files.createDirectories(setting.home().resolve("benchmarks/target/run"));
    Path data = directory.resolve("local-stack");
    LocalStack.discard(data);
    try (LocalStack stack =
            LocalStack.lazy(
                LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory());
        Queues queues = queues(stack, directory);
        Topics topics = new Topics(stack.bootstrapServers())) {
      topics.create(Contenders.PEER);
      topics.create(Contenders.SDK_PEER);
      return race(new Contenders(setting, stack, queues, directory), topics);
    }
  }

  private boolean race(Contenders contenders, Topics topics)
      throws IOException, InterruptedException, ExecutionException {
    Race race = new Race(setting.messages(), setting.warmUp(), setting.rounds(), out);
    List<Contender> loops = new ArrayList<>();
    for (int threads : setting.sdkThreads()) {
      loops.add(contenders.sdkLoop(threads));
    }
    Contender limit = race.fastest(loops);
    try (limit;
        Contender raw = contenders.rawLoop(setting.sdkThreads().get(0));
        Contender ours = contenders.ours();
        Contender sdkPeer = contenders.sdkPeer();
        Contender peer = contenders.peer()) {
      List<Contender> all = List.of(raw, limit, ours, sdkPeer, peer);
      Map<String, List<QueueMeasurement>> runs = race.run(all);
      for (Contender each : all) {
        out.accept(
            "%-10s heap at most %d MiB, of which %d MiB outlived a collection"
                .formatted(each.name(), each.program().fullestHeap(), each.program().mostLive()));
      }
      new QueueTable(runs).lines().forEach(out);
    }
    long sent = messagesOfAContender();
    boolean isComplete = true;
    for (String name : List.of(Contenders.OURS, Contenders.SDK_PEER, Contenders.PEER)) {
      isComplete &= isComplete(topics, name, sent);
    }
    return isComplete;
  }

  private boolean isComplete(Topics topics, String prefix, long sent)
      throws ExecutionException, InterruptedException {
    long records = topics.records(prefix);
    long deadLetters = topics.deadLetters(prefix);
    out.accept(
        "%-10s sent %,d = %,d records on its topics, of which %,d dead letters"
            .formatted(prefix, sent, records, deadLetters));
    return records == sent && deadLetters == 0;
  }

  private long messagesOfAContender() {
    long warmUpRuns = (setting.warmUp() + setting.messages() - 1L) / setting.messages();
    return (warmUpRuns + setting.rounds()) * setting.messages();
  }

  private Queues queues(LocalStack stack, Path directory) throws IOException, InterruptedException {
    if (setting.latency().isZero()) {
      return new LocalQueues(stack, setting.events());
    }
    Path events = directory.resolve("events.ndjson");
    Files.write(events, setting.events());
    return DelayedQueues.start(setting.latency(), events, directory);
  }
}
