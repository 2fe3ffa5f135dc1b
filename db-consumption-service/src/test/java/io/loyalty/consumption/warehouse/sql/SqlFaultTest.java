package io.loyalty.consumption.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.spec.InvalidKeySpecException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SqlFaultTest {
  @ParameterizedTest
  @CsvSource({
    "08006, TRANSIENT",
    "40001, TRANSIENT",
    "40P01, TRANSIENT",
    "53100, TRANSIENT",
    "53300, TRANSIENT",
    "57P01, TRANSIENT",
    "57P03, TRANSIENT",
    "57014, TRANSIENT",
    "55P03, TRANSIENT",
    "25006, TRANSIENT",
    "25P03, TRANSIENT",
    "58030, TRANSIENT",
    "23505, DUPLICATE",
    "22003, BAD_RECORD",
    "22021, BAD_RECORD",
    "23502, BAD_RECORD",
    "54000, BAD_RECORD",
    "42P01, SETUP",
    "42703, SETUP",
    "42501, SETUP",
    "3F000, SETUP",
    "3D000, SETUP",
    "28P01, SETUP",
    "23514, SETUP",
    "XX000, SETUP"
  })
  void isClassifiedByItsState(String state, SqlFault expected) {
    assertThat(SqlFault.of(new SQLException("", state))).isEqualTo(expected);
  }

  @Test
  void isABadRecord_whenAConstraintOfTheTableIsNamed() {
    String message = "SERROR\0C23514\0Mrefused\0nno_negative\0";
    assertThat(SqlFault.of(new PSQLException(new ServerErrorMessage(message))))
        .isEqualTo(SqlFault.BAD_RECORD);
  }

  @Test
  void isABrokenSetUp_whenARowHasNoPartition() {
    String message = "SERROR\0C23514\0Mno partition of relation found for row\0";
    assertThat(SqlFault.of(new PSQLException(new ServerErrorMessage(message))))
        .isEqualTo(SqlFault.SETUP);
  }

  @Test
  void isTransient_whenTheDriverHasNoState() {
    assertThat(SqlFault.of(new SQLException("connection closed"))).isEqualTo(SqlFault.TRANSIENT);
  }

  @Test
  void saysWhatIsWrongWithTheKeyOfTheClient() {
    PSQLException unreadable =
        new PSQLException(
            "Could not load the private key",
            PSQLState.CONNECTION_FAILURE,
            new InvalidKeySpecException("not RSA"));

    assertThat(SqlFault.describe(unreadable))
        .startsWith("SQLSTATE 08006: TLS fails: Could not load the private key; check ")
        .contains("sslkey");
  }
}
