package io.loyalty.client.streams;

/**
 * Sums up baskets in one currency. Amounts and quantities are exact decimals as text.
 *
 * @param currency ISO 4217 code of the amounts
 * @param sales the baskets paid
 * @param returns the baskets returned
 * @param identified those of both with a member
 * @param revenue what all cost, less what was returned
 * @param returned what the returned ones cost, which is not positive
 * @param lines the lines of all receipts
 * @param quantity the sum of their quantities, less what was returned
 */
public record Baskets(
    String currency,
    long sales,
    long returns,
    long identified,
    String revenue,
    String returned,
    long lines,
    String quantity) {}
