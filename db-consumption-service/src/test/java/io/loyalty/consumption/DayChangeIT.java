package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Tests that a reader who recomputes the changed days only, by the model of docs/warehouse.md, has
 * what a full recomputation gives, whichever load commits first.
 */
@ExtendWith(LocalStackExtension.class)
class DayChangeIT {
  private static final Instant TODAY = Instant.parse("2026-03-14T12:00:00Z");
  private static final int DAYS = 40;
  private static final int STEPS = 120;
  private static final Pattern MODEL =
      Pattern.compile("```sql\\n(\\{\\{ config\\(.*?)```", Pattern.DOTALL);
  private static final Pattern CHOICE =
      Pattern.compile(
          "\\{% if is_incremental\\(\\) %}(.*?)\\{% else %}(.*?)\\{% endif %}", Pattern.DOTALL);

  private final LocalStack stack;
  private Programme programme;
  private Connection reader;
  private String model;

  DayChangeIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void migrate() throws SQLException, IOException {
    programme = Programme.onAnEmptyDatabase(stack, "day_change");
    String[] command = {"migrate", "--spring.datasource.url=" + programme.jdbcUrl()};
    assertThat(
            TableCommand.of(command)
                .orElseThrow()
                .run(
                    command,
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)))
        .isZero();
    try (Connection owner = connection("postgres");
        Statement sql = owner.createStatement()) {
      sql.execute("CREATE ROLE day_change_reports LOGIN IN ROLE bi_reader");
      sql.execute("CREATE SCHEMA reports AUTHORIZATION day_change_reports");
    }
    reader = connection("day_change_reports");
    Matcher found = MODEL.matcher(Files.readString(Path.of("../docs/warehouse.md")));
    assertThat(found.find()).as("the model in docs/warehouse.md").isTrue();
    model = found.group(1).replaceFirst("(?s)\\{\\{ config\\(.*?\\) }}", "");
  }

  @AfterEach
  void close() throws SQLException {
    reader.close();
    try (Connection owner = connection("postgres");
        Statement sql = owner.createStatement()) {
      sql.execute("DROP OWNED BY day_change_reports");
      sql.execute("DROP ROLE day_change_reports");
    }
    programme.close();
  }

  @Test
  void recomputesWhatChanged_whileLateEventsKeepComing_andCommitsOvertakeEachOther()
      throws SQLException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Event> loaded = new ArrayList<>();
    int overtaken = 0;
    execute("CREATE TABLE reports.daily_sales AS " + rendered(false));
    try (OpenLoads loads = new OpenLoads(programme)) {
      for (int step = 0; step < STEPS; step++) {
        int partition = random.nextInt(OpenLoads.PARTITIONS);
        if (loads.isOpen(partition)) {
          overtaken += loads.isOvertaken(partition) ? 1 : 0;
          loaded.addAll(loads.commit(partition));
        } else {
          loads.begin(partition, events(random, loaded));
        }
        if (random.nextInt(3) > 0) {
          refresh();
          assertThat(rows("SELECT day, receipts, revenue FROM reports.daily_sales"))
              .as("after step %d, seed %d", step, seed)
              .isEqualTo(
                  rows("SELECT day, receipts, revenue FROM (%s) m".formatted(rendered(false))));
        }
      }
    }
    refresh();
    assertThat(overtaken).as("commits after one that began later, seed %d", seed).isPositive();
    assertThat(rows("SELECT DISTINCT run FROM pipeline.day_change"))
        .containsExactly("again", "live");
    assertThat(rows("SELECT sum(receipts) FROM reports.daily_sales"))
        .isEqualTo(rows("SELECT sum(inserted) FROM pipeline.day_change"))
        .isEqualTo(rows("SELECT count(*) FROM bi.purchase_transaction"));
  }

  /** Returns events of today and late ones, and some that are loaded already. */
  private static List<Event> events(Random random, List<Event> loaded) {
    List<Event> events = new ArrayList<>();
    for (int event = 1 + random.nextInt(20); event > 0; event--) {
      if (!loaded.isEmpty() && random.nextInt(3) == 0) {
        events.add(loaded.get(random.nextInt(loaded.size())));
      } else {
        int daysAgo = random.nextBoolean() ? 0 : random.nextInt(DAYS);
        events.add(
            Event.purchase(UUID.randomUUID(), "bread").at(TODAY.minus(daysAgo, ChronoUnit.DAYS)));
      }
    }
    return events;
  }

  /** Deletes and inserts rows as dbt's strategy delete+insert does. */
  private void refresh() throws SQLException {
    reader.setAutoCommit(false);
    execute("CREATE TEMP TABLE daily_sales__dbt_tmp ON COMMIT DROP AS " + rendered(true));
    execute("DELETE FROM reports.daily_sales WHERE day IN (SELECT day FROM daily_sales__dbt_tmp)");
    execute("INSERT INTO reports.daily_sales SELECT * FROM daily_sales__dbt_tmp");
    reader.commit();
    reader.setAutoCommit(true);
  }

  private String rendered(boolean incremental) {
    return CHOICE
        .matcher(model)
        .replaceAll(incremental ? "$1" : "$2")
        .replace("{{ this }}", "reports.daily_sales");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = reader.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the rows in order, each with its values joined. */
  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = reader.createStatement();
        ResultSet found = statement.executeQuery(sql + " ORDER BY 1")) {
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          values.add(found.getString(column));
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }

  private Connection connection(String user) throws SQLException {
    return new DriverManagerDataSource(programme.jdbcUrl().replaceFirst("\\?user=.*", ""), user, "")
        .getConnection();
  }
}
