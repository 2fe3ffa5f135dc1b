/**
 * Both services as processes between real backends: what goes into the queue is accounted for in
 * the warehouse.
 */
package io.loyalty.endtoend;
