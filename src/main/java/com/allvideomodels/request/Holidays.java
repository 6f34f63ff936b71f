package com.allvideomodels.request;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Days on which nobody works, from {@code holidays.csv}. A year that is not in it has none, which makes periods end earlier. */
@Component
class Holidays {

    private final Set<LocalDate> days;

    Holidays() {
        this(shipped());
    }

    Holidays(Set<LocalDate> days) {
        this.days = Set.copyOf(days);
    }

    private static Set<LocalDate> shipped() {
        InputStream file = Holidays.class.getResourceAsStream("/holidays.csv");
        if (file == null) {
            throw new IllegalStateException("holidays.csv is missing");
        }
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && Character.isDigit(line.charAt(0)))
                    .map(line -> LocalDate.parse(line.substring(0, 10)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last of so many business days, the first of which is after {@code start}. */
    LocalDate businessDaysAfter(LocalDate start, int count) {
        LocalDate day = start;
        for (int left = count; left > 0; left -= isWorked(day) ? 1 : 0) {
            day = day.plusDays(1);
        }
        return day;
    }

    private boolean isWorked(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !days.contains(day);
    }
}
