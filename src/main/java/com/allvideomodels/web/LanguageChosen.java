package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import java.util.Locale;

/** Somebody signed in chose another language on a page. */
public record LanguageChosen(AccountId account, Locale language) {}
