package com.allvideomodels.web;

import java.util.List;

/** Where forms of a module lead besides our own pages, directly or by a redirect, for the policy that browsers hold them to. */
public interface FormTargets {

    /** Origins, as {@code https://accounts.google.com}. */
    List<String> origins();
}
