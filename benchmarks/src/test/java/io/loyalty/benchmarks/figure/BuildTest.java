package io.loyalty.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  @TempDir private Path directory;

  @Test
  void isUnknown_whereThereIsNoCommit() throws Exception {
    assertThat(Build.of(directory)).isEqualTo("unknown");
  }
}
