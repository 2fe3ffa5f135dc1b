/** Small houses with one fault each, for the rules of the house to find. */
package io.loyalty.planted;
