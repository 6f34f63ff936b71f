package com.allvideomodels.web;

import java.util.List;

/**
 * Addresses for which a person must have shown within the last minutes who they are, by whatever: what shows or changes more than an
 * open session should. Whoever has not is asked for it and led back. Patterns are those of Spring's {@code PathPattern}.
 */
public interface FreshAddresses {

    List<String> fresh();
}
