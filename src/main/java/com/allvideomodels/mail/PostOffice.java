package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes letters in, within the transaction that causes them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PostOffice implements Mailer, LastLetters {

    private final WrittenLetters letters;
    private final Composer composer;
    private final Nudge nudge;
    private final InstantSource clock;

    PostOffice(WrittenLetters letters, Composer composer, Nudge nudge, InstantSource clock) {
        this.letters = letters;
        this.composer = composer;
        this.nudge = nudge;
        this.clock = clock;
    }

    @Override
    public void write(AccountId to, Letter letter) {
        require(letter);
        letters.add(to, letter, clock.instant());
        nudge.afterCommit();
    }

    @Override
    public void write(EmailAddress to, Locale language, Letter letter) {
        require(letter);
        letters.add(to, language, letter, clock.instant());
        nudge.afterCommit();
    }

    @Override
    public void write(AccountId about, EmailAddress to, Locale language, Letter letter) {
        require(letter);
        letters.add(about, to, language, letter, clock.instant());
        nudge.afterCommit();
    }

    private void require(Letter letter) {
        composer.requireTemplate(letter.template());
        LetterKind.of(letter);
    }
}
