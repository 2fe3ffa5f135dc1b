package io.loyalty.localstack;

import io.loyalty.localstack.tls.Identity;

/**
 * How broker and PostgreSQL protect themselves: the broker takes SASL_SSL with SCRAM-SHA-512 alone
 * and allows nothing without an ACL; PostgreSQL takes TLS with a password alone, but for {@code
 * postgres} itself, who sets it up.
 *
 * @param server the certificate of both
 * @param admin Kafka's super user, who sets it up
 * @param password the super user's
 */
public record StackSecurity(Identity server, String admin, String password) {
  @Override
  public String toString() {
    return "StackSecurity of " + admin;
  }
}
