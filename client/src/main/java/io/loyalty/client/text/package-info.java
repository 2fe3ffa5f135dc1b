/** Makes text from outside safe to show. This package knows nothing of its meaning. */
package io.loyalty.client.text;
