/** Contains the HTTP API of the service: what its stages do. */
@NullMarked
package io.loyalty.stream.api;

import org.jspecify.annotations.NullMarked;
