package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates the token of a local pipeline once; only its owner may read it. */
final class LocalToken {
  /** db-consumption-service reads the token's hash from this variable. */
  static final String VARIABLE = "CONSUMPTION_API_TOKENS";

  /** ingestion-service reads the token's hash from this variable. */
  static final String INGESTION_VARIABLE = "INGESTION_API_TOKENS";

  /** stream-service reads the token's hash from this variable. */
  static final String STREAMS_VARIABLE = "STREAM_API_TOKENS";

  /** The console acts on the services with the token in this variable. */
  static final String CONSOLE_VARIABLE = "CONSOLE_SERVICES_ACTTOKEN";

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private LocalToken() {}

  /**
   * Returns the token's hash under the name of this machine's user, as the services are configured
   * with it. The console acts with it on behalf of its visitors.
   */
  static String entry(DataDirectory directory) {
    return MadeToken.entryOnBehalf(user(), "act", in(directory));
  }

  /** Returns the name of this machine's user, as far as names of tokens allow. */
  static String user() {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9]", "");
    return user.isEmpty() ? "local" : user;
  }

  /** Returns the directory's token and creates it if there is none. */
  static String in(DataDirectory directory) {
    Path file = directory.token();
    try {
      String kept = Files.exists(file) ? Files.readString(file).strip() : "";
      if (!kept.isEmpty()) {
        Files.setPosixFilePermissions(file, OWNER);
        return kept;
      }
      return make(file);
    } catch (IOException e) {
      throw new StartFailedException(
          "The token in %s can't be read or made: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String make(Path file) throws IOException {
    String token = MadeToken.random();
    write(token, file);
    return token;
  }

  /** Writes a token into a file that only its owner may read, in place of what is there. */
  static void write(String token, Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(fresh, token + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
