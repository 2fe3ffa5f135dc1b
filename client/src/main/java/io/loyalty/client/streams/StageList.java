package io.loyalty.client.streams;

import java.util.List;

/**
 * Lists the stages of an instance of stream-service.
 *
 * @param stages the stages
 */
public record StageList(List<StageStatus> stages) {}
