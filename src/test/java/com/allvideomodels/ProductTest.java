package com.allvideomodels;

import com.allvideomodels.local.LocalConfiguration;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole product: real database, real object store, real HTTP on a random port, a clock that the test moves. All such
 * tests share one application, so each makes its own accounts and leaves those of others alone. Quartz and the workers of
 * generations stand still; a test calls their verbs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = {
            Application.class,
            LocalConfiguration.class,
            TestClock.class,
            com.allvideomodels.account.LettersSeen.class,
            com.allvideomodels.admin.ActsSeen.class,
            com.allvideomodels.admin.AtTheDoor.class,
            com.allvideomodels.account.TestAccounts.class,
            com.allvideomodels.account.CsrfAsShipped.class
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestInfrastructure.class)
public @interface ProductTest {}
