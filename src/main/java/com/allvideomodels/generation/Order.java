package com.allvideomodels.generation;

import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.UploadId;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Settings;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for with one click.
 *
 * @param clientKey made when the form was shown; the same key is the same order however often it arrives
 * @param settings as typed, in the product's words
 * @param agreed the price the person saw; an order whose price is another is refused, never silently charged
 * @param comparison joins the generations of one comparison, {@code null} for a single one
 */
public record Order(
        UUID clientKey,
        ModelId model,
        Mode mode,
        String prompt,
        Settings settings,
        List<Input> inputs,
        Credits agreed,
        @Nullable UUID comparison) {

    public Order {
        inputs = List.copyOf(inputs);
    }

    /** An upload in its role; the order within a role is that of the form. */
    public record Input(InputRole role, UploadId upload) {}
}
