/**
 * Contains the stage that adds to each purchase what is known of its member at that time: the age
 * band, the enrolment, the open offers, and the points that the basket has earned.
 */
@NullMarked
package io.loyalty.stream.enrichment;

import org.jspecify.annotations.NullMarked;
