package io.loyalty.console.service;

import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.ingestion.IngestionApi;
import io.loyalty.client.streams.StreamApi;

/**
 * Holds the clients of one visitor who may act; the services' audit names the visitor.
 *
 * @param ingestion changes things in ingestion-service
 * @param consumption changes things in db-consumption-service
 * @param streams changes things in stream-service
 */
public record Acting(IngestionApi ingestion, ConsumptionApi consumption, StreamApi streams) {}
