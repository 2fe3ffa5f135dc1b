package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests how the service migrates, by its own settings. */
@ExtendWith(LocalStackExtension.class)
class MigrationsIT {
  @Test
  void aMigrationAndItsPlaceInTheHistoryAreCommittedTogether(LocalStack stack) {
    try (Programme programme = new Programme(stack, "migrations_it");
        ConfigurableApplicationContext service = programme.start()) {
      FluentConfiguration steps = steps(service.getBean(Flyway.class));
      JdbcClient database = JdbcClient.create(steps.getDataSource());
      assertThat(steps.target("1").load().migrate().migrationsExecuted).isEqualTo(1);
      database
          .sql(
              """
              CREATE FUNCTION steps.refuse() RETURNS trigger LANGUAGE plpgsql
              AS 'BEGIN RAISE EXCEPTION ''refused''; END'""")
          .update();
      database
          .sql(
              """
              CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON steps.flyway_schema_history
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION steps.refuse()""")
          .update();
      Flyway all = steps.target("latest").load();

      // As if the process were killed before it could commit.
      assertThatThrownBy(all::migrate).isInstanceOf(FlywayException.class);
      database.sql("DROP TRIGGER refuse ON steps.flyway_schema_history").update();

      assertThat(all.migrate().migrationsExecuted).isEqualTo(1);
      assertThat(all.info().pending()).isEmpty();
    }
  }

  @Test
  void anInstanceWaitsForAsLongAsAnotherOneMigrates(LocalStack stack) {
    try (Programme programme = new Programme(stack, "migrations_wait_it");
        ConfigurableApplicationContext service = programme.start()) {
      assertThat(service.getBean(Flyway.class).getConfiguration().getLockRetryCount())
          .as("tries to get the lock: without a limit")
          .isNegative();
    }
  }

  private static FluentConfiguration steps(Flyway ofService) {
    return Flyway.configure()
        .configuration(ofService.getConfiguration())
        .locations("classpath:two-migrations")
        .schemas("steps")
        .defaultSchema("steps");
  }
}
