package io.loyalty.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says by SQL what the tables of derived events must hold, computed from those of the platform's
 * events alone. What BI reads in the pages of the stages is what is run here.
 */
final class DerivedTables {
  private static final Path PAGES = Path.of("../docs/stages");
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)\n```", Pattern.DOTALL);

  private DerivedTables() {}

  /**
   * Returns queries that each give a row for whatever is missing or wrong: of purchases and
   * enriched purchases, of stores and minutes, and of offers and hours.
   */
  static List<String> differences() {
    List<String> queries =
        Stream.of("enrichment.md", "activity.md")
            .flatMap(page -> SQL.matcher(text(page)).results())
            .map(MatchResult::group)
            .map(block -> block.substring("```sql".length(), block.length() - "```".length()))
            .toList();
    if (queries.size() != 3) {
      throw new IllegalStateException(
          "the pages of the stages have %d queries, and 3 are known".formatted(queries.size()));
    }
    return queries;
  }

  private static String text(String page) {
    try {
      return Files.readString(PAGES.resolve(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
