/** The HTTP API of ingestion-service, as its OpenAPI document describes it. */
package io.loyalty.client.ingestion;
