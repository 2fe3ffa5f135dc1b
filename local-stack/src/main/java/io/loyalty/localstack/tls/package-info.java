/** Certificates and a TLS proxy for tests. Knows no part of the stack. */
package io.loyalty.localstack.tls;
