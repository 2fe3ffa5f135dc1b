/**
 * How the warehouse is reached: connections, whose a database is, and what its faults mean. Every
 * other room of the warehouse may see this one.
 */
package io.loyalty.consumption.warehouse.sql;
