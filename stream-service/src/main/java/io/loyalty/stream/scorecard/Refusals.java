package io.loyalty.stream.scorecard;

import io.loyalty.pipeline.DeadLetter;
import io.loyalty.schemas.text.MaskedName;
import io.loyalty.schemas.text.TextFormat;
import io.loyalty.stream.scorecard.state.Tally;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from dead letters who sent them and why they were refused, and nothing of the event. */
final class Refusals {
  /** Is the source of what names none. */
  static final String UNKNOWN = "unknown";

  private static final int LONGEST = 512;
  private static final Pattern INDEX = Pattern.compile("\\d+");

  private Refusals() {}

  /** Returns the source, if an accepted event could have it. */
  static String source(DeadLetter letter) {
    String source = letter.getSource();
    return source != null && isSource(source) ? source : UNKNOWN;
  }

  private static boolean isSource(String source) {
    byte[] text = source.getBytes(StandardCharsets.UTF_8);
    return source.length() <= LONGEST
        && TextFormat.NON_BLANK.matches(text, 0, text.length)
        && TextFormat.URI_REFERENCE.matches(text, 0, text.length);
  }

  /** Returns the reason with each rule that is broken and its place, each once. */
  static List<Tally> reasons(DeadLetter letter) {
    Stream<List<String>> names =
        letter.getViolations().isEmpty()
            ? Stream.of(List.of(letter.getReason(), "", ""))
            : letter.getViolations().stream()
                .map(each -> List.of(letter.getReason(), each.getRule(), place(each.getPath())));
    return names.distinct().map(name -> new Tally(name, 1L)).sorted(Tallies.BY_NAME).toList();
  }

  /** Returns a JSON Pointer without places in arrays, and without names that may be data. */
  static String place(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      return "";
    }
    String place =
        Arrays.stream(path.substring(1).split("/", -1))
            .map(step -> INDEX.matcher(step).matches() ? "*" : MaskedName.of(step))
            .collect(Collectors.joining("/", "/", ""));
    return place.length() <= LONGEST ? place : place.substring(0, LONGEST);
  }
}
