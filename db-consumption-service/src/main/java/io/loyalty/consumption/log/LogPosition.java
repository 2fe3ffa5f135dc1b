package io.loyalty.consumption.log;

import java.util.OptionalInt;

/**
 * Is a place in a partition's log.
 *
 * @param offset the offset of the next record
 * @param leaderEpoch the leader epoch of the record before it, where known; with it a truncated log
 *     is noticed
 * @see <a
 *     href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-320%3A+Allow+fetchers+to+detect+and+handle+log+truncation">KIP-320</a>
 */
public record LogPosition(long offset, OptionalInt leaderEpoch) {}
