package io.loyalty.consumption.batch;

import io.loyalty.consumption.table.TableContract;
import java.util.List;

/**
 * Rows of one table in PostgreSQL's binary COPY format, header and trailer included. All rows of
 * one buffer have the columns of one writer schema, in its order, and after them the provenance
 * columns {@code kafka_partition} (int) and {@code kafka_offset} (bigint), in child tables too.
 *
 * @param table the table, as the writer schema maps it
 * @param columns the columns that each row holds, in order
 * @param rows the number of rows
 * @param data the bytes, of which the first {@code length} count
 * @param length bytes of data
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
@SuppressWarnings("ArrayRecordComponent") // avoids a copy per batch
public record CopyRows(
    TableContract table, List<String> columns, int rows, byte[] data, int length) {}
