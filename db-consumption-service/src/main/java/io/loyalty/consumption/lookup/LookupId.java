package io.loyalty.consumption.lookup;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.lookup.Whereabouts.Kind;
import io.loyalty.consumption.topic.EventTopics;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names what is looked for.
 *
 * @param kind what kind of id it is
 * @param text the id as it was given, without blanks around it
 * @param event the event's id; null for another kind
 * @param record the record; null for another kind
 */
record LookupId(Kind kind, String text, UUID event, RecordId record) {
  private static final Pattern EVENT =
      Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern DEAD_LETTER = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final Pattern RECORD =
      Pattern.compile("(?<topic>.+)-(?<partition>\\d{1,9})[-@](?<offset>\\d{1,18})");

  /**
   * Recognises an id by its form.
   *
   * @throws InvalidLookupException when it has none of the forms, or names an unknown topic
   */
  static LookupId parse(String given, EventTopics topics) {
    String text = given.strip();
    if (EVENT.matcher(text).matches()) {
      return new LookupId(Kind.EVENT, text, UUID.fromString(text), null);
    }
    if (DEAD_LETTER.matcher(text).matches()) {
      return new LookupId(Kind.DEAD_LETTER, text.toLowerCase(Locale.ROOT), null, null);
    }
    Matcher record = RECORD.matcher(text);
    if (record.matches()) {
      PartitionId partition =
          new PartitionId(
              topic(record.group("topic"), topics), Integer.parseInt(record.group("partition")));
      RecordId id = new RecordId(partition, Long.parseLong(record.group("offset")));
      return new LookupId(Kind.RECORD, text, null, id);
    }
    throw new InvalidLookupException(
        "that is no id: give the id of an event (a UUID), of a dead letter (64 hex digits), or a record as topic-partition-offset, such as %s-0-42"
            .formatted(topics.names().iterator().next()));
  }

  /** Returns the topic of that name, with or without the programme's prefix. */
  private static String topic(String name, EventTopics topics) {
    return Optional.of(name)
        .filter(topics.names()::contains)
        .or(
            () ->
                topics.names().stream()
                    .filter(topic -> topics.type(topic).name().equals(name))
                    .findFirst())
        .orElseThrow(
            () ->
                new InvalidLookupException(
                    "there is no topic of that name; the topics are "
                        + String.join(", ", topics.names())));
  }
}
