package com.allvideomodels.provider.http;

import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.SourceMedia;
import org.springframework.util.unit.DataSize;

/** How much of its inputs a request may carry itself; the others travel by link. One for each request. */
public final class InlineRoom {

    /** Bodies of 64 MB are taken; base64 makes four bytes of three. */
    private static final long MOST = 45_000_000;

    private long left;

    private InlineRoom(long left) {
        this.left = left;
    }

    /** @param usual how much where links can be fetched; where nobody outside reaches us, as much as a body takes */
    public static InlineRoom of(RenderRequest request, DataSize usual) {
        return new InlineRoom(request.doorbell() == null ? MOST : Math.min(MOST, usual.toBytes()));
    }

    /** Whether this input goes inside, which takes up its size. */
    public boolean takes(SourceMedia input) {
        boolean fits = input.size() <= left;
        left -= fits ? input.size() : 0;
        return fits;
    }
}
