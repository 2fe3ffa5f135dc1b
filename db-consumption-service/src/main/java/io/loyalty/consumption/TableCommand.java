package io.loyalty.consumption;

import com.zaxxer.hikari.HikariDataSource;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.sql.MigrationMode;
import io.loyalty.consumption.warehouse.tables.MigrationPatience;
import io.loyalty.consumption.warehouse.tables.Migrations;
import io.loyalty.consumption.warehouse.tables.NextMigration;
import io.loyalty.consumption.warehouse.tables.ScratchDatabase;
import io.loyalty.schemas.contract.EventCatalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;

/**
 * What the program does instead of loading when its first argument names it. It needs the database
 * alone, by the settings of the service ({@code spring.datasource}).
 */
enum TableCommand {
  /** Applies the migrations, as the tables' owner, and waits some minutes for locks. */
  MIGRATE("migrate") {
    @Override
    int run(ApplicationContext context, List<String> arguments, PrintStream out) {
      Migrations migrations = new Migrations(context.getBean(Flyway.class), MigrationMode.APPLY);
      long giveUp = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        try {
          migrations.ensure();
          LOG.info("The tables are up to date");
          return 0;
        } catch (DatabaseUnavailableException e) {
          if (System.nanoTime() > giveUp) {
            LOG.error("The tables were not migrated: {}", e.getMessage());
            return 1;
          }
          LOG.warn("The database is not available; trying again: {}", e.getMessage());
          pause();
        }
      }
    }
  },

  /**
   * Prints the migration that the contract asks for, from what all migrations make in a database of
   * a moment; writes it into the directory that is named after the command. Exit code 1 if part of
   * it is refused.
   */
  NEXT_MIGRATION("next-migration") {
    @Override
    int run(ApplicationContext context, List<String> arguments, PrintStream out) {
      JdbcConnectionDetails server = context.getBean(JdbcConnectionDetails.class);
      Properties driver = context.getBean(HikariDataSource.class).getDataSourceProperties();
      try (ScratchDatabase scratch =
          new ScratchDatabase(server, driver, context.getBean(Flyway.class))) {
        NextMigration next = scratch.next(EventCatalogue.fromClasspath());
        next.refusals().forEach(refusal -> out.println("Refused: " + refusal + "."));
        if (next.isEmpty()) {
          out.println("The migrations make the tables of the contract; there is nothing to write.");
        }
        if (!next.statements().isEmpty()) {
          String name = next.fileName(scratch.version() + 1);
          out.print(next.sql());
          arguments.stream().findFirst().ifPresent(each -> write(Path.of(each, name), next, out));
        }
        return next.refusals().isEmpty() ? 0 : 1;
      }
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(TableCommand.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String word;

  TableCommand(String word) {
    this.word = word;
  }

  /** The one that the first argument names; throws if it names none, and is no setting. */
  static Optional<TableCommand> of(String[] args) {
    if (args.length == 0 || args[0].startsWith("-")) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(values())
            .filter(each -> each.word.equals(args[0]))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown command %s; use migrate or next-migration, or none to run the service"
                            .formatted(args[0]))));
  }

  /** Runs the command with the arguments after its name, and returns the exit code. */
  int run(String[] args, PrintStream out) {
    List<String> arguments = Arrays.asList(args).subList(1, args.length);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Wiring.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .properties(this == NEXT_MIGRATION ? "logging.level.root=WARN" : "")
            .run(arguments.toArray(String[]::new))) {
      return run(context, arguments.stream().filter(each -> !each.startsWith("-")).toList(), out);
    } catch (BrokenSetupException | DataAccessException e) {
      LOG.error("The command failed: {}", e.getMessage());
      return 1;
    }
  }

  abstract int run(ApplicationContext context, List<String> arguments, PrintStream out);

  private static void write(Path file, NextMigration next, PrintStream out) {
    try {
      Files.writeString(file, next.sql());
      out.println("\nWritten to " + file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be written".formatted(file), e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The database and its migrations, and nothing else of the service. */
  @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  static class Wiring {
    /** The command decides when. */
    @Bean
    FlywayMigrationStrategy theCommandMigrates() {
      return flyway -> {};
    }

    @Bean
    MigrationPatience migrationPatience() {
      return new MigrationPatience();
    }
  }
}
