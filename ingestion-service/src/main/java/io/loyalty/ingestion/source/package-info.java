/**
 * Receives messages, and settles them when their receipts say so. Each kind of source has a package
 * of its own below this one; none knows the content of a message or what becomes of it.
 */
package io.loyalty.ingestion.source;
