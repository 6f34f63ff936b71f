package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same uploads for {@code upload.js}: one file for each request, so that each has its own progress and its own answer. */
@RestController
class UploadAnswers {

    private final IncomingFiles files;
    private final MessageSource words;

    UploadAnswers(IncomingFiles files, MessageSource words) {
        this.files = files;
        this.words = words;
    }

    /** @param seconds 0 for a picture */
    record Received(
            String id,
            String name,
            boolean video,
            int width,
            int height,
            double seconds,
            @Nullable String poster,
            Instant deadline) {}

    /** @param words the reason as a person reads it */
    record Refused(String name, String why, String words) {}

    @PostMapping(path = "/uploads", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> receive(@Me AccountId me, HttpServletRequest request, Locale locale) {
        List<IncomingFiles.Taken> taken = files.take(me, request);
        return switch (taken.size()) {
            case 0 -> refused(HttpStatus.BAD_REQUEST, "", UploadController.NONE, locale);
            case 1 -> one(taken.getFirst(), locale);
            default ->
                ResponseEntity.ok(
                        taken.stream().map(each -> one(each, locale).getBody()).toList());
        };
    }

    private ResponseEntity<Object> one(IncomingFiles.Taken taken, Locale locale) {
        return switch (taken.receipt()) {
            case Uploads.Receipt.Received received ->
                ResponseEntity.status(HttpStatus.CREATED).body(answer(received.upload()));
            case Uploads.Receipt.Refused refused ->
                refused(status(refused.why()), taken.name(), refused.why().name(), locale);
        };
    }

    private static HttpStatus status(Uploads.Why why) {
        return switch (why) {
            case EMPTY, TOO_LARGE, UNSUPPORTED, BROKEN, TOO_BIG_INSIDE, TOO_MANY -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_SLOW, BUSY, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private ResponseEntity<Object> refused(HttpStatus status, String name, String why, Locale locale) {
        String reason = words.getMessage("upload.refused." + why, null, locale);
        return ResponseEntity.status(status).body(new Refused(name, why, reason));
    }

    private static Received answer(Upload upload) {
        return new Received(
                upload.id().toString(),
                upload.name(),
                upload.video(),
                upload.width(),
                upload.height(),
                upload.length().toMillis() / 1000.0,
                Optional.ofNullable(upload.poster())
                        .map(poster -> "/uploads/" + upload.id() + "/poster")
                        .orElse(null),
                upload.deadline());
    }
}
