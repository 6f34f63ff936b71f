package com.allvideomodels.kernel;

/**
 * Something that is done by the clock; how often is said in the timetable. It may run late, twice and on any node, but never on two at
 * a time. What it throws is logged, and it runs again at its next time.
 *
 * @param name by which the timetable and the pages of staff know it, the module first: {@code mail.send-letters}
 */
public record ScheduledJob(String name, Runnable work) {}
