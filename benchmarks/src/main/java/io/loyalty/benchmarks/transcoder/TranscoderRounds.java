package io.loyalty.benchmarks.transcoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the contenders in turn, again and again, each time in a new JVM: the runs of one round
 * lie within a minute, so that their ratio owes little to what else the machine does.
 *
 * @param rounds how often
 * @param file events of one's own
 */
public record TranscoderRounds(int rounds, Optional<Path> file) {
  private static final String GARBAGE = "gc.alloc.rate.norm";

  /** Who is measured; the name is that of the method. */
  public enum Contender {
    /** The limit from the message. */
    MESSAGE_TOKENS("messageTokens"),
    /** Ours from the message. */
    OURS("ours"),
    /** The limit from the payload. */
    PAYLOAD_TOKENS("payloadTokens"),
    /** Ours from an opened event. */
    OURS_OPENED("oursOpened"),
    /** Tree and GenericRecord. */
    TREE("tree"),
    /** json2avro. */
    JSON2AVRO("json2Avro");

    private final String method;

    Contender(String method) {
      this.method = method;
    }
  }

  /**
   * One run.
   *
   * @param nanos time an event
   * @param garbage bytes allocated an event
   */
  public record Run(double nanos, double garbage) {}

  /** The runs of every contender, by round, on the events of that parameter. */
  public Map<Contender, List<Run>> measure(String events) throws RunnerException {
    Map<Contender, List<Run>> runs = new EnumMap<>(Contender.class);
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : Contender.values()) {
        runs.computeIfAbsent(contender, each -> new ArrayList<>()).add(run(contender, events));
      }
    }
    return runs;
  }

  private Run run(Contender contender, String events) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("%s\\.%s$".formatted(TranscoderBenchmark.class.getName(), contender.method))
        .param("events", events)
        .forks(1)
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(500))
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds(500))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        // As the service runs.
        .jvmArgs("-Xmx256m", "-XX:+UseSerialGC");
    file.ifPresent(
        path ->
            options.jvmArgsAppend(
                "-D%s=%s".formatted(TranscoderBenchmark.FILE_PROPERTY, path.toAbsolutePath())));
    Collection<RunResult> results = new Runner(options.build()).run();
    RunResult result = results.iterator().next();
    double garbage = result.getSecondaryResults().get(GARBAGE).getScore();
    return new Run(result.getPrimaryResult().getScore(), garbage);
  }
}
