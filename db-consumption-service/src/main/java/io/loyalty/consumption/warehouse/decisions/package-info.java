/** Stores operators' decisions where the load of a held partition resumes. */
package io.loyalty.consumption.warehouse.decisions;
