package com.allvideomodels.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who runs this installation, from configuration alone. Every value is shown on pages and in letters.
 *
 * @param publicUrl where the outside reaches the application, without a slash at the end
 * @param name of the person or company that runs it
 */
@ConfigurationProperties("app")
public record Operator(String publicUrl, String name, Contact contact) {

    public Operator {
        publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    /** An absolute address of a page of ours; {@code path} begins with a slash. */
    public String address(String path) {
        return publicUrl + path;
    }

    /**
     * @param dpo the data protection officer's address or name, empty where there is none
     * @param postal one line
     */
    public record Contact(
            String privacyEmail,
            String supportEmail,
            @DefaultValue("") String dpo,
            String postal) {}
}
