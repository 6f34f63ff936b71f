package com.allvideomodels.web;

import java.util.List;
import org.springframework.stereotype.Component;

/** What the frame itself needs before anyone has signed in. */
@Component
class WebAddresses implements OpenAddresses {

    @Override
    public List<String> open() {
        return List.of(
                "/css/**",
                "/js/**",
                "/img/**",
                "/webjars/**",
                "/favicon.ico",
                "/error",
                "/language",
                "/theme",
                "/actuator/health/**");
    }
}
