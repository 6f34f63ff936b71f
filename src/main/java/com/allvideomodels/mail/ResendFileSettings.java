package com.allvideomodels.mail;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where attachments are fetched.
 *
 * @param hosts where Resend keeps them, and nowhere else is asked
 * @param privateNetworks for local running alone: allows plain http and addresses of this machine
 * @param patience for one of them, from the question to its last byte
 */
@ConfigurationProperties("resend.files")
record ResendFileSettings(
        @DefaultValue("inbound-cdn.resend.com") Set<String> hosts,
        @DefaultValue("false") boolean privateNetworks,
        @DefaultValue("20s") Duration patience) {}
