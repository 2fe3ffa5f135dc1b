package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs db-consumption-service from its jar.
 *
 * @param program its process
 * @param address the address of its HTTP API
 */
record OursService(Program program, URI address) {
  /** This token may change something. */
  static final String TOKEN = "a-token-of-benchmarks-that-is-long-enough";

  static OursService start(String name, Setting setting, LocalStack stack, Path directory)
      throws IOException {
    int port = freePort();
    Stream<String> settings =
        Stream.concat(settings(setting, stack, port).stream(), setting.further().ours().stream());
    return new OursService(
        Program.service(
            name,
            directory,
            setting.home(),
            "db-consumption-service",
            settings.map("--"::concat).toList()),
        URI.create("http://127.0.0.1:" + port));
  }

  private static List<String> settings(Setting setting, LocalStack stack, int port) {
    return List.of(
        "server.port=" + port,
        "management.server.port=0",
        "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
        "spring.datasource.url=" + stack.jdbcUrl(),
        "consumption.api.tokens=benchmark:act:" + sha256(TOKEN),
        "consumption.registry.url=" + stack.registryUrl(),
        "consumption.topic.prefix=" + LoadContenders.OURS,
        // The service is paused while its topic is filled.
        "consumption.topic.session-timeout=10m",
        "consumption.topic.max-poll-interval=15m",
        "consumption.batch.max-rows=" + setting.runs().commit(),
        // Rows are deleted between the runs, which would count as missing.
        "consumption.proof.interval=1d");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
