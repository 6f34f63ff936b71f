package com.allvideomodels.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a careful reader would mark in the newer of two texts: first which paragraphs stayed, then, in those that were changed, which
 * words. By longest common subsequences, which both texts are short enough for.
 */
final class Difference {

    enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /** Words that stand together in both texts or in one of them. */
    record Piece(Kind kind, String words) {}

    /** A paragraph of the newer text with what was taken out of it, or one that is gone. */
    record Paragraph(List<Piece> pieces) {

        public boolean isSame() {
            return pieces.stream().allMatch(piece -> piece.kind() == Kind.SAME);
        }
    }

    // A Chinese character is a word for this; a run of letters, of digits or of spaces is one; any other character is
    // one.
    private static final Pattern WORDS = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+|\\s+|.");

    /** Above that many comparisons two paragraphs are shown as one gone and one new. */
    private static final long MOST = 4_000_000;

    private Difference() {}

    static List<Paragraph> between(List<String> older, List<String> newer) {
        List<Paragraph> paragraphs = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (Piece step : aligned(older, newer)) {
            switch (step.kind()) {
                case REMOVED -> gone.add(step.words());
                case ADDED -> fresh.add(step.words());
                case SAME -> {
                    changed(gone, fresh, paragraphs);
                    paragraphs.add(new Paragraph(List.of(step)));
                }
            }
        }
        changed(gone, fresh, paragraphs);
        return paragraphs;
    }

    /** What was changed between two paragraphs that stayed: the first that is gone became the first that is new, and so on. */
    private static void changed(List<String> gone, List<String> fresh, List<Paragraph> paragraphs) {
        for (int i = 0; i < Math.max(gone.size(), fresh.size()); i++) {
            paragraphs.add(new Paragraph(merged(aligned(
                    i < gone.size() ? words(gone.get(i)) : List.of(),
                    i < fresh.size() ? words(fresh.get(i)) : List.of()))));
        }
        gone.clear();
        fresh.clear();
    }

    private static List<String> words(String paragraph) {
        return WORDS.matcher(paragraph).results().map(MatchResult::group).toList();
    }

    private static List<Piece> aligned(List<String> older, List<String> newer) {
        if ((long) older.size() * newer.size() > MOST) {
            return replaced(older, newer);
        }
        int[][] common = common(older, newer);
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < older.size() || j < newer.size()) {
            if (i < older.size() && j < newer.size() && older.get(i).equals(newer.get(j))) {
                pieces.add(new Piece(Kind.SAME, newer.get(j)));
                i++;
                j++;
            } else if (j == newer.size() || i < older.size() && common[i + 1][j] >= common[i][j + 1]) {
                pieces.add(new Piece(Kind.REMOVED, older.get(i++)));
            } else {
                pieces.add(new Piece(Kind.ADDED, newer.get(j++)));
            }
        }
        return pieces;
    }

    /** How much the ends of both have in common, from each place on. */
    private static int[][] common(List<String> older, List<String> newer) {
        int[][] common = new int[older.size() + 1][newer.size() + 1];
        for (int i = older.size() - 1; i >= 0; i--) {
            for (int j = newer.size() - 1; j >= 0; j--) {
                common[i][j] = older.get(i).equals(newer.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<Piece> replaced(List<String> older, List<String> newer) {
        List<Piece> pieces = new ArrayList<>();
        older.forEach(one -> pieces.add(new Piece(Kind.REMOVED, one)));
        newer.forEach(one -> pieces.add(new Piece(Kind.ADDED, one)));
        return pieces;
    }

    /** Words of one kind that follow one another, as one piece; removed before added. */
    private static List<Piece> merged(List<Piece> words) {
        List<Piece> pieces = new ArrayList<>();
        var open = new StringBuilder[] {new StringBuilder(), new StringBuilder(), new StringBuilder()};
        for (Piece word : words) {
            boolean turns = word.kind() == Kind.SAME ? open[1].length() + open[2].length() > 0 : open[0].length() > 0;
            if (turns) {
                close(open, pieces);
            }
            open[word.kind().ordinal()].append(word.words());
        }
        close(open, pieces);
        return pieces;
    }

    private static void close(StringBuilder[] open, List<Piece> pieces) {
        for (Kind kind : Kind.values()) {
            if (!open[kind.ordinal()].isEmpty()) {
                pieces.add(new Piece(kind, open[kind.ordinal()].toString()));
                open[kind.ordinal()].setLength(0);
            }
        }
    }
}
