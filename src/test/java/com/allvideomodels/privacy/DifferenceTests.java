package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.privacy.Difference.Kind;
import com.allvideomodels.privacy.Difference.Paragraph;
import com.allvideomodels.privacy.Difference.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Clause("changes.history")
class DifferenceTests {

    @Test
    void wordsThatWereChangedAreMarkedAndTheRestIsNot() {
        var paragraphs = Difference.between(
                List.of("Kept as it is.", "We delete videos after 7 days."),
                List.of("Kept as it is.", "We delete videos after 5 days.", "A new promise."));

        assertThat(paragraphs).hasSize(3);
        assertThat(paragraphs.get(0).isSame()).isTrue();
        assertThat(paragraphs.get(1).pieces())
                .containsExactly(
                        new Piece(Kind.SAME, "We delete videos after "),
                        new Piece(Kind.REMOVED, "7"),
                        new Piece(Kind.ADDED, "5"),
                        new Piece(Kind.SAME, " days."));
        assertThat(paragraphs.get(2).pieces()).containsExactly(new Piece(Kind.ADDED, "A new promise."));
    }

    @Test
    void aChineseCharacterIsAWord() {
        assertThat(Difference.between(List.of("视频保留七天"), List.of("视频保留五天"))
                        .getFirst()
                        .pieces())
                .containsExactly(
                        new Piece(Kind.SAME, "视频保留"),
                        new Piece(Kind.REMOVED, "七"),
                        new Piece(Kind.ADDED, "五"),
                        new Piece(Kind.SAME, "天"));
    }

    @RepeatedTest(20)
    void bothTextsCanBeReadOutOfTheirDifference() {
        var random = new Random();
        List<String> older = text(random);
        List<String> newer = new ArrayList<>(older);
        for (int i = 0; i < 5; i++) {
            newer.set(random.nextInt(newer.size()), text(random).getFirst());
        }
        newer.addAll(random.nextInt(newer.size()), text(random));
        newer.remove(random.nextInt(newer.size()));

        var paragraphs = Difference.between(older, newer);

        assertThat(read(paragraphs, Kind.REMOVED)).isEqualTo(String.join("", older));
        assertThat(read(paragraphs, Kind.ADDED)).isEqualTo(String.join("", newer));
        assertThat(Difference.between(older, older)).allMatch(Paragraph::isSame);
    }

    private static List<String> text(Random random) {
        return IntStream.range(0, 8)
                .mapToObj(paragraph -> IntStream.range(0, 6)
                        .mapToObj(
                                word -> List.of("a", "b", "cd", "7", "数据", "…").get(random.nextInt(6)))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String read(List<Paragraph> paragraphs, Kind other) {
        return paragraphs.stream()
                .flatMap(paragraph -> paragraph.pieces().stream())
                .filter(piece -> Set.of(Kind.SAME, other).contains(piece.kind()))
                .map(Piece::words)
                .collect(Collectors.joining());
    }
}
