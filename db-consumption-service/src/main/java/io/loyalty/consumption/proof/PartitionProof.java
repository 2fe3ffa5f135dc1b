package io.loyalty.consumption.proof;

import java.util.List;

/**
 * Counts the outcomes of one partition's offsets, from the first one ever loaded to {@code
 * nextOffset}, or to {@code logStart} if that is after it: each offset is a record or one of {@code
 * holes}, {@code expired}, {@code lost} and {@code givenUp}. {@code records = rows + duplicates +
 * conflicts + deadLettered + unaccounted - lost - rowsGone - unledgered - surplus}.
 *
 * @param eventType what the topic holds
 * @param topic the topic
 * @param partition its partition
 * @param depth how deep it was looked at
 * @param logStart the first offset still in the log
 * @param logEnd the end of the log
 * @param nextOffset the offset that the live load goes on at; what comes after it is lag, and not
 *     looked at
 * @param records records read
 * @param rows records that are rows
 * @param duplicates records whose event is there, by another record
 * @param conflicts records whose event was there with another content
 * @param deadLettered records that the load refused
 * @param holes offsets without a record
 * @param expired offsets that were loaded and are no longer in the log, or whose rows retention has
 *     dropped; 0 where the counts suffice, since those are counted as what they are or were
 * @param lost offsets that were deleted from the log before they were loaded
 * @param givenUp offsets that an operator decided not to load
 * @param rowsGone rows that were made and are no longer there, of records that no log has any more:
 *     only counts tell of them
 * @param unledgered offsets whose records are there, but that the ledger no longer has
 * @param surplus rows that no record accounts for
 * @param repeated rows whose event has an earlier row with another time; looked for by {@code deep}
 *     alone. Each is a record's own row, so they are accounted for
 * @param unproven records or rows of which neither counts nor the log can tell
 * @param reason why records could not be read or looked for; they are unproven. Else null
 * @param childrenProven whether child rows were looked at, or there are none
 * @param unaccounted records that are none of these, or whose child rows are not all there, and
 *     what is lost, gone, unledgered or surplus; of a partition that was never loaded all records
 * @param missing the offsets of the first of them that are in the log, at most {@link #MOST_LISTED}
 */
public record PartitionProof(
    String eventType,
    String topic,
    int partition,
    Depth depth,
    long logStart,
    long logEnd,
    long nextOffset,
    long records,
    long rows,
    long duplicates,
    long conflicts,
    long deadLettered,
    long holes,
    long expired,
    long lost,
    long givenUp,
    long rowsGone,
    long unledgered,
    long surplus,
    long repeated,
    long unproven,
    String reason,
    boolean childrenProven,
    long unaccounted,
    List<Long> missing) {
  /** At most this many missing offsets are listed; all are counted. */
  public static final int MOST_LISTED = 100;

  /** Keeps an unmodifiable copy of the list. */
  public PartitionProof {
    missing = List.copyOf(missing);
  }
}
