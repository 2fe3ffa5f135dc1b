/**
 * Finds the token for a command's requests and explains failures. This package knows no responses.
 */
package io.loyalty.cli.service;
