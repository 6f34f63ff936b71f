package com.allvideomodels.privacy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The register as it was read when the application started. */
@Component
class ProcessorRegister implements Processors {

    private final List<Processor> all;

    ProcessorRegister(PrivacySettings settings) {
        this.all = new ProcessorFile(settings.processors()).read();
    }

    @Override
    public List<Processor> all() {
        return all;
    }

    @Override
    public Optional<Processor> find(String slug) {
        return all.stream().filter(one -> one.slug().equals(slug)).findFirst();
    }

    /** Those that make videos: each needs a person's consent before its first task (clause training.disclosure). */
    List<Processor> video() {
        return all.stream().filter(one -> one.kind().equals("video")).toList();
    }

    /** Those that measure: each needs a person's consent too. */
    List<Processor> analytics() {
        return all.stream().filter(one -> one.kind().equals("analytics")).toList();
    }

    /** The company whose statement a consent to this purpose is about. */
    Optional<Processor> behind(Purpose purpose) {
        return Stream.concat(video().stream(), analytics().stream())
                .filter(one -> Purpose.of(one).equals(purpose)
                        || Purpose.allowedByParent(one.slug()).equals(purpose))
                .findFirst();
    }
}
