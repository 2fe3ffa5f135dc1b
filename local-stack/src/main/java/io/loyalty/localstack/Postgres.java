package io.loyalty.localstack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Runs a PostgreSQL server process that writes as durably as a production server. */
final class Postgres implements Part {
  private static final String DATABASE = "warehouse";
  private static final String USER = "postgres";

  /**
   * Requires TLS and a password, or for members of {@code by_certificate} a certificate of the
   * server's authority, from every user except the super user, who sets the server up.
   */
  private static final String CLIENTS =
      """
      host    all postgres 127.0.0.1/32 trust
      hostssl all +by_certificate 127.0.0.1/32 cert
      hostssl all all      127.0.0.1/32 scram-sha-256
      """;

  private static final Duration START = Duration.ofMinutes(5);

  private final Path cluster;
  private final Path complete;
  private final int port;
  private final Path clients;
  private final Optional<StackSecurity> security;
  private EmbeddedPostgres server;

  Postgres(Path directory, int port, Optional<StackSecurity> security) {
    this.security = security;
    this.clients = directory.resolve("pg_hba.conf");
    this.cluster = directory.resolve("data");
    this.complete = directory.resolve("initialised");
    this.port = port;
  }

  int port() {
    return port;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(LocalStack.HOST, port, DATABASE, USER);
  }

  /** Stops a server that outlived a killed launcher and still holds its port. */
  void stopOrphan() {
    Orphan.find(cluster.resolve("postmaster.pid"), "postgres", cluster.toString())
        .ifPresent(orphan -> orphan.stop("INT"));
  }

  @Override
  public void start() {
    try {
      if (!Files.exists(complete)) {
        // No client has been served yet: the directory contains an initialisation that was
        // interrupted.
        DataDirectory.deleteTree(cluster);
      }
      PostgresBinaries binaries = PostgresBinaries.shared();
      server = binaries.start(() -> launch(binaries));
      createDatabase();
      DataDirectory.write(complete, "");
    } catch (IOException | SQLException | RuntimeException e) {
      stop();
      throw new LocalStackException(
          "PostgreSQL did not start on port %d: %s".formatted(port, e.getMessage()), e);
    }
  }

  private EmbeddedPostgres launch(PostgresBinaries binaries) throws IOException {
    Files.createDirectories(cluster);
    // The library creates this directory and deletes old clusters in it; all users of the library
    // on this machine share the default.
    System.setProperty("ot.epg.working-dir", binaries.directory().toString());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(cluster)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(binaries.directory().toFile())
            .setPgBinaryResolver(binaries)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START)
            .setPort(port)
            .setLocaleConfig("locale", "C.UTF-8")
            .setServerConfig("listen_addresses", LocalStack.HOST)
            // A socket file would outlive a kill, and its path has a length limit of about 100.
            .setServerConfig("unix_socket_directories", "")
            // The library turns these settings off.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100");
    if (security.isPresent()) {
      Files.writeString(clients, CLIENTS);
      builder
          .setServerConfig("hba_file", clients.toString())
          .setServerConfig("password_encryption", "scram-sha-256")
          .setServerConfig("ssl", "on")
          .setServerConfig("ssl_cert_file", security.get().server().certificate().toString())
          // The last certificate in the chain is the authority's.
          .setServerConfig("ssl_ca_file", security.get().server().certificate().toString())
          .setServerConfig("ssl_key_file", security.get().server().key().toString());
    }
    return builder.start();
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      boolean missing;
      try (ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        missing = !found.next();
      }
      if (missing) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      try {
        server.close();
      } catch (IOException e) {
        throw new LocalStackException("PostgreSQL on port %d did not stop".formatted(port), e);
      }
      server = null;
    }
    // The library gives up after five seconds, and a failed start leaves no handle to the process.
    stopOrphan();
  }
}
