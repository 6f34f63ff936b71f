package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the product says in English and in Chinese otherwise, and whether a page in Chinese has any of it. */
final class EnglishWords {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    /** What people read and what is read out to them, without what is quoted and what is English on purpose. */
    private static final String READ = """
        () => {
          const read = [document.title];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            if (!walk.currentNode.parentElement.closest('script, style, code, pre, [lang=en]')) {
              read.push(walk.currentNode.data);
            }
          }
          for (const name of ['title', 'aria-label', 'placeholder', 'data-label', 'alt']) {
            document.querySelectorAll('[' + name + ']').forEach(one => read.push(one.getAttribute(name)));
          }
          return read.map(text => text.replace(/\\s+/g, ' ').trim()).filter(text => text !== '');
        }
        """;

    private static final Set<String> WORDS = words();

    private EnglishWords() {}

    /** The page is in Chinese, from its title to what is only read out. */
    static void areMissingOn(Page page) {
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
        assertThat(page.title()).matches(".*\\p{IsHan}.*");
        assertThat(page.locator("main h1").innerText()).matches(".*\\p{IsHan}.*");
        List<?> read = (List<?>) page.evaluate(READ);
        assertThat(read.stream().map(Object::toString).filter(EnglishWords::isEnglish))
                .as(page.url())
                .isEmpty();
    }

    /** One word may be anybody's, so it must be all there is; several are ours wherever they stand. */
    private static boolean isEnglish(String read) {
        return WORDS.stream().anyMatch(word -> word.contains(" ") ? read.contains(word) : read.equals(word));
    }

    private static Set<String> words() {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.filter(file -> !file.toString().contains("_"))
                    .flatMap(file -> onlyEnglish(read(file), read(chinese(file))))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path chinese(Path english) {
        return Path.of(english.toString().replace(".properties", "_zh_CN.properties"));
    }

    private static Stream<String> onlyEnglish(Properties english, Properties chinese) {
        return english.stringPropertyNames().stream()
                .flatMap(key -> parts(english.getProperty(key))
                        .filter(part -> !chinese.getProperty(key, "").contains(part)));
    }

    /** What stands between the places of a message, and each of its choices. */
    private static Stream<String> parts(String message) {
        return Stream.of(message.split("\\{\\d(,choice,\\d[#<])?|(,[a-z]+)?\\}|\\|\\d[#<]"))
                .map(part -> part.replace("''", "'").strip())
                .filter(part -> part.matches(".*[A-Za-z]{3}.*"));
    }

    private static Properties read(Path file) {
        var messages = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            messages.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }
}
