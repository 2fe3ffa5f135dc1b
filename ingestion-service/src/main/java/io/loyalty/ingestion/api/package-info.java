/**
 * Answers over HTTP how the service stands, what its contracts are, and what would become of an
 * event; and releases what is kept. Decides nothing itself.
 */
package io.loyalty.ingestion.api;
