package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.RecordId;
import java.util.List;

/**
 * Names the contract's checks that a record of the batch fails; it is loaded all the same.
 *
 * @param id the record
 * @param checks the names of the checks, in the order of the contract
 */
public record FailedChecks(RecordId id, List<String> checks) {}
