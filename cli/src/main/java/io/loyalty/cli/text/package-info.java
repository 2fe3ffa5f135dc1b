/** Formats text and tables for a terminal. This package knows nothing of their contents. */
package io.loyalty.cli.text;
