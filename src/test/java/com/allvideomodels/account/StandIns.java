package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Policies;
import com.allvideomodels.privacy.Purpose;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;

/** Takes the place of modules that accounts stand on, where the application at hand lacks them. */
@Configuration(proxyBeanMethods = false)
@Import(StandIns.Late.class)
class StandIns {

    /** After every bean of the product is known. */
    static class Late implements DeferredImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {Missing.class.getName()};
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Missing {

        @Bean
        @ConditionalOnMissingBean
        Mailer mailer() {
            return new Mailer() {
                @Override
                public void write(AccountId to, Letter letter) {}

                @Override
                public void write(EmailAddress to, Locale language, Letter letter) {}
            };
        }

        @Bean
        @ConditionalOnMissingBean
        Policies policies() {
            return () -> new Policies.Version("2025-10-10", LocalDate.of(2025, 10, 10));
        }

        @Bean
        @ConditionalOnMissingBean
        Consents consents() {
            return new ConsentsInMemory();
        }
    }

    private static class ConsentsInMemory implements Consents {

        private final Map<AccountId, Map<Purpose, String>> given = new ConcurrentHashMap<>();

        @Override
        public void give(AccountId who, Purpose purpose, String version) {
            given.computeIfAbsent(who, one -> new ConcurrentHashMap<>()).put(purpose, version);
        }

        @Override
        public void withdraw(AccountId who, Purpose purpose) {
            given.getOrDefault(who, new ConcurrentHashMap<>()).remove(purpose);
        }

        @Override
        public boolean holds(AccountId who, Purpose purpose) {
            return holding(who).contains(purpose);
        }

        @Override
        public Set<Purpose> holding(AccountId who) {
            return Set.copyOf(given.getOrDefault(who, Map.of()).keySet());
        }
    }
}
