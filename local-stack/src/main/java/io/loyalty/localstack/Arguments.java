package io.loyalty.localstack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the flags of {@link LocalStackMain}. */
final class Arguments {
  static final String USAGE =
      """
      Usage: LocalStackMain [flag value]...
        --data-dir DIR                where everything is kept        (.pipeline/local-stack)
        --kafka-port PORT             Kafka                           (19092)
        --kafka-controller-port PORT  Kafka's metadata quorum         (19093)
        --sqs-port PORT               SQS                             (9324)
        --registry-port PORT          schema registry                 (18081)
        --postgres-port PORT          PostgreSQL                      (15432)
        --queue NAME                  a queue to create, with NAME-dlq; may be repeated
        --postgres-only               starts PostgreSQL and nothing else
        --help                        this text
      Port 0 means any free port.""";

  private final Map<String, String> values = new HashMap<>();
  private boolean postgresOnly;

  private Arguments() {}

  /** Describes which parts are started, with which options. */
  record Start(LocalStackOptions options, boolean postgresOnly) {}

  /**
   * Returns the options, or empty if help is requested; throws {@link IllegalArgumentException}
   * with one sentence.
   */
  static Optional<Start> parse(List<String> arguments) {
    Arguments parsed = new Arguments();
    LocalStackOptions options = LocalStackOptions.in(Path.of(".pipeline", "local-stack"));
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String flag = words.next();
      switch (flag) {
        case "--help" -> {
          return Optional.empty();
        }
        case "--postgres-only" -> parsed.postgresOnly = true;
        case "--queue" -> options = options.withQueue(value(flag, words));
        case "--data-dir",
            "--kafka-port",
            "--kafka-controller-port",
            "--sqs-port",
            "--registry-port",
            "--postgres-port" ->
            parsed.values.put(flag, value(flag, words));
        default -> throw new IllegalArgumentException("Unknown flag " + flag + "; see --help");
      }
    }
    return Optional.of(new Start(parsed.applyTo(options), parsed.postgresOnly));
  }

  private static String value(String flag, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException("Flag " + flag + " needs a value; see --help");
    }
    return words.next();
  }

  private LocalStackOptions applyTo(LocalStackOptions options) {
    Ports standard = options.ports();
    Ports ports =
        new Ports(
            port("--kafka-port", standard.kafka()),
            port("--kafka-controller-port", standard.kafkaController()),
            port("--sqs-port", standard.sqs()),
            port("--registry-port", standard.registry()),
            port("--postgres-port", standard.postgres()));
    String directory = values.getOrDefault("--data-dir", options.dataDirectory().toString());
    return new LocalStackOptions(
        Path.of(directory),
        ports,
        options.durableQueues(),
        options.queues(),
        options.maxReceiveCount(),
        options.security(),
        options.temporary());
  }

  private int port(String flag, int standard) {
    String value = values.get(flag);
    if (value == null) {
      return standard;
    }
    if (!value.matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "Flag " + flag + " needs a number from 0 to 65535, not '" + value + "'");
    }
    return Integer.parseInt(value);
  }
}
