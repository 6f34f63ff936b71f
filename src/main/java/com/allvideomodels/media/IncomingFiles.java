package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Files of a form, taken from the request as they arrive: none is ever whole in memory or on a disk. What is left of a refused
 * file is read and dropped, or the browser would show a broken connection and no reason.
 */
@Component
class IncomingFiles {

    private static final Logger log = LoggerFactory.getLogger(IncomingFiles.class);

    private static final int MOST = 20;

    // A name of 300 characters outside the first plane has 1200 bytes.
    private static final int LONGEST_HEADER = 8 * 1024;

    private final Uploads uploads;
    private final MediaSettings.UploadLimits limits;

    IncomingFiles(Uploads uploads, MediaSettings settings) {
        this.uploads = uploads;
        this.limits = settings.uploads();
    }

    /** What became of one file. */
    record Taken(String name, Uploads.Receipt receipt) {}

    /** Ends where the request or the store fails: what was taken before is kept, and the last one says so. */
    List<Taken> take(AccountId owner, HttpServletRequest request) {
        List<Taken> taken = new ArrayList<>();
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            return taken;
        }
        String name = "";
        try {
            FileItemInputIterator items = parser().getItemIterator(request);
            while (items.hasNext() && taken.size() < MOST) {
                FileItemInput item = items.next();
                if (isChosen(item)) {
                    name = FileName.of(item.getName());
                    taken.add(take(owner, name, item));
                    name = "";
                }
            }
        } catch (IOException e) {
            log.warn("An upload did not arrive: {}", e.getMessage());
            taken.add(new Taken(name, new Uploads.Receipt.Refused(Uploads.Why.UNAVAILABLE)));
        }
        return taken;
    }

    private Taken take(AccountId owner, String name, FileItemInput item) throws IOException {
        try (InputStream bytes = item.getInputStream()) {
            Uploads.Receipt receipt = uploads.receive(owner, name, bytes);
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            return new Taken(name, receipt);
        }
    }

    /** A browser sends an empty part without a name for a field in which nothing was chosen. */
    private static boolean isChosen(FileItemInput item) {
        return !item.isFormField() && item.getName() != null && !item.getName().isEmpty();
    }

    private JakartaServletFileUpload<?, ?> parser() {
        var parser = new JakartaServletFileUpload<>();
        parser.setHeaderCharset(StandardCharsets.UTF_8);
        parser.setMaxPartHeaderSize(LONGEST_HEADER);
        parser.setMaxSize(limits.largestRequest().toBytes());
        return parser;
    }
}
