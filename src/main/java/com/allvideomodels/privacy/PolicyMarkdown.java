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
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.springframework.web.util.HtmlUtils;

/**
 * Makes a page of a text. A text begins with a few lines of facts between two lines of {@code ---}; marks such as
 * {@code <!-- clause: retain.output -->} become anchors, so that the table of clauses can point at the sentence itself.
 */
class PolicyMarkdown {

    static final Pattern MARK = Pattern.compile("<!-- clause: ([a-z0-9.-]+) -->\\s?");
    private static final Pattern NAME = Pattern.compile("\\{\\{(.*?)(?:}}|\\z)", Pattern.DOTALL);
    private static final Pattern FACTS = Pattern.compile("\\A---\\n(.*?)\\n---\\n(.*)\\z", Pattern.DOTALL);
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer PLAIN =
            TextContentRenderer.builder().extensions(EXTENSIONS).build();

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
        return render(new PolicySource(
                document,
                version,
                language,
                fact(facts, "title"),
                LocalDate.parse(fact(facts, "effective")),
                fact(facts, "weight"),
                PolicySource.lines(fact(facts, "changed")),
                parts.group(2)));
    }

    /** @throws IllegalStateException where it names something nobody configured */
    PolicyText render(PolicySource source) {
        Node text = PARSER.parse(anchored(source.body()));
        List<Section> contents = new ArrayList<>();
        String html = renderer(contents).render(text);
        return new PolicyText(
                source.document(),
                source.version(),
                source.language(),
                source.title(),
                source.effective(),
                source.weight(),
                source.changed(),
                List.copyOf(contents),
                named(html),
                paragraphs(source.body()),
                source.body());
    }

    /** Whether somebody wrote HTML into it, other than the marks of clauses. */
    static boolean hasHtml(String body) {
        boolean[] found = {false};
        PARSER.parse(MARK.matcher(body).replaceAll("")).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock block) {
                found[0] = true;
            }

            @Override
            public void visit(HtmlInline inline) {
                found[0] = true;
            }
        });
        return found[0];
    }

    boolean knowsAllNames(String body) {
        return NAME.matcher(body).results().allMatch(found -> names.containsKey(found.group(1)));
    }

    private List<String> paragraphs(String body) {
        String words = PLAIN.render(PARSER.parse(MARK.matcher(body).replaceAll("")));
        for (var name : names.entrySet()) {
            words = words.replace("{{" + name.getKey() + "}}", name.getValue().replaceAll("<[^>]+>", ""));
        }
        return words.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
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
                .sanitizeUrls(true)
                .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
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
