package com.allvideomodels.privacy;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.AddressBook;
import com.allvideomodels.privacy.RestrictionBook.Restriction;
import com.allvideomodels.web.PersonFacts;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of a restriction, which is audited. */
@Component
@Transactional
class RestrictionDesk implements PersonFacts {

    private final RestrictionBook book;
    private final ObjectProvider<AddressBook> addresses;
    private final AuditTrail audit;

    RestrictionDesk(RestrictionBook book, ObjectProvider<AddressBook> addresses, AuditTrail audit) {
        this.book = book;
        this.addresses = addresses;
        this.audit = audit;
    }

    boolean knows(AccountId person) {
        return addresses.getObject().last(person).isPresent();
    }

    Optional<Restriction> look(AccountId person, AccountId by) {
        audit.record(Act.of(new Actor.Staff(by), "restriction.viewed").about(person));
        return book.of(person);
    }

    @Override
    public List<Fact> about(AccountId person) {
        String since =
                book.of(person).map(one -> one.since().toLocalDate().toString()).orElse("–");
        return List.of(new Fact("restriction.title", since, "/admin/restrictions/" + person));
    }
}
