/** Reads the loaded rows from a database, and deletes some of them. Knows no service. */
package io.loyalty.endtoend.warehouse;
