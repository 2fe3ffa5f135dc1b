/**
 * Reads JSON (RFC 8259) from bytes in place: tokens, texts, numbers and paths, without a tree. It
 * sees no other package.
 */
package io.loyalty.ingestion.json;
