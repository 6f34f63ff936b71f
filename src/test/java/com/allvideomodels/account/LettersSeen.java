package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Mailer;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Role;

/** Sees every letter that is handed to the {@link Mailer}, whichever that is. */
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class LettersSeen extends StaticMethodMatcherPointcutAdvisor {

    private static final int KEPT = 2_000;

    /** @param to an {@link AccountId} or an {@link EmailAddress} */
    public record Written(Object to, Letter letter) {

        /** The secret in the letter's link. */
        public String token() {
            return letter.values().get("link").replaceFirst(".*[?&]token=", "");
        }
    }

    private final List<Written> letters = new CopyOnWriteArrayList<>();

    public LettersSeen() {
        setAdvice(seeing());
    }

    @Override
    public boolean matches(Method method, Class<?> type) {
        return Mailer.class.isAssignableFrom(type) && "write".equals(method.getName());
    }

    public List<Written> to(Object addressee) {
        return letters.stream().filter(one -> one.to().equals(addressee)).toList();
    }

    /** The last letter of this kind to this addressee. */
    public Optional<Written> last(Object addressee, String template) {
        return to(addressee).stream()
                .filter(one -> one.letter().template().equals(template))
                .reduce((earlier, later) -> later);
    }

    private Advice seeing() {
        MethodInterceptor interceptor = call -> {
            Object[] given = call.getArguments();
            if (letters.size() >= KEPT) {
                letters.removeFirst();
            }
            letters.add(new Written(given[0], (Letter) given[given.length - 1]));
            return call.proceed();
        };
        return interceptor;
    }
}
