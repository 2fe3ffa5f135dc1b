/** Starts the service and wires its rooms. */
@NullMarked
package io.loyalty.stream;

import org.jspecify.annotations.NullMarked;
