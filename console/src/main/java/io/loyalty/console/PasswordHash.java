package io.loyalty.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Makes the hash of a password for {@code console.users}; the password is no argument. */
final class PasswordHash {
  private static final int LEAST = 10;
  // bcrypt reads no more, and refusing is better than ignoring the rest.
  private static final int MOST = 72;

  private PasswordHash() {}

  /** Reads a password as one line, prints its hash, and returns the exit code. */
  static int print(InputStream in, PrintStream out, PrintStream err) {
    try {
      String password =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      if (password == null || password.length() < LEAST) {
        err.println("Give a password of at least " + LEAST + " characters on standard input.");
        return 2;
      }
      if (password.getBytes(StandardCharsets.UTF_8).length > MOST) {
        err.println("Give a password of at most " + MOST + " bytes.");
        return 2;
      }
      out.println(new BCryptPasswordEncoder(12).encode(password));
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
