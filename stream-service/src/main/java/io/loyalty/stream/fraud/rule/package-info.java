/**
 * Contains the rules for fraud: what each remembers, and when it finds a case. It knows nothing of
 * topics and stores.
 */
@NullMarked
package io.loyalty.stream.fraud.rule;

import org.jspecify.annotations.NullMarked;
