package com.allvideomodels.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What staff see first: what is due, overdue, stuck or failing. Answered by the modules that own the figures, each by one or two indexed
 * queries; none of them tells who somebody is.
 */
public interface StaffFigures {

    List<Figure> figures();

    /**
     * @param title key of a message
     * @param value as it is shown, with its unit, in no language
     * @param link to the list the figure counts; a figure is shown to those who may call it. Nothing where there is no list: then to
     *     all staff
     * @param alarming whether somebody should look now
     */
    record Figure(String title, String value, @Nullable String link, boolean alarming) {

        public static Figure of(String title, Object value, @Nullable String link) {
            return new Figure(title, value.toString(), link, false);
        }

        /** One that should be nothing. */
        public static Figure alarmingAbove(long limit, String title, long value, @Nullable String link) {
            return new Figure(title, Long.toString(value), link, value > limit);
        }
    }
}
