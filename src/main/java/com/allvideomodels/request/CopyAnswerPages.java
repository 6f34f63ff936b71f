package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.rights.Copies;
import com.allvideomodels.web.Me;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a copy would hold, and the order to make it. */
@Controller
class CopyAnswerPages {

    private final CopyDesk desk;
    private final RequestRows rows;
    private final Copies copies;
    private final RetentionPolicy policy;

    CopyAnswerPages(CopyDesk desk, RequestRows rows, Copies copies, RetentionPolicy policy) {
        this.desk = desk;
        this.rows = rows;
        this.copies = copies;
        this.policy = policy;
    }

    @GetMapping("/admin/requests/{id}/preview")
    String preview(@Me AccountId me, @PathVariable UUID id, Model model) throws IOException {
        PrivacyRequest request = desk.look(new RequestId(id), me).orElseThrow(CopyAnswerPages::notThere);
        model.addAttribute("request", request);
        model.addAttribute("preview", copies.preview(Objects.requireNonNull(request.account())));
        model.addAttribute("policy", policy);
        return "request/preview";
    }

    @PostMapping("/admin/requests/{id}/copy")
    String order(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        RequestId request = rows.find(new RequestId(id))
                .orElseThrow(CopyAnswerPages::notThere)
                .id();
        boolean ordered = desk.order(request, me);
        flash.addFlashAttribute(
                ordered ? "notice" : "problem", ordered ? "request.copy.ordered" : "request.copy.refused");
        return "redirect:/admin/requests/" + request;
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
