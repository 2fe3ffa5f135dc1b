package io.loyalty.console.view;

/**
 * Tells what is wrong at a place of a JSON document.
 *
 * @param path the place, a JSON Pointer
 * @param text what is wrong there, as one sentence
 */
public record JsonMark(String path, String text) {}
