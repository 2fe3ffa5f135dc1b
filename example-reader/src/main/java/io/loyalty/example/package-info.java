/** Contains an application that reads a topic of the pipeline: copy it to begin one of your own. */
package io.loyalty.example;
