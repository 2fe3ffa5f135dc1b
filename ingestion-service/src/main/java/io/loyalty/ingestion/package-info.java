/** Starts the service and wires its packages, none of which imports this one. */
package io.loyalty.ingestion;
