package com.allvideomodels.admin;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Role;

/** Sees every act that is handed to the {@link AuditTrail} and taken by it, whichever that is. */
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class ActsSeen extends StaticMethodMatcherPointcutAdvisor {

    private static final int KEPT = 5_000;

    private final List<Act> acts = new CopyOnWriteArrayList<>();

    public ActsSeen() {
        MethodInterceptor seeing = call -> {
            Object answer = call.proceed();
            if (acts.size() >= KEPT) {
                acts.removeFirst();
            }
            acts.add((Act) call.getArguments()[0]);
            return answer;
        };
        setAdvice(seeing);
    }

    @Override
    public boolean matches(Method method, Class<?> type) {
        return AuditTrail.class.isAssignableFrom(type) && "record".equals(method.getName());
    }

    /** What this member of staff did or looked at. */
    public List<String> by(AccountId staff) {
        return acts.stream()
                .filter(act -> act.by().equals(new Actor.Staff(staff)))
                .map(Act::what)
                .toList();
    }

    /** What this person did with their own. */
    public List<String> own(AccountId person) {
        return acts.stream()
                .filter(act -> act.by().equals(new Actor.Person(person)))
                .map(Act::what)
                .toList();
    }

    /** What is said in detail of each act of this name about this person. */
    public List<Map<String, String>> details(AccountId person, String what) {
        return acts.stream()
                .filter(act -> person.equals(act.subject()) && act.what().equals(what))
                .map(Act::details)
                .toList();
    }

    /** What was done or looked at, about this person. */
    public List<String> about(AccountId person) {
        return acts.stream()
                .filter(act -> person.equals(act.subject()))
                .map(Act::what)
                .toList();
    }
}
