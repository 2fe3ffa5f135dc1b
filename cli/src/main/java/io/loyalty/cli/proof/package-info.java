/**
 * Formats the result of a reconciliation as text. This package knows the service's response and no
 * HTTP.
 */
package io.loyalty.cli.proof;
