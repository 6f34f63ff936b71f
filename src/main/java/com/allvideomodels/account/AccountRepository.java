package com.allvideomodels.account;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface AccountRepository extends JpaRepository<Account, UUID> {

    @Query("select a from Account a where lower(a.username) = lower(:username)")
    Optional<Account> findByUsername(String username);

    /** The account that an address names; an unconfirmed address names none. */
    @Query("select a from Account a where a.email = :email and a.emailConfirmedAt is not null")
    Optional<Account> findByConfirmedEmail(String email);

    /** The same password under a stronger hash, unless the account or its password went or changed meanwhile. */
    @Modifying
    @Transactional
    @Query("update Account a set a.passwordHash = :fresh where a.id = :id and a.passwordHash = :old")
    int strengthen(UUID id, String old, String fresh);

    /** Its row is not deleted before the caller's transaction ends. */
    @Query(value = "select 1 from account where id = :id for key share", nativeQuery = true)
    Optional<Integer> keep(UUID id);

    @Query("select a.id from Account a where a.id in :some")
    Set<UUID> existing(Set<UUID> some);
}
