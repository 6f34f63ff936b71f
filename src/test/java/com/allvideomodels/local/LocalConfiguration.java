package com.allvideomodels.local;

import org.springframework.context.annotation.Configuration;

/** Beans that exist on a developer's machine and in tests alone. They live in the test sources and in no jar that ships. */
@Configuration(proxyBeanMethods = false)
public class LocalConfiguration {}
