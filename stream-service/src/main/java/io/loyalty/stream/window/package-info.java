/**
 * Adds up events in windows of event time, by a key that is not the topic's. A window is closed
 * once, when every partition that is read has passed it; an event that comes later is listed. It
 * knows no particular stage.
 */
@NullMarked
package io.loyalty.stream.window;

import org.jspecify.annotations.NullMarked;
