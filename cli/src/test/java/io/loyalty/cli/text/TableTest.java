package io.loyalty.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void putsCellsIntoColumns() {
    Table table =
        new Table("%-6s %,8d %5.1f%%  %-20s  %s", "name", "count", "done", "first", "last")
            .add("a", 12_345, 7.3, Instant.parse("2026-01-01T00:00:00.5Z"), "x")
            .note("  because of that")
            .add("longer than six", 1L, 100.0, null, null);

    assertThat(table.lines())
        .containsExactly(
            "name      count   done  first                 last",
            "a        12,345   7.3%  2026-01-01T00:00:00Z  x",
            "  because of that",
            "longer than six        1 100.0%  -                     -");
  }

  @Test
  void takesATextInPlaceOfANumber() {
    assertThat(new Table("%-3s %,4d", "a", "b").add("c", "-").lines())
        .containsExactly("a      b", "c      -");
  }

  @Test
  void printsNothingThatSteersTheTerminal() {
    assertThat(new Table("%s", "a").add("\u001b[2J\nb").lines()).last().isEqualTo("\\u001b[2J b");
  }
}
