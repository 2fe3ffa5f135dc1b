/**
 * Contains the stage that copies topics without the events that come again. It knows {@code stage}
 * and the contract, and no other room.
 */
@NullMarked
package io.loyalty.stream.unique;

import org.jspecify.annotations.NullMarked;
