package io.loyalty.benchmarks.queue;

import io.loyalty.benchmarks.peer.PeerApplication;
import io.loyalty.benchmarks.peer.SdkPeer;
import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Starts the contenders as their users would. */
final class Contenders {
  static final String OURS = "ours";
  static final String PEER = "peer";

  /** What most engineers would write without a framework. */
  static final String SDK_PEER = "sdk-peer";

  private static final int BATCH = 10;

  private final Setting setting;
  private final LocalStack stack;
  private final Queues queues;
  private final Path directory;

  Contenders(Setting setting, LocalStack stack, Queues queues, Path directory) {
    this.setting = setting;
    this.stack = stack;
    this.queues = queues;
    this.directory = directory;
  }

  /** Starts the limit of all clients. */
  Contender rawLoop(int threads) throws IOException {
    return loop("raw-" + threads, RawLoop.class, threads);
  }

  /** Starts the limit of clients that leave the calls to the SDK. */
  Contender sdkLoop(int threads) throws IOException {
    return loop("sdk-" + threads, SdkLoop.class, threads);
  }

  private Contender loop(String name, Class<?> main, int threads) throws IOException {
    return new Contender(
        Program.start(
            name,
            directory,
            main,
            List.of(
                queues.endpoint().toString(),
                queues.url(name).toString(),
                Integer.toString(threads))),
        queues);
  }

  /** Starts the service from its jar. */
  Contender ours() throws IOException {
    return new Contender(
        Program.service(
            OURS,
            directory,
            setting.home(),
            "ingestion-service",
            arguments(
                List.of(
                    "server.port=0",
                    "management.server.port=0",
                    "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                    "ingestion.queue.url=" + queues.url(OURS),
                    "ingestion.queue.endpoint=" + queues.endpoint(),
                    "ingestion.queue.region=us-east-1",
                    "ingestion.queue.polls=" + setting.polls(),
                    "ingestion.queue.deletes=" + setting.polls(),
                    "ingestion.registry.url=" + stack.registryUrl(),
                    "ingestion.topic.prefix=" + OURS,
                    // The local stack has one broker.
                    "ingestion.topic.replication-factor=1",
                    "ingestion.topic.min-insync-replicas=1",
                    // Recorded events may be old.
                    "ingestion.record.accepted-past=P30Y"),
                setting.ours())),
        queues);
  }

  /** Starts the SDK's client and a KafkaProducer, with as many threads as the SDK loop. */
  Contender sdkPeer() throws IOException {
    return new Contender(
        Program.peer(
            SDK_PEER,
            directory,
            setting.peerHeap(),
            SdkPeer.class,
            List.of(
                queues.endpoint().toString(),
                queues.url(SDK_PEER).toString(),
                stack.bootstrapServers(),
                SDK_PEER,
                Integer.toString(setting.sdkThreads().get(0)))),
        queues);
  }

  /** Starts Spring Cloud AWS. */
  Contender peer() throws IOException {
    return new Contender(
        Program.peer(
            PEER,
            directory,
            setting.peerHeap(),
            PeerApplication.class,
            arguments(
                List.of(
                    "spring.cloud.aws.sqs.endpoint=" + queues.endpoint(),
                    "spring.cloud.aws.sqs.listener.max-messages-per-poll=" + BATCH,
                    "spring.cloud.aws.sqs.listener.max-concurrent-messages="
                        + setting.peerMessages(),
                    "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                    "peer.queue=" + queues.url(PEER)),
                setting.peer())),
        queues);
  }

  private static List<String> arguments(List<String> settings, List<String> further) {
    return Stream.concat(settings.stream(), further.stream()).map("--"::concat).toList();
  }
}
