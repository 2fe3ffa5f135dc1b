package io.loyalty.cli.option;

/** Lets the subcommands of a command see its options for db-consumption-service. */
public interface ConsumptionCommand {
  /** Returns the options. */
  ConsumptionOptions consumption();
}
