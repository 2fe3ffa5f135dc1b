package io.loyalty.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Refuses ports that are in use and finds free ones that are chosen once, all on 127.0.0.1. */
final class PortCheck {
  // These ports are below the range from which systems take ports of outgoing connections, so that
  // a restarted part finds its port free.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int CONNECT_MILLIS = 500;

  private final Set<Integer> given = new HashSet<>();

  private PortCheck() {}

  /** Returns the ports with each 0 replaced by a free port; throws {@link PortTakenException}. */
  static Ports settle(Ports wanted) {
    refuseTaken(wanted);
    PortCheck free = new PortCheck();
    wanted.fixed().forEach(free.given::add);
    return new Ports(
        free.orFree(wanted.kafka()),
        free.orFree(wanted.kafkaController()),
        free.orFree(wanted.sqs()),
        free.orFree(wanted.registry()),
        free.orFree(wanted.postgres()));
  }

  static int free() {
    return new PortCheck().orFree(0);
  }

  static int freePair() {
    int first = free();
    while (!(isFree(first + 1) && PortClaims.claim(first + 1))) {
      first = free();
    }
    return first;
  }

  private static void refuseTaken(Ports wanted) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("--kafka-port", wanted.kafka());
    ports.put("--kafka-controller-port", wanted.kafkaController());
    ports.put("--sqs-port", wanted.sqs());
    ports.put("--registry-port", wanted.registry());
    ports.put("--postgres-port", wanted.postgres());
    ports.values().removeIf(port -> port == 0 || isFree(port));
    if (ports.isEmpty()) {
      return;
    }
    List<String> named =
        ports.entrySet().stream().map(e -> e.getValue() + " (" + part(e.getKey()) + ")").toList();
    String flags = String.join(", ", ports.keySet());
    throw new PortTakenException(
        named.size() == 1
            ? "Port %s is already in use; stop what listens there or set %s"
                .formatted(named.get(0), flags)
            : "Ports %s are already in use; stop what listens there or set %s"
                .formatted(named.stream().collect(Collectors.joining(", ")), flags));
  }

  private static String part(String flag) {
    return switch (flag) {
      case "--kafka-port" -> "Kafka";
      case "--kafka-controller-port" -> "Kafka controller";
      case "--sqs-port" -> "SQS";
      case "--registry-port" -> "registry";
      default -> "PostgreSQL";
    };
  }

  private int orFree(int port) {
    int candidate = port;
    while (candidate == 0
        || (port == 0
            && !(given.add(candidate) && isFree(candidate) && PortClaims.claim(candidate)))) {
      candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
    }
    return candidate;
  }

  private static boolean isFree(int port) {
    InetAddress loopback = LocalStack.loopback();
    try (ServerSocket socket = new ServerSocket()) {
      // The servers also set this: connections of an earlier run in TIME_WAIT do no harm.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback, port));
    } catch (IOException e) {
      return false;
    }
    // With address reuse some systems allow a bind although another process listens on all
    // addresses.
    try (Socket client = new Socket()) {
      client.connect(new InetSocketAddress(loopback, port), CONNECT_MILLIS);
      return false;
    } catch (IOException refused) {
      return true;
    }
  }
}
