/**
 * Reads history from NDJSON files: each line is a message, and a progress file notes what is safe.
 */
package io.loyalty.ingestion.source.file;
