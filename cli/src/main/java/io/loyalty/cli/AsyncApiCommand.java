package io.loyalty.cli;

import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.process.AsyncApiProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "asyncapi",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints an AsyncAPI 3.0 document of the topics, as JSON: a channel for each event type, with its Avro schema, "
          + "key, headers and an example.",
      "It is made of the contract; no pipeline has to run."
    })
final class AsyncApiCommand implements Callable<Integer> {
  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9_-]{1,100}");

  @Spec private CommandSpec spec;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = {
        "What the names of the topics begin with (default: that of ingestion-service's configuration, loyalty if "
            + "it names none)."
      })
  private Optional<String> prefix = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the document to a file instead of standard output.")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    prefix.ifPresent(this::check);
    Optional<String> document = AsyncApiProcess.run(DataDirectoryOption.home(), prefix);
    document.ifPresent(text -> file.ifPresentOrElse(path -> write(path, text), () -> print(text)));
    return document.isPresent() ? 0 : 1;
  }

  private void check(String given) {
    if (!PREFIX.matcher(given).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--prefix is '%s'; it has up to 100 letters, digits, hyphens and underscores."
              .formatted(given));
    }
  }

  private void print(String document) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(document);
    out.flush();
  }

  private void write(Path path, String document) {
    try {
      Files.writeString(path, document);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "%s can't be written: %s".formatted(path, e.getMessage()), e);
    }
  }
}
