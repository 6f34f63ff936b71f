package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.ProviderLinks;
import com.allvideomodels.media.Stored;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.SourceMedia;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a row into what a provider is asked for. */
@Component
class RenderRequests {

    private final Catalogue catalogue;
    private final MediaVault vault;
    private final ProviderLinks links;
    private final InstantSource clock;
    private final GenerationSettings settings;

    RenderRequests(
            Catalogue catalogue,
            MediaVault vault,
            ProviderLinks links,
            InstantSource clock,
            GenerationSettings settings) {
        this.catalogue = catalogue;
        this.vault = vault;
        this.links = links;
        this.clock = clock;
        this.settings = settings;
    }

    /** Nothing where the model has left the catalogue. */
    Optional<Model> model(Generation generation) {
        return catalogue.find(generation.model());
    }

    /** Nothing where an input has ended meanwhile. */
    Optional<RenderRequest> of(Generation generation, Model model, @Nullable URI doorbell) {
        List<SourceMedia> inputs = new ArrayList<>();
        for (Input input : generation.inputs()) {
            Optional<Stored> stored = vault.find(generation.owner(), new MediaId(input.mediaId()));
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            inputs.add(new Prepared(
                    input.role(), inputs.size() + 1, stored.get(), vault, address(generation, stored.get())));
        }
        return Optional.of(new RenderRequest(
                generation.generationId().value(),
                model,
                generation.mode(),
                generation.prompt(),
                generation.settings(),
                inputs,
                doorbell,
                endUser(generation.owner(), model.provider()),
                generation.askedAt()));
    }

    private Supplier<URI> address(Generation generation, Stored stored) {
        return () -> links.make(
                generation.owner(),
                stored.id(),
                generation.generationId().value(),
                generation.api().provider().slug(),
                clock.instant().plus(settings.linkLife()));
    }

    /** The account's id is random and known to nobody outside, so its hash names nobody, and differently to each provider. */
    private static String endUser(AccountId owner, Provider provider) {
        return Doorbell.sha256(provider.slug() + ":" + owner).substring(0, 32);
    }
}
