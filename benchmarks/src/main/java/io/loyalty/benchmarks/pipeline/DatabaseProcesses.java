package io.loyalty.benchmarks.pipeline;

import io.loyalty.benchmarks.program.ProcessTree;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Finds the processes of a PostgreSQL server on this machine. */
public final class DatabaseProcesses {
  private DatabaseProcesses() {}

  /** Returns the server's processes: its first one and all that it has started. */
  public static ProcessTree of(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet backend = statement.executeQuery("SELECT pg_backend_pid()")) {
      backend.next();
      return ProcessHandle.of(backend.getLong(1))
          .flatMap(ProcessHandle::parent)
          .map(server -> new ProcessTree(server.pid()))
          .orElseThrow();
    }
  }
}
