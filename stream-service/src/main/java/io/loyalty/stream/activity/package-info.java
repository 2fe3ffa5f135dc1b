/**
 * Contains the stage {@code activity}: what happens at each store in a minute, and to each offer in
 * an hour.
 */
@NullMarked
package io.loyalty.stream.activity;

import org.jspecify.annotations.NullMarked;
