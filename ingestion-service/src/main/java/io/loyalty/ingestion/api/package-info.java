/** Answers over HTTP how the service stands. Decides nothing and changes nothing. */
package io.loyalty.ingestion.api;
