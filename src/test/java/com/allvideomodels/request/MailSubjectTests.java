package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policy promises to understand, and what people write instead. */
@Clause("right.exercise")
class MailSubjectTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Privacy Request - Access                        | ACCESS        | OTHER | true
            privacy request – deletion                      | DELETION      | OTHER | true
            Re: Fwd: Privacy Request - Data Portability     | PORTABILITY   | OTHER | true
            Privacy Request - Correction                    | CORRECTION    | OTHER | true
            Privacy Request - Restriction of Processing     | RESTRICTION   | OTHER | true
            Privacy Request - Objection                     | OBJECTION     | OTHER | true
            Privacy Request - Withdraw Consent              | WITHDRAWAL    | OTHER | true
            Privacy Request                                 | OTHER         | OTHER | true
            California Privacy Request                      | OTHER         | CCPA  | true
            California Privacy Request - Delete             | CCPA_DELETE   | CCPA  | true
            California Privacy Request: Right to Know       | KNOW          | CCPA  | true
            California Privacy Request - Correct            | CCPA_CORRECT  | CCPA  | true
            California Privacy Request - Limit Use          | LIMIT         | CCPA  | true
            California Privacy Request - Opt-Out            | OPT_OUT       | CCPA  | true
            GDPR Data Subject Request - Erasure             | DELETION      | GDPR  | true
            GDPR Data Subject Request - Access              | ACCESS        | GDPR  | true
            GDPR DATA SUBJECT REQUEST - RECTIFICATION       | CORRECTION    | GDPR  | true
            Please forget me                                | DELETION      | OTHER | false
            我要删除我的数据                                | DELETION      | OTHER | false
            Hello there                                     | OTHER         | OTHER | false
            """)
    void understands(String subject, Right right, Regime regime, boolean promised) {
        assertThat(MailSubject.parse(subject)).isEqualTo(new MailSubject(right, regime, promised));
    }
}
