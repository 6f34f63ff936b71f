package com.allvideomodels.provider;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param privateNetworks for local running alone: allows plain http and addresses of this machine and its networks
 * @param silence between two bytes
 * @param whole for one video
 */
@ConfigurationProperties("provider.downloads")
record DownloadSettings(
        @DefaultValue("false") boolean privateNetworks,
        @DefaultValue("10s") Duration connect,
        @DefaultValue("30s") Duration silence,
        @DefaultValue("30m") Duration whole) {}
