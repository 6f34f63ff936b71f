package com.allvideomodels.generation;

import com.allvideomodels.web.Unfinished;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What somebody wrote who is not signed in: on the composer, or into an address, where it must not stay. */
@Component
class UnfinishedDraft implements Unfinished {

    @Override
    public Optional<String> keep(HttpServletRequest request) {
        boolean written = HttpMethod.POST.matches(request.getMethod()) || request.getParameter("prompt") != null;
        if (!written || !"/create".equals(request.getRequestURI())) {
            return Optional.empty();
        }
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, Arrays.asList(values)));
        CreatePage.keep(request.getSession(), CreateForm.of(fields));
        return Optional.of("/create");
    }
}
