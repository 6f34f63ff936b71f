package com.allvideomodels.billing;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.privacy.RegisterFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Addresses that people throw away, by the domains in {@code disposable-mail.yml}, read once at the start. */
@Component
class DisposableMail {

    private final Set<String> domains;

    DisposableMail(FlagSettings settings) {
        var file = new RegisterFile(settings.disposable(), "disposable-mail.yml");
        List<String> read = file.read(Domains.class).domains();
        read.forEach(
                one -> file.require(one.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"), one, "is no domain in small letters"));
        this.domains = Set.copyOf(read);
    }

    /** Whether it is of one of these domains or of one below them. */
    boolean has(EmailAddress address) {
        String domain =
                address.value().substring(address.value().indexOf('@') + 1).toLowerCase(Locale.ROOT);
        while (!domains.contains(domain)) {
            int dot = domain.indexOf('.');
            if (dot < 0) {
                return false;
            }
            domain = domain.substring(dot + 1);
        }
        return true;
    }

    private record Domains(List<String> domains) {}
}
