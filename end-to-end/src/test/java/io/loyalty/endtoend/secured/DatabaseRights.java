package io.loyalty.endtoend.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Checks what the roles of the secured database may do, and that the services connect with TLS.
 *
 * @param backends the database
 */
record DatabaseRights(SecuredBackends backends) {
  /** Checks the connections that are open now. */
  void everyConnectionOfTheServicesIsEncrypted() throws SQLException {
    List<String> encrypted =
        backends
            .warehouse()
            .query(
                """
                SELECT DISTINCT s.ssl FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
                WHERE a.usename LIKE 'loyalty_%'""")
            .stream()
            .map(row -> row.get(0))
            .toList();
    assertThat(encrypted).containsExactly("t");
  }

  /** Checks the role of readers: personal columns are not theirs either. */
  void readersReadAndDoNotWrite() throws SQLException {
    try (Connection reader = connection("loyalty_reader", "reader_password");
        Statement statement = reader.createStatement()) {
      statement.execute("SELECT event_id, member_id FROM bi.points_collected LIMIT 1");
      assertRefused(
          statement,
          "SELECT email FROM bi.member_enrolled",
          "DELETE FROM bi.points_collected",
          "UPDATE pipeline.load_offset SET next_offset = 0",
          "SELECT original FROM pipeline.dead_letter");
    }
  }

  /**
   * Checks the audit entries, including those of the replay; the load has used this role
   * throughout.
   */
  void theLoadAddsToTheAuditAndChangesNothingInIt() throws SQLException {
    try (Connection load = connection("loyalty_loader", "loader_password");
        Statement statement = load.createStatement()) {
      statement.execute(
          """
          INSERT INTO pipeline.audit (actor, action, subject, detail)
          VALUES ('operator', 'test', 'nothing', '{}')""");
      statement.execute(
          """
          INSERT INTO pipeline.load_decision (topic, partition, actor, code, held_topic_id, held_offset, topic_id,
            given_up_from, next_offset)
          VALUES ('none', 0, 'operator', 'test', gen_random_uuid(), 0, gen_random_uuid(), 0, 0)""");
      for (String table : List.of("audit", "load_decision")) {
        assertRefused(
            statement,
            "UPDATE pipeline.%s SET actor = 'somebody else'".formatted(table),
            "DELETE FROM pipeline." + table,
            "TRUNCATE pipeline." + table);
      }
    }
    assertThat(
            backends
                .warehouse()
                .query("SELECT actor FROM pipeline.audit WHERE action = 'replay-started'"))
        .isNotEmpty()
        .allMatch(row -> row.get(0).equals("operator"));
  }

  private Connection connection(String user, String password) throws SQLException {
    String url =
        "%s?sslmode=verify-full&sslrootcert=%s"
            .formatted(backends.url(SecuredBackends.DATABASE), backends.authority().certificate());
    return DriverManager.getConnection(url, user, backends.password(password));
  }

  private static void assertRefused(Statement statement, String... refused) {
    for (String each : refused) {
      assertThatThrownBy(() -> statement.execute(each)).as(each).hasMessageContaining("permission");
    }
  }
}
