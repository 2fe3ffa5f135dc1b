package io.loyalty.client.streams;

import java.util.List;

/**
 * Lists how far the stages of an instance of stream-service are.
 *
 * @param streams the stages
 */
public record StreamList(List<Stream> streams) {}
