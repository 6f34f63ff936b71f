package com.allvideomodels.account;

import java.util.Locale;
import java.util.Map;

/** Names the models that a person may make their default. Answered by whoever knows the catalogue. */
public interface ModelChoices {

    /** The models to choose from, in the order to show them: id to words. */
    Map<String, String> models(Locale language);
}
