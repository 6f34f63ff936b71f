package com.allvideomodels.provider.evolink;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.http.DataUri;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * EvoLink's store for inputs: its create takes pictures by public address only. A failure may come with HTTP 200 and
 * {@code success: false}. Files lapse there after 72 hours; ours are deleted when their task has ended.
 */
final class EvolinkFiles {

    private static final String FILES = "/api/v1/files";

    /** A folder of the account's own. */
    private static final String FOLDER = "images";

    private final ApiClient files;
    private final long small;

    EvolinkFiles(ApiClient files, long small) {
        this.files = files;
        this.small = small;
    }

    /** How an upload ended. Nothing that costs has been asked for yet, so a failure is never uncertain. */
    sealed interface Upload {

        record Kept(String id, String address) implements Upload {}

        record Failed(Submission outcome) implements Upload {}
    }

    Upload keep(SourceMedia media) {
        try {
            return kept(media.size() <= small ? whole(media) : stream(media));
        } catch (IOException unreadable) {
            return new Upload.Failed(new Submission.Busy(null));
        }
    }

    private Answer whole(SourceMedia media) throws IOException {
        var body = new Base64File(DataUri.of(media), FOLDER, uniqueName(media));
        return files.send("POST", files.at(FILES + "/upload/base64"), body);
    }

    private Answer stream(SourceMedia media) {
        var fields = Map.of("uploadPath", FOLDER, "fileName", uniqueName(media));
        return files.postForm(files.at(FILES + "/upload/stream"), fields, "file", media);
    }

    /** Two people's files must never share a name: the folder is one for the whole account. */
    private static String uniqueName(SourceMedia media) {
        return UUID.randomUUID() + "-" + media.fileName();
    }

    private static Upload kept(Answer answer) {
        return switch (answer) {
            case Answered answered -> answered.ok() ? checked(answered) : refused(answered.status(), answered);
            case Answer none -> busy(none);
        };
    }

    private static Upload checked(Answered answered) {
        var filed = answered.read(Filed.class).orElse(null);
        if (filed == null) {
            return busy(answered);
        }
        if (!filed.success()) {
            return refused(filed.failure(), answered);
        }
        var file = filed.data();
        return file == null || file.fileId() == null || !address(file.fileUrl())
                ? busy(answered)
                : new Upload.Kept(file.fileId(), String.valueOf(file.fileUrl()));
    }

    private static boolean address(@Nullable String url) {
        return url != null && HttpUrl.parse(url) != null;
    }

    private static Upload refused(int status, Answered answered) {
        return switch (status) {
            case 400, 413, 415, 422 -> new Upload.Failed(new Submission.Refused(FailureReason.INPUT_UNUSABLE));
            case 401, 403, 404 -> new Upload.Failed(new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE));
            case 402 -> new Upload.Failed(new Submission.Refused(FailureReason.PROVIDER_OUT_OF_CREDIT));
            default -> busy(answered);
        };
    }

    private static Upload busy(Answer answer) {
        return new Upload.Failed(new Submission.Busy(answer.retryAfter()));
    }

    /** Whether the file is gone for certain, or its deletion refused for good; false means: ask again. */
    boolean drop(String id) {
        var address = files.at(FILES).newBuilder().addPathSegment(id).build();
        return switch (files.send("DELETE", address, null)) {
            case Answered answered -> answered.ok() ? dropped(answered) : answered.refusedForGood();
            case Answer none -> false;
        };
    }

    private static boolean dropped(Answered answered) {
        return answered.read(Filed.class)
                .filter(filed -> filed.success() || (filed.failure() < 500 && filed.failure() != 429))
                .isPresent();
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record Base64File(String base64Data, String uploadPath, String fileName) {}

    private record Filed(
            boolean success,
            @Nullable Integer code,
            @Nullable File data) {

        /** The status that its code stands for, where it failed; without a code nobody can say why. */
        int failure() {
            return code == null ? 500 : code;
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record File(@Nullable String fileId, @Nullable String fileUrl) {}
}
