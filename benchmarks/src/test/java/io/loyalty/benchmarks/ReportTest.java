package io.loyalty.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReportTest {
  @Test
  void tellsTheCommandWithAllOptions_alsoThoseNotGiven() {
    CommandLine benchmarks = new CommandLine(Benchmarks.class);
    benchmarks.parseArgs("freshness", "--rate", "50", "--ours", "a=1", "--ours", "b=2");

    assertThat(Report.command(benchmarks.getSubcommands().get("freshness").getCommandSpec()))
        .isEqualTo(
            "benchmarks/run freshness --types 0 --rate 50 --warm-up 60 --seconds 60 --rounds 1 --slow-clients 0 --database-latency 0.0 --ours a=1 --ours b=2");
  }
}
