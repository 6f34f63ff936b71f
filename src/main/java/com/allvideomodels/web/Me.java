package com.allvideomodels.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The account of the person signed in, as a parameter of type {@code AccountId}. On a page that is open to everyone the
 * parameter is {@code @Nullable} and {@code null} for a stranger; elsewhere a stranger is sent to sign in first.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Me {}
