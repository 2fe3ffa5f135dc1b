/** Contains the client of ingestion-service's HTTP API, as its OpenAPI document describes it. */
package io.loyalty.client.ingestion;
