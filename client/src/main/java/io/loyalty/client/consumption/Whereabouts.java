package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Tells where an event is, without values that the caller may not see.
 *
 * @param id what was asked for
 * @param kind what kind of id that is
 * @param found whether anything is known of it
 * @param events the events of that id, usually one
 * @param deadLetters the dead letters of the event or the record, the oldest first
 * @param lag what is not loaded yet, where an event of that id may still be
 */
public record Whereabouts(
    String id, Kind kind, boolean found, List<Trace> events, List<Letter> deadLetters, Lag lag) {
  /** Keeps unmodifiable copies of the lists. */
  public Whereabouts {
    events = List.copyOf(events);
    deadLetters = List.copyOf(deadLetters);
  }

  /** Lists the kinds of ids. */
  public enum Kind {
    EVENT,
    DEAD_LETTER,
    RECORD
  }

  /** Lists what became of a record. */
  public enum Outcome {
    /** The record is a row. */
    ROW,
    /** Its event had the same row already. */
    DUPLICATE,
    /** Its event had a row already, with another content. */
    CONFLICT,
    /** The load refused it. */
    DEAD_LETTER,
    /** The load has not read it yet. */
    NOT_LOADED,
    /** There is no record at the offset, such as after an aborted transaction. */
    HOLE,
    /** The load has passed it, and there is no row of it. */
    NO_ROW,
    /** Kafka could not be asked, or no longer has the record, and there is no row of it. */
    UNKNOWN
  }

  /**
   * Traces one event.
   *
   * @param eventType its type
   * @param eventId its id; null if the record could not be read
   * @param occurredAt when it occurred; null if the record could not be read
   * @param outcome what became of {@code record}
   * @param record the record of the row, or the record that was asked for
   * @param row its row; null if there is none
   * @param conflicts records that repeat the event with another content
   * @param replays replays whose range covers {@code record}
   * @param duplicatesSince how many duplicates, of whichever events, the load has met in the
   *     partition since the hour in which the row was loaded; null without a row
   */
  public record Trace(
      String eventType,
      String eventId,
      Instant occurredAt,
      Outcome outcome,
      LogRecord record,
      Row row,
      List<Conflict> conflicts,
      List<Replay> replays,
      Long duplicatesSince) {
    /** Keeps unmodifiable copies of the lists. */
    public Trace {
      conflicts = List.copyOf(conflicts);
      replays = List.copyOf(replays);
    }
  }

  /** Lists where a record can be. */
  public enum Place {
    /** Kafka has it. */
    IN_LOG,
    /** Kafka's retention has deleted it. */
    DELETED,
    /** It was in a log that is gone, since the topic was created again. */
    OTHER_LOG,
    /** Kafka has no record at this offset. */
    HOLE,
    /** Kafka does not respond. */
    UNAVAILABLE
  }

  /**
   * Describes a record.
   *
   * @param topic its topic
   * @param partition its partition
   * @param offset its offset
   * @param place where it is now
   * @param queueMessageId the queue's id of the message that it came in; null if unknown
   * @param queueSentAt when the queue received that message; null if unknown
   * @param appendedAt when Kafka received the record; null if unknown
   * @param schemaId the registry's id of its schema; null if unknown
   */
  public record LogRecord(
      String topic,
      int partition,
      long offset,
      Place place,
      String queueMessageId,
      Instant queueSentAt,
      Instant appendedAt,
      Integer schemaId) {}

  /**
   * Describes a row.
   *
   * @param table its table
   * @param source the system that sent the event
   * @param receivedAt when ingestion received it
   * @param loadedAt when it was loaded
   * @param columns its values, in the order of the table
   * @param children its rows in child tables
   */
  public record Row(
      String table,
      String source,
      Instant receivedAt,
      Instant loadedAt,
      List<Value> columns,
      List<Children> children) {
    /** Keeps unmodifiable copies of the lists. */
    public Row {
      columns = List.copyOf(columns);
      children = List.copyOf(children);
    }
  }

  /** Holds a column and its value as text; null stays null, and a hidden value is masked. */
  public record Value(String column, String value) {}

  /**
   * Holds the rows of one child table.
   *
   * @param table the table
   * @param count how many there are
   * @param rows the first ones
   */
  public record Children(String table, long count, List<ChildRow> rows) {
    /** Keeps an unmodifiable copy of the list. */
    public Children {
      rows = List.copyOf(rows);
    }
  }

  /** Holds one row of a child table. */
  public record ChildRow(List<Value> columns) {
    /** Keeps an unmodifiable copy of the list. */
    public ChildRow {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Describes a record that repeats the event with another content.
   *
   * @param record the record
   * @param seenAt when the load read it; null if it was not loaded as a conflict
   * @param differences where it differs from the row; empty if either can't be read
   */
  public record Conflict(LogRecord record, Instant seenAt, List<Difference> differences) {
    /** Keeps an unmodifiable copy of the list. */
    public Conflict {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Describes a value that differs; a hidden value is masked, and only known to differ.
   *
   * @param table the table
   * @param position the position of the child row; null in the event's own row
   * @param column the column; null if one of the two lacks the whole child row
   * @param stored the value in the row
   * @param repeated the value in the record
   */
  public record Difference(
      String table, Integer position, String column, String stored, String repeated) {}

  /**
   * Describes a replay whose range covers the record.
   *
   * @param id its id
   * @param state its state
   * @param fromOffset where it begins in the partition
   * @param endOffset where it ends
   * @param hasRead whether it has passed the record
   * @param createdAt when it was requested
   * @param endedAt when it ended; null before
   */
  public record Replay(
      String id,
      String state,
      long fromOffset,
      long endOffset,
      boolean hasRead,
      Instant createdAt,
      Instant endedAt) {}

  /**
   * Describes a dead letter without its original; what could not be read or does not apply is null.
   *
   * @param id its id
   * @param rejectedAt when it was refused
   * @param station the step that refused it
   * @param reason the stable code of the reason
   * @param detail the reason in one sentence
   * @param eventType the type of the event
   * @param eventId the id of the event
   * @param source the system that sent the event
   * @param queue the queue of the message
   * @param queueMessageId the queue's id of the message
   * @param recordTopic the topic of a record that the load refused
   * @param recordPartition its partition
   * @param recordOffset its offset
   * @param loadedAt when it was loaded into the warehouse
   * @param state {@code open}, {@code redriven} or {@code resolved}
   * @param attempts how often it was refused again
   * @param resolutions what became of it, the oldest first
   */
  public record Letter(
      String id,
      Instant rejectedAt,
      String station,
      String reason,
      String detail,
      String eventType,
      String eventId,
      String source,
      String queue,
      String queueMessageId,
      String recordTopic,
      Integer recordPartition,
      Long recordOffset,
      Instant loadedAt,
      String state,
      long attempts,
      List<Resolution> resolutions) {
    /** Keeps an unmodifiable copy of the list. */
    public Letter {
      resolutions = List.copyOf(resolutions);
    }
  }

  /** Describes one outcome of a redrive, a preview or a decision. */
  public record Resolution(
      String redriveId, long position, Instant resolvedAt, String outcome, String reason) {}

  /**
   * Describes what is not loaded yet.
   *
   * @param records how many records Kafka has that are not loaded; null if Kafka does not respond
   * @param scanned how many of them were searched; null if no search was asked for
   * @param complete whether all of them were searched
   * @param holds the partitions on hold that they are in, with the code
   */
  public record Lag(Long records, Long scanned, boolean complete, List<String> holds) {
    /** Keeps an unmodifiable copy of the list. */
    public Lag {
      holds = List.copyOf(holds);
    }
  }
}
