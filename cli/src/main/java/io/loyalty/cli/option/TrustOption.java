package io.loyalty.cli.option;

import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.TrustedCertificates;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Selects the certificates to trust for a deployed service over HTTPS. */
public final class TrustOption {
  private static final String VARIABLE = "PIPELINE_CA_FILE";

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Certificates in PEM format to trust for https:// (default: the environment variable PIPELINE_CA_FILE, "
              + "else what Java trusts).")
  private Optional<Path> file = Optional.empty();

  /** Returns the service's address with the certificates to trust. */
  public ServiceAddress at(URI url) {
    Optional<Path> certificates =
        file.or(
            () ->
                Optional.ofNullable(System.getenv(VARIABLE))
                    .filter(name -> !name.isBlank())
                    .map(Path::of));
    try {
      return new ServiceAddress(url, certificates.map(TrustedCertificates::read));
    } catch (IllegalArgumentException e) {
      throw new RequestFailedException(e.getMessage(), e);
    }
  }
}
