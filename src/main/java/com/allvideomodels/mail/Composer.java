package com.allvideomodels.mail;

import com.allvideomodels.mail.AddressBook.Entry;
import com.allvideomodels.mail.WrittenLetters.Sealed;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Operator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Turns a letter into its subject, its HTML and its plain text, in the reader's language. */
@Component
class Composer {

    /** Values that are instants. */
    private static final List<String> TIMES = List.of("deadline", "at");

    /** Whoever typed these addresses typed the name too, and could make us deliver a message of theirs to a stranger. */
    private static final Set<String> GREET_NOBODY = Set.of("confirm-address", "change-address-confirm");

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final MessageSource messages;
    private final Operator operator;

    Composer(MessageSource messages, Operator operator) {
        this.messages = messages;
        this.operator = operator;
        engine.setTemplateEngineMessageSource(messages);
        engine.addTemplateResolver(resolver("mail/*.html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver("mail/*.txt", TemplateMode.TEXT));
    }

    private static ClassLoaderTemplateResolver resolver(String names, TemplateMode mode) {
        var resolver = new ClassLoaderTemplateResolver(Composer.class.getClassLoader());
        resolver.setPrefix("templates/");
        resolver.setResolvablePatterns(Set.of(names));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        return resolver;
    }

    /** @throws IllegalArgumentException now, in the writer's hands, rather than later when nobody looks */
    void requireTemplate(String template) {
        for (String form : List.of(".html", ".txt")) {
            if (Composer.class.getResource("/templates/mail/" + template + form) == null) {
                throw new IllegalArgumentException("no letter template mail/" + template + form);
            }
        }
    }

    /** @param unsubscribe stands at the end of advertising */
    Sealed compose(Letter letter, Entry recipient, @Nullable String unsubscribe) {
        Locale language = recipient.language();
        var context = new Context(language, values(letter, recipient));
        context.setVariable("unsubscribe", unsubscribe);
        String subject = messages.getMessage(
                "mail." + letter.template() + ".subject", new Object[] {subjectOf(context)}, language);
        context.setVariable("subject", subject);
        // A document type is no part of the frame's fragment, and readers fall back to old rules without one.
        String html = "<!DOCTYPE html>\n" + engine.process("mail/" + letter.template() + ".html", context);
        context.setVariable(
                "body",
                engine.process("mail/" + letter.template() + ".txt", context).strip());
        return new Sealed(recipient.address().value(), subject, html, engine.process("mail/frame.txt", context));
    }

    /** What a subject names: an announcement its title, news of a model the model. */
    private static Object subjectOf(Context context) {
        return Stream.of("title", "model")
                .map(context::getVariable)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private Map<String, Object> values(Letter letter, Entry recipient) {
        Map<String, Object> values = new HashMap<>(letter.values());
        values.putAll(inLanguage(letter, recipient.language()));
        values.put("name", GREET_NOBODY.contains(letter.template()) ? "" : recipient.name());
        values.put("operator", operator);
        values.put("policy", operator.address("/privacy"));
        for (String time : TIMES) {
            values.computeIfPresent(
                    time, (name, value) -> inWords(Instant.parse((String) value), recipient.language()));
        }
        return values;
    }

    /** What was written in every language: {@code text} out of {@code text.en} and {@code text.zh-CN}. */
    private static Map<String, String> inLanguage(Letter letter, Locale language) {
        String end = "." + Languages.nearest(language.toLanguageTag()).toLanguageTag();
        return letter.values().entrySet().stream()
                .filter(one -> one.getKey().endsWith(end))
                .collect(Collectors.toMap(
                        one -> one.getKey().substring(0, one.getKey().length() - end.length()), Map.Entry::getValue));
    }

    private String inWords(Instant instant, Locale language) {
        String pattern = messages.getMessage("mail.time", null, language);
        return DateTimeFormatter.ofPattern(pattern, language).format(instant.atOffset(ZoneOffset.UTC));
    }
}
