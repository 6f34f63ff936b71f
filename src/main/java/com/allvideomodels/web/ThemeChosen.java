package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;

/** Somebody signed in chose another theme on a page. */
public record ThemeChosen(AccountId account, Theme theme) {}
