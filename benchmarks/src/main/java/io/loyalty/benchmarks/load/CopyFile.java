package io.loyalty.benchmarks.load;

import io.loyalty.schemas.contract.TableName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Holds rows of one table in a file that PostgreSQL has written in COPY's binary format.
 *
 * @param table the table
 * @param columns the columns, as SQL lists them
 * @param path the file
 */
record CopyFile(TableName table, String columns, Path path) {
  private static final int BUFFER_BYTES = 64 << 10;

  /** Writes the rows of a range of offsets, as the service has loaded them. */
  void write(Connection connection, int partition, long from, long to)
      throws SQLException, IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "COPY (SELECT %s FROM %s WHERE kafka_partition = %d AND kafka_offset >= %d AND kafka_offset < %d ORDER BY kafka_offset) TO STDOUT (FORMAT binary)"
                  .formatted(columns, Warehouse.kept(table), partition, from, to),
              out);
    }
  }

  /** Has the server read the file itself and copy the rows into their table. */
  void loadOnServer(Connection connection) throws SQLException {
    new Statements(connection)
        .run(
            "COPY %s (%s) FROM '%s' (FORMAT binary)"
                .formatted(table, columns, path.toString().replace("'", "''")));
  }

  /** Copies the rows into their table. */
  void load(Connection connection) throws SQLException, IOException {
    try (InputStream in = Files.newInputStream(path)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(table, columns),
              in,
              BUFFER_BYTES);
    }
  }
}
