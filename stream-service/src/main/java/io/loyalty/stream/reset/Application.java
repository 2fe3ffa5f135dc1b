package io.loyalty.stream.reset;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Is the application of Kafka Streams that a stage runs as. A reset makes another one, with a group
 * and state of its own, which begins at the start of all topics.
 *
 * @param name what all applications of the stage have in common, such as {@code
 *     loyalty.stream.fraud}
 * @param reset the number of the reset that made it; 0 if the stage was never reset
 * @param from results that occurred before this time are not emitted
 */
public record Application(String name, long reset, Instant from) {
  private static final String INTERNAL = "-.+-(?:changelog|repartition)";

  static Application first(String name) {
    return new Application(name, 0, Instant.MIN);
  }

  /** Returns the application id, which is the group. */
  public String id() {
    return reset == 0 ? name : name + "." + reset;
  }

  /** Returns whether a result that occurred at this time is emitted. */
  public boolean emits(Instant occurredAt) {
    return !occurredAt.isBefore(from);
  }

  /** Returns whether this is the id of an application that a reset has replaced by this one. */
  boolean replaces(String id) {
    return isEarlier(id, "");
  }

  /** Returns whether this topic holds state of an application that a reset has replaced. */
  boolean replacesOwnerOf(String topic) {
    return isEarlier(topic, INTERNAL);
  }

  private boolean isEarlier(String text, String rest) {
    Matcher found =
        Pattern.compile(Pattern.quote(name) + "(?:\\.(\\d{1,18}))?" + rest).matcher(text);
    if (!found.matches()) {
      return false;
    }
    String number = found.group(1);
    return (number == null ? 0 : Long.parseLong(number)) < reset;
  }
}
