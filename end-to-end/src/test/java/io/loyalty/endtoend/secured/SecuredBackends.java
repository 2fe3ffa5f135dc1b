package io.loyalty.endtoend.secured;

import io.loyalty.endtoend.warehouse.Warehouse;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import io.loyalty.localstack.StackSecurity;
import io.loyalty.localstack.proxy.SqsProxy;
import io.loyalty.localstack.tls.CertificateAuthority;
import io.loyalty.localstack.tls.Identity;
import io.loyalty.localstack.tls.TlsProxy;
import io.loyalty.localstack.tls.TlsProxy.ClientCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Runs broker, registry and PostgreSQL with every connection secured, set up by the shipped files.
 * Every password is generated here and must not occur in any log.
 */
final class SecuredBackends implements AutoCloseable {
  static final String PREFIX = "secured";
  static final String DATABASE = "secured";
  static final String INGESTION = "loyalty-ingestion";
  static final String CONSUMPTION = "loyalty-consumption";
  static final String STREAMS = "loyalty-streams";

  /** These are Kafka's users, one for each service. */
  static final List<String> USERS = List.of(INGESTION, CONSUMPTION, STREAMS);

  private static final Path ROLES = Path.of("..", "deploy", "security", "roles.sql");
  private static final Pattern SEMICOLON = Pattern.compile(";");

  private final Path directory;
  private final Map<String, String> passwords =
      Map.of(
          "admin",
          secret(),
          INGESTION,
          secret(),
          CONSUMPTION,
          secret(),
          STREAMS,
          secret(),
          "registry",
          secret(),
          "owner_password",
          secret(),
          "loader_password",
          secret(),
          "reader_password",
          secret());
  private final CertificateAuthority authority;
  private final LocalStack stack;
  private final TlsProxy registry;
  private final SqsProxy sqs;
  private final Admin admin;

  private SecuredBackends(Path directory) throws IOException {
    this.directory = directory;
    authority = CertificateAuthority.in(directory.resolve("authority"));
    Identity server = authority.issue("server", "ip:127.0.0.1");
    stack =
        LocalStack.lazy(
            LocalStackOptions.in(directory.resolve("stack"))
                .withPorts(Ports.free())
                .withQueuesInMemory()
                .withSecurity(new StackSecurity(server, "admin", passwords.get("admin"))));
    registry =
        TlsProxy.to(
            stack.registryUrl(),
            server.context(),
            ClientCertificate.UNASKED,
            basic(passwords.get("registry")));
    sqs = SqsProxy.to(stack.sqsEndpoint());
    admin = Admin.create(KafkaLogin.of(this, "admin").client());
  }

  static SecuredBackends start(Path directory) throws Exception {
    SecuredBackends backends = new SecuredBackends(directory);
    try {
      for (String user : USERS) {
        backends.password(user, backends.passwords.get(user));
      }
      backends.admin.createAcls(backends.acls()).all().get();
      backends.makeRoles();
      return backends;
    } catch (Exception e) {
      backends.close();
      throw e;
    }
  }

  /** Returns the ACLs of the shipped file. */
  List<AclBinding> acls() throws IOException {
    return KafkaAcls.read(
        Map.of(
            "ingestion", INGESTION,
            "consumption", CONSUMPTION,
            "streams", STREAMS,
            "prefix", PREFIX,
            "warehouse", "warehouse"));
  }

  Admin admin() {
    return admin;
  }

  LocalStack stack() {
    return stack;
  }

  SqsProxy sqs() {
    return sqs;
  }

  TlsProxy registry() {
    return registry;
  }

  CertificateAuthority authority() {
    return authority;
  }

  /** Returns the initial password of this user. */
  String password(String name) {
    return passwords.get(name);
  }

  /** Returns the values that no log may contain. */
  List<String> secrets() {
    return List.copyOf(passwords.values());
  }

  /** Gives a Kafka user another password. */
  void password(String user, String password) throws ExecutionException, InterruptedException {
    admin
        .alterUserScramCredentials(
            List.of(
                new UserScramCredentialUpsertion(
                    user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
        .all()
        .get();
  }

  /** Returns the registry's header for that password. */
  static String basic(String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("loyalty:" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Executes a statement as PostgreSQL's super user. */
  void sql(String database, String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  Warehouse warehouse() {
    return Warehouse.at(url(DATABASE));
  }

  String url(String database) {
    stack.jdbcUrl();
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(stack.postgresPort(), database);
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    admin.close();
    registry.close();
    sqs.close();
    stack.close();
  }

  /** Runs the shipped file as psql does. */
  private void makeRoles() throws IOException, SQLException {
    String script =
        Files.readString(ROLES)
            .replaceAll("(?m)^--.*$", "")
            .replace(":\"database\"", "\"" + DATABASE + "\"");
    for (Map.Entry<String, String> each : passwords.entrySet()) {
      script = script.replace(":'" + each.getKey() + "'", "'" + each.getValue() + "'");
    }
    for (String statement : SEMICOLON.splitAsStream(script).toList()) {
      if (!statement.isBlank()) {
        sql("postgres", statement);
      }
    }
  }

  private static String secret() {
    return UUID.randomUUID().toString();
  }
}
