package com.allvideomodels.account;

import jakarta.servlet.http.HttpServletRequest;

/** Whoever sent a request: from where, with what. */
record Visitor(Network network, Device device) {

    static Visitor of(HttpServletRequest request) {
        return new Visitor(Network.of(request.getRemoteAddr()), Device.of(request.getHeader("User-Agent")));
    }
}
