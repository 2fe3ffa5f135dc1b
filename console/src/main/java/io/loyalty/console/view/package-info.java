/**
 * How pages look: the screens of the navigation, numbers, durations and times as people read them,
 * and downloads. It knows nothing of the services.
 */
package io.loyalty.console.view;
