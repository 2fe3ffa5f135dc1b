/**
 * The screen Doctor: checks with their fixes, decisions on partitions on hold, the release of
 * refused events, and the audit.
 */
package io.loyalty.console.doctor;
