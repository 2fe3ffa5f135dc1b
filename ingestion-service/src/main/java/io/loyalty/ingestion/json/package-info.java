/**
 * Reads JSON (RFC 8259) from bytes in place: tokens, texts, numbers and paths, without a tree. This
 * package imports no other.
 */
package io.loyalty.ingestion.json;
