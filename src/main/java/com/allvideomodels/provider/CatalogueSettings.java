package com.allvideomodels.provider;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where the catalogue is read from.
 *
 * @param file of an operator's own; where it does not exist, the one that ships with the product is read
 */
@ConfigurationProperties("app.catalogue")
record CatalogueSettings(
        @DefaultValue("file:config/models.yml") Resource file,
        @DefaultValue("classpath:defaults/models.yml") Resource shipped) {

    Resource source() {
        return file.exists() ? file : shipped;
    }
}
