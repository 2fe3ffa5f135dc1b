/**
 * The live load: follows the topics from the stored offsets on, with the partitions that the group
 * gives this instance. Starts and stops it, and keeps one group to one database.
 */
package io.loyalty.consumption.live;
