package io.loyalty.consumption.warehouse.sql;

import java.security.GeneralSecurityException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Classifies a database fault for the load.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
public enum SqlFault {
  /** The fault is transient: wait and retry. */
  TRANSIENT,
  /** A row with this key exists. */
  DUPLICATE,
  /** The database does not accept a row's values. */
  BAD_RECORD,
  /** Tables, permissions or partitions are not as the load needs them. */
  SETUP;

  private static final Pattern TLS = Pattern.compile("SSL|hostname .* verified");

  public static SqlFault of(SQLException fault) {
    String state = fault.getSQLState();
    if (state == null || state.length() != 5) {
      return TRANSIENT;
    }
    return switch (state) {
      case "23505" -> DUPLICATE;
      // A row without a partition has the same state, but its error names no constraint.
      case "23514" -> constraint(fault) == null ? SETUP : BAD_RECORD;
      case "23502" -> BAD_RECORD;
      // A cancelled statement has exceeded its timeout.
      case "57014", "55P03", "55006", "25006", "25P03", "25P04" -> TRANSIENT;
      default ->
          switch (state.substring(0, 2)) {
            case "08", "40", "53", "57", "58" -> TRANSIENT;
            case "22", "54" -> BAD_RECORD;
            default -> SETUP;
          };
    };
  }

  private static String constraint(SQLException fault) {
    ServerErrorMessage server = server(fault);
    return server == null ? null : server.getConstraint();
  }

  /**
   * Returns the server's error message, also for a statement in a batch; null if the fault is not
   * the server's.
   */
  private static ServerErrorMessage server(SQLException fault) {
    SQLException said = fault instanceof BatchUpdateException ? fault.getNextException() : fault;
    return said instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
  }

  /**
   * Returns whether the TLS handshake failed in the driver: it does not trust the server or cannot
   * read its own key. No row has been sent then.
   */
  private static boolean isOfTls(SQLException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return true;
      }
    }
    return fault.getSQLState() != null
        && fault.getSQLState().startsWith("08")
        && TLS.matcher(String.valueOf(fault.getMessage())).find();
  }

  private static String named(String kind, String name) {
    return name == null ? "" : kind + " " + name;
  }

  /** Returns the message of an error that one of our statements raises. */
  public static String said(SQLException fault) {
    ServerErrorMessage server = server(fault);
    return server == null ? describe(fault) : server.getMessage();
  }

  /** Describes the fault without values of any row. */
  public static String describe(SQLException fault) {
    ServerErrorMessage server = server(fault);
    String state =
        fault.getSQLState() == null
            ? fault.getClass().getSimpleName()
            : "SQLSTATE " + fault.getSQLState();
    if (server == null) {
      return isOfTls(fault)
          ? "%s: TLS fails: %s; check the certificates of both sides, sslmode, sslrootcert, sslcert and sslkey"
              .formatted(state, fault.getMessage())
          : state;
    }
    if (state.startsWith("SQLSTATE 28")) {
      // "connection requires a valid client certificate", "certificate authentication failed".
      boolean isOfCertificate = server.getMessage().contains("certificate");
      return "%s: %s; check spring.datasource.username%s"
          .formatted(
              state,
              server.getMessage(),
              isOfCertificate ? ", sslcert and sslkey" : " and password");
    }
    if (of(fault) == BAD_RECORD) {
      return Stream.of(
              state,
              named("table", server.getTable()),
              named("column", server.getColumn()),
              named("constraint", server.getConstraint()))
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(", "));
    }
    return "%s: %s".formatted(state, server.getMessage());
  }
}
