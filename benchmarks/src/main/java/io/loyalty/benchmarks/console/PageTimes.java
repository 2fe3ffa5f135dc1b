package io.loyalty.benchmarks.console;

import io.loyalty.benchmarks.figure.Quantiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Asks for pages one after the other, many times, so that no page has the answers of a second ago.
 * Not thread-safe.
 */
final class PageTimes {
  private static final String ROW = "%-34s %10s %10s %10s %10s";
  private static final List<String> NO_ANSWER = List.of("does not answer at", "has not answered");
  private static final int NANOS_OF_A_MILLI = 1_000_000;

  private final Visitor visitor;
  private final Map<String, String> pages;
  private final Map<String, List<Long>> times = new LinkedHashMap<>();
  private final Map<String, Visitor.Page> last = new LinkedHashMap<>();

  /** Takes the paths of pages by their names. */
  PageTimes(Visitor visitor, Map<String, String> pages) {
    this.visitor = visitor;
    this.pages = Map.copyOf(pages);
    pages.keySet().forEach(each -> times.put(each, new ArrayList<>()));
  }

  /** Asks for all pages so many times; forgets the times before. */
  void measure(int rounds) throws IOException, InterruptedException {
    times.values().forEach(List::clear);
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, List<Long>> each : times.entrySet()) {
        Visitor.Page page = visitor.page(pages.get(each.getKey()));
        requireAnswers(each.getKey(), page);
        each.getValue().add(page.nanos());
        last.put(each.getKey(), page);
      }
    }
  }

  /** Throws an exception if a sentence stands where the answer of a service should. */
  private static void requireAnswers(String name, Visitor.Page page) {
    for (String each : NO_ANSWER) {
      if (page.text().contains(each)) {
        throw new IllegalStateException(
            "the page %s lacks an answer: a service %s".formatted(name, each));
      }
    }
  }

  /** Prints the times. */
  void print(Consumer<String> out) {
    out.accept(ROW.formatted("page, to its last byte", "p50, ms", "most, ms", "KB", "gzip, KB"));
    times.forEach(
        (name, all) -> {
          Quantiles quantiles = Quantiles.of(all);
          Visitor.Page page = last.get(name);
          out.accept(
              ROW.formatted(
                  name,
                  "%.0f".formatted(quantiles.millis(0.5)),
                  "%.0f".formatted(quantiles.millis(1)),
                  page.text().length() / 1_000,
                  page.bytes() / 1_000));
        });
  }

  /** Returns the slowest request in milliseconds. */
  long slowest() {
    return times.values().stream().flatMap(List::stream).mapToLong(Long::longValue).max().orElse(0)
        / NANOS_OF_A_MILLI;
  }
}
