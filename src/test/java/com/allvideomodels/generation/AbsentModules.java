package com.allvideomodels.generation;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.media.Delivery;
import com.allvideomodels.media.Inspector;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.ProviderLinks;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.Downloads;
import com.allvideomodels.provider.Providers;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stands in for modules that are not there; a real bean always wins. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
public class AbsentModules {

    @Bean
    @ConditionalOnMissingBean
    Ledger pretendLedger(JdbcClient jdbc) {
        return new PretendLedger(jdbc);
    }

    @Bean
    @ConditionalOnMissingBean
    MediaVault pretendVault(InstantSource clock) {
        return new PretendVault(clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Inspector pretendInspector(MediaVault vault) {
        return new PretendInspector(vault);
    }

    @Bean
    @ConditionalOnMissingBean
    Uploads pretendUploads(MediaVault vault, InstantSource clock) {
        return new PretendWorld.PretendUploads(vault, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ProviderLinks pretendLinks() {
        return new PretendWorld.PretendLinks();
    }

    @Bean
    @ConditionalOnMissingBean
    Delivery pretendDelivery(MediaVault vault) {
        return (stored, downloadName, request, response) -> {
            response.setContentType(stored.contentType());
            if (downloadName != null) {
                response.setHeader("Content-Disposition", "attachment; filename=\"" + downloadName + "\"");
            }
            try (var bytes = vault.open(stored)) {
                bytes.transferTo(response.getOutputStream());
            }
        };
    }

    @Bean
    @ConditionalOnMissingBean
    Catalogue pretendCatalogue() {
        return new PretendWorld.PretendCatalogue();
    }

    @Bean
    @ConditionalOnMissingBean
    Providers pretendProviders() {
        return new PretendWorld.PretendProviders();
    }

    @Bean
    @ConditionalOnMissingBean
    Downloads pretendDownloads() {
        return new PretendWorld.PretendDownloads();
    }

    @Bean
    @ConditionalOnMissingBean
    Consents pretendConsents() {
        return new PretendWorld.PretendConsents();
    }

    @Bean
    @ConditionalOnMissingBean
    Mailer pretendMailer() {
        return new PretendWorld.PretendMailer();
    }

    @Bean
    @ConditionalOnMissingBean
    Accounts pretendAccounts() {
        return new PretendWorld.PretendAccounts();
    }
}
