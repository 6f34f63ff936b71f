package com.allvideomodels.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What another machine posts to one of {@link OpenAddresses#forMachines()}: the bytes as they came, for a signature is over those. The
 * answer is a status alone.
 */
public final class MachineCall {

    private MachineCall() {}

    /**
     * @param largest in bytes; of anything longer no more is read, and it is refused unheard
     * @param hearing says how it is answered
     * @throws IOException if the caller does not finish
     */
    public static ResponseEntity<Void> answer(
            HttpServletRequest call, int largest, Function<byte[], HttpStatus> hearing) throws IOException {
        byte[] body = call.getInputStream().readNBytes(largest + 1);
        return ResponseEntity.status(body.length > largest ? HttpStatus.CONTENT_TOO_LARGE : hearing.apply(body))
                .build();
    }
}
