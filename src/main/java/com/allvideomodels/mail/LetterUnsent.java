package com.allvideomodels.mail;

/**
 * A letter will never be sent: the carrier refused it or did not come back in time. Told of letters about something that has a number.
 *
 * @param template as of {@link Letter}
 * @param number the value {@code number} of the letter, by which people call what it is about
 */
public record LetterUnsent(String template, String number) {}
