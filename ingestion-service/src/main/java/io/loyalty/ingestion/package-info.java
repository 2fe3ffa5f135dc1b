/** Starts the service and wires its rooms. Imported by none of them. */
package io.loyalty.ingestion;
