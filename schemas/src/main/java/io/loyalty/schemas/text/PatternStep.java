package io.loyalty.schemas.text;

import java.util.BitSet;

/**
 * One step of a pattern.
 *
 * @param characters the ASCII characters that it takes, at least one
 * @param optional whether it can be left out
 * @param repeated whether it can be taken again and again
 */
record PatternStep(BitSet characters, boolean optional, boolean repeated) {}
