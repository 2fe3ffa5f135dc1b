package io.loyalty.benchmarks.load;

import io.loyalty.schemas.contract.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the upper limit: COPY of the same rows from files, parents before children, with as many
 * rows per commit as the service; one session for each instance of the service. The files are sent
 * by the benchmark's own JVM, or read by the server itself, which costs nobody else any time.
 */
final class CopyLimit implements LoadContender {
  static final String NAME = "copy";
  static final String ON_SERVER = "copy-server";

  private final String name;
  private final Warehouse warehouse;
  private final List<List<Commit>> sessions;
  private final ExecutorService threads;
  private final AtomicLong loaded = new AtomicLong();
  private List<Future<Void>> running = List.of();

  /** Holds the content of one commit. */
  private record Commit(List<CopyFile> files, long records) {}

  private CopyLimit(String name, Warehouse warehouse, List<List<Commit>> sessions) {
    this.name = name;
    this.warehouse = warehouse;
    this.sessions = sessions;
    this.threads = Executors.newFixedThreadPool(sessions.size());
  }

  /** Creates the limit from the rows of the service that the warehouse has kept. */
  static CopyLimit of(String name, Warehouse warehouse, Setting setting, Path directory)
      throws SQLException, IOException {
    Files.createDirectories(directory);
    List<List<Commit>> sessions = new ArrayList<>();
    try (Connection connection = warehouse.connect()) {
      for (int partition = 0; partition < setting.instances(); partition++) {
        List<Commit> commits = new ArrayList<>();
        long end = setting.runs().rows() / setting.instances();
        for (long from = 0; from < end; from += setting.runs().commit()) {
          long to = Math.min(end, from + setting.runs().commit());
          List<CopyFile> files = new ArrayList<>();
          for (TableName table : warehouse.tables()) {
            Path path = directory.resolve("%s-%d-%d".formatted(table.name(), partition, from));
            CopyFile file = new CopyFile(table, String.join(", ", warehouse.columns(table)), path);
            file.write(connection, partition, from, to);
            files.add(file);
          }
          commits.add(new Commit(files, to - from));
        }
        sessions.add(commits);
      }
    }
    return new CopyLimit(name, warehouse, sessions);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() {
    loaded.set(0);
  }

  @Override
  public void begin() {
    running = sessions.stream().map(each -> threads.submit(() -> load(each))).toList();
  }

  @Override
  public long loaded() {
    for (Future<Void> each : running) {
      if (each.isDone()) {
        try {
          each.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException("COPY has failed", e.getCause());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return loaded.get();
  }

  @Override
  public Target target() {
    return Target.TABLES_WITHOUT_DUPLICATES;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Void load(List<Commit> commits) throws SQLException, IOException {
    try (Connection connection = warehouse.connect()) {
      connection.setAutoCommit(false);
      for (Commit commit : commits) {
        for (CopyFile file : commit.files()) {
          if (name.equals(ON_SERVER)) {
            file.loadOnServer(connection);
          } else {
            file.load(connection);
          }
        }
        connection.commit();
        loaded.addAndGet(commit.records());
      }
    }
    return null;
  }
}
