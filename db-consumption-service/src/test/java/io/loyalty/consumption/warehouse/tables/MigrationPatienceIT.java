package io.loyalty.consumption.warehouse.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
class MigrationPatienceIT {
  private static final int TIMEOUT_SECONDS = 5;

  @Test
  void aMigrationMayTakeLongerThanTheQueriesOfThePool(LocalStack stack) throws SQLException {
    try (HikariDataSource pool = pool(stack)) {
      assertThatThrownBy(() -> migrate(pool, "impatient")).isInstanceOf(FlywayException.class);
      assertThat(migrate(pool, "patient", new MigrationPatience())).isEqualTo(1);
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getNetworkTimeout()).isEqualTo(TIMEOUT_SECONDS * 1_000);
      }
    }
  }

  private static int migrate(HikariDataSource pool, String schema, Callback... callbacks) {
    return Flyway.configure()
        .dataSource(pool)
        .schemas(schema)
        .locations("classpath:slow-migration")
        .callbacks(callbacks)
        .load()
        .migrate()
        .migrationsExecuted;
  }

  private static HikariDataSource pool(LocalStack stack) {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(stack.jdbcUrl());
    settings.setUsername("postgres");
    settings.setMaximumPoolSize(5);
    settings.addDataSourceProperty("socketTimeout", Integer.toString(TIMEOUT_SECONDS));
    return new HikariDataSource(settings);
  }
}
