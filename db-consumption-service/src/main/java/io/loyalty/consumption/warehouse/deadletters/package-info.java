/** Dead letters as the warehouse keeps them. */
package io.loyalty.consumption.warehouse.deadletters;
