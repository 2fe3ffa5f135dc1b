package io.loyalty.endtoend.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes a call of the command that it must refuse.
 *
 * @param what what is wrong with it
 * @param word a word of the refusal
 * @param arguments the command and its options
 */
record BadInput(String what, String word, List<String> arguments) {
  /** Returns all of them, for an event type that is loaded and a service that runs. */
  static Stream<BadInput> all(String type, URI consumption) throws IOException {
    String none = "00000000-0000-0000-0000-000000000000";
    return Stream.of(
        bad("an unknown event type", "basket", "replay", "basket"),
        bad("an unknown event type of a dry run", "basket", "replay", "basket", "--dry-run"),
        bad("an unknown event type to reconcile", "event type", "reconcile", "basket"),
        bad("offsets outside the log", "log", "replay", type, "--from-offset=1000000"),
        bad("a time after the log", "log", "replay", type, "--from=2999-01-01"),
        bad(
            "a from after its to",
            "before",
            "replay",
            type,
            "--from=2026-02-01",
            "--to=2026-01-01"),
        bad("offsets back", "before", "replay", type, "--from-offset=3", "--to-offset=2"),
        bad("occurrence back", "before", "replay", type, "--occurred-from=1h", "--occurred-to=2h"),
        bad("offsets of all types", "one event type", "replay", "--all", "--from-offset=1"),
        bad("a rate of none", "at least 1", "replay", type, "--rate=0"),
        bad("no token", "token", "replay", type, "--url=" + consumption),
        bad("a wrong token", "token", "replay", type, "--token=wrong"),
        bad(
            "a wrong token to watch",
            "token",
            "replay",
            type,
            "--watch",
            "--json",
            "--token=wrong"),
        bad("a wrong token to cancel", "token", "replays", "cancel", none, "--token=wrong"),
        bad("a replay that is not there", none, "replays", "cancel", none),
        bad("an id that is none", "UUID", "replays", "cancel", "newest"),
        bad("a dead letter that is not there", "dead letter", "dead-letters", "show", "none"),
        bad("a service that does not run", "running", "replay", type, nowhere(), "--token=any"),
        bad("no service to list of", "running", "replays", nowhere()),
        bad("no service to reconcile", "running", "reconcile", nowhere()),
        bad("no service with dead letters", "running", "dead-letters", nowhere()));
  }

  private static BadInput bad(String what, String word, String... arguments) {
    return new BadInput(what, word, List.of(arguments));
  }

  private static String nowhere() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "--url=http://127.0.0.1:" + probe.getLocalPort();
    }
  }
}
