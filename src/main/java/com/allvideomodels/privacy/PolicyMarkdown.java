package com.allvideomodels.privacy;

import com.allvideomodels.privacy.PolicyText.Section;
import com.allvideomodels.web.Operator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.web.util.HtmlUtils;

/**
 * Makes a page of a text. A text begins with a few lines of facts between two lines of {@code ---}; marks such as
 * {@code <!-- clause: retain.output -->} become anchors, so that the table of clauses can point at the sentence itself.
 */
class PolicyMarkdown {

    static final Pattern MARK = Pattern.compile("<!-- clause: ([a-z0-9.-]+) -->\\s?");
    private static final Pattern FACTS = Pattern.compile("\\A---\\n(.*?)\\n---\\n(.*)\\z", Pattern.DOTALL);
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private final Map<String, String> names;

    PolicyMarkdown(Operator operator) {
        var contact = operator.contact();
        this.names = Map.of(
                "operator", HtmlUtils.htmlEscape(operator.name()),
                "site", HtmlUtils.htmlEscape(operator.publicUrl()),
                "privacy-email", mailto(contact.privacyEmail()),
                "support-email", mailto(contact.supportEmail()),
                "dpo", officer(contact),
                "postal", HtmlUtils.htmlEscape(contact.postal()));
    }

    PolicyText render(String document, String version, String language, String source) {
        Matcher parts = FACTS.matcher(source.replace("\r\n", "\n"));
        if (!parts.matches()) {
            throw new IllegalStateException(
                    document + "/" + version + "." + language + " does not begin with its facts");
        }
        Map<String, String> facts = facts(parts.group(1));
        Node text = PARSER.parse(anchored(parts.group(2)));
        List<Section> contents = new ArrayList<>();
        String html = renderer(contents).render(text);
        return new PolicyText(
                document,
                version,
                language,
                fact(facts, "title"),
                LocalDate.parse(fact(facts, "effective")),
                fact(facts, "weight"),
                List.of(fact(facts, "changed").split("\\s*\\|\\s*")),
                List.copyOf(contents),
                named(html));
    }

    private static Map<String, String> facts(String lines) {
        Map<String, String> facts = new HashMap<>();
        lines.lines().forEach(line -> {
            String[] pair = line.split(":", 2);
            facts.put(pair[0].strip(), pair.length == 2 ? pair[1].strip() : "");
        });
        return facts;
    }

    private static String fact(Map<String, String> facts, String name) {
        String value = facts.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("a policy text does not say its " + name);
        }
        return value;
    }

    private static String anchored(String text) {
        Set<String> seen = new HashSet<>();
        return MARK.matcher(text)
                .replaceAll(mark -> seen.add(mark.group(1)) ? "<a id=\"clause-" + mark.group(1) + "\"></a>" : "");
    }

    /** Sections get anchors that are the same in every language: {@code section-4}. */
    private static HtmlRenderer renderer(List<Section> contents) {
        AttributeProvider anchors = (node, tag, attributes) -> {
            if (node instanceof Heading heading && heading.getLevel() == 2) {
                String anchor = "section-" + (contents.size() + 1);
                contents.add(new Section(anchor, words(heading)));
                attributes.put("id", anchor);
            }
        };
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> anchors)
                .build();
    }

    private static String words(Heading heading) {
        var words = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }

    private String named(String html) {
        String result = html;
        for (var name : names.entrySet()) {
            result = result.replace("{{" + name.getKey() + "}}", name.getValue());
        }
        if (result.contains("{{")) {
            throw new IllegalStateException("a policy text names something nobody configured: " + html);
        }
        return result;
    }

    /** Where there is no officer of that name, the address for privacy reaches whoever answers for it. */
    private static String officer(Operator.Contact contact) {
        String dpo = contact.dpo();
        return dpo.isBlank() || dpo.contains("@")
                ? mailto(dpo.isBlank() ? contact.privacyEmail() : dpo)
                : HtmlUtils.htmlEscape(dpo);
    }

    private static String mailto(String address) {
        String escaped = HtmlUtils.htmlEscape(address);
        return "<a href=\"mailto:" + escaped + "\">" + escaped + "</a>";
    }
}
