package com.allvideomodels.provider;

/**
 * A provider rang. It is never believed, only a reason to look now (callbacks of most providers are unsigned).
 *
 * @param token the unguessable part of the callback address, as made by whoever asked for the video
 */
public record RenderReported(ProviderApi api, String token) {}
