package com.allvideomodels.generation;

import com.allvideomodels.provider.InputRole;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;

/**
 * What goes in, in its role.
 *
 * @param mediaId of the copy without metadata, the only one a provider ever gets
 */
@Embeddable
record Input(@Enumerated(EnumType.STRING) InputRole role, UUID uploadId, UUID mediaId) {}
