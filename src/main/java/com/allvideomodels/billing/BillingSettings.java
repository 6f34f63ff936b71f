package com.allvideomodels.billing;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param plans what can be bought; where the file does not exist the one in the jar holds */
@ConfigurationProperties("billing")
record BillingSettings(@DefaultValue("config/plans.yml") Path plans) {}
