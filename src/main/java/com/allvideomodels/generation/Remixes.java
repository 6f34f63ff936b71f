package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Fills the composer from something that is already there. */
interface Remixes {

    /** The fields of an earlier generation of this person: settings kept, seed not. */
    Optional<MultiValueMap<String, String>> fields(AccountId me, String generation);

    /** The form with an upload in the first place that takes it. */
    CreateForm withUpload(AccountId me, CreateForm form, @Nullable String upload);
}
