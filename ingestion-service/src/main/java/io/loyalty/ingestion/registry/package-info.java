/** Gets the ids of the contract's schemas from the schema registry, and registers what it lacks. */
package io.loyalty.ingestion.registry;
