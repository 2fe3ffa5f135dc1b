package io.loyalty.endtoend.programme;

import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the console on a programme, with one user who may act and one who may only read. */
public final class ConsoleInstance {
  /** This user may act. */
  public static final String ACTS = "alice";

  /** This user may only read. */
  public static final String READS = "bob";

  /** Both have this password. */
  public static final String PASSWORD = "fifteen cups of tea";

  /** This is what bcrypt makes of the password. */
  private static final String HASH = "$2a$10$YHELJTNIkZyVshpjIyuo5.NEzTY6aKElKmgr/39iHl5IAy6dVQCuW";

  private final URI address;
  private final ServiceProcess process;

  private ConsoleInstance(URI address, ServiceProcess process) {
    this.address = address;
    this.process = process;
  }

  /** Starts the console and returns when it is ready; there may be no stream-service. */
  public static ConsoleInstance start(Programme programme, Optional<URI> streams)
      throws IOException {
    int port = Ports.oneFree();
    int management = Ports.oneFree();
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--server.servlet.session.cookie.secure=false",
                "--management.server.port=" + management,
                "--console.users=%s:act:%s,%s:read:%s".formatted(ACTS, HASH, READS, HASH),
                "--console.services.ingestion-url=" + programme.apis().get(0),
                "--console.services.consumption-url=" + programme.apis().get(1),
                "--console.services.read-token=" + PatientConsumption.TOKEN,
                "--console.services.act-token=" + PatientConsumption.TOKEN));
    streams.ifPresent(each -> settings.add("--console.services.streams-url=" + each));
    ServiceProcess process =
        new ServiceProcess("console", settings, programme.log("console"), () -> state(management));
    process.start();
    process.awaitRunning();
    return new ConsoleInstance(URI.create("http://127.0.0.1:" + port), process);
  }

  /** Returns the address of a page. */
  public URI page(String path) {
    return address.resolve(path);
  }

  /** Returns its process. */
  public ServiceProcess process() {
    return process;
  }

  private static String state(int management) {
    URI ready = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(management));
    try {
      HttpURLConnection asked = (HttpURLConnection) ready.toURL().openConnection();
      return asked.getResponseCode() == HttpURLConnection.HTTP_OK ? "RUNNING" : "";
    } catch (IOException e) {
      return "";
    }
  }
}
