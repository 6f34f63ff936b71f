package com.allvideomodels.credits;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** The limits as they were typed; empty for none. */
record LimitsForm(String dayCap, String monthCap, String lowBelow) {

    private static final int DIGITS = 12;

    LimitsForm {
        dayCap = stripped(dayCap);
        monthCap = stripped(monthCap);
        lowBelow = stripped(lowBelow);
    }

    static LimitsForm of(SpendingLimits limits, ToLongFunction<SpendingLimits> lowBelow) {
        return new LimitsForm(
                typed(limits.dayCap()), typed(limits.monthCap()), Long.toString(lowBelow.applyAsLong(limits)));
    }

    private static String typed(@Nullable Long number) {
        return number == null ? "" : number.toString();
    }

    private static String stripped(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    void check(Errors errors) {
        check(errors, "dayCap", dayCap);
        check(errors, "monthCap", monthCap);
        check(errors, "lowBelow", lowBelow);
    }

    private static void check(Errors errors, String field, String typed) {
        if (!typed.isEmpty() && !typed.matches("[0-9]{1," + DIGITS + "}")) {
            errors.rejectValue(field, "spending.no-number");
        }
    }

    /** Of what {@link #check} found right. */
    @Nullable
    Long day() {
        return number(dayCap);
    }

    @Nullable
    Long month() {
        return number(monthCap);
    }

    /** Nothing typed is no notice. */
    long low() {
        Long number = number(lowBelow);
        return number == null ? 0 : number;
    }

    private static @Nullable Long number(String typed) {
        return typed.isEmpty() ? null : Long.valueOf(typed);
    }
}
