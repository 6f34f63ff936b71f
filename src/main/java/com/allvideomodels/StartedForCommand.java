package com.allvideomodels;

import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertyResolver;

/** A start that only carries out a command serves nobody and works on nothing else; then the process ends. */
public class StartedForCommand implements EnvironmentPostProcessor, Ordered {

    /** Each is a property that names the command and what it is about. */
    static final List<String> COMMANDS = List.of("staff.first-admin");

    private static final Map<String, Object> QUIET = Map.of(
            "server.port", "-1",
            "spring.quartz.auto-startup", "false",
            "generation.workers.auto-startup", "false");

    /** Whether that is what this process was started for. */
    public static boolean isIt(PropertyResolver environment) {
        return COMMANDS.stream().anyMatch(environment::containsProperty);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (isIt(environment)) {
            environment.getPropertySources().addFirst(new MapPropertySource("command", QUIET));
        }
    }
}
