package com.allvideomodels.storage;

import com.allvideomodels.storage.MasterWrapped.Wrapping;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Wraps by the current master key what others have wrapped, wherever it lies, some at a time. A round ends where nothing comes after; once
 * a round has wrapped nothing, the old master keys are needed for nothing but backups.
 */
@Component
public class MasterKeyChange {

    private final List<MasterWrapped> places;
    private final MasterKeys masterKeys;

    MasterKeyChange(List<MasterWrapped> places, MasterKeys masterKeys) {
        this.places = places.stream()
                .sorted(Comparator.comparing(MasterWrapped::place))
                .toList();
        this.masterKeys = masterKeys;
    }

    /**
     * How far a round has come.
     *
     * @param place of a {@link MasterWrapped}; empty before the first
     * @param name the last that was looked at there; empty before the first
     */
    public record Point(String place, String name) {

        /** Where a round begins. */
        public static final Point START = new Point("", "");
    }

    /**
     * What came of some.
     *
     * @param reached where to go on; nothing where the round is over
     * @param anew how many were wrapped anew
     * @param unreadable how many could not be
     */
    public record Stretch(Optional<Point> reached, int anew, int unreadable) {}

    /** The id under which everything is wrapped at the end. */
    public String current() {
        return masterKeys.current();
    }

    /**
     * Looks at up to {@code most} things, each of which may need two requests of the store: never inside a transaction.
     *
     * @throws IOException if a store does not answer; what came before may be done again
     */
    public Stretch goOn(Point from, int most) throws IOException {
        Optional<MasterWrapped> here = places.stream()
                .filter(one -> one.place().compareTo(from.place()) >= 0)
                .findFirst();
        if (here.isEmpty()) {
            return new Stretch(Optional.empty(), 0, 0);
        }
        MasterWrapped place = here.get();
        String after = place.place().equals(from.place()) ? from.name() : "";
        List<String> names = place.names(after, most);
        return names.isEmpty() ? next(place) : through(place, names);
    }

    private Stretch next(MasterWrapped done) {
        Optional<Point> next = places.stream()
                .map(MasterWrapped::place)
                .filter(place -> place.compareTo(done.place()) > 0)
                .findFirst()
                .map(place -> new Point(place, ""));
        return new Stretch(next, 0, 0);
    }

    private static Stretch through(MasterWrapped place, List<String> names) throws IOException {
        int anew = 0;
        int unreadable = 0;
        for (String name : names) {
            Wrapping wrapping = place.wrapAnew(name);
            anew += wrapping == Wrapping.ANEW ? 1 : 0;
            unreadable += wrapping == Wrapping.UNREADABLE ? 1 : 0;
        }
        return new Stretch(Optional.of(new Point(place.place(), names.getLast())), anew, unreadable);
    }
}
