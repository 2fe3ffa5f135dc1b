package io.loyalty.localstack;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds the TCP ports of the parts on 127.0.0.1; 0 means any free port. Immutable.
 *
 * @param kafka the broker's clients
 * @param kafkaController the broker's own metadata quorum
 * @param sqs the SQS endpoint
 * @param registry the schema registry
 * @param postgres PostgreSQL
 */
public record Ports(int kafka, int kafkaController, int sqs, int registry, int postgres) {

  /** Rejects invalid port numbers and two parts on one port. */
  public Ports {
    List<Integer> all = List.of(kafka, kafkaController, sqs, registry, postgres);
    for (int port : all) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("Port " + port + " is not between 0 and 65535");
      }
      if (port != 0 && all.indexOf(port) != all.lastIndexOf(port)) {
        throw new IllegalArgumentException("Port " + port + " is given to two parts");
      }
    }
  }

  /** Returns the documented ports: 19092, 19093, 9324, 18081, 15432. */
  public static Ports standard() {
    return new Ports(19_092, 19_093, 9_324, 18_081, 15_432);
  }

  /** Returns any free ports. */
  public static Ports free() {
    return new Ports(0, 0, 0, 0, 0);
  }

  /**
   * Returns a free port below those that systems give to outgoing connections, so that a process
   * that is started again finds it free.
   */
  public static int oneFree() {
    return PortCheck.free();
  }

  /** Returns the first of two adjacent ports, both chosen as {@link #oneFree} does. */
  public static int twoFree() {
    return PortCheck.freePair();
  }

  IntStream fixed() {
    return IntStream.of(kafka, kafkaController, sqs, registry, postgres).filter(port -> port != 0);
  }
}
