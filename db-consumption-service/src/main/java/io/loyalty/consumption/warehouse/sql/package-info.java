/**
 * Connects to the warehouse, identifies the database and classifies its faults. Only the warehouse
 * packages use SQL, and they know neither Kafka nor Avro; each of them may import this package and
 * no other, except that {@code replay} may also import {@code load}.
 */
package io.loyalty.consumption.warehouse.sql;
