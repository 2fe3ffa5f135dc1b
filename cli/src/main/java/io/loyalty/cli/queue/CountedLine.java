package io.loyalty.cli.queue;

import java.util.List;

/**
 * Holds a line to send, with the types of its events.
 *
 * @param line the line
 * @param types the type of each event
 */
record CountedLine(EventLine line, List<String> types) {}
