package io.loyalty.schemas.text;

import java.util.BitSet;

/**
 * Describes one step of a pattern.
 *
 * @param characters the ASCII characters that match, at least one
 * @param optional whether the step may be skipped
 * @param repeated whether the step may match repeatedly
 */
record PatternStep(BitSet characters, boolean optional, boolean repeated) {}
