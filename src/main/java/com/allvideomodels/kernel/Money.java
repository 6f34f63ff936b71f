package com.allvideomodels.kernel;

import java.util.Currency;

/** An amount in the minor units of its currency: 250 of USD is two dollars and a half. */
public record Money(long minorUnits, Currency currency) {}
