package io.loyalty.cli;

import io.loyalty.cli.process.MadeToken;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a token for the services' API and shows it once, with the entry for their configuration.",
      "The entry holds only the token's hash; nothing is stored."
    })
final class TokenCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "Who will hold it; the audit names this as the actor.")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "READ",
      description = "read, or act, which includes read (default: read).")
  private Role role;

  @Option(
      names = "--on-behalf",
      description = "For an application that names its user in X-Actor; the audit shows NAME/user.")
  private boolean onBehalf;

  /** Lists the roles that a token may have. */
  enum Role {
    READ,
    ACT
  }

  @Override
  public Integer call() {
    if (!NAME.matcher(name).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "NAME has 1 to 64 letters, digits, and . _ @ - after the first; it is " + name);
    }
    String token = MadeToken.random();
    String granted = role.name().toLowerCase(Locale.ROOT);
    String entry =
        onBehalf
            ? MadeToken.entryOnBehalf(name, granted, token)
            : MadeToken.entry(name, granted, token);
    PrintWriter out = spec.commandLine().getOut();
    out.println("token          " + token);
    out.println("configuration  " + entry);
    out.println();
    out.println(
        "Give the token to %s; it is not shown again. Add the configuration to INGESTION_API_TOKENS or"
            .formatted(name));
    out.println(
        "CONSUMPTION_API_TOKENS (or ingestion.api.tokens, consumption.api.tokens), after a comma where others are there.");
    return 0;
  }
}
