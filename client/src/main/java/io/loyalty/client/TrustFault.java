package io.loyalty.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;

/** Says why two sides of a TLS connection do not trust each other. */
final class TrustFault {
  private static final int DEEPEST = 10;

  private TrustFault() {}

  /** Returns the sentence about a service, without its full stop. */
  static String sentence(String service, ServiceAddress address, Throwable fault) {
    return "%s at %s %s".formatted(service, address, reason(fault));
  }

  private static String reason(Throwable fault) {
    Throwable cause = fault;
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      if (cause instanceof CertPathBuilderException) {
        return "shows a certificate that no authority has issued which this client trusts";
      }
      if (cause instanceof CertificateExpiredException) {
        return "shows a certificate that has expired";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "shows a certificate that is not valid yet";
      }
      if (cause instanceof CertificateException && isOfAnotherHost(cause)) {
        return "shows the certificate of another host (%s)".formatted(cause.getMessage());
      }
      cause = cause.getCause();
    }
    return "and this client do not trust each other (%s)".formatted(fault.getMessage());
  }

  private static boolean isOfAnotherHost(Throwable cause) {
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return text.startsWith("no subject alternative") || text.startsWith("no name");
  }
}
