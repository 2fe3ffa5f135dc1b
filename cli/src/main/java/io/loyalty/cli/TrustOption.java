package io.loyalty.cli;

import io.loyalty.cli.service.ServiceAddress;
import io.loyalty.cli.service.TrustedCertificates;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Whom to trust when a deployed service is asked over HTTPS. */
final class TrustOption {
  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Certificates in PEM format to trust for https:// (default: the environment variable PIPELINE_CA_FILE, "
              + "else what Java trusts).")
  private Optional<Path> file = Optional.empty();

  /** The service at that address, with whom to trust there. */
  ServiceAddress at(URI url) {
    return new ServiceAddress(
        url,
        TrustedCertificates.find(
            file, Optional.ofNullable(System.getenv(TrustedCertificates.VARIABLE))));
  }
}
