package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import io.loyalty.localstack.StackSecurity;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.localstack.tls.CertificateAuthority;
import io.loyalty.localstack.tls.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tests with a PostgreSQL that requires a client certificate with the role's name. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCertificateIT {
  private static final String DRIVER = "spring.datasource.hikari.data-source-properties.";
  private static final String REFUSED =
      "Stopping the service: the tables can't be migrated (SQLSTATE ";
  private static final String ADVICE = "check spring.datasource.username, sslcert and sslkey";

  @TempDir static Path directory;

  private final LocalStack stack;
  private CertificateAuthority authority;
  private LocalStack secured;

  ClientCertificateIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeAll
  void startDatabase() throws IOException {
    authority = CertificateAuthority.in(directory.resolve("authority"));
    Identity server = authority.issue("server", "ip:127.0.0.1");
    secured =
        LocalStack.lazy(
            LocalStackOptions.in(directory.resolve("stack"))
                .withPorts(Ports.free())
                .withSecurity(new StackSecurity(server, "admin", "unused")));
    JdbcClient admin = JdbcClient.create(new DriverManagerDataSource(secured.jdbcUrl()));
    admin.sql("CREATE ROLE by_certificate").update();
    admin.sql("CREATE ROLE certified SUPERUSER LOGIN IN ROLE by_certificate").update();
  }

  @AfterAll
  void stopDatabase() {
    secured.close();
  }

  @Test
  void everyConnectionShowsTheCertificate() throws IOException {
    Identity client = authority.issue("certified", "dns:certified");
    try (Programme programme = new Programme(stack, "certified").withTopics(1);
        ConfigurableApplicationContext service =
            programme.start(database(DRIVER + "sslcert=" + client.certificate(), key(client)))) {
      Warehouse warehouse = programme.warehouse(secured.jdbcUrl());
      programme.sendAll(Event.points(20));

      assertThat(warehouse.awaitRecords("points-collected", 20))
          .isEqualTo(new Account(20, 20, 0, 0, 0));
      programme.assertNothingIsUnaccountedFor(service);
      assertThat(warehouse.count(connections("'db-consumption-service load'"))).isEqualTo(1);
      assertThat(warehouse.count(connections("a.application_name") + " AND client_dn IS NULL"))
          .isZero();
    }
  }

  @Test
  void endsWithOneSentence_withoutACertificate() throws Exception {
    assertRefused("connection requires a valid client certificate");
  }

  @Test
  void endsWithOneSentence_withACertificateOfAnotherRole() throws Exception {
    Identity other = authority.issue("other", "dns:other");

    assertRefused(
        "certificate authentication failed for user \"certified\"",
        DRIVER + "sslcert=" + other.certificate(),
        key(other));
  }

  private void assertRefused(String why, String... certificate) throws Exception {
    List<String> settings = new ArrayList<>(List.of(database(certificate)));
    settings.add("spring.kafka.bootstrap-servers=" + stack.bootstrapServers());

    SetupIT.Ended ended = SetupIT.run(settings.toArray(String[]::new));

    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output())
        .containsOnlyOnce(REFUSED)
        .contains("28000: " + why, ADVICE)
        .doesNotContain("\tat ");
  }

  private String[] database(String... certificate) {
    List<String> settings = new ArrayList<>(List.of(certificate));
    String url = secured.jdbcUrl();
    settings.add("spring.datasource.url=" + url.substring(0, url.indexOf('?')));
    settings.add("spring.datasource.username=certified");
    // This is the algorithm of the test's keys; RSA needs no parameter.
    settings.add(DRIVER + "pemKeyAlgorithm=EC");
    settings.add(DRIVER + "sslmode=verify-full");
    settings.add(DRIVER + "sslrootcert=" + authority.certificate());
    return settings.toArray(String[]::new);
  }

  private static String key(Identity identity) {
    return DRIVER + "sslkey=" + identity.key();
  }

  private static String connections(String application) {
    return """
    pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
    WHERE a.usename = 'certified' AND a.backend_type = 'client backend'
      AND a.application_name = %s"""
        .formatted(application);
  }
}
