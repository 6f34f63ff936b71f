package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.Delivery;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Files that strangers sent us, as downloads: no browser shows one as a page of ours. */
@Controller
class AttachmentPages {

    private static final String POLICY = "default-src 'none'; sandbox";

    private final AttachmentDesk desk;
    private final Delivery delivery;

    AttachmentPages(AttachmentDesk desk, Delivery delivery) {
        this.desk = desk;
        this.delivery = delivery;
    }

    @GetMapping("/admin/requests/{id}/attachments/{place}")
    void file(
            @Me AccountId me,
            @PathVariable UUID id,
            @PathVariable int place,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AttachmentDesk.Opened file = desk.open(new RequestId(id), place, me)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        delivery.send(file.stored(), file.attached().download(), request, response);
    }
}
