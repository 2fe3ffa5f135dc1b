package io.loyalty.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class LoadOptionsTest {
  @Command
  private static final class Loading {
    @Mixin private LoadOptions options;
  }

  @Test
  void takesTheDefaults() {
    assertThat(parsed().runs(0).rows()).isEqualTo(1_000_000);
  }

  @Test
  void refusesRunsOfFewerThanTwelveCommits() {
    assertThat(parsed("--rows", "1200", "--commit", "100").runs(0).rows()).isEqualTo(1_200);
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> parsed("--rows", "1199", "--commit", "100").runs(0))
        .withMessageContaining("--rows 1199 is less than 12 times --commit 100");
  }

  @Test
  void takesAnyRows_whereNoCommitsAreMeasured() {
    assertThat(parsed("--rows", "100").runsWithoutWarmUp().rows()).isEqualTo(100);
  }

  private static LoadOptions parsed(String... arguments) {
    Loading loading = new Loading();
    new CommandLine(loading).parseArgs(arguments);
    return loading.options;
  }
}
