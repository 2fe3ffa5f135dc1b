package io.loyalty.cli.queue;

import java.util.List;

/**
 * A line that is sent, with the types of the events in it.
 *
 * @param line the line
 * @param types the type of each event
 */
record CountedLine(EventLine line, List<String> types) {}
