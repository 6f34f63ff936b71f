package com.allvideomodels;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The whole product in one process; any number of such processes may share one database and one store. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {

    public static void main(String[] args) {
        var running = SpringApplication.run(Application.class, args);
        if (StartedForCommand.isIt(running.getEnvironment())) {
            System.exit(SpringApplication.exit(running));
        }
    }

    /** The one clock of the product. Everything that asks for the time asks this. */
    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
