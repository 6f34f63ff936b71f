package com.allvideomodels.provider;

import java.util.Locale;

/** One way of asking a company for a video. Luma has two that share no ids, keys or credits (contract luma.md, section 0). */
public enum ProviderApi {
    RUNWAY(Provider.RUNWAY),
    PIKA(Provider.PIKA),
    VOLCENGINE(Provider.VOLCENGINE),
    LUMA(Provider.LUMA),
    LUMA_DREAM_MACHINE(Provider.LUMA),
    EVOLINK(Provider.EVOLINK);

    private final Provider provider;

    ProviderApi(Provider provider) {
        this.provider = provider;
    }

    public Provider provider() {
        return provider;
    }

    /** As written in {@code models.yml} and in callback addresses: {@code luma-dream-machine}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
