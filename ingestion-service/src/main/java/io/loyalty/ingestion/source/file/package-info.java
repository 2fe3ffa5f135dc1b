/**
 * Reads history from NDJSON files: each line is a message, and a progress file says which lines are
 * safe.
 */
package io.loyalty.ingestion.source.file;
