/**
 * How the warehouse is reached: connections, whose a database is, and what its faults mean. The
 * rooms of the warehouse are the only ones with SQL and know neither Kafka nor Avro; each of them
 * sees this room, and no other but for {@code replay}, which also sees {@code load}.
 */
package io.loyalty.consumption.warehouse.sql;
