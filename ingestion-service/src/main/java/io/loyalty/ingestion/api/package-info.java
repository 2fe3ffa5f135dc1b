/**
 * Serves the HTTP API: status, contracts, validation without publishing, and the release of refused
 * events. This package decides nothing itself.
 */
package io.loyalty.ingestion.api;
