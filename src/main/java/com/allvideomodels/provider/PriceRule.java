package com.allvideomodels.provider;

import com.allvideomodels.provider.Parameter.Key;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * How a price comes about: the first rate whose conditions hold, times the units, rounded up to whole credits, at least the
 * minimum.
 *
 * @param minimum in credits, 0 for none
 */
public record PriceRule(Unit unit, List<Rate> rates, long minimum) {

    public PriceRule {
        rates = List.copyOf(rates);
    }

    /** What is counted. */
    public enum Unit {
        /** The video as a whole. */
        CLIP,
        /** Each second of the video that is asked for. */
        SECOND,
        /** Each second, begun or whole, of the video that goes in. */
        INPUT_SECOND,
        /** Each frame of the video that goes in. */
        INPUT_FRAME
    }

    /**
     * @param when settings that must have these values; empty holds always
     * @param credits for each unit; may have decimals, the product is rounded up
     */
    public record Rate(Map<Key, String> when, BigDecimal credits) {
        public Rate {
            when = Map.copyOf(when);
        }
    }
}
